"""What a reply leaves unanswered: numbered suggestions of whose words it has next to none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from . import vocabulary
from .phrases import phrases
from .wording import pairs

TOUCHED = 0.16
"""The share of a suggestion's own words from which a reply is taken to speak of it."""
LEAST = 2
"""Own words that a suggestion must have to be judged at all."""
CUT = 16
REPLY = 60
"""Characters of a reply below which it is not read: it says that the answer stands elsewhere."""
NUMBERED = r"第\s*[{0}{1}]\s*[条点项]|建议\s*[{0}{1}](?![0-9])|[（(][{0}{1}][)）]?\s*关于"
USUAL = re.compile(
    r"加强|加大|强化|提高|提升|增强|重视|完善|健全|优化|推进|推动|促进|深化|落实|营造|树立|引导|鼓励|"
    r"大力|积极|切实|进一步|认真|充分|高度|统筹|加快|力度|意识|认识|氛围|机制|体系|水平|能力|工作|宣传|领导|管理|建设|发展"
)
"""What replies say of anything: no words of a suggestion's own."""
BETWEEN = re.compile(
    r"[的了和与及或在为对把将等每各由向给使让]|设立|设置|建立|开展|增加|增设|提供|人员|单位|部门|公司|企业|学生|老人|居民|群众|小区"
)
"""Particles, and what is done or counted everywhere: of such words many replies have one."""
IN_ONE, FEWEST = 0.28, 2
"""The share, and the number, of a suggestion's characters that one clause has when it speaks of it."""
SIGNS = re.compile(r"(?![区县市省乡镇年月日不一])[\u4e00-\u9fff]")
SHORT_FORM = 3
"""Characters of an abbreviation: 长护险 for 长期护理保险."""
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
    threes = {reply[at : at + SHORT_FORM] for at in range(len(reply) - SHORT_FORM + 1)}
    shared = Counter(pair for text in suggestions for pair in set(_own(text)))
    clauses = [set(each) for each in re.split("[。；，]", reply)]
    found = []
    for order, text in enumerate(suggestions, start=1):
        common = max(1, len(suggestions) // 2)
        own = [pair for pair in dict.fromkeys(_own(text)) if shared[pair] <= common]
        if len(own) < LEAST or _numbered(order, reply):
            continue
        other = _said_otherwise(text, reply, threes)
        share = sum(pair in said or pair in other for pair in own) / len(own)
        if share < TOUCHED and not _in_one_clause(text, suggestions, clauses):
            words = "、".join(phrases(text, {pair: 1.0 for pair in own if pair not in said}, 3))
            told = words or f"“{text[:CUT]}”"
            found.append(Untouched(order, round(1 - share, 2), f"答复中没有提到{told}"))
    return found


def _own(text: str) -> list[str]:
    return pairs(BETWEEN.sub(" ", USUAL.sub(" ", text)))


def _in_one_clause(text: str, suggestions: Sequence[str], clauses: Sequence[set[str]]) -> bool:
    """Whether one clause has enough of its characters: 裸土用密目网盖住 for 裸露土方覆盖防尘网."""
    spread = Counter(sign for each in suggestions for sign in _signs(each))
    own = {sign for sign in _signs(text) if spread[sign] <= max(1, len(suggestions) // 2)}
    most = max((len(own & each) for each in clauses), default=0)
    return most >= FEWEST and most >= IN_ONE * len(own)


def _signs(text: str) -> set[str]:
    """The characters that are a suggestion's own."""
    return set(SIGNS.findall(BETWEEN.sub(" ", USUAL.sub(" ", text))))


def _said_otherwise(text: str, reply: str, threes: Collection[str]) -> set[str]:
    """The pairs of what the reply calls by another name, or by its short form."""
    words = [
        word
        for group in vocabulary.alike()
        for word in group
        if word in text and any(other in reply for other in group if other != word)
    ]
    for stretch in re.findall(r"[\u4e00-\u9fff]{5,}", BETWEEN.sub(" ", text)):
        words += [stretch for three in threes if _short_for(three, stretch)]
    return {pair for word in words for pair in pairs(word)}


def _short_for(three: str, stretch: str) -> bool:
    """Whether three characters are the beginning of words of a stretch, the last one ending it."""
    at = stretch.find(three[1], 2)
    return stretch[0] == three[0] and stretch[-1] == three[2] and 0 < at < len(stretch) - 1


def _numbered(order: int, reply: str) -> bool:
    said = DIGITS[order] if order <= 10 else str(order)
    return order <= 10 and re.search(NUMBERED.format(order % 10, said), reply) is not None
