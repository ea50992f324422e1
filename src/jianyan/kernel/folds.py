"""Folds: what is done with the rows of a figure.

A fold is data: the inner group keys, one SQL aggregate per group, and a Python finish over the
groups of one committee (and one part). That one shape serves every fold, for one committee or a
hundred, in one statement.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from django.db.models import Count as SqlCount
from django.db.models import Min, Q
from django.db.models import Sum as SqlSum
from django.db.models.aggregates import Aggregate

from .errors import FigureError
from .scope import Scope
from .values import Rate, Span, Value

Row = Sequence[Any]
"""One inner group: the group keys in order, then the aggregates in order."""


@dataclass(frozen=True, slots=True)
class Count:
    """The number of rows (件). Rows are distinct by construction."""

    kind: ClassVar[str] = "count"

    def keys(self) -> tuple[str, ...]:
        return ()

    def aggregates(self, scope: Scope) -> dict[str, Aggregate]:
        return {"n_": SqlCount("pk")}

    def finish(self, groups: Iterable[Row]) -> Value:
        return sum(int(row[0]) for row in groups)

    def contribution(self) -> str | None:
        return None


@dataclass(frozen=True, slots=True)
class Distinct:
    """The number of different values of `path`; `label` is the path of its name."""

    path: str
    label: str | None = None
    kind: ClassVar[str] = "distinct"

    def keys(self) -> tuple[str, ...]:
        return (self.path,)

    def aggregates(self, scope: Scope) -> dict[str, Aggregate]:
        return {"n_": SqlCount("pk")}

    def finish(self, groups: Iterable[Row]) -> Value:
        return len({row[0] for row in groups if row[0] is not None})

    def contribution(self) -> str | None:
        return None


@dataclass(frozen=True, slots=True)
class Sum:
    """The exact sum of `path` (integers, 分 as Decimal, or quantities in the base unit)."""

    path: str
    kind: ClassVar[str] = "sum"

    def keys(self) -> tuple[str, ...]:
        return ()

    def aggregates(self, scope: Scope) -> dict[str, Aggregate]:
        return {"sum_": SqlSum(self.path)}

    def finish(self, groups: Iterable[Row]) -> Value:
        total = sum((row[0] for row in groups if row[0] is not None), start=Decimal(0))
        return total if isinstance(total, int) else plain_number(Decimal(total))

    def contribution(self) -> str | None:
        return self.path


@dataclass(frozen=True, slots=True)
class ValueOf:
    """The value of `path` on the one row in force; an error when rows differ, None without one."""

    path: str
    kind: ClassVar[str] = "value"

    def keys(self) -> tuple[str, ...]:
        return (self.path,)

    def aggregates(self, scope: Scope) -> dict[str, Aggregate]:
        return {"n_": SqlCount("pk")}

    def finish(self, groups: Iterable[Row]) -> Value:
        found = {row[0] for row in groups}
        if len(found) > 1:
            shown = "、".join(str(each) for each in sorted(found, key=str)[:5])
            raise FigureError(
                f"这一指标只应有一个值，台账中却有几个：{shown}。请更正记录，或在方括号中指明一项。"
            )
        value = found.pop() if found else None
        return plain_number(value) if isinstance(value, Decimal) else value

    def contribution(self) -> str | None:
        return self.path


@dataclass(frozen=True, slots=True)
class Ratio:
    """Of the rows, those on which `when` holds: num over den.

    `when(scope)` is a Q made of columns and `pk__in` subqueries (never a correlated Exists: on
    PostgreSQL that took three times as long).
    """

    when: Callable[[Scope], Q]
    kind: ClassVar[str] = "ratio"

    def keys(self) -> tuple[str, ...]:
        return ()

    def aggregates(self, scope: Scope) -> dict[str, Aggregate]:
        return {"num_": SqlCount("pk", filter=self.when(scope)), "den_": SqlCount("pk")}

    def finish(self, groups: Iterable[Row]) -> Value:
        num = den = 0
        for row in groups:
            num, den = num + int(row[0]), den + int(row[1])
        return Rate(num, den)

    def contribution(self) -> str | None:
        return None


@dataclass(frozen=True, slots=True)
class Range:
    """Per `per` (a person), the number of different `of`: least to most."""

    per: str
    of: str
    kind: ClassVar[str] = "range"

    def keys(self) -> tuple[str, ...]:
        return (self.per, self.of)

    def aggregates(self, scope: Scope) -> dict[str, Aggregate]:
        return {"n_": SqlCount("pk")}

    def finish(self, groups: Iterable[Row]) -> Value:
        per: dict[Any, set[Any]] = {}
        for row in groups:
            per.setdefault(row[0], set()).add(row[1])
        sizes = [len(found) for found in per.values()]
        return Span(min(sizes), max(sizes)) if sizes else None

    def contribution(self) -> str | None:
        return None


@dataclass(frozen=True, slots=True)
class Names:
    """The different values of `path`, by first date (`first`), then number (`number`)."""

    path: str
    first: str
    number: str = "record__number"
    kind: ClassVar[str] = "names"

    def keys(self) -> tuple[str, ...]:
        return (self.path,)

    def aggregates(self, scope: Scope) -> dict[str, Aggregate]:
        return {"first_": Min(self.first), "number_": Min(self.number)}

    def finish(self, groups: Iterable[Row]) -> Value:
        first: dict[str, tuple[str, str]] = {}
        for name, day, number in groups:
            if name:
                mark = (str(day or ""), str(number or ""))
                first[name] = min(first.get(name, mark), mark)
        return sorted(first, key=lambda name: (first[name], name))

    def contribution(self) -> str | None:
        return None


Fold = Count | Distinct | Sum | ValueOf | Ratio | Range | Names


def plain_number(value: Decimal) -> Decimal | int:
    """A whole Decimal as an int, any other without trailing zeros."""
    return int(value) if value == value.to_integral_value() else value.normalize()
