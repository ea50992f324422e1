"""One move on many records together: as many statements for a hundred as for ten."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F

from jianyan.ground import search
from jianyan.ground.models import Record, Trail
from jianyan.kernel.charter import Charter, unmet

from .locking import hold
from .moving import refusal
from .trail import By, plain, trail_row

Columns = Callable[[Sequence[Any]], Mapping[int, Mapping[str, Any]]]
"""(rows in their order) -> what is written with the move, by pk; the same names for each row."""


@dataclass(frozen=True, slots=True)
class Moved:
    """The rows that were moved, in the order asked for, and why the others were not."""

    rows: list[Any] = field(default_factory=list)
    refused: dict[int, str] = field(default_factory=dict)


def move_many(
    charter: Charter,
    name: str,
    by: By,
    pks: Sequence[int],
    *,
    on: date,
    reasons: Mapping[int, str],
    columns: Columns | None = None,
    record_columns: Columns | None = None,
) -> Moved:
    """Move records (not parts), each by the rules of `move`; one that is refused does not hold up
    the others. Gives those moved and why the others were not."""
    step = charter.move(name)
    manager = charter.model._default_manager
    with transaction.atomic():
        hold(*pks)
        Record.objects.filter(pk__in=pks).update(version=F("version") + 1)
        found = _rows(charter, pks)
        refused = {pk: "没有这条记录，或您无权查看。" for pk in pks if pk not in found}
        refused |= unmet(step, list(found.values()), by.actor)
        left = [pk for pk in pks if pk not in refused]
        fit = manager.filter(step.by(by.actor), pk__in=left, record__state__in=step.source)
        fits = set(fit.values_list("pk", flat=True))
        refused |= {pk: str(refusal(charter, step, by.actor, pk)) for pk in left if pk not in fits}
        rows = [found[pk] for pk in left if pk in fits]
        before = {row.pk: row.record.state for row in rows}
        written = _written(charter, rows, step.target, columns, record_columns)
        Trail.objects.bulk_create(
            trail_row(
                row.record,
                by,
                move=name,
                label=step.label,
                on=on,
                source=before[row.pk],
                target=step.target or before[row.pk],
                reason=reasons.get(row.pk, "")[:500],
                changes=written[row.pk],
            )
            for row in rows
        )
        if record_columns and rows:
            search.index([row.pk for row in rows])
    return Moved(rows, refused)


def _rows(charter: Charter, pks: Collection[int]) -> dict[int, Any]:
    joined = ("record__session__term", "record__rulebook")
    rows: Any = charter.model._default_manager.select_related(*joined).filter(pk__in=pks)
    return {row.pk: row for row in rows}


def _written(
    charter: Charter,
    rows: list[Any],
    target: str | None,
    columns: Columns | None,
    record_columns: Columns | None,
) -> dict[int, dict[str, Any]]:
    """Write the state and the columns of the rows; gives what the trail says of each."""
    said: dict[int, dict[str, Any]] = {row.pk: {} for row in rows}
    for row in rows:
        row.record.state = target or row.record.state
    if rows and target:
        Record.objects.filter(pk__in=[row.pk for row in rows]).update(state=target)
    for manager, of, own in (
        (charter.model._default_manager, columns, lambda row: row),
        (Record.objects, record_columns, lambda row: row.record),
    ):
        given = of(rows) if of and rows else {}
        names = {name for one in given.values() for name in one}
        for row in rows:
            for name, value in given.get(row.pk, {}).items():
                said[row.pk][name] = [None, plain(value)]
                setattr(own(row), name, value)
        if names:
            manager.bulk_update([own(row) for row in rows], sorted(names))
    return said
