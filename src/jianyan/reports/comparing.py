"""Each number of a text beside the figure it means: agrees, or differs and by which records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from jianyan.kernel.errors import Refused
from jianyan.kernel.values import Rate, Span

from .binding.dictionary import Dictionary
from .binding.meaning import Meant, meanings
from .binding.signatures import Memory
from .fill import FilledSlot, as_json, fill
from .numbers import plain
from .reader import Reader
from .readings import Readings, as_number
from .syntax import LastYear, Name
from .wording.judging import half_up, judge
from .wording.mentions import Mention
from .wording.units import PERCENT

NAMED = 5
"""So many records are named where a number differs by no more."""
SLACK = Fraction(1, 5)
"""How far a round number (余, 近, 左右) may lie from the register's."""
_MORE = ("以上", "超", "逾")
_LESS = ("近", "不足", "不到", "以下", "以内")


@dataclass(frozen=True, slots=True)
class Compared:
    """One number of the text and the register's."""

    start: int
    end: int
    name: str
    text_value: int | float | list[int | float]
    register_value: Any
    agrees: bool
    message: str

    def as_json(self) -> dict[str, Any]:
        """The entry of `jianyan check --json`."""
        return {
            "start": self.start,
            "end": self.end,
            "name": self.name,
            "text_value": self.text_value,
            "register_value": self.register_value,
            "agrees": self.agrees,
        }


def compare(
    text: str,
    numbers: Sequence[Mention],
    reader: Reader,
    dictionary: Dictionary,
    memory: Memory | None = None,
) -> list[Compared]:
    """The numbers whose figure is beyond doubt, beside the register. The others are unknown to it."""
    readings = Readings(reader)
    return [
        found
        for meant in meanings(text, dictionary, memory)
        if (number := _number(numbers, meant)) and (found := _one(number, meant, reader, readings))
    ]


def _number(numbers: Sequence[Mention], meant: Meant) -> Mention | None:
    return next(
        (each for each in numbers if each.start < meant.end and meant.start < each.end), None
    )


def _one(number: Mention, meant: Meant, reader: Reader, readings: Readings) -> Compared | None:
    """None where the figure cannot be read for this period, has no value in it, or stands for each (各)."""
    if number.before.endswith("各"):
        return None
    try:
        slot = fill(f"{{{{ {meant.value} }}}}", reader).slots[0]
        agrees = _agrees(number, slot)
    except (Refused, IndexError):
        return None
    # A year before the register was kept says nothing of what a text compares its own year with.
    unwritten = isinstance(slot.tree.value, LastYear) and not slot.rows
    if agrees is None or unwritten:
        return None
    value = _written(number)
    said = "与台账一致。" if agrees else "".join(_differs(number, slot, readings, reader))
    return Compared(number.start, number.end, meant.value, value, as_json(slot.value), agrees, said)


def _written(number: Mention) -> int | float | list[int | float]:
    values = [each for each in (number.quantity.value, number.quantity.most) if each is not None]
    shown = [each.numerator if each.denominator == 1 else float(each) for each in values]
    return shown[0] if len(shown) == 1 else shown


def _agrees(number: Mention, slot: FilledSlot) -> bool | None:
    """Whether the printed number is the register's, rounded as it is printed."""
    quantity, value = number.quantity, slot.value
    if isinstance(value, Span):
        said = {quantity.value} if quantity.most is None else {quantity.value, quantity.most}
        return said <= {value.least, value.most}
    if isinstance(value, Rate):
        if not value.den or quantity.unit != PERCENT:
            return None
        return judge(Fraction(value.num * 100, value.den), quantity) in ("ok", "rounded")
    number_known = as_number(value)
    if number_known is None or quantity.unit == PERCENT:
        return None
    known = Fraction(number_known)
    if quantity.approx:
        return _near(number, known)
    if not quantity.digits:
        return known == quantity.value
    step = quantity.value / Fraction(quantity.digits) if Fraction(quantity.digits) else Fraction(1)
    return half_up(known / step, quantity.places) * step == quantity.value


def _near(number: Mention, known: Fraction) -> bool:
    value, words = number.quantity.value, number.quantity.words
    low, high = value * (1 - SLACK), value * (1 + SLACK)
    if any(each in words for each in ("余", "多")):
        low, high = value, value + _grain(value)
    elif any(each in words for each in _MORE):
        low = value
    elif any(each in words for each in _LESS):
        high = value
    return low <= known <= high


def _grain(value: Fraction) -> Fraction:
    """The place of the last digit that is not nothing: 30余 is below 40, 1200余 below 1300."""
    whole, grain = int(value), 1
    while whole and whole % (grain * 10) == 0:
        grain *= 10
    return Fraction(grain)


def _differs(
    number: Mention, slot: FilledSlot, readings: Readings, reader: Reader
) -> Iterator[str]:
    """文中126件，台账128件，相差2件。"""
    unit = number.quantity.unit
    if isinstance(slot.value, Rate):
        rate = slot.value
        yield f"文中{plain(number.quantity.value)}%，台账为{rate.num}÷{rate.den}={rate.percent()}%。"
        return
    known = as_number(slot.value)
    if known is None:
        yield f"文中{_written(number)}，台账为{slot.text}。"
        return
    if not slot.rows:
        yield f"文中{plain(number.quantity.value)}{unit}，台账这一期没有记录。"
        return
    gap = Fraction(known) - number.quantity.value
    yield f"文中{plain(number.quantity.value)}{unit}，台账{plain(known)}{unit}，"
    yield f"{'台账多' if gap > 0 else '台账少'}{plain(abs(gap))}{unit}。"
    tree = slot.tree.value
    if isinstance(tree, Name):
        yield _records(gap, tree, readings, reader)


def _records(gap: Fraction, name: Name, readings: Readings, reader: Reader) -> str:
    """The latest records, where the register has some more: written up early, a text lacks these."""
    try:
        located = readings.locate(name)
        if located.info.fold != "count" or not 0 < gap <= NAMED:
            return "" if gap > 0 else "请查有无漏登。"
        titles = reader.evidence(located.info.name, located.splits, located.period, "内部").titles
    except Refused:
        return ""
    latest = "".join(f"《{each}》" for each in titles[-int(gap) :])
    return f"按日期最后的{int(gap)}件是{latest}，请看文中是否未计入。" if latest else ""
