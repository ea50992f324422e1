"""Pictures of one figure: over the months, over the years, by its split. A table says the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from jianyan.kernel.errors import Refused
from jianyan.kernel.figure import Figure
from jianyan.kernel.period import Period, parse_period
from jianyan.kernel.scope import Scope, make_scope
from jianyan.kernel.values import Rate, Value

from .panel import as_point, is_number
from .printing import printed
from .read import read, read_listed, read_months

YEARS = 4
MOST_PARTS = 15


def charts_of(figure: Figure, scope: Scope) -> list[dict[str, Any]]:
    """The charts that make sense for a figure in a scope."""
    if figure.fold.kind in ("names", "value"):
        return []
    found = [_months(figure, scope), _years(figure, scope), _parts(figure, scope)]
    return [chart for chart in found if chart]


def _months(figure: Figure, scope: Scope) -> dict[str, Any] | None:
    """By months within the period, up to the cut-off; a cohort's months are those of entering."""
    months = [month for month in scope.period.months() if month.start <= scope.last_day]
    if len(months) < 2:
        return None
    labels = [f"{month.start.month}月" for month in months]
    return _chart("months", f"{scope.period.label} 年逐月" if len(scope.period.label) == 4 else "逐月",
                  "bar", figure, labels, _monthly(figure, scope, months))  # fmt: skip


def _monthly(figure: Figure, scope: Scope, months: list[Period]) -> list[Value]:
    """The value of each month: in one statement where the rows' own dates tell the months apart."""
    if scope.period.session is None:
        try:
            return read_months(figure.name, scope)[1]
        except Refused:
            pass  # a stock, or a figure that wants a bracket: month by month
    scopes = [_month(scope, month) for month in months]
    if figure.time.kind in ("stock", "value"):
        scopes = [replace(one, known_until=one.last_day) for one in scopes]
    return _values(figure, scopes)


def _month(scope: Scope, month: Period) -> Scope:
    start, end = max(month.start, scope.period.start), min(month.end, scope.last_day)
    period = replace(month, start=start, end=max(start, end))
    return replace(scope, period=period)


def _years(figure: Figure, scope: Scope) -> dict[str, Any] | None:
    """The year of the period and the years before, each as known at its own end."""
    last = scope.period.end.year
    years = [str(year) for year in range(last - YEARS + 1, last + 1)]
    scopes = [
        replace(scope, period=one.period, known_until=min(one.known_until, scope.known_until))
        for one in (make_scope(scope.committees, parse_period(year)) for year in years)
    ]
    return _chart("years", "历年", "line", figure, [f"{year}年" for year in years],
                  _values(figure, scopes))  # fmt: skip


def _parts(figure: Figure, scope: Scope) -> dict[str, Any] | None:
    if not figure.by:
        return None
    try:
        _, listed = read_listed(figure.name, figure, scope)
    except Refused:
        return None
    full = [each for each in listed if each.rows]
    full.sort(key=lambda each: -(as_point(each.value) or 0))
    if len(full) < 2:
        return None
    shown = full[:MOST_PARTS]
    title = f"按{figure.by[0].name}" + (f"（前 {MOST_PARTS} 项）" if len(full) > len(shown) else "")
    labels, values = [each.part.label for each in shown], [each.value for each in shown]
    return _chart("parts", title, "bars", figure, labels, values)


def _values(figure: Figure, scopes: Sequence[Scope]) -> list[Value]:
    values: list[Value] = []
    for scope in scopes:
        try:
            values.append(read(figure.name, scope).value)
        except Refused:
            values.append(None)
    return values


def _chart(
    key: str, title: str, kind: str, figure: Figure, labels: list[str], values: list[Value]
) -> dict[str, Any] | None:
    if not any(is_number(value) or as_point(value) is not None for value in values):
        return None
    unit = "%" if any(isinstance(value, Rate) for value in values) else figure.unit
    pairs = [[label, printed(value)] for label, value in zip(labels, values, strict=True)]
    return {
        "key": key,
        "title": title,
        "data": {
            "kind": kind,
            "unit": unit,
            "categories": labels,
            "series": [{"name": figure.name, "values": [as_point(value) for value in values]}],
        },
        "table": {
            "caption": f"{figure.name}，{title}" + (f"（{unit}）" if unit not in ("", "%") else ""),
            "heads": ["", figure.name],
            "rows": pairs,
        },
    }
