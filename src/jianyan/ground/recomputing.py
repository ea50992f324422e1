"""Recomputing clocks: when the calendar changes, when a year is announced, while a pause runs.

What a floor above keeps of a due date (the term on a unit's task) follows by `follow`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from jianyan.kernel.charter import VOID

from .calendar import Calendar
from .duedates import Due, Rule, due
from .models import Clock, ClockPause, Committee, Cursor, Trail
from .register import By, hold, today
from .ticking import task
from .workdays import calendars, fingerprints

SIZE = 500
LENGTH = 300


@dataclass(frozen=True, slots=True)
class Shift:
    """A clock whose due date was another one before."""

    clock: Clock
    before: date


Follower = Callable[[Sequence[Shift]], None]
FOLLOWERS: dict[str, Follower] = {}
"""By the kind of a clock: what is done when due dates have shifted. Filled by upper floors."""


def follow(kind: str, function: Follower) -> None:
    """Enter what follows the due dates of a kind of clock (floors above do so at start-up)."""
    FOLLOWERS[kind] = function


def running(rows: QuerySet[Clock] | None = None) -> QuerySet[Clock]:
    """Open clocks of records that are not void."""
    found = Clock.objects.all() if rows is None else rows
    return found.filter(met_on__isnull=True, ended_on__isnull=True).exclude(record__state=VOID)


def rule_of(clock: Clock, on: date) -> Rule:
    """The rule that a clock keeps, with its pauses as of a day: one still running ends on the day.
    One that ended before it began was a mistake.

    The clock keeps a rule (its `unit` is not empty).
    """
    every = ((one.since, one.until or on) for one in clock.pauses.all())
    pauses = tuple((since, until) for since, until in every if since <= until)
    unit: Any = clock.unit
    return Rule(unit, clock.count or 0, pauses, clock.start_counts, clock.rolls)


def restated(calendar: Calendar, clock: Clock, on: date) -> Due:
    """What a clock's own rule says of its due date."""
    return due(calendar, clock.starts_on, rule_of(clock, clock.met_on or on), clock.event)


def recompute(rows: QuerySet[Clock], by: By | None = None) -> int:
    """Count the open ones among clocks anew by their own rules; gives how many came out otherwise.

    Days set by hand stay. A due date that shifts leaves a trail row. Records are locked in order of
    pk, some hundreds at a time, and what is written was counted under the lock.
    """
    on = today()
    counted = running(rows).filter(set_by_hand=False).exclude(unit="")
    counted = counted.select_related("record").prefetch_related("pauses").order_by("record", "pk")
    clocks = list(counted)
    of = {clock.record.committee_id for clock in clocks}
    by_committee = calendars(of) if of else {}
    touched = sorted({clock.record_id for clock in _otherwise(clocks, by_committee, on)})
    done = 0
    for first in range(0, len(touched), SIZE):
        part = touched[first : first + SIZE]
        with transaction.atomic():
            hold(*part)
            fresh = _otherwise(counted.filter(record__in=part), by_committee, on)
            write(fresh, on, by)
            done += len(fresh)
    return done


def _otherwise(clocks: Iterable[Clock], of: dict[int, Calendar], on: date) -> dict[Clock, Due]:
    """The clocks that come out otherwise than they stand, with what they come out as."""
    found = {clock: restated(of[clock.record.committee_id], clock, on) for clock in clocks}
    return {clock: now for clock, now in found.items() if _stands(clock) != _says(now)}


def _stands(clock: Clock) -> tuple[date, bool, str]:
    return clock.due_on, clock.provisional, clock.explanation


def _says(now: Due) -> tuple[date, bool, str]:
    return now.day, now.provisional, now.explanation[:LENGTH]


def write(fresh: dict[Clock, Due], on: date, by: By | None = None) -> None:
    """Write clocks as they come out, in the caller's transaction: the rows, what follows, the trail."""
    shifts = [Shift(clock, clock.due_on) for clock, now in fresh.items() if clock.due_on != now.day]
    for clock, now in fresh.items():
        clock.due_on, clock.provisional, clock.explanation = _says(now)
    fields = ("starts_on", "due_on", "provisional", "explanation")
    Clock.objects.bulk_update(fresh, fields, batch_size=SIZE)
    for kind in sorted({shift.clock.kind for shift in shifts} & FOLLOWERS.keys()):
        FOLLOWERS[kind]([shift for shift in shifts if shift.clock.kind == kind])
    Trail.objects.bulk_create([_told(shift, on, by) for shift in shifts], batch_size=SIZE)


def _told(shift: Shift, on: date, by: By | None) -> Trail:
    clock = shift.clock
    return Trail(
        committee_id=clock.record.committee_id,
        record_id=clock.record_id,
        part=clock.part,
        part_id=clock.part_id,
        move="recompute",
        label="重算期限",
        on=on,
        by_id=by.actor.account if by else None,
        batch=by.batch if by else None,
        reason=clock.explanation,
        changes={"due_on": [str(shift.before), str(clock.due_on)]},
    )


def calendar_changed(committee: int | None, days: Collection[date], by: By | None = None) -> int:
    """Recompute the clocks that run over days which the office has set or set otherwise.

    Provisional ones too, wherever they run: the day may have been the last that a year wanted.
    """
    over = Q(starts_on__lte=max(days), due_on__gte=min(days)) | Q(provisional=True)
    rows = Clock.objects.filter(over)
    return recompute(rows if committee is None else rows.filter(record__committee=committee), by)


@task("clocks")
def keep_up() -> int:
    """Recompute where a calendar is another one than last time, and where a pause still runs."""
    marks = fingerprints(Committee.objects.values_list("pk", flat=True))
    cursor, _ = Cursor.objects.get_or_create(name="clocks")
    stale = [pk for pk, mark in marks.items() if cursor.value.get(str(pk)) != mark]
    paused = ClockPause.objects.filter(until__isnull=True)
    wanted = Q(pk__in=paused.values("clock")) | Q(record__committee__in=stale)
    done = recompute(Clock.objects.filter(wanted))
    if stale:
        cursor.value = {str(pk): mark for pk, mark in marks.items()}
        cursor.save()
    return done
