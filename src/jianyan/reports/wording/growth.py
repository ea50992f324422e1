"""Growth: 36件，比上年的29件增加7件，增长24.14%; 由29件增加到36件."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from .judging import EXACTLY, Result, half_up, judge
from .mentions import Mention
from .units import PERCENT
from .words import CHANGE, THEN

_DOWN = re.compile(r"下降|减少|降低|降幅|缩减|回落|递减|减幅|少")
_SPREAD = re.compile(r"年均|平均|累计|复合|每年|月均|各|分别")
_FROM, _TO = re.compile(r"[由从自]"), re.compile(r"到|至|为")
_JOINED = re.compile(r"(?:增补|新增|增加|补选)[\u4e00-\u9fff]{0,4}$")
_NEW = re.compile(r"新增$")
BESIDE = 12
"""So close behind the number that is more its percentage stands."""
_YEAR = re.compile(r"((?:19|20)\d\d)年")


@dataclass(frozen=True, slots=True)
class Growth:
    """A value, the one before it, and how much more or less it is said to be."""

    current: Mention
    previous: Mention
    change: Mention
    sign: int

    @property
    def exact(self) -> Fraction:
        """The change as it should be: in percent, or in the counts' unit."""
        now, then = self.current.quantity.value, self.previous.quantity.value
        if self.change.quantity.unit == PERCENT:
            return (now - then) * 100 / then * self.sign
        return (now - then) * self.sign

    @property
    def result(self) -> Result:
        """How the printed change stands to the exact one."""
        if self.change.quantity.unit == PERCENT:
            return judge(self.exact, self.change.quantity)
        same = self.exact == self.change.quantity.value
        return "ok" if same and self.change.family == self.current.family else "contradiction"

    @property
    def wanted(self) -> Fraction:
        """The change as it should be printed."""
        return half_up(self.exact, self.change.quantity.places)


@dataclass(frozen=True, slots=True)
class Step:
    """A value, how much more (or less) it is than the one before it, and the same in percent."""

    current: Mention
    more: Mention
    change: Mention
    sign: int

    @property
    def previous(self) -> Fraction:
        """The value before, which the text does not write."""
        return self.current.quantity.value - self.sign * self.more.quantity.value

    @property
    def exact(self) -> Fraction:
        """The change in percent as it should be."""
        return self.more.quantity.value * 100 / self.previous

    @property
    def result(self) -> Result:
        """How the printed change stands to the exact one."""
        return judge(self.exact, self.change.quantity)


def growths(text: str, placed: Sequence[Mention]) -> list[Growth]:
    """The growths of which the text gives both values."""
    found = []
    for change in placed:
        verb = CHANGE.search(change.before)
        if verb is None and _NEW.search(change.before):
            pair = _pair(text, placed, change)
            if pair and (growth := Growth(*pair, change, 1)).result == "ok":
                found.append(growth)
        if verb is None or _SPREAD.search(text[change.clause : change.start]):
            continue
        pair = _pair(text, placed, change)
        if pair and pair[1].quantity.value > 0:
            sign = -1 if _DOWN.search(verb[0]) else 1
            found.append(_likelier(placed, Growth(*pair, change, sign)))
    return [each for each in found if not each.change.quantity.approx]


def steps(text: str, placed: Sequence[Mention]) -> list[Step]:
    """128期，比上年增加23期，增长31.9%: the value, how much more it is, and that in percent of the value before;
    those that do not hold."""
    found = []
    for change in placed:
        if change.index < 2 or change.quantity.unit != PERCENT or change.quantity.approx:
            continue
        now, more = placed[change.index - 2 : change.index]
        verb, again = CHANGE.search(more.before), CHANGE.search(change.before)
        counted = now.counts and more.counts and now.family == more.family
        if not (verb and again and counted and now.sentence == more.sentence == change.sentence):
            continue
        sign = -1 if _DOWN.search(verb[0]) else 1
        down = bool(_DOWN.search(again[0]))
        beside = len(text[more.end : change.start]) <= BESIDE and THEN.search(more.before)
        then = now.quantity.value - sign * more.quantity.value
        if beside and down == (sign < 0) and then > 0 and not _SPREAD.search(change.before):
            found.append(Step(now, more, change, sign))
    return [each for each in found if each.result not in EXACTLY]


def _likelier(placed: Sequence[Mention], found: Growth) -> Growth:
    """收到763条，推动解决690条；同比上年573条增长33.2%: the value of the sentence that it holds for."""
    if found.result != "contradiction" or found.change.quantity.unit != PERCENT:
        return found
    for each in placed[: found.previous.index]:
        other = replace(found, current=each)
        same = each.sentence == found.current.sentence and each.family == found.current.family
        if same and each.counts and other.result in EXACTLY:
            return other
    return found


def _pair(text: str, placed: Sequence[Mention], change: Mention) -> tuple[Mention, Mention] | None:
    """The value now and the value then: the last two counts of one unit before the change, or the last and
    the one in the bracket behind it (上年21.2万元)."""
    if behind := _bracketed(placed, change):
        return behind
    near = [
        each
        for each in placed[: change.index]
        if each.sentence == change.sentence and each.counts and _beside(each, change)
    ]
    if change.quantity.unit != PERCENT:
        near = [each for each in near if each.family == change.family]
    near = [each for each in near if not CHANGE.search(each.before)]
    if len(near) < 2 or near[-1].family != near[-2].family:
        return None
    first, second = near[-2], near[-1]
    between = text[first.end : second.start]
    if len(text[second.end : change.start]) > 24:
        return None
    if _FROM.search(first.before[-12:] or text[first.clause : first.start]) and _TO.search(between):
        return second, first
    if THEN.search(second.before) and not THEN.search(first.before):
        return first, second
    if THEN.search(first.before) and not THEN.search(second.before):
        return second, first
    return _by_year(text, first, second)


def _bracketed(placed: Sequence[Mention], change: Mention) -> tuple[Mention, Mention] | None:
    """18.6万元，下降22.3%（上年21.2万元）."""
    then = placed[change.index + 1] if change.index + 1 < len(placed) else None
    if then is None or then.bracket != change.end + 1 or not THEN.search(then.before):
        return None
    now = placed[change.index - 1] if change.index else None
    if now is None or not now.counts or not then.counts or now.family != then.family:
        return None
    return (now, then) if now.sentence == change.sentence else None


def _beside(each: Mention, change: Mention) -> bool:
    """At the level of the change; what was before may stand in a bracket."""
    return each.bracket == change.bracket or THEN.search(each.before) is not None


def _by_year(text: str, first: Mention, second: Mention) -> tuple[Mention, Mention] | None:
    """2019年29件，2020年36件."""
    one, other = (_YEAR.search(text[each.clause : each.start]) for each in (first, second))
    if one is None or other is None or one[1] == other[1]:
        return None
    return (second, first) if int(other[1]) > int(one[1]) else (first, second)


def additions(placed: Sequence[Mention]) -> list[tuple[Mention, tuple[Mention, Mention]]]:
    """出席236人（增补5人）after 出席231人: now, then and what came in between, where they add up."""
    found = []
    for more in placed:
        if not more.bracket or not _JOINED.search(more.before) or not more.counts:
            continue
        same = [each for each in placed[: more.index] if each.family == more.family and each.counts]
        now = next((each for each in reversed(same) if each.end <= more.bracket), None)
        if now is None or now.label == "":
            continue
        then = next(
            (
                each
                for each in reversed(same[: same.index(now)])
                if not each.bracket and each.label == now.label
            ),
            None,
        )
        if then and then.quantity.value + more.quantity.value == now.quantity.value:
            found.append((now, (then, more)))
    return found
