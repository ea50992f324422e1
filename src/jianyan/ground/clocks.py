"""Starting and stopping clocks (时限): each due date is a row that says why it is that day."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from .calendar import Calendar
from .days import said_day
from .duedates import Due, Rule, due
from .models import Clock, Record
from .recomputing import LENGTH, restated, write
from .register import By, today
from .workdays import calendar_of


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
        event=term.event,
        unit=term.rule.unit,
        count=term.rule.count,
        start_counts=term.rule.start_counts,
        rolls=term.rule.rolls,
        rulebook_id=record.rulebook_id,
    )
    if term.due_on:
        clock.due_on, clock.set_by_hand = term.due_on, True
        clock.explanation = f"{term.event}时定为{said_day(term.due_on)}"
        return clock
    found = due(calendar, term.start, term.rule, term.event)
    clock.due_on, clock.provisional = found.day, found.provisional
    clock.explanation = found.explanation[:LENGTH]
    return clock


def meet(record: int, kind: str, on: date, part_id: int | None = None) -> None:
    """What a clock asked for was done on a day: the first one done stays."""
    open_clocks(record, (kind,), part_id).update(met_on=on)


def end(record: int, on: date, part_id: int | None = None, kinds: Sequence[str] = ()) -> None:
    """The open clocks of a record (or of a part) no longer apply from a day on."""
    open_clocks(record, kinds, part_id).update(ended_on=on)


def settle(
    calendar: Calendar,
    clock: Clock,
    *,
    set_on: date | None = None,
    until: date | None = None,
    words: str = "",
) -> date:
    """State a due date anew: by the clock's own rule, or the day that the letter set; then, where a
    longer term was granted, the day it runs until, with `words` that say so. Gives the day on which
    it would end without that.
    """
    if set_on:
        base = Due(set_on, False, f"{clock.event}时定为{said_day(set_on)}")
    else:
        base = restated(calendar, clock, today())
    clock.due_on = until or base.day
    clock.set_by_hand = bool(until or set_on)
    clock.provisional = base.provisional and not until
    said = f"{base.explanation}；{words}" if until else base.explanation
    clock.explanation = said[:LENGTH]
    clock.save(update_fields=("due_on", "set_by_hand", "provisional", "explanation"))
    return base.day


def restart(by: By, record: Record, part_ids: Collection[int], was: date, day: date) -> None:
    """更正 of the event that started clocks: those that it started on the wrong day are counted
    from the right one, what was met in them too. Days set by hand stay. In the caller's transaction.
    """
    rows = Clock.objects.filter(
        record=record, part_id__in=part_ids, starts_on=was, ended_on__isnull=True
    )
    found = list(rows.select_related("record").prefetch_related("pauses").order_by("pk"))
    calendar = calendar_of(record.committee_id)
    fresh = {}
    for clock in found:
        clock.starts_on = day
        if clock.unit and not clock.set_by_hand:
            fresh[clock] = restated(calendar, clock, today())
    Clock.objects.bulk_update(set(found) - set(fresh), ("starts_on",))
    write(fresh, today(), by)


def open_clocks(
    record: int, kinds: Sequence[str] = (), part_id: int | None = None
) -> QuerySet[Clock]:
    """The clocks of a record (or of a part) that are neither met nor ended."""
    rows = Clock.objects.filter(record=record, met_on__isnull=True, ended_on__isnull=True)
    if kinds:
        rows = rows.filter(kind__in=kinds)
    return rows.filter(part_id=part_id) if part_id is not None else rows
