"""The words of a text as the advice counts them: pairs of characters, as the search index has them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from jianyan.ground import tokens

TITLE = 3
"""How many times a word of the title counts."""
LONG = 12
"""Characters beyond which a stretch is no word, but a phrase that many texts share."""
USUAL = re.compile(
    r"关于|进一步|切实|大力|加强|推进|推动|促进|完善|加快|提升|优化|做好|深化|强化|的?(?:建议|提案|思考|意见)"
)
"""What every title has, whatever it is about."""


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


def stem(title: str) -> str:
    """A title without what every title has."""
    return " ".join(USUAL.sub(" ", title).split())


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of pairs in common (Jaccard); 0 where either text is empty."""
    common = len(one & other)
    return common / (len(one) + len(other) - common) if common else 0.0


def joined(text: str, weights: Mapping[str, float], most: int = 5) -> list[str]:
    """The words of a text that weigh most: pairs that overlap in it are read as one word."""
    line = "".join(char if char.isalnum() else " " for char in text)
    found: dict[str, float] = {}
    for run in line.split():
        for word, weight in _stretches(run, weights):
            found[word] = max(found.get(word, 0.0), weight)
    ranked = sorted(
        (word for word in found if len(word) <= LONG), key=lambda word: (-found[word], word)
    )
    return _apart(ranked)[:most]


def _stretches(run: str, weights: Mapping[str, float]) -> Iterable[tuple[str, float]]:
    start, total = -1, 0.0
    for at in range(len(run)):
        weight = weights.get(run[at : at + 2], 0.0) if at + 1 < len(run) else 0.0
        if weight > 0:
            start = at if start < 0 else start
            total += weight
        elif start >= 0:
            yield run[start : at + 1], total
            start, total = -1, 0.0


def _apart(ranked: list[str]) -> list[str]:
    """Words none of which is part of one before it."""
    kept: list[str] = []
    for word in ranked:
        if not any(word in other or other in word for other in kept):
            kept.append(word)
    return kept
