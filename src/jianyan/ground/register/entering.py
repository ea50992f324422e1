"""Entering: a record with its own columns, a part with a life of its own, many at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction

from jianyan.ground import search
from jianyan.ground.models import Record, Trail
from jianyan.kernel.charter import Charter
from jianyan.kernel.errors import Refused

from .locking import lock
from .trail import By, leave_trail, trail_row


def enter(
    charter: Charter,
    by: By,
    *,
    committee: int,
    title: str,
    state: str,
    dated_on: date,
    detail: Mapping[str, Any],
    **record_fields: Any,
) -> Any:
    """Enter one record of a kind with its own columns; gives the row of the kind's table.

    Raises Refused when the kind may not be born in `state`.
    """
    if state not in charter.born:
        raise Refused(f"{charter.title}不能以“{charter.label(state)}”登记。")
    with transaction.atomic():
        record = Record(
            committee_id=committee,
            kind=charter.key,
            title=title,
            state=state,
            dated_on=dated_on,
            entered_by_id=by.actor.account,
            on_behalf=by.on_behalf_of is not None,
            batch=by.batch,
            **record_fields,
        )
        Record.objects.bulk_create([record])
        row = charter.model(record=record, **detail)
        row.save(force_insert=True)
        leave_trail(record, by, move="enter", label="登记", on=dated_on, target=state)
        search.index([record.pk])
    return row


def enter_part(
    charter: Charter, by: By, record_id: int, *, state: str, on: date, **fields: Any
) -> Any:
    """Enter a part that has a life of its own; its record's version is bumped. Gives the part."""
    if state not in charter.born:
        raise Refused(f"{charter.title}不能以“{charter.label(state)}”登记。")
    with transaction.atomic():
        record = lock(record_id)
        part = charter.model(record=record, state=state, batch=by.batch, **fields)
        part.save(force_insert=True)
        leave_trail(
            record, by, move="enter", label=f"登记{charter.title}", on=on, target=state, part=part
        )
    return part


def register_many(
    charter: Charter,
    by: By,
    rows: Iterable[tuple[Record, Any]],
    *,
    size: int = 2000,
    born: str = "",
) -> list[Any]:
    """Enter many records at once (imports, demo, bench): two bulk inserts and one of trail rows.

    Each pair is an unsaved Record (without kind) and the unsaved row of the kind's table. `born` is
    the state that they were entered in, where the records already stand further on.
    """
    pairs = list(rows)
    with transaction.atomic():
        for record, _ in pairs:
            record.kind, record.batch = charter.key, by.batch
            record.entered_by_id = by.actor.account
        Record.objects.bulk_create([record for record, _ in pairs], batch_size=size)
        for record, row in pairs:
            row.record = record
        charter.model._default_manager.bulk_create([row for _, row in pairs], batch_size=size)
        Trail.objects.bulk_create(
            [
                trail_row(
                    record,
                    by,
                    move="enter",
                    label="登记",
                    on=record.dated_on,
                    target=born or record.state,
                )
                for record, _ in pairs
            ],
            batch_size=size,
        )
        search.index([record.pk for record, _ in pairs])
    return [row for _, row in pairs]
