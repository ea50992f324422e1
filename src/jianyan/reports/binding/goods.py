"""Goods given that the committee's list of items lacks: 帐篷50顶 where something is given."""

from __future__ import annotations

import re

from .around import LATER, Around
from .doubts import doubt
from .labels import Part
from .matching import Match, Matcher

GIVEN = ("捐赠.数量", "帮扶.数量")
UNITS = re.compile(
    "斤|公斤|千克|吨|箱|盒|瓶|台|套|顶|双|副|只|桶|袋|升|床|片|支|册|本|辆|棵|株|件|个|份"
)
VAGUE = ("件", "个", "份", "本", "册", "套")
"""Units that much else is counted in: the sentence itself has to say that something is given."""
SCORE = 0.6
_GIVING = ("捐", "赠", "送", "购买", "购置", "采购", "发放", "募集", "筹集", "慰问", "添置")
_LEAD = re.compile(
    "^.*(?:捐[赠献出]?|赠送?|送[去上来]?|购[买置]?|添置|采购|发放|募集|筹集|包括|以及|[了的和及共各约])"
)
_LAST = re.compile("[，。；：、（）“”《》□\\s\\d]")
_OTHER = re.compile(
    "提案|建议|信息|意见|问题|报告|文章|稿|活动|会|实事|好事|制度|委员|群众|单位|部门|项目|协会|商会|[县区市省镇乡村]$|街道|社区"
)


def goods(matcher: Matcher, around: Around) -> list[Match]:
    """The quantity of a thing given, under the name the text has for it; nothing for other numbers."""
    mark = around.mark
    thing = _thing(around)
    if not UNITS.fullmatch(mark.unit) or not thing or _OTHER.search(thing):
        return []
    if around.said(_GIVING) < (0.75 if mark.unit in VAGUE else LATER + 0.1):
        return []
    return [match for name in GIVEN if (match := _match(matcher, around, name, thing)) is not None]


def _match(matcher: Matcher, around: Around, name: str, thing: str) -> Match | None:
    entry = matcher.entries.get(name)
    if entry is None or matcher.need(around, matcher.sayings[name]) <= LATER:
        return None
    dimension = entry.splits[0]
    part = Part(dimension, (thing,), 0.5, 0.8, told=thing, listed=False)
    why = f"文中捐、送的是“{thing}”，{dimension.name}表中没有，用前请补上或改选相近的一项。"
    return Match(entry, part, SCORE - doubt(around, matcher.sayings[name]) / 4, why)


def _thing(around: Around) -> str:
    """What is counted: the words right behind the unit, else those right before the number."""
    if around.after:
        return _LAST.split(around.after_words)[0][:10]
    before = _LAST.split(around.before_words.rstrip("共计约达为近"))[-1]
    return _LEAD.sub("", before)[-10:]
