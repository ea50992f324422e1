"""Writes of what belongs to an activity: who was there, where it went, its agenda."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction

from jianyan.ground.models import Body
from jianyan.ground.register import (
    By,
    add_fact,
    complete_fact,
    leave_trail,
    lock,
    replace_fact,
    today,
)
from jianyan.kernel.errors import Refused
from jianyan.records.activities.models import Activity, AgendaItem, Attendance, Visit


def attend(by: By, record: int, rows: Iterable[Attendance], *, on: date) -> None:
    """Enter many people at one activity: one insert and one trail row. Nobody twice.

    Raises Refused when somebody is already entered there.
    """
    found = list(rows)
    if not found:
        return
    with transaction.atomic():
        locked = lock(record)
        known = Attendance.objects.filter(
            record=record, person__in=[row.person_id for row in found], struck_at__isnull=True
        )
        if first := known.select_related("person").first():
            raise Refused(f"{first.person}已登记在这次活动中，请在出席登记里更正。")
        for row in found:
            row.record, row.batch = locked, by.batch
        Attendance.objects.bulk_create(found)
        label = f"登记出席{len(found)}人"
        changes = {"people": [None, [str(row) for row in found]]}
        leave_trail(locked, by, move="attend", label=label, on=on, changes=changes)


def go_to(by: By, record: int, places: Iterable[Body], *, on: date) -> None:
    """Enter the places that an activity goes to: one insert and one trail row."""
    found = [Visit(place=place, place_kind=place.kind, batch=by.batch) for place in places]
    if not found:
        return
    with transaction.atomic():
        locked = lock(record)
        for row in found:
            row.record = locked
        Visit.objects.bulk_create(found)
        changes = {"places": [None, [str(row) for row in found]]}
        leave_trail(locked, by, move="go_to", label="登记地点", on=on, changes=changes)


def add_part(by: By, part: Any, label: str) -> Any:
    """Enter one part of an activity: an attendance, a place, a guest, an agenda item."""
    return add_fact(by, part, label=f"登记{label}", on=_day_of(part.record_id))


def change_part(
    by: By, part: Any, label: str, changes: Mapping[str, tuple[Any, Any]], reason: str
) -> Any:
    """更正 a part: the old row is struck out and a new one entered in its place."""
    return replace_fact(by, part, changes, label=label, on=today(), reason=reason)


def finish_item(by: By, item: AgendaItem, *, on: date) -> AgendaItem:
    """Date an agenda item as done. Raises Stale when it was done already."""
    done: AgendaItem = complete_fact(by, item, label="议程完成", on=on, columns={"done_on": on})
    return done


def _day_of(record: int) -> date:
    return Activity.objects.filter(pk=record).values_list("starts_on", flat=True).get()
