"""The rows of one page of a list, in the order asked for or in the kind's own."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet, prefetch_related_objects

from jianyan.ground.kinds import Kind
from jianyan.ground.serials import serial_of

from .conditions import Conditions

FEW = 500
"""So many rows may be put in order whole."""
SESSIONS = 8
"""So many records of one serial are named by their sessions."""


def ahead_of(kind: Kind, conditions: Conditions) -> list[Q]:
    """The condition of the rows that stand ahead, to be counted with the others; none where the
    list is in another order, or a bare serial is looked for: of several the latest is first."""
    if kind.ahead is None or conditions.ordering() != kind.order:
        return []
    if serial_of(conditions.search) is not None:
        return []
    return [conditions.q() & kind.ahead.q()]


def page_rows(
    kind: Kind, found: QuerySet[Any], conditions: Conditions, before: int, page: slice
) -> list[Any]:
    """The rows of a page: those that stand ahead (`before` of them) in their own order, then the
    others, each part by its own statement, so that the many are still read off an index."""
    order = conditions.ordering()
    if not ahead_of(kind, conditions) or kind.ahead is None:
        return list(found.order_by(*order)[page])
    plain, rows = found.prefetch_related(None), list[Any]()
    if page.start < before:
        part = plain.filter(kind.ahead.q()).order_by(*kind.ahead.order)
        rows = _taken(plain, part, page, many=page.stop <= before and before > FEW)
    if left := page.stop - page.start - len(rows):
        start = max(0, page.start - before)
        others = plain.exclude(kind.ahead.q()).order_by(*order)
        rows += _taken(plain, others, slice(start, start + left), many=start > FEW)
    joined: Any = found  # what the kind asks to be fetched along has no public name
    prefetch_related_objects(rows, *joined._prefetch_related_lookups)
    return rows


def _taken(plain: QuerySet[Any], part: QuerySet[Any], page: slice, *, many: bool) -> list[Any]:
    """A stretch of a part of the rows: where many have to be put in order, their keys alone are."""
    if not many:
        return list(part[page])
    keys = list(part.values_list("pk", flat=True)[page])
    found = plain.in_bulk(keys)
    return [found[key] for key in keys if key in found]


def several(kind: Kind, conditions: Conditions, rows: list[Any]) -> list[dict[str, str]]:
    """The notice that says of which session each is, where a bare serial (第0123号) is several
    records' number."""
    if not kind.is_record or serial_of(conditions.search) is None:
        return []
    found = [row.record for row in rows if row.record.session_id and row.record.number]
    if len({one.session_id for one in found}) < 2:
        return []
    each = "、".join(f"{one.session} {one.number}" for one in found[:SESSIONS])
    text = f"“{conditions.search}”在几个届次都有：{each}。只要一件的，请写全号。"
    return [{"kind": "", "text": text}]
