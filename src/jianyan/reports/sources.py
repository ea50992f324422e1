"""数据出处: for every figure of a filled report, what it means, its exact value and what it was counted from."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from jianyan.ground.days import said_day
from jianyan.kernel.errors import Refused
from jianyan.kernel.values import Rate, Span, Value

from .fill import Filled, FilledSlot
from .numbers import plain
from .reader import Evidence, Reader
from .readings import Located, Readings
from .syntax import (
    Claim,
    Compare,
    Condition,
    Covers,
    EachPart,
    Every,
    LastYear,
    Lower,
    Name,
    Slot,
    Sum,
)
from .syntax import Value as Tree

MOST_TITLES = 5
SEAL = "封存印记："
"""What stands before a seal's digest in an exported file."""


@dataclass(frozen=True, slots=True)
class Source:
    """One line of the appendix. `slots` are the numbers of the places where it stands."""

    expression: str
    printed: tuple[str, ...]
    exact: str
    fraction: str
    meaning: str
    rows: int
    period: str
    slots: tuple[int, ...]
    listing: str


@dataclass(frozen=True, slots=True)
class Appendix:
    """The whole appendix: its sources, and the days it speaks of."""

    sources: tuple[Source, ...]
    period: str
    known_until: str
    audience: str
    seal: str = ""

    def intro(self) -> str:
        """The sentences above the table."""
        said = f"数据期间：{self.period}。数据截止日：{self.known_until}。本附件供{self.audience}使用，"
        return said + "完整的记录目录存于本系统。" + (f"{SEAL}{self.seal}。" if self.seal else "")


def appendix(filled: Filled, reader: Reader, audience: str, seal: str = "") -> Appendix:
    """The sources of a filled text as an audience (内部, 公开) may see them, each expression once.

    `seal` is the digest under which the text was signed.
    """
    readings, grouped = Readings(reader), dict[str, list[FilledSlot]]()
    for slot in filled.slots:
        if _names(slot.tree.value):
            grouped.setdefault(str(slot.tree.value), []).append(slot)
    sources = tuple(_source(slots, readings, audience) for slots in grouped.values())
    period = f"{said_day(reader.first)}至{said_day(reader.last)}"
    return Appendix(sources, period, said_day(reader.known_until), audience, seal)


def _source(slots: list[FilledSlot], readings: Readings, audience: str) -> Source:
    first = slots[0]
    tree, located = first.tree.value, list[Located]()
    for name in _names(tree):
        try:
            located.append(readings.locate(name))
        except Refused:
            continue
    meaning = "；".join(dict.fromkeys(each.info.meaning for each in located if each.info.meaning))
    periods = {each.period for each in located}
    return Source(
        str(tree),
        tuple(dict.fromkeys(slot.text for slot in slots)),
        _exact(first.value, first.unit),
        f"{first.value.num}/{first.value.den}" if isinstance(first.value, Rate) else "",
        meaning,
        first.rows,
        "上期" if periods == {"previous"} else "本期与上期" if len(periods) > 1 else "本期",
        tuple(slot.slot for slot in slots),
        "" if isinstance(first.value, str) else _listing(located, readings, audience),
    )


def _names(tree: Tree) -> list[Name | LastYear]:
    """The figures of an expression, each under 上年 where it is read for the year before."""
    if isinstance(tree, Name):
        return [tree] if tree.text else []
    if isinstance(tree, LastYear):
        return [name if isinstance(name, LastYear) else LastYear(name) for name in _names(tree.of)]
    if isinstance(tree, Sum | Lower):
        return [*_names(tree.left), *_names(tree.right)]
    return []


def names_of(piece: Slot | Claim) -> list[Name | LastYear]:
    """The figures that a slot or claim names, in order."""
    return _names(piece.value) if isinstance(piece, Slot) else _in_condition(piece.condition)


def _in_condition(condition: Condition) -> list[Name | LastYear]:
    if isinstance(condition, Every):
        return [name for each in condition.conditions for name in _in_condition(each)]
    if isinstance(condition, EachPart):
        return _in_condition(condition.compare)
    if isinstance(condition, Compare):
        return [*_names(condition.left), *_names(condition.right)]
    if isinstance(condition, Covers):
        return [condition.whole, *condition.by]
    return [condition.of]


def _exact(value: Value | Fraction, unit: str) -> str:
    if value is None:
        return "无"
    if isinstance(value, Rate):
        return f"{value.percent(4)}%" if value.den else "无"
    if isinstance(value, Span):
        return f"{value.least}至{value.most}{unit}"
    if isinstance(value, list):
        return f"{len(value)}项"
    return value if isinstance(value, str) else plain(value) + unit


def _listing(located: list[Located], readings: Readings, audience: str) -> str:
    """Titles that may be seen, the first of them by name, and how many others may not."""
    said = []
    for each in located:
        try:
            found = readings.reader.evidence(each.info.name, each.splits, each.period, audience)
        except Refused:
            continue
        said.append(_titles(found))
    return "；".join(dict.fromkeys(text for text in said if text))


def _titles(found: Evidence) -> str:
    shown = "、".join(found.titles[:MOST_TITLES])
    if len(found.titles) > MOST_TITLES:
        shown += f"等{len(found.titles)}件"
    if found.hidden:
        shown += f"，另{found.hidden}件不公开" if shown else f"{found.hidden}件不公开"
    return shown
