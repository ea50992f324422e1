"""Starting and stopping clocks (时限): each due date is a row that says why it is that day."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from jianyan.kernel.errors import Refused

from .calendar import Calendar
from .duedates import Rule, due
from .models import Clock, ClockPause, Record
from .recomputing import LENGTH, restated, write
from .register import By, leave_trail, lock, today
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
        clock.explanation = f"{term.event}时定为这一天"
        return clock
    found = due(calendar, term.start, term.rule, term.event)
    clock.due_on, clock.provisional = found.day, found.provisional
    clock.explanation = found.explanation[:LENGTH]
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
    _set(_open(record, (kind,), part_id), until, words)


def reset(record: int, kind: str, part_ids: Collection[int], was: date, due_on: date) -> None:
    """更正 of a day set by hand: the clocks due on the day that was wrong are due on another."""
    rows = Clock.objects.filter(record=record, kind=kind, part_id__in=part_ids, due_on=was)
    _set(rows, due_on, "更正时定为这一天")


def _set(rows: Any, until: date, words: str) -> None:
    rows.update(due_on=until, explanation=words, provisional=False, set_by_hand=True)


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


def pause(by: By, pk: int, *, since: date, reason: str, until: date | None = None) -> ClockPause:
    """An open clock stands still from a day on, until a day where that is known.

    Raises Refused for one that is met, that a person set to a day, or that stands still already.
    """
    if not reason.strip():
        raise Refused("请写明暂停计时的理由。")
    if until and until < since:
        raise Refused(f"暂停的止日{until}早于起日{since}，请改正。")
    with transaction.atomic():
        clock = _held(pk)
        if clock.set_by_hand or not clock.unit:
            raise Refused("这个期限是指定的日期，不能暂停计时，请登记延期。")
        if not clock.starts_on <= since <= clock.due_on:
            raise Refused(f"暂停须起于{clock.starts_on}至{clock.due_on}之间，请改正。")
        if clock.pauses.filter(until__isnull=True).exists():
            raise Refused("这个期限已在暂停，请先恢复计时。")
        made = ClockPause.objects.create(clock=clock, since=since, until=until, reason=reason[:200])
        _tell(by, clock, "暂停计时", since, reason)
        _count_again(by, clock)
    return made


def resume(by: By, pk: int, *, until: date) -> None:
    """A clock that stands still runs again; `until` is the last day on which it stood still.

    Raises Refused for one that runs.
    """
    with transaction.atomic():
        clock = _held(pk)
        waiting = clock.pauses.filter(until__isnull=True).first()
        if waiting is None:
            raise Refused("这个期限没有暂停，无须恢复。")
        if until < waiting.since:
            raise Refused(f"暂停的止日{until}早于起日{waiting.since}，请改正。")
        ClockPause.objects.filter(pk=waiting.pk).update(until=until)
        _tell(by, clock, "恢复计时", until, waiting.reason)
        _count_again(by, clock)


def _held(pk: int) -> Clock:
    """An open clock, its record locked."""
    lock(Clock.objects.values_list("record_id", flat=True).get(pk=pk))
    clock = Clock.objects.select_related("record").get(pk=pk)
    if clock.met_on or clock.ended_on:
        raise Refused("这个期限已完成或不再适用，不能暂停或恢复。")
    return clock


def _tell(by: By, clock: Clock, label: str, on: date, reason: str) -> None:
    said = f"{clock.part}：{reason}" if clock.part else reason
    leave_trail(clock.record, by, move="clock", label=label, on=on, reason=said[:500])


def _count_again(by: By, clock: Clock) -> None:
    calendar = calendar_of(clock.record.committee_id)
    write({clock: restated(calendar, clock, today())}, today(), by)


def _open(record: int, kinds: Sequence[str], part_id: int | None) -> Any:
    rows = Clock.objects.filter(record=record, met_on__isnull=True, ended_on__isnull=True)
    if kinds:
        rows = rows.filter(kind__in=kinds)
    return rows.filter(part_id=part_id) if part_id is not None else rows
