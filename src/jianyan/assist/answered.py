"""What a reply leaves unanswered: numbered suggestions of whose words it has next to none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache

from . import vocabulary
from .phrases import phrases
from .wording import full_width, pairs

LEAST = 2
"""Own words that a suggestion must have to be judged at all."""
LONG = 12
"""Own words from which those that stand in all official prose are left out too."""
MANY = 30
"""Own words from which one that the reply has too says little: some two do by chance."""
TAKEN, SURELY = 0.67, 3
"""A sentence speaks of a suggestion where it has that share of the words which it has of any other
one, or so many of its own."""
CUT = 16
REPLY = 60
"""Characters of a reply below which it is not read: it says that the answer stands elsewhere."""
OPENING = 260
ANNOUNCED = re.compile(r"(?:答复|回复|函复|复函|告知|说明|反馈)[^，。：:]{0,4}如下[：:，。]?")
RECEIVED = re.compile(
    r"[^。]{0,160}?(?:来信|来函|反映|建议|提案|留言|问题|事项)[^。]{0,60}?(?:收悉|受理)[^。]{0,20}[。，；]?"
)
"""How a reply begins: it names what was asked, and says nothing of it yet."""
THANKS, LATE = "感谢", 0.6
HEADED = re.compile(
    r"(?:关于|针对|对于)(?:您|你)?所?(?:反映|提出|建议|咨询|要求)?的?([^。；：\n]{2,50}?)的?(?:问题|建议|情况|事宜|诉求|事项|方面)"
)
"""How a reply names the suggestion that it answers next: 关于收取服务费的问题."""
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


def untouched(suggestions: Sequence[str], reply: str, title: str = "") -> list[Untouched]:
    """The suggestions, counted from 1, that a reply does not touch; nothing of a reply too short.

    What `title`, or the reply's first sentence, says of the whole matter speaks for none of them.
    """
    if len("".join(reply.split())) < REPLY or not suggestions:
        return []
    opening, body = _parted(full_width(reply))
    asked = _Asked.of(suggestions, title + opening[-OPENING:])
    sentences = [frozenset(pairs(each)) for each in re.split(r"[。；！？\n]", body)]
    clauses = [set(each) for each in re.split("[。；，]", body)]
    headed = asked.headed(body)
    threes = {body[at : at + SHORT_FORM] for at in range(len(body) - SHORT_FORM + 1)}
    found = []
    for place, text in enumerate(suggestions):
        own = asked.own[place]
        if len(own) < LEAST or place in headed or _numbered(place + 1, reply):
            continue
        said = asked.said(place, sentences) | own & _said_otherwise(text, body, threes)
        enough = 1 if len(own) < MANY else 2
        if len(said) < enough and not asked.spoken(place, sentences, clauses):
            words = phrases(text, dict.fromkeys(own - said, 1.0), 3)
            told = "、".join(words) or f"“{text[:CUT]}”"
            share = 1 - len(said) / len(own)
            found.append(Untouched(place + 1, round(share, 2), f"答复中没有提到{told}"))
    return found


def _parted(reply: str) -> tuple[str, str]:
    """How a reply begins, and what it says, without its thanks and signature."""
    announced = list(ANNOUNCED.finditer(reply, 0, OPENING))
    begun = announced[-1] if announced else RECEIVED.match(reply)
    start = begun.end() if begun else 0
    end = reply.rfind(THANKS)
    return reply[:start], reply[start:end] if end > start + LATE * len(reply[start:]) else reply[
        start:
    ]


@dataclass(frozen=True, slots=True)
class _Asked:
    """What was asked: each suggestion's own words, those of the whole matter, its own characters."""

    own: list[frozenset[str]]
    topic: list[frozenset[str]]
    signs: list[set[str]]

    @classmethod
    def of(cls, suggestions: Sequence[str], matter: str) -> _Asked:
        """The words of each suggestion that few others have, those of the matter apart."""
        words = [frozenset(_own(text)) for text in suggestions]
        signs = [_signs(text) for text in suggestions]
        spread = Counter(word for each in words for word in each)
        signed = Counter(sign for each in signs for sign in each)
        common, of_all = max(1, len(suggestions) // 2), frozenset(pairs(matter))
        few = [frozenset(word for word in each if spread[word] <= common) for each in words]
        return cls(
            [each - of_all for each in few],
            [each & of_all for each in few],
            [{one for one in each if signed[one] <= common} - set(matter) for each in signs],
        )

    def headed(self, body: str) -> set[int]:
        """The suggestions that a heading of the reply has words of, more than of any other."""
        found = set()
        for heading in HEADED.finditer(body):
            named = frozenset(pairs(heading[1]))
            common = [
                len((own | topic) & named) for own, topic in zip(self.own, self.topic, strict=True)
            ]
            if common.count(most := max(common)) == 1 and most:
                found.add(common.index(most))
        return found

    def said(self, place: int, sentences: Sequence[frozenset[str]]) -> frozenset[str]:
        """Its own words in the sentences that do not rather speak of another suggestion."""
        found: frozenset[str] = frozenset()
        for each in sentences:
            here = self.own[place] & each
            most = max(len(own & each) for own in self.own)
            if here and (len(here) >= SURELY or len(here) >= TAKEN * most):
                found |= here
        return found

    def spoken(
        self, place: int, sentences: Sequence[frozenset[str]], clauses: Sequence[set[str]]
    ) -> bool:
        """Whether a sentence has several words of the matter that it names too, or a clause enough of
        its characters: 裸土用密目网盖住 for 裸露土方覆盖防尘网."""
        if any(len(self.topic[place] & each) >= SURELY for each in sentences):
            return True
        most = max((len(self.signs[place] & each) for each in clauses), default=0)
        return most >= FEWEST and most >= IN_ONE * len(self.signs[place])


def _own(text: str) -> list[str]:
    words = pairs(BETWEEN.sub(" ", USUAL.sub(" ", text)))
    if len(set(words)) <= LONG:
        return words
    return pairs(BETWEEN.sub(" ", USUAL.sub(" ", _prose().sub(" ", text))))


@cache
def _prose() -> re.Pattern[str]:
    """The words of all official prose, the longest first."""
    return re.compile("|".join(sorted(vocabulary.common(), key=len, reverse=True)))


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
