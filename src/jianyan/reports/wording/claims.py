"""Words that claim a number: 全部办结 beside a smaller count, and a whole restated otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .mentions import Mention
from .words import FILED, GROSS, NEGATED

_ALL_DONE = re.compile(
    r"(?:全部|均|所有[^,，。；;\d]{0,10}|都)(?:已|按期|按时|如期|经)*[^,，。；;\d]{0,4}?(?P<done>办结|办复|答复|办理|签收|交办|落实|采纳|完成)"
)
_SUBSET = re.compile(r"重点|其中|优秀|督办|领衔|主办|会办|[ABC]类|未|不")
_SET = re.compile(r"交办|确定|计划|部署|下达|列入|分解|承担")
"""Before all that there was to do."""
_STEM = re.compile(r"(?<!未予)(?<!不予)(立案|承办|交办|主办|协办|会办|分办|收到|提交|征集|受理)的$")
_ATTENDED = re.compile(r"(?:参训|参会|参加|与会|到会|出席)")
_THINGS = re.compile(r"提案|议案|建议|信息|意见|议题|线索|问题")
Claim = tuple[Mention, Mention]


def restated(placed: Sequence[Mention]) -> Iterator[Claim]:
    """A whole and the place where it is spoken of again with another number."""
    for each in placed:
        word = _STEM.search(each.before)
        if each.came_again:
            yield from _came(placed, each)
        if word is None or not each.restated or not each.counts:
            continue
        same = [
            other
            for other in placed[: each.index]
            if other.family == each.family and other.counts and other.paragraph == each.paragraph
        ]
        called = [other for other in same if _called(word[1], other) and _same_thing(other, each)]
        if called and not any(other.quantity.value == each.quantity.value for other in same):
            yield called[-1], each


def _came(placed: Sequence[Mention], each: Mention) -> Iterator[Claim]:
    """共有126人参加，参训的162人全部结业: those who came, and those who came."""
    near = [
        other
        for other in placed[: each.index]
        if other.family == each.family
        and other.counts
        and other.paragraph == each.paragraph
        and each.sentence - other.sentence <= 1
    ]
    differ = len(near) == 1 and near[0].quantity.value != each.quantity.value
    if differ and _ATTENDED.search(near[0].around):
        yield near[0], each


def _same_thing(one: Mention, other: Mention) -> bool:
    """Whether two counts name one thing, or one of them none: 议案14件 is not 建议67件."""
    things = [set(_THINGS.findall(each.around)) for each in (one, other)]
    return not all(things) or bool(things[0] & things[1])


def _called(word: str, other: Mention) -> bool:
    if other.restated or NEGATED.search(other.label):
        return False
    return word in other.label or (
        GROSS.fullmatch(word) is not None and GROSS.search(other.before) is not None
    )


def all_done(text: str, placed: Sequence[Mention]) -> Iterator[Claim]:
    """What was done and all there was to do, where 全部 stands beside a smaller count."""
    for match in _ALL_DONE.finditer(text):
        near = [
            each
            for each in placed
            if each.counts and not each.bracket and each.end <= match.start()
        ]
        if not near or "。" in text[near[-1].end : match.start()]:
            continue
        done = near[-1]
        if match["done"] not in done.label or _SUBSET.search(done.label) or done.restated:
            continue
        wholes = [
            each
            for each in near[:-1]
            if each.family == done.family
            and done.sentence - each.sentence <= 1
            and (FILED.search(each.label) or _SET.search(each.label))
            and not NEGATED.search(each.label)
        ]
        if wholes and wholes[-1].quantity.value > done.quantity.value:
            yield done, wholes[-1]
