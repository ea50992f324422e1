"""Writes of responsibilities, one function per verb."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction

from jianyan.ground.days import said_day
from jianyan.ground.numbering import next_number
from jianyan.ground.register import (
    By,
    add_fact,
    amend,
    enter,
    leave_trail,
    lock,
    move,
    strike_fact,
    today,
)
from jianyan.ground.rulebook import in_force, provision
from jianyan.kernel.charter import action
from jianyan.kernel.errors import Refused

from . import queries
from .charter import DUTIES
from .models import Duty, DutyNote, Patrol, State

FIELDS = (
    *("sort", "level", "person", "team", "body", "counterpart"),
    *("code", "post", "since", "until", "note"),
)
TALLIES = ("on", "shift", "on_duty", "entries", "temperatures", "note")


def title_of(data: Mapping[str, Any]) -> str:
    """What a responsibility is called: its sort, what it is for, and who answers."""
    place, post = data["body"].name if data["body"] else "", data["post"]
    of = post if place in post else f"{place}{post}"
    of = of or data["counterpart"] or data["code"]
    who = data["person"] or data["team"]
    return f"{data['sort']}：{of}（{who}）"[:200]


def add_duty(by: By, committee: int, data: Mapping[str, Any]) -> Duty:
    """Enter a responsibility; one whose last day has come is ended at once."""
    day: date = data["since"]
    rulebook = in_force(committee, day)
    pattern = provision(rulebook, "numbers.responsibilities")
    with transaction.atomic():
        row: Duty = enter(
            DUTIES,
            by,
            committee=committee,
            title=title_of(data),
            state=State.IN_FORCE,
            dated_on=day,
            number=next_number(committee, DUTIES.key, str(day.year), pattern, year=day.year),
            key=data["key"],
            campaign=data["campaign"],
            visibility=data["visibility"],
            rulebook=rulebook,
            text=data["note"],
            detail={name: data[name] for name in FIELDS},
        )
        return _ended(by, row)


def change_duty(by: By, row: Duty, changes: Mapping[str, tuple[Any, Any]], reason: str) -> Duty:
    """更正 the named fields; its name follows, and it ends or is in force again as its days say."""
    with transaction.atomic():
        now = {name: getattr(row, name) for name in FIELDS} | {
            name: new for name, (_, new) in changes.items()
        }
        named = dict(changes)
        if title_of(now) != row.record.title:
            named["title"] = (row.record.title, title_of(now))
        if "since" in changes:
            named["dated_on"] = (row.record.dated_on, now["since"])
        if "note" in changes:
            named["text"] = (row.record.text, now["note"])
        amended: Duty = amend(DUTIES, by, row.pk, named, reason=reason)
        over = amended.until is not None and amended.until <= today()
        if amended.record.state == State.ENDED and not over:
            amended = resume_duty(
                by, row.pk, on=by.actor.day, reason=reason or "更正结束日期", until=amended.until
            )
        return _ended(by, amended)


@action(DUTIES, "end")
def end_duty(by: By, pk: int, *, on: date, reason: str = "") -> Duty:
    """结束; `on` is its last day. Raises Refused on a day before its first."""
    row = queries.listed().filter(pk=pk).first()
    if row and on < row.since:
        raise Refused(f"结束日期早于起始日期{said_day(row.since)}，请改正。")
    moved: Duty = move(DUTIES, "end", by, pk, on=on, reason=reason, columns={"until": on})
    return moved


@action(DUTIES, "resume")
def resume_duty(by: By, pk: int, *, on: date, reason: str = "", until: date | None = None) -> Duty:
    """恢复履行: it was ended by mistake, and goes on as if it had not been, to a later `until`."""
    moved: Duty = move(DUTIES, "resume", by, pk, on=on, reason=reason, columns={"until": until})
    return moved


def add_patrol(by: By, committee: int, data: Mapping[str, Any]) -> Patrol:
    """Enter one shift of a post."""
    patrol = Patrol(record=data["record"], **{name: data[name] for name in TALLIES})
    fact: Patrol = add_fact(by, patrol, label="登记值守", on=data["on"])
    return fact


def change_patrol(
    by: By, row: Patrol, changes: Mapping[str, tuple[Any, Any]], reason: str
) -> Patrol:
    """更正 a shift: the old row is struck out and the right one added."""
    now = {name: getattr(row, name) for name in TALLIES} | {
        name: new for name, (_, new) in changes.items()
    }
    with transaction.atomic():
        strike_fact(by, row, label="更正值守", reason=reason, replaced=True)
        return add_patrol(by, row.record.committee_id, {"record": row.record, **now})


def add_patrols(by: By, duty: Duty, rows: Iterable[Mapping[str, Any]]) -> list[Patrol]:
    """Enter many shifts of one post at once, with one trail row: on, shift (a category), and
    on_duty, entries, temperatures, note where they are known.

    Raises Refused on a day outside the posting, or on a shift that is there already; then nothing
    is entered.
    """
    patrols = [Patrol(record_id=duty.pk, batch=by.batch, **row) for row in rows]
    with transaction.atomic():
        record = lock(duty.pk)
        known = set(
            Patrol.objects.filter(record=record, struck_at__isnull=True).values_list("on", "shift")
        )
        for patrol in patrols:
            if why := queries.outside(duty, patrol.on):
                raise Refused(why)
            if (patrol.on, patrol.shift_id) in known:
                raise Refused(f"{said_day(patrol.on)}{patrol.shift}已登记，请核对后再录。")
            known.add((patrol.on, patrol.shift_id))
        if patrols:
            Patrol.objects.bulk_create(patrols, batch_size=500)
            days = sorted(patrol.on for patrol in patrols)
            leave_trail(record, by, move="add", label=f"登记值守{len(patrols)}个班次", on=days[-1])
    return patrols


def add_note(by: By, committee: int, data: Mapping[str, Any]) -> DutyNote:
    """Add a dated note."""
    note = DutyNote(record=data["record"], key=data["key"], on=data["on"], text=data["text"])
    fact: DutyNote = add_fact(by, note, label="登记工作记录", on=data["on"])
    return fact


def _ended(by: By, row: Duty) -> Duty:
    if row.record.state == State.IN_FORCE and row.until and row.until <= today():
        return end_duty(by, row.pk, on=row.until)
    return row
