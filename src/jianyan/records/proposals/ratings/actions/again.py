"""重新办理: opened by the office, or by a rating where the rulebook says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from jianyan.ground import clocks
from jianyan.ground.actors import local_administrator
from jianyan.ground.clocks import Term
from jianyan.ground.days import said_day
from jianyan.ground.duedates import Rule
from jianyan.ground.models import Clock, Record, Role
from jianyan.ground.recomputing import Shift, follow
from jianyan.ground.register import By, hold, move, strike_fact, today
from jianyan.ground.rulebook import provision
from jianyan.ground.telling import tell
from jianyan.kernel.charter import action
from jianyan.kernel.errors import Refused
from jianyan.records.proposals.cases.charter import CASES, all_answered
from jianyan.records.proposals.cases.dating import ask_day
from jianyan.records.proposals.cases.models import CaseState, Proposal
from jianyan.records.proposals.cases.rating_time import CLOCK as FEEDBACK
from jianyan.records.proposals.cases.rating_time import RATEABLE
from jianyan.records.proposals.ratings.models import Level, Rehandling
from jianyan.records.proposals.ratings.queries import kept, people_of, raters
from jianyan.records.proposals.tasks.actions.ending import PUBLISHING
from jianyan.records.proposals.tasks.charter import TASKS
from jianyan.records.proposals.tasks.models import ANSWERING, TaskState, UnitTask

ASKED = (FEEDBACK, PUBLISHING)
"""The clocks of a case that has been replied to."""
BY_RULE = "提案者评价不满意，按规程重新办理"
"""The reason of a second handling that a rating opens by itself."""


@action(TASKS, "rehandle")
def rehandle(
    by: By, pk: int, *, on: date, reason: str = "", due_on: date | None = None
) -> Rehandling:
    """重新办理 of one unit's task, with a term of its own; the case is being handled again."""
    with transaction.atomic():
        hold(*UnitTask.objects.filter(pk=pk).values_list("record", flat=True))
        task = UnitTask.objects.select_related("record__rulebook").get(pk=pk)
        record: Record = task.record
        given = task.replies.filter(struck_at=None).order_by("on")  # type: ignore[attr-defined]
        ask_day(on, given.values_list("on", flat=True).last(), "答复日期")
        if record.state in (CaseState.REPLIED, CaseState.CLOSED):
            move(CASES, "rehandle", by, record.pk, on=on, reason=reason)
        move(TASKS, "rehandle", by, pk, on=on, reason=reason)
        days = provision(record.rulebook, "proposals.rehandle_days")
        calendar = clocks.calendar_of(record.committee_id)
        term = Term("rehandle", "要求重新办理", on, Rule("days", days), task, due_on)
        (clock,) = clocks.start(calendar, record, [term])
        clocks.end(record.pk, on, kinds=ASKED)
        again = Rehandling.objects.create(
            record=record,
            task=task,
            on=on,
            due_on=clock.due_on,
            reason=reason[:300],
            batch=by.batch,
        )
        if by.batch is None:
            _tell(by, again)
    return again


def _tell(by: By, again: Rehandling) -> None:
    """The unit, its leader first of all, who sent it there, and the proposers."""
    record, task = again.record, again.task
    said = f"《{record.title}》须由{task.unit}重新办理，{said_day(again.due_on)}前再次答复"
    why = f"：{again.reason}" if again.reason else "。"
    units = (Role.UNIT_LEADER, Role.UNIT_OFFICER)
    tell(by, record, f"{said}{why}", bodies=[task.unit_id], roles=units)
    if task.dispatcher_id:
        tell(by, record, f"{said}{why}", bodies=[task.dispatcher_id], roles=(Role.DISPATCHER,))
    people = people_of(raters(Proposal.objects.get(pk=record.pk)))
    tell(by, record, f"{said}，届时请您再次评价。", people=people)


@action(CASES, "rehandle")
def rehandle_case(
    by: By, pk: int, *, on: date, reason: str = "", due_on: date | None = None
) -> Proposal:
    """重新办理 by every unit that replied."""
    tasks = UnitTask.objects.filter(
        record=pk, role__in=ANSWERING, state__in=(TaskState.REPLIED, TaskState.DONE), ended_on=None
    )
    with transaction.atomic():
        for task in list(tasks):
            rehandle(by, task.pk, on=on, reason=reason, due_on=due_on)
    return Proposal.objects.select_related("record").get(pk=pk)


@action(TASKS, "unrehandle")
def unrehandle(by: By, pk: int, *, on: date, reason: str = "") -> UnitTask:
    """Back to replied, since the wish to have it handled again was struck out; the case with it. What
    was drafted of a second reply stays on record."""
    with transaction.atomic():
        task: UnitTask = move(TASKS, "unrehandle", by, pk, on=on, reason=reason)
        clocks.end(task.record_id, on, pk, kinds=("rehandle",))
        task.drafts.filter(struck_at=None, ended_on=None).update(ended_on=on)  # type: ignore[attr-defined]
        case = Proposal.objects.select_related("record").get(pk=task.record_id)
        if case.record.state == CaseState.ASSIGNED and all_answered(case, by.actor) is None:
            move(CASES, "reply", by, case.pk, on=on, reason=reason)
    return task


def strike_rehandling(by: By, row: Rehandling, reason: str) -> None:
    """作废 of a second handling that was entered by mistake; the task is replied again.

    Raises Refused when a reply has been given since: that one has to be struck out first.
    """
    task = UnitTask.objects.get(pk=row.task_id)
    since = task.replies.filter(struck_at__isnull=True, on__gte=row.on, round__gt=1)  # type: ignore[attr-defined]
    if since.exists():
        raise Refused("重新办理已有答复，请先作废那份答复。")
    with transaction.atomic():
        strike_fact(by, row, label="作废重新办理", reason=reason)
        if task.ended_on is None and task.state in TASKS.move("unrehandle").source:
            unrehandle(by, task.pk, on=today(), reason=reason)
        _asked_again(row)


def _asked_again(row: Rehandling) -> None:
    """What was asked of the replied case until it was to be handled again is asked still, where the
    case stands replied and nothing was asked anew."""
    replied = Record.objects.filter(pk=row.record_id, state__in=RATEABLE).exists()
    rows = Clock.objects.filter(record=row.record_id, kind__in=ASKED, met_on=None)
    if replied and not rows.filter(ended_on=None).exists():
        rows.filter(ended_on=row.on).update(ended_on=None)


def take_back(record: int, rating_round: int) -> None:
    """The second handling that a rating opened by the rule alone is taken back when no rating of that
    handling is 不满意 any more; one that has been answered stays, and so does one that people asked
    for. The unit and its dispatcher are told."""
    left = kept().filter(record=record, round=rating_round, level=Level.UNSATISFIED)
    if left.filter(counted=True).exists():
        return
    opened = Rehandling.objects.standing().filter(record=record, reason=BY_RULE)
    by, why = By(local_administrator()), "不满意的评价不再计入，按规程不须重新办理"
    for row in opened.select_related("record", "task__unit"):
        if row.task.replies.filter(struck_at__isnull=True, on__gte=row.on, round__gt=1).exists():  # type: ignore[attr-defined]
            continue
        strike_rehandling(by, row, why)
        said = f"《{row.record.title}》不再须由{row.task.unit}重新办理：{why}。"
        units = (Role.UNIT_LEADER, Role.UNIT_OFFICER)
        tell(by, row.record, said, bodies=[row.task.unit_id], roles=units)
        sent = [row.task.dispatcher_id] if row.task.dispatcher_id else []
        tell(by, row.record, said, bodies=sent, roles=(Role.DISPATCHER,))


def add_rehandling(by: By, committee: int, data: Mapping[str, Any]) -> Rehandling:
    """Enter a second handling as a sheet has it."""
    names = ("on", "reason", "due_on")
    return rehandle(by, data["task"].pk, **{name: data[name] for name in names})


def keep_step(shifts: Sequence[Shift]) -> None:
    """The term of a second handling goes with its clock."""
    for shift in shifts:
        rows = Rehandling.objects.filter(task=shift.clock.part_id, due_on=shift.before)
        rows.filter(on=shift.clock.starts_on).update(due_on=shift.clock.due_on)


follow("rehandle", keep_step)
