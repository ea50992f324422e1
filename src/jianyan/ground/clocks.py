"""Starting and stopping clocks (时限): each due date is a row that says why it is that day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from .calendar import Calendar
from .duedates import Rule, due
from .models import Clock, Holiday, Record


@dataclass(frozen=True, slots=True)
class Term:
    """A clock to start: what it is for, from which event and day, by which rule.

    `due_on` is a day set by hand (on the letter of assignment); it is kept as it was set.
    """

    kind: str
    event: str
    start: date
    rule: Rule
    part: Any = None
    due_on: date | None = None


def calendar_of(committee: int) -> Calendar:
    """The working-day calendar of a committee, with the days that its office has entered."""
    rows = Holiday.objects.filter(Q(committee=committee) | Q(committee__isnull=True))
    found = list(rows.order_by("committee_id").values_list("day", "workday", "name"))
    return Calendar(
        overrides={day: worked for day, worked, _ in found},
        names={day: name for day, worked, name in found if not worked and name},
    )


def day_of(calendar: Calendar, term: Term) -> date:
    """The day on which a term ends."""
    return term.due_on or due(calendar, term.start, term.rule, term.event).day


def started(calendar: Calendar, record: Record, terms: Sequence[Term]) -> list[Clock]:
    """Unsaved clocks of a record for the terms."""
    return [_clock(calendar, record, term) for term in terms]


def start(calendar: Calendar, record: Record, terms: Sequence[Term]) -> list[Clock]:
    """Start clocks, in one statement; gives them in the order of the terms."""
    return Clock.objects.bulk_create(started(calendar, record, terms))


def _clock(calendar: Calendar, record: Record, term: Term) -> Clock:
    clock = Clock(
        record=record,
        part=str(term.part)[:80] if term.part is not None else "",
        part_id=term.part.pk if term.part is not None else None,
        kind=term.kind,
        starts_on=term.start,
        rulebook_id=record.rulebook_id,
    )
    if term.due_on:
        clock.due_on, clock.explanation = term.due_on, f"{term.event}时定为这一天"
        return clock
    found = due(calendar, term.start, term.rule, term.event)
    clock.due_on, clock.provisional = found.day, found.provisional
    clock.explanation = found.explanation[:300]
    return clock


def meet(record: int, kind: str, on: date, part_id: int | None = None) -> None:
    """What a clock asked for was done on a day: the first one done stays."""
    _open(record, (kind,), part_id).update(met_on=on)


def end(record: int, on: date, part_id: int | None = None, kinds: Sequence[str] = ()) -> None:
    """The open clocks of a record (or of a part) no longer apply from a day on."""
    _open(record, kinds, part_id).update(ended_on=on)


def extend(record: int, kind: str, part_id: int, until: date, on: date, why: str) -> None:
    """An open clock runs until another day, as granted on a day."""
    words = f"{on.month}月{on.day}日{why}至{until.year}年{until.month}月{until.day}日"
    _open(record, (kind,), part_id).update(due_on=until, explanation=words, provisional=False)


def _open(record: int, kinds: Sequence[str], part_id: int | None) -> Any:
    rows = Clock.objects.filter(record=record, met_on__isnull=True, ended_on__isnull=True)
    if kinds:
        rows = rows.filter(kind__in=kinds)
    return rows.filter(part_id=part_id) if part_id is not None else rows
