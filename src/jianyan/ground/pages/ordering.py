"""The rows of one page of a list, in the order asked for or in the kind's own."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from jianyan.ground.kinds import Kind

from .conditions import Conditions


def page_rows(
    kind: Kind, found: QuerySet[Any], conditions: Conditions, first: int, size: int
) -> list[Any]:
    """The rows from place `first` on: those that stand ahead in their own order, then the others,
    each part by its own statement, so that the many are still read off an index."""
    order = conditions.ordering()
    if kind.ahead is None or order != kind.order:
        return list(found.order_by(*order)[first : first + size])
    before = found.filter(kind.ahead.q())
    rows = list(before.order_by(*kind.ahead.order)[first : first + size])
    left = size - len(rows)
    if left:
        # Where a page begins with the others, how many stood ahead has to be counted.
        start = 0 if rows or not first else max(0, first - before.order_by().count())
        rows += found.exclude(kind.ahead.q()).order_by(*order)[start : start + left]
    return rows
