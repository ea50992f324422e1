"""The words of a text as the advice counts them: pairs of characters, as the search index has them."""

from __future__ import annotations

import re
from collections import Counter

from jianyan.ground import tokens

TITLE = 3
"""How many times a word of the title counts."""
USUAL = re.compile(
    r"关于|进一步|切实|大力|加强|推进|推动|促进|完善|加快|提升|优化|做好|深化|强化|的?(?:建议|提案|思考|意见)"
)
"""What every title has, whatever it is about."""
FULL = dict(zip(",;:?!()", "，；：？！（）", strict=True))
HALF = re.compile(r"(?<=[\u4e00-\u9fff”》）])[,;:?!()]|[,;:?!()](?=[\u4e00-\u9fff“《])")


def pairs(text: str) -> list[str]:
    """The pairs (and Latin words) of a text in order, without single characters and bare numbers."""
    return [
        one
        for one in tokens.words(text)
        if len(one) > 1 and not (one.isascii() and one.isdecimal())
    ]


def counted(title: str, text: str) -> Counter[str]:
    """How often each pair occurs, those of the title several times over."""
    found = Counter(pairs(text))
    for one in pairs(stem(title)):
        found[one] += TITLE
    return found


def full_width(text: str) -> str:
    """A text with its signs as Chinese print has them, whatever was typed."""
    return HALF.sub(lambda found: FULL[found[0]], text)


def stem(title: str) -> str:
    """A title without what every title has."""
    return " ".join(USUAL.sub(" ", title).split())


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of pairs in common (Jaccard); 0 where either text is empty."""
    common = len(one & other)
    return common / (len(one) + len(other) - common) if common else 0.0
