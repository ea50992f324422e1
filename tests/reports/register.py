"""A register in memory: rows by figure, folded in plain Python, to fill reports from without a database."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal

from jianyan.kernel.errors import UnknownName
from jianyan.kernel.figure import near_names
from jianyan.kernel.values import Rate, Span, Value
from jianyan.reports.reader import (
    Evidence,
    FigureInfo,
    Part,
    PartReading,
    Period,
    Post,
    Reading,
    Splits,
)


@dataclass(frozen=True)
class Row:
    """One row of a figure: its record, what it adds, when, about whom, and its codes by dimension."""

    record: str
    worth: int | Decimal | str | bool = 1
    day: date = date(2020, 6, 1)
    subject: str = ""
    codes: Mapping[str, str] = field(default_factory=dict)
    secret: bool = False


@dataclass
class Entry:
    """A figure with its rows of this period and the last."""

    info: FigureInfo
    rows: list[Row] = field(default_factory=list)
    before: list[Row] = field(default_factory=list)
    posts: list[Post] = field(default_factory=list)


def figure(
    name: str, fold: str = "count", unit: str = "件", own: str | None = None, **more: object
) -> FigureInfo:
    """An entry of the dictionary with parts given as {dimension: [Part, …]} in `splits`."""
    info = FigureInfo(name, name, unit, "count", own_split=own)
    return replace(info, fold=fold, meaning=f"{name}的含义", **more)  # type: ignore[arg-type]


def parts(*labels: str, suffix: str = "") -> list[Part]:
    """Parts whose code is their label with an `x`, so that no test confuses the two."""
    return [Part(f"x{label}", label, suffix=suffix) for label in labels]


def counted(name: str, number: int, unit: str = "件") -> Entry:
    """A counting figure of so many records."""
    return Entry(figure(name, unit=unit), [Row(f"{name}{at}") for at in range(number)])


@dataclass
class Register:
    """The reader of a dictionary of entries."""

    entries: dict[str, Entry] = field(default_factory=dict)
    first: date = date(2020, 1, 1)
    last: date = date(2020, 12, 31)
    known_until: date = date(2020, 12, 31)
    holidays: frozenset[date] = frozenset()
    asked: list[str] = field(default_factory=list)

    def add(self, *entries: Entry) -> Register:
        for entry in entries:
            self.entries[entry.info.name] = entry
        return self

    def figure(self, name: str) -> FigureInfo:
        return self._entry(name).info

    def _entry(self, name: str) -> Entry:
        if name not in self.entries:
            raise UnknownName(name, near_names(name, list(self.entries)))
        return self.entries[name]

    def _rows(self, name: str, splits: Splits, period: Period) -> list[Row]:
        entry = self._entry(name)
        rows = entry.rows if period == "this" else entry.before
        for dimension, codes in splits:
            key = dimension or entry.info.own_split or ""
            rows = [row for row in rows if row.codes.get(key) in codes]
        return rows

    def read(self, name: str, splits: Splits = (), period: Period = "this") -> Reading:
        self.asked.append(name)
        info, rows = self.figure(name), self._rows(name, splits, period)
        own = info.own_split or ""
        found = []
        for part in info.splits.get(own, ()):
            inside = [row for row in rows if row.codes.get(own) == part.code]
            found.append(PartReading(part, folded(info.fold, inside), len(inside)))
        return Reading(folded(info.fold, rows), len(rows), info.unit, tuple(found))

    def subjects(
        self, name: str, splits: Splits = (), period: Period = "this"
    ) -> Mapping[Hashable, str]:
        return {row.subject: row.subject for row in self._rows(name, splits, period)}

    def records(
        self, name: str, splits: Splits = (), period: Period = "this"
    ) -> Mapping[Hashable, str]:
        return {row.record: row.record for row in self._rows(name, splits, period)}

    def days(self, name: str, splits: Splits = ()) -> Sequence[date]:
        return [row.day for row in self._rows(name, splits, "this")]

    def posts(self, name: str, splits: Splits = ()) -> Sequence[Post]:
        return self._entry(name).posts

    def workdays(self, start: date, end: date) -> frozenset[date]:
        days = (start + timedelta(days=at) for at in range((end - start).days + 1))
        return frozenset(day for day in days if day.weekday() < 5 and day not in self.holidays)

    def evidence(self, name: str, splits: Splits, period: Period, audience: str) -> Evidence:
        rows = self._rows(name, splits, period)
        open_rows = [row for row in rows if audience == "内部" or not row.secret]
        return Evidence(
            tuple(dict.fromkeys(row.record for row in open_rows)), len(rows) - len(open_rows)
        )


def folded(fold: str, rows: list[Row]) -> Value:
    """The value of rows under a fold."""
    worth = [row.worth for row in rows]
    if fold in ("count", "distinct"):
        return len({row.record for row in rows})
    if fold == "sum":
        return sum(each for each in worth if isinstance(each, int | Decimal))
    if fold == "ratio":
        return Rate(sum(each is True for each in worth), len(worth))
    if fold == "range":
        sizes = [each for each in worth if isinstance(each, int)]
        return Span(min(sizes), max(sizes)) if sizes else None
    if fold == "names":
        return [str(each) for each in worth]
    first = worth[0] if worth else None
    return first if not isinstance(first, bool) else None
