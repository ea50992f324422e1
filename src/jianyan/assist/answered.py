"""What a reply leaves unanswered: numbered suggestions of whose words it has next to none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from .phrases import phrases
from .wording import pairs

TOUCHED = 0.16
"""The share of a suggestion's own words from which a reply is taken to speak of it."""
LEAST = 3
"""Own words that a suggestion must have to be judged at all."""
REPLY = 60
"""Characters of a reply below which it is not read: it says that the answer stands elsewhere."""
NUMBERED = r"第\s*[{0}{1}]\s*[条点项]|建议\s*[{0}{1}](?![0-9])|[（(][{0}{1}][)）]?\s*关于"
USUAL = re.compile(
    r"加强|加大|强化|提高|提升|增强|重视|完善|健全|优化|推进|推动|促进|深化|落实|营造|树立|引导|鼓励|"
    r"大力|积极|切实|进一步|认真|充分|高度|统筹|加快|力度|意识|认识|氛围|机制|体系|水平|能力|工作|宣传|领导|管理|建设|发展"
)
"""What replies say of anything: no words of a suggestion's own."""
DIGITS = "零一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Untouched:
    """A suggestion that the reply does not seem to touch: its number, how surely, and why."""

    order: int
    score: float
    why: str


def untouched(suggestions: Sequence[str], reply: str) -> list[Untouched]:
    """The suggestions, counted from 1, that a reply does not touch; nothing of a reply too short."""
    if len("".join(reply.split())) < REPLY or not suggestions:
        return []
    said = frozenset(pairs(reply))
    shared = Counter(pair for text in suggestions for pair in set(_own(text)))
    found = []
    for order, text in enumerate(suggestions, start=1):
        common = max(1, len(suggestions) // 2)
        own = [pair for pair in dict.fromkeys(_own(text)) if shared[pair] <= common]
        if len(own) < LEAST or _numbered(order, reply):
            continue
        share = sum(pair in said for pair in own) / len(own)
        if share < TOUCHED:
            words = "、".join(phrases(text, {pair: 1.0 for pair in own if pair not in said}, 3))
            found.append(Untouched(order, round(1 - share, 2), f"答复中没有提到{words}"))
    return found


def _own(text: str) -> list[str]:
    return pairs(USUAL.sub(" ", text))


def _numbered(order: int, reply: str) -> bool:
    said = DIGITS[order] if order <= 10 else str(order)
    return order <= 10 and re.search(NUMBERED.format(order % 10, said), reply) is not None
