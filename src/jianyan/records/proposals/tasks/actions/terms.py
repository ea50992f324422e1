"""Terms of unit tasks: 更正 of the day of assignment or of the term, and what follows a clock."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from jianyan.ground import clocks
from jianyan.ground.clocks import Term
from jianyan.ground.duedates import Rule
from jianyan.ground.models import Clock, Record
from jianyan.ground.recomputing import Shift, follow
from jianyan.ground.register import By, hold, today
from jianyan.ground.reminders import Reminding, remind
from jianyan.ground.rulebook import provision
from jianyan.records.proposals.cases.queries import proposers_told
from jianyan.records.proposals.tasks import queries
from jianyan.records.proposals.tasks.models import ANSWERING, UnitTask
from jianyan.records.proposals.tasks.watching import watching


def reply_rule(record: Record) -> Rule:
    """How the term of a reply is counted by the rulebook that the case is judged by."""
    return Rule("months", provision(record.rulebook, "proposals.reply_months"))


def resend(by: By, record_id: int, was: date, day: date, tasks: Collection[int] = ()) -> None:
    """更正 of the day of assignment: the tasks sent on it, or those named, with their clocks and terms.

    A term that the letter set stays as it was set.
    """
    with transaction.atomic():
        hold(record_id)
        record = Record.objects.select_related("rulebook").get(pk=record_id)
        rows = UnitTask.objects.filter(record=record_id)
        rows = rows.filter(pk__in=tasks) if tasks else rows.filter(sent_on=was)
        pks = list(rows.values_list("pk", flat=True))
        calendar = clocks.calendar_of(record.committee_id)
        before, after = (
            clocks.day_of(calendar, Term("reply", "交办", on, reply_rule(record)))
            for on in (was, day)
        )
        UnitTask.objects.filter(pk__in=pks, due_on=before, due_set=False).update(due_on=after)
        UnitTask.objects.filter(pk__in=pks).update(sent_on=day)
        clocks.restart(by, record, pks, was, day)
        extended = queries.granted(today()).filter(task__in=pks).values("task")
        for task in UnitTask.objects.filter(pk__in=extended).order_by("pk"):
            settle(task)


def reset(record_id: int, was: date | None, due_on: date, tasks: Collection[int] = ()) -> None:
    """更正 of the term that was set at sending: of the tasks that had it, or of those named."""
    with transaction.atomic():
        rows = UnitTask.objects.filter(record=record_id, role__in=ANSWERING)
        rows = rows.filter(pk__in=tasks) if tasks else rows.filter(due_on=was)
        found = list(rows.order_by("pk"))
        for task in found:
            task.due_on, task.due_set = due_on, True
            settle(task)
        UnitTask.objects.bulk_update(found, ("due_on", "due_set"))


def settle(task: UnitTask) -> None:
    """The clock of a task's reply, and the term kept on it, as rule, letter and extensions say.

    In the caller's transaction.
    """
    clock = Clock.objects.filter(
        record=task.record_id, part_id=task.pk, kind="reply", ended_on__isnull=True
    )
    found = clock.select_related("record").prefetch_related("pauses").first()
    if found is None:
        return
    granted = queries.granted(today()).filter(task=task).order_by("granted_until", "pk").last()
    base = clocks.settle(
        clocks.calendar_of(found.record.committee_id),
        found,
        set_on=task.due_on if task.due_set else None,
        until=granted.granted_until if granted else None,
        words=granted.in_words() if granted else "",
    )
    UnitTask.objects.filter(pk=task.pk).exclude(due_on=base).update(due_on=base)


def keep_step(shifts: Sequence[Shift]) -> None:
    """The terms kept on tasks go with their clocks; one that is another day already stays."""
    moved: dict[tuple[date, date], list[int]] = defaultdict(list)
    for shift in shifts:
        if shift.clock.part_id:
            moved[shift.before, shift.clock.due_on].append(shift.clock.part_id)
    # All are chosen before one is written, so that none is moved twice.
    chosen = {
        pair: list(UnitTask.objects.filter(pk__in=pks, due_on=pair[0]).values_list("pk", flat=True))
        for pair, pks in moved.items()
    }
    for (_, due_on), pks in chosen.items():
        UnitTask.objects.filter(pk__in=pks).update(due_on=due_on)


def units_of(found: Collection[Clock]) -> Mapping[int, tuple[int]]:
    """The unit that each clock of a task runs for."""
    tasks = UnitTask.objects.filter(pk__in={clock.part_id for clock in found})
    units = dict(tasks.values_list("pk", "unit_id"))
    return {clock.pk: (units[clock.part_id],) for clock in found if clock.part_id in units}


def watchers_of(found: Collection[Clock]) -> Mapping[int, frozenset[int]]:
    """Who acts for the dispatchers above the unit that each clock of a task runs for."""
    units = units_of(found)
    above = watching({unit for (unit,) in units.values()}, today())
    return {pk: above[unit] for pk, (unit,) in units.items()}


def asked_to_confirm(found: Collection[Clock]) -> Mapping[int, list[int]]:
    """The proposers of the case of each clock."""
    told = proposers_told({clock.record_id for clock in found}, today())
    return {clock.pk: told.get(clock.record_id, []) for clock in found}


follow("reply", keep_step)
OF_UNITS: dict[str, Any] = {"desk": "提案", "bodies": units_of, "people": watchers_of}
remind(
    Reminding(clock="accept", what="签收", **OF_UNITS),
    Reminding(clock="contact", what="首次联系", states=("assigned",), **OF_UNITS),
    Reminding(clock="confirm", what="面商确认", desk="提案", people=asked_to_confirm),
    Reminding(clock="opinion", what="会办意见", **OF_UNITS),
    Reminding(clock="reply", what="答复", **OF_UNITS),
    Reminding(clock="rehandle", what="重新答复", **OF_UNITS),
)
