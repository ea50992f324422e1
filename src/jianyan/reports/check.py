"""Checking a filled report before it is signed: what a person must look at, place by place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import Literal

from jianyan.kernel.errors import Refused

from .fill import Filled, FilledSlot
from .filters import BLANK, UNEQUAL
from .numbers import plain
from .outline import numbering, outline
from .reader import FigureInfo, Reader
from .readings import Located, Readings, as_number, parts_of
from .syntax import Name

Kind = Literal["claim", "each", "blank", "flag", "heading", "parts-sum", "plan", "double", "jump"]
PLANS = {
    "协商.完成": "协商.计划项数",
    "项目.签约户数": "项目.计划户数",
    "要点.完成": "要点.项数",
    "捐赠.发放数量": "捐赠.数量",
    "建议.采纳": "建议.提出",
}
"""What is done, and the figure that says how much there was to do."""
JUMP_FROM = 10
_COUNTED = ("count", "distinct", "sum")
_STOPS = "。！？\n"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to look at. `blocks`: the report cannot be marked checked while it stands."""

    kind: Kind
    start: int
    end: int
    message: str
    blocks: bool = False


def check_filled(filled: Filled, reader: Reader) -> list[Finding]:
    """All findings of a filled text, in its order."""
    readings = Readings(reader)
    single = [found for slot in filled.slots if (found := _single(slot, readings))]
    findings = [*_claims(filled), *_slots(filled), *_headings(filled)]
    for sentence in _sentences(filled, single):
        findings += [*_sums(sentence, readings), *_doubles(sentence, readings)]
    for each in single:
        findings += [*_plan(each, readings), *_jump(each, readings)]
    unique = dict.fromkeys(findings)
    return sorted(unique, key=lambda finding: (finding.start, finding.end, finding.kind))


def blocking(filled: Filled) -> list[Finding]:
    """The findings that must be cleared before a report goes on: blanks, and claims that neither
    hold nor stand with a reason. They need no figure to be read."""
    found = [each for each in (*_claims(filled), *_slots(filled)) if each.blocks]
    return sorted(found, key=lambda finding: finding.start)


@dataclass(frozen=True, slots=True)
class Single:
    """A slot that prints one figure's number."""

    slot: FilledSlot
    name: Name
    located: Located
    number: Fraction

    @property
    def info(self) -> FigureInfo:
        return self.located.info


def _single(slot: FilledSlot, readings: Readings) -> Single | None:
    name, number = slot.tree.value, as_number(slot.value)
    if not isinstance(name, Name) or not name.text or number is None:
        return None
    try:
        return Single(slot, name, readings.locate(name), Fraction(number))
    except Refused:
        return None


# what stands in the text itself


def _claims(filled: Filled) -> Iterator[Finding]:
    for claim in filled.claims:
        if claim.holds:
            continue
        if claim.reason is not None:
            yield Finding(
                "claim",
                claim.start,
                claim.end,
                f"“{claim.words}”不成立，已说明理由后保留：{claim.reason}",
            )
        else:
            message = f"“{claim.words}”不成立，未写入：{claim.detail}请改写，或说明理由后保留。"
            yield Finding("claim", claim.start, claim.end, message, blocks=True)


def _slots(filled: Filled) -> Iterator[Finding]:
    for slot in filled.slots:
        if slot.text == BLANK:
            yield Finding(
                "blank", slot.start, slot.end, f"{slot.expression} 待填：{slot.flag}。", blocks=True
            )
        elif slot.flag == UNEQUAL:
            yield Finding(
                "each", slot.start, slot.end, f"各项数不相等，写成了{slot.text}，请改写“各”。"
            )
        elif slot.flag:
            yield Finding("flag", slot.start, slot.end, f"{slot.expression}：{slot.flag}。")


def _headings(filled: Filled) -> Iterator[Finding]:
    for fault in numbering(outline(filled.text)):
        yield Finding("heading", fault.start, fault.end, fault.message)


def _sentences(filled: Filled, single: list[Single]) -> list[list[Single]]:
    """The single figures of each sentence, where there are two or more."""
    found: dict[int, list[Single]] = {}
    for each in single:
        number = sum(filled.text.count(stop, 0, each.slot.start) for stop in _STOPS)
        found.setdefault(number, []).append(each)
    return [sentence for sentence in found.values() if len(sentence) > 1]


# parts and totals


def _sums(sentence: list[Single], readings: Readings) -> Iterator[Finding]:
    """A total and parts of its own split in one sentence."""
    for total in sentence:
        if total.name.brackets or total.info.fold not in ("count", "sum"):
            continue
        parts = [each for each in sentence if _is_part(each, total)]
        if len(parts) > 1:
            yield from _sum(total, parts, readings)


def _is_part(each: Single, total: Single) -> bool:
    same = each.info.name == total.info.name and each.located.period == total.located.period
    return (
        same
        and len(each.name.brackets) == 1
        and each.name.brackets[0].dimension in (None, total.info.own_split)
    )


def _sum(total: Single, parts: list[Single], readings: Readings) -> Iterator[Finding]:
    said = sum((part.number for part in parts), Fraction(0))
    span = total.slot.start, max(part.slot.end for part in parts)
    if said == total.number:
        return
    shown = f"“{total.name}”为{plain(total.number)}{total.slot.unit}，所列各项合计{plain(said)}{total.slot.unit}"
    if said > total.number:
        yield Finding("parts-sum", *span, f"{shown}，多于总数，请核对是否重复列出。")
        return
    named = {code for part in parts for _, codes in part.located.splits for code in codes}
    reading = readings.read(total.info.name, total.located.splits, total.located.period)
    omitted = [
        f"{each.part.label}{plain(number)}{total.slot.unit}"
        for each in reading.parts
        if each.part.code not in named and (number := as_number(each.value))
    ]
    rest = f"未列：{'、'.join(omitted)}" if omitted else "其余没有分类"
    yield Finding("parts-sum", *span, f"{shown}，{rest}。")


def _doubles(sentence: list[Single], readings: Readings) -> Iterator[Finding]:
    """One record in two figures that are not whole and part of each other."""
    counted = [each for each in sentence if each.info.fold == "count"]
    for one, other in combinations(counted, 2):
        if one.located == other.located or one.slot.unit != other.slot.unit:
            continue
        first, second = readings.records(one.located), readings.records(other.located)
        both = [label for key, label in first.items() if key in second]
        nested = len(both) in (len(first), len(second))
        if both and not (nested and not _siblings(one, other)):
            names = "、".join(both[:5]) + ("等" if len(both) > 5 else "")
            message = f"{len(both)}条记录同时计入“{one.name}”和“{other.name}”：{names}。"
            yield Finding("double", one.slot.start, other.slot.end, message)


def _siblings(one: Single, other: Single) -> bool:
    """Two brackets of one figure, neither of which lies within the other."""
    if one.info.name != other.info.name or not one.name.brackets or not other.name.brackets:
        return False
    (dimension, first), (second_dimension, second) = (
        one.located.splits[-1],
        other.located.splits[-1],
    )
    if dimension != second_dimension or set(first) & set(second):
        return False
    above = {part.code: part.parent for part in parts_of(one.info, dimension)}
    lineage = [
        {ancestor for code in codes for ancestor in _ancestors(code, above)}
        for codes in (first, second)
    ]
    return not (lineage[0] & set(second) or lineage[1] & set(first))


def _ancestors(code: str, above: dict[str, str | None]) -> Iterator[str]:
    parent = above.get(code)
    while parent is not None:
        yield parent
        parent = above.get(parent)


# plan and year before


def _plan(each: Single, readings: Readings) -> Iterator[Finding]:
    plan = PLANS.get(each.info.name)
    if plan is None:
        return
    try:
        planned = as_number(readings.read(plan, each.located.splits, each.located.period).value)
    except Refused:
        return
    if planned is not None and Fraction(planned) != each.number:
        word = "少于" if each.number < planned else "多于"
        shown = f"“{each.name}”{plain(each.number)}{each.slot.unit}，{word}“{plan}”{plain(planned)}{each.slot.unit}。"
        yield Finding("plan", each.slot.start, each.slot.end, shown)


def _jump(each: Single, readings: Readings) -> Iterator[Finding]:
    """Twice or half the year before, or from nothing, once the numbers are not small."""
    if each.info.fold not in _COUNTED or each.located.period == "previous":
        return
    try:
        before = as_number(readings.read(each.info.name, each.located.splits, "previous").value)
    except Refused:
        return
    if before is None or max(each.number, Fraction(before)) < JUMP_FROM:
        return
    now, then = each.number, Fraction(before)
    if now >= 2 * then or 2 * now <= then:
        unit = each.slot.unit
        message = (
            f"“{each.name}”本期{plain(now)}{unit}，上期{plain(then)}{unit}，相差较大，请核对。"
        )
        yield Finding("jump", each.slot.start, each.slot.end, message)
