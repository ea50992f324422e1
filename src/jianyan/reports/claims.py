"""Statements the register can test: comparison, 逐项, 覆盖, 按期, joined by 且."""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from jianyan.kernel.errors import FigureError, Refused
from jianyan.kernel.values import Rate, Value

from .cadence import kept
from .filters import shown
from .numbers import WAN, plain
from .reader import PartReading
from .readings import Amount, Located, Readings, exact
from .syntax import (
    Compare,
    Condition,
    Covers,
    EachPart,
    Every,
    Filter,
    LastYear,
    Lower,
    Name,
    Number,
    OnTime,
    Printed,
    Slot,
)
from .syntax import Value as Tree

MOST_NAMED = 10
_WORDS = {"=": "不等于", ">=": "小于", "<=": "大于"}
_HOLDING = {"=": "等于", ">=": "不小于", "<=": "不大于"}


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a condition holds, in one sentence, with the names of what breaks it.

    `evident`: it cannot fail, since the number it is compared with is taken from itself.
    `empty`: there was nothing to test, so it does not hold.
    """

    holds: bool
    detail: str
    breaks: tuple[str, ...] = ()
    evident: bool = False
    empty: bool = False


@dataclass(frozen=True, slots=True)
class Following:
    """The slot after the claim and the text it prints, which `p` stands for."""

    slot: Slot
    text: str


def judge(condition: Condition, readings: Readings, following: Following | None = None) -> Verdict:
    """The verdict. A figure that cannot be read makes it not hold, and the detail says why."""
    try:
        return _judge(condition, readings, following)
    except Refused as refused:
        return Verdict(False, str(refused), empty=True)


def _judge(condition: Condition, readings: Readings, following: Following | None) -> Verdict:
    if _is_evident(condition, following):
        return Verdict(True, "其后写出的是几项中较低的一个，此句自然成立。", evident=True)
    if isinstance(condition, Every):
        return _every([_judge(each, readings, following) for each in condition.conditions])
    if isinstance(condition, Compare):
        return _compare(condition, readings, following)
    if isinstance(condition, EachPart):
        return _each_part(condition, readings)
    if isinstance(condition, Covers):
        return _covers(condition, readings)
    return _on_time(condition, readings)


def _every(verdicts: list[Verdict]) -> Verdict:
    failing = [verdict for verdict in verdicts if not verdict.holds]
    detail = "".join(dict.fromkeys(verdict.detail for verdict in failing or verdicts))
    breaks = tuple(dict.fromkeys(name for verdict in failing for name in verdict.breaks))
    return Verdict(not failing, detail, breaks, empty=any(verdict.empty for verdict in failing))


# comparison


def _is_evident(condition: Condition, following: Following | None) -> bool:
    """`a >= p 且 b >= p` before a slot 低者(a, b)."""
    if following is None or not isinstance(following.slot.value, Lower):
        return False
    if not printed_number(following.text):
        return False
    compares = condition.conditions if isinstance(condition, Every) else (condition,)
    pair = (following.slot.value.left, following.slot.value.right)
    return all(
        isinstance(each, Compare)
        and each.op == ">="
        and isinstance(each.right, Printed)
        and each.left in pair
        for each in compares
    )


def _compare(compare: Compare, readings: Readings, following: Following | None) -> Verdict:
    left = readings.amount(compare.left)
    if isinstance(compare.right, Printed):
        return _against_printed(compare, left, following)
    right = readings.amount(compare.right)
    one, other = exact(left.value), exact(right.value)
    said = f"{_said(compare.left, left)}，{_said(compare.right, right)}"
    if one is not None and other is not None and left.rows and _holds(one, compare.op, other):
        return Verdict(True, f"{said}，前者{_HOLDING[compare.op]}后者。")
    breaks = _difference(compare, readings)
    if one is None or other is None or not left.rows:
        return Verdict(False, f"没有可核的记录：{said}。", breaks, empty=True)
    return Verdict(False, f"{said}，前者{_WORDS[compare.op]}后者{_named(breaks)}。", breaks)


def _against_printed(compare: Compare, left: Amount, following: Following | None) -> Verdict:
    target = printed_number(following.text) if following else None
    if following is None or target is None:
        return Verdict(False, _unprinted(compare, left), empty=True)
    filters: tuple[Filter, ...] = following.slot.filters
    own = printed_number(shown(left, filters).text)
    if own is None:
        return Verdict(False, f"没有可核的记录：{compare.left}。", empty=True)
    # Everything is no less than nothing: beside a nought only a nought bears the words out.
    vacuous = compare.op == ">=" and target == 0 != own
    holds = not vacuous and _holds(own, compare.op, target)
    relation = "大于" if vacuous else (_HOLDING if holds else _WORDS)[compare.op]
    return Verdict(
        holds, f"{compare.left}为{shown(left, filters).text}，{relation}文中的{following.text}。"
    )


def _unprinted(compare: Compare, left: Amount) -> str:
    """Why there is no number to compare with."""
    if isinstance(left.value, Rate) and not left.value.den:
        return f"{compare.left}没有应计的记录，没有比率可写，请改写这一句。"
    return "后面一处没有写出数，无从比较。"


def printed_number(text: str) -> Fraction | None:
    """The number that a printed text says: 98.9% → 98.9, 120余万 → 1200000, （待填） → None."""
    found = re.fullmatch(r"(-?\d+(?:\.\d+)?)(余)?(万)?(余)?%?", text)
    if not found:
        return None
    return Fraction(found[1]) * (WAN if found[3] else 1)


def _holds(one: Fraction, op: str, other: Fraction) -> bool:
    return one == other if op == "=" else one >= other if op == ">=" else one <= other


def _said(tree: Tree, amount: Amount) -> str:
    if isinstance(tree, Number):
        return f"所定数为{tree}"
    return f"{tree}为{_printed(amount.value)}{amount.unit if not isinstance(amount.value, Rate) else ''}"


def _printed(value: Value | Fraction) -> str:
    if isinstance(value, Rate):
        return f"{value.percent()}%（{value.num}/{value.den}）" if value.den else "空"
    return "空" if value is None or isinstance(value, str | list) else plain(exact(value) or 0)


def _difference(compare: Compare, readings: Readings) -> tuple[str, ...]:
    """Records counted on one side only, where both sides are single figures."""
    if not isinstance(compare.left, Name | LastYear) or not isinstance(
        compare.right, Name | LastYear
    ):
        return ()
    one = readings.records(readings.locate(compare.left))
    other = readings.records(readings.locate(compare.right))
    alone: dict[Hashable, str] = {key: label for key, label in other.items() if key not in one}
    alone |= {key: label for key, label in one.items() if key not in other}
    return tuple(alone.values())


def _named(breaks: tuple[str, ...]) -> str:
    if not breaks:
        return ""
    more = f"等{len(breaks)}项" if len(breaks) > MOST_NAMED else ""
    return "，差在" + "、".join(breaks[:MOST_NAMED]) + more


# part by part


def _each_part(condition: EachPart, readings: Readings) -> Verdict:
    compare = condition.compare
    left, right = readings.amount(compare.left), readings.amount(compare.right)
    ones, others = _by_code(left), _by_code(right)
    codes = [*others, *(code for code in ones if code not in others)]
    if not left.rows or not codes:
        return Verdict(False, f"没有可核的分项：{compare.left}。", empty=True)
    breaks = []
    for code in codes:
        one, other = _part_value(ones.get(code)), _part_value(others.get(code))
        if not _holds(one, compare.op, other):
            label = (ones.get(code) or others[code]).part.label
            breaks.append(f"{label}（{plain(one)}与{plain(other)}）")
    if not breaks:
        return Verdict(True, f"{compare.left}与{compare.right}的{len(codes)}个分项逐一相符。")
    return Verdict(
        False, f"{compare.left}与{compare.right}有分项不符{_named(tuple(breaks))}。", tuple(breaks)
    )


def _by_code(amount: Amount) -> Mapping[str, PartReading]:
    return {each.part.code: each for each in amount.parts}


def _part_value(reading: PartReading | None) -> Fraction:
    """A part missing on one side counts as nothing."""
    return (exact(reading.value) if reading else None) or Fraction(0)


# coverage and cadence


def _subjects(located: Located, readings: Readings) -> Mapping[Hashable, str]:
    return readings.reader.subjects(located.info.name, located.splits, located.period)


def _covers(condition: Covers, readings: Readings) -> Verdict:
    whole = readings.locate(condition.whole)
    by = [readings.locate(each) for each in condition.by]
    models = {located.info.subject[0] if located.info.subject else None for located in (whole, *by)}
    if len(models) > 1 or None in models:
        raise FigureError("“覆盖”的各项所指不是同一种人或事，请改模板。")
    wanted = _subjects(whole, readings)
    if not wanted:
        return Verdict(False, f"“{condition.whole}”没有记录，无从核对。", empty=True)
    reached = {key for located in by for key in _subjects(located, readings)}
    missing = tuple(label for key, label in wanted.items() if key not in reached)
    names = "或".join(f"“{each}”" for each in condition.by)
    if not missing:
        return Verdict(True, f"“{condition.whole}”共{len(wanted)}个，全部见于{names}。")
    shown_names = "、".join(missing[:MOST_NAMED]) + ("等" if len(missing) > MOST_NAMED else "")
    detail = (
        f"“{condition.whole}”共{len(wanted)}个，其中{len(missing)}个不见于{names}：{shown_names}。"
    )
    return Verdict(False, detail, missing)


def _on_time(condition: OnTime, readings: Readings) -> Verdict:
    located = readings.locate(condition.of)
    found = kept(
        readings.reader,
        located.info.name,
        located.splits,
        condition.cadence,
        located.info.has_posts,
    )
    at = f"，{found.posts}个点位" if found.posts is not None else ""
    if not found.due:
        return Verdict(False, f"“{condition.of}”在期间内没有应到的日期{at}。", empty=True)
    said = f"“{condition.of}”{condition.cadence}应有{found.due}次{at}"
    if not found.gaps:
        return Verdict(True, f"{said}，均有记录。")
    more = "等" if len(found.gaps) > MOST_NAMED else ""
    return Verdict(False, f"{said}，缺：{'、'.join(found.gaps[:MOST_NAMED])}{more}。", found.gaps)
