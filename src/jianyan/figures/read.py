"""`read(name, scope)`: the only way to a number. Page, dashboard, report, score and API use it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Case, Count, F, Func, Q, QuerySet
from django.db.models import Value as Constant
from django.db.models.functions import TruncMonth

from jianyan.ground.models import Committee
from jianyan.ground.prepared import rows_of as rows_of_statement
from jianyan.ground.splits import (
    IN_NONE,
    UNSORTED,
    PartOf,
    children_of,
    code_at,
    in_none,
    kept,
    parts_of,
    with_below,
    within,
)
from jianyan.kernel.errors import FigureError
from jianyan.kernel.figure import Figure, Split
from jianyan.kernel.folds import ValueOf
from jianyan.kernel.scope import Scope
from jianyan.kernel.values import Value

from .names import Picked, parse_name, resolved


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read: the name as asked, the exact value, how many rows were folded, and the parts."""

    name: str
    figure: Figure
    value: Value
    rows: int
    scope: Scope
    parts: dict[str, Value] = field(default_factory=dict)

    @property
    def known_until(self) -> date:
        """The cut-off (数据截止日)."""
        return self.scope.known_until


def read(name: str, scope: Scope, *, by: str | None = None) -> Reading:
    """Read one figure: one statement for the value, and with `by` (a dimension's name, `""` for the
    own split, or `committee`) one more for the parts.

    Raises UnknownName for a figure, dimension or label nobody declared, FigureError when it cannot
    be read so.
    """
    with kept():
        return _read(name, scope, by)


def _read(name: str, scope: Scope, by: str | None) -> Reading:
    figure, picks = resolved(parse_name(name), scope)
    narrowed = replace(scope, picks=scope.picks + picks)
    found = _groups(figure, narrowed, ())
    value, rows = _finish(figure, found)
    reading = Reading(name, figure, value, rows, narrowed)
    if by is None:
        return reading
    if by == "committee":
        return replace(reading, parts=_by_committee(figure, narrowed))
    return replace(reading, parts=_by_split(figure, narrowed, by or None))


@dataclass(frozen=True, slots=True)
class Listed:
    """One part of a reading: its value and how many rows were folded."""

    part: PartOf
    value: Value
    rows: int


def read_listed(name: str, figure: Figure, scope: Scope) -> tuple[Reading, tuple[Listed, ...]]:
    """A reading with the parts of the figure's own split, for a scope that already has its picks.

    One statement folds whole and parts together, unless a row may lie in several parts.
    Raises FigureError.
    """
    if not figure.by or isinstance(figure.fold, ValueOf):
        value, rows = _finish(figure, _groups(figure, scope, ()))
        return Reading(name, figure, value, rows, scope), ()
    split = figure.by[0]
    found = _groups(figure, scope, (code_at(split),))
    once = not _manifold(figure.rows(scope).model, split.path)
    whole = [row[1:] for row in found] if once else _groups(figure, scope, ())
    value, rows = _finish(figure, whole)
    per = _grouped(found)
    listed = []
    for part, codes in _shown(split, parts_of(split, scope.committees), scope, None):
        inside, count = _finish(figure, [row for code in codes for row in per.get(code, [])])
        listed.append(Listed(part, inside, count))
    return Reading(name, figure, value, rows, scope), tuple(listed)


def _manifold(model: Any, path: str) -> bool:
    """Whether a path leads from one row to several."""
    for step in path.split("__"):
        try:
            field: Any = model._meta.get_field(model._meta.pk.name if step == "pk" else step)
        except FieldDoesNotExist:
            return False  # an annotation of the rows
        if field.many_to_many or field.one_to_many:
            return True
        model = field.related_model or model
    return False


def read_committees(name: str, scope: Scope) -> dict[int, Reading]:
    """Read one figure for every committee of the scope, in one grouped statement; zeros filled in."""
    figure, picks = resolved(parse_name(name), scope)
    narrowed = replace(scope, picks=scope.picks + picks)
    per = _grouped(_groups(figure, narrowed, (figure.committee,)))
    readings = {}
    for committee in scope.committees:
        value, rows = _finish(figure, per.get(committee, []))
        readings[committee] = Reading(
            name, figure, value, rows, replace(narrowed, committees=(committee,))
        )
    return readings


def read_codes(name: str, scope: Scope, dimension: str) -> dict[str, Value]:
    """What a figure gives for each code of a dimension that has rows, in one statement."""
    with kept():
        figure, picks = resolved(parse_name(name), scope)
        narrowed = replace(scope, picks=scope.picks + picks)
        per = _grouped(_groups(figure, narrowed, (code_at(figure.split(dimension)),)))
    return {code: _finish(figure, rows)[0] for code, rows in per.items() if code}


def read_months(name: str, scope: Scope) -> tuple[Reading, list[Value]]:
    """A reading with its value in each month of the period up to the cut-off, in one statement.

    Raises FigureError for a figure that is not dated by its rows (stocks and values).
    """
    figure, picks = resolved(parse_name(name), scope)
    narrowed = replace(scope, picks=scope.picks + picks)
    if figure.time.kind not in ("flow", "cohort") or figure.time.before or not figure.time.since:
        raise FigureError(f"“{figure.name}”不按发生日期计，不能逐月取数。")
    per = _grouped(_groups(figure, narrowed, (TruncMonth(figure.time.since),)))
    value, rows = _finish(figure, [row for month in per.values() for row in month])
    months = [each.start for each in scope.period.months() if each.start <= scope.last_day]
    values = [_finish(figure, per.get(month, []))[0] for month in months]
    return Reading(name, figure, value, rows, narrowed), values


def rows_of(figure: Figure, scope: Scope) -> QuerySet[Any]:
    """The rows that a figure folds in a scope: its rows, its time, the scope's narrowing."""
    rows = figure.rows(scope).filter(figure.time.within(scope))
    rows = rows.filter(**{f"{figure.committee}__in": scope.committees})
    for pick in scope.picks:
        rows = rows.filter(_picked(figure, pick, scope))
    if scope.campaign:
        if not figure.record:
            raise FigureError(f"“{figure.name}”不属于任何专项工作。")
        rows = rows.filter(**{f"{figure.record}__campaign__code": scope.campaign})
    if scope.person is not None:
        rows = rows.filter(_about(figure, scope))
    return rows.order_by()


def _picked(figure: Figure, pick: Picked, scope: Scope) -> Q:
    split, codes = figure.split(pick[0]), _codes(figure, pick, scope)
    found = within(split, codes)
    return found | in_none(split, parts_of(split, scope.committees)) if IN_NONE in codes else found


def _codes(figure: Figure, pick: Picked, scope: Scope) -> tuple[str, ...]:
    """The codes of a bracket with all that lies below them."""
    dimension, codes = pick
    return with_below(parts_of(figure.split(dimension), scope.committees), codes)


def _about(figure: Figure, scope: Scope) -> Q:
    if figure.credit:
        credited = figure.credit.rows(scope).filter(**{figure.credit.person: scope.person})
        return Q(pk__in=credited.values("pk"))
    if figure.subject and figure.subject.model == "person":
        return Q(**{figure.subject.path: scope.person})
    raise FigureError(f"“{figure.name}”不是按人计的指标，不能指明人员。")


def _groups(
    figure: Figure, scope: Scope, outer: tuple[str | Func | Case, ...]
) -> list[Sequence[Any]]:
    """One statement: outer keys, the fold's inner keys, its aggregates, and the count of rows."""
    keys = (*outer, *figure.fold.keys())
    codes = tuple(_codes(figure, pick, scope) for pick in scope.picks)
    found: list[Sequence[Any]] = []
    found += rows_of_statement(
        (figure, scope, outer, codes), lambda: _statement(figure, scope, keys)
    )
    return found if keys else [row[1:] for row in found if row[-1]]


def _statement(figure: Figure, scope: Scope, keys: tuple[str | Func | Case, ...]) -> QuerySet[Any]:
    """The rows grouped by keys; by a constant, which is no group at all, when there are none."""
    aggregates = {**figure.fold.aggregates(scope), "rows_": Count("pk")}
    paths: dict[str, Any] = {
        f"key{i}_": F(path) if isinstance(path, str) else path for i, path in enumerate(keys)
    } or {"all_": Constant(1)}
    named = rows_of(figure, scope).annotate(**paths)
    grouped: QuerySet[Any] = named.values(*paths).annotate(**aggregates)
    return grouped.values_list(*paths, *aggregates)


def _finish(figure: Figure, groups: Iterable[Sequence[Any]]) -> tuple[Value, int]:
    found = list(groups)
    return figure.fold.finish([row[:-1] for row in found]), sum(int(row[-1]) for row in found)


def _grouped(groups: list[Sequence[Any]]) -> dict[Any, list[Sequence[Any]]]:
    per: dict[Any, list[Sequence[Any]]] = {}
    for row in groups:
        per.setdefault(row[0], []).append(row[1:])
    return per


def _by_committee(figure: Figure, scope: Scope) -> dict[str, Value]:
    per = _grouped(_groups(figure, scope, (figure.committee,)))
    names = (
        Committee.objects.filter(pk__in=scope.committees).order_by("code").values_list("pk", "name")
    )
    return {name: _finish(figure, per.get(pk, []))[0] for pk, name in names}


def _by_split(figure: Figure, scope: Scope, dimension: str | None) -> dict[str, Value]:
    split = figure.split(dimension)
    parts = parts_of(split, scope.committees)
    per = _grouped(_groups(figure, scope, (code_at(split),)))
    shown = _shown(split, parts, scope, dimension)
    values: dict[str, Value] = {}
    seen: set[str] = set()
    for part, codes in shown:
        seen.update(codes)
        values[part.label] = _finish(figure, [row for code in codes for row in per.get(code, [])])[
            0
        ]
    rest = [row for code, rows in per.items() if code not in seen for row in rows]
    if rest:
        values[UNSORTED] = _finish(figure, rest)[0]
    return values


def _shown(
    split: Split, parts: list[PartOf], scope: Scope, dimension: str | None
) -> list[tuple[PartOf, tuple[str, ...]]]:
    """The parts to list, each with the codes it covers: children of the bracket, or the roots."""
    asked = [codes for named, codes in scope.picks if named in (dimension, split.name)]
    if not asked:
        return [(part, with_below(parts, (part.code,))) for part in children_of(parts, None)]
    shown: list[tuple[PartOf, tuple[str, ...]]] = []
    for part in [part for part in parts if part.code in asked[0]]:
        below = children_of(parts, part.code)
        shown.append(
            (
                part,
                (part.code,) if below and len(asked[0]) == 1 else with_below(parts, (part.code,)),
            )
        )
        if len(asked[0]) == 1:
            shown += [(child, with_below(parts, (child.code,))) for child in below]
    return shown
