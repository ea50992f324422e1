"""Writes of unit tasks and contacts, one function per verb."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from jianyan.ground import clocks
from jianyan.ground.calendar import Calendar
from jianyan.ground.clocks import Term
from jianyan.ground.duedates import Rule
from jianyan.ground.models import Body, Record
from jianyan.ground.register import By, amend, enter_part, hold, move
from jianyan.ground.rulebook import provision
from jianyan.kernel.charter import action
from jianyan.kernel.errors import Refused
from jianyan.records.proposals.cases.charter import CASES
from jianyan.records.proposals.cases.models import Proposal
from jianyan.records.proposals.tasks.charter import TASKS
from jianyan.records.proposals.tasks.models import (
    ANSWERING,
    ReturnRequest,
    TaskRole,
    TaskState,
    UnitTask,
)

from .terms import reply_rule, resend, reset


@dataclass(frozen=True, slots=True)
class Sending:
    """One unit's part in an assignment. `due_on` is the reply term when the letter sets one."""

    unit: Body
    role: str
    due_on: date | None = None
    dispatcher: Body | None = None


def roles(
    lead: Body | None,
    cos: Sequence[Body] = (),
    separate: Sequence[Body] = (),
    due_on: date | None = None,
) -> list[Sending]:
    """The sendings of one assignment, as a ledger names the units."""
    named = [(TaskRole.LEAD if cos else TaskRole.SOLE, lead)] if lead else []
    named += [(TaskRole.SEPARATE, unit) for unit in separate]
    found = [Sending(unit, role, due_on) for role, unit in named]
    return found + [Sending(unit, TaskRole.CO) for unit in cos]


def _check(sendings: Sequence[Sending]) -> None:
    held = [sending.role for sending in sendings]
    if not set(held) & set(ANSWERING):
        raise Refused("须有独办、主办或分办单位，请补填。")
    if held.count(TaskRole.SOLE) + held.count(TaskRole.LEAD) > 1:
        raise Refused("独办或主办单位只能有一个，请改正。")
    if TaskRole.SOLE in held and len(held) > 1:
        raise Refused("独办的提案不能再有其他单位；有会办单位的，请把独办改为主办。")
    if len({sending.unit.pk for sending in sendings}) < len(sendings):
        raise Refused("同一单位不能在一件提案中承办两次，请改正。")


@action(CASES, "assign")
def assign(
    by: By,
    pk: int,
    *,
    on: date,
    reason: str = "",
    lead: Body | None = None,
    cos: Sequence[Body] = (),
    separate: Sequence[Body] = (),
    due_on: date | None = None,
) -> Proposal:
    """交办 as a ledger names the units: the lead alone is 独办, with others 主办."""
    return assign_to(by, pk, on=on, sendings=roles(lead, cos, separate, due_on), reason=reason)


def assign_to(
    by: By, pk: int, *, on: date, sendings: Sequence[Sending], reason: str = ""
) -> Proposal:
    """交办: a task for every unit, with its clocks. What the rulebook says of contacts and ratings
    is copied to the case. Raises Refused when the roles do not fit together."""
    _check(sendings)
    row = Proposal.objects.select_related("record__rulebook").get(pk=pk)
    said = reason or "、".join(f"{each.unit}（{TaskRole(each.role).label}）" for each in sendings)
    with transaction.atomic():
        columns = {} if row.assigned_on else {"assigned_on": on, **_options(row.record)}
        moved: Proposal = move(CASES, "assign", by, pk, on=on, reason=said[:500], columns=columns)
        calendar = clocks.calendar_of(row.record.committee_id)
        tasks = [_task(by, calendar, row.record, on, sending) for sending in sendings]
        UnitTask.objects.bulk_create(tasks)
        pairs = zip(tasks, sendings, strict=True)
        terms = [term for pair in pairs for term in _terms(row.record, *pair)]
        clocks.start(calendar, row.record, terms)
    return moved


def send(by: By, pk: int, *, on: date, sending: Sending, **fields: Any) -> UnitTask:
    """Send a case that is being handled to one more unit (after a return, or as another co-unit)."""
    with transaction.atomic():
        hold(pk)
        record = Record.objects.select_related("rulebook").get(pk=pk)
        if record.state != "assigned":
            raise Refused("只有办理中的提案才能增加承办单位。")
        calendar = clocks.calendar_of(record.committee_id)
        new = _task(by, calendar, record, on, sending)
        shown = {"unit": new.unit, "role": new.role, "due_on": new.due_on, **fields}
        task: UnitTask = enter_part(
            TASKS,
            by,
            pk,
            state=TaskState.SENT,
            on=on,
            sent_on=on,
            dispatcher=new.dispatcher,
            **shown,
        )
        clocks.start(calendar, record, _terms(record, task, sending))
    return task


def _options(record: Record) -> dict[str, Any]:
    rule = record.rulebook
    return {
        "contacts_required": provision(rule, "proposals.contacts_required"),
        "contact_counts": provision(rule, "proposals.contact_counts"),
        "rating_counts": provision(rule, "proposals.rating_counts"),
        "rates_over": provision(rule, "proposals.rates_over"),
    }


def _task(by: By, calendar: Calendar, record: Record, on: date, sending: Sending) -> UnitTask:
    due_on = sending.due_on
    if due_on is None and sending.role in ANSWERING:
        due_on = clocks.day_of(calendar, Term("reply", "交办", on, reply_rule(record)))
    return UnitTask(
        record=record,
        unit=sending.unit,
        role=sending.role,
        state=TaskState.SENT,
        sent_on=on,
        due_on=due_on,
        dispatcher=sending.dispatcher,
        batch=by.batch,
    )


def _terms(record: Record, task: UnitTask, sending: Sending) -> list[Term]:
    """The clocks that a task starts: accept or return, first contact, opinion or reply."""

    def rule(unit: Any, name: str) -> Rule:
        return Rule(unit, provision(record.rulebook, f"proposals.{name}"))

    on = task.sent_on
    terms = [Term("accept", "交办", on, rule("workdays", "return_workdays"), task)]
    if task.role == TaskRole.CO:
        return [*terms, Term("opinion", "交办", on, rule("months", "co_opinion_months"), task)]
    return [
        *terms,
        Term("contact", "交办", on, rule("workdays", "contact_workdays"), task),
        Term("reply", "交办", on, reply_rule(record), task, sending.due_on),
    ]


@action(TASKS, "accept")
def accept(by: By, pk: int, *, on: date, reason: str = "") -> UnitTask:
    """签收."""
    with transaction.atomic():
        task = _moved(by, pk, "accept", on, reason=reason, columns={"accepted_on": on})
        clocks.meet(task.record_id, "accept", on, pk)
    return task


@action(TASKS, "ask_return")
def ask_return(by: By, pk: int, *, on: date, reason: str, rather: Body | None = None) -> UnitTask:
    """申请退件, with the reason and whose matter it is instead."""
    if not reason.strip():
        raise Refused("请写明退件的理由。")
    with transaction.atomic():
        task = _moved(by, pk, "ask_return", on, reason=reason)
        ReturnRequest.objects.create(
            record_id=task.record_id,
            task=task,
            on=on,
            reason=reason[:500],
            rather=rather,
            batch=by.batch,
        )
        clocks.meet(task.record_id, "accept", on, pk)
    return task


@action(TASKS, "grant_return")
def grant_return(by: By, pk: int, *, on: date, reason: str = "") -> UnitTask:
    """同意退件: the unit's task ends; another unit gets one of its own."""
    ended = {"ended_on": on, "ended_as": UnitTask.Ending.RETURNED}
    with transaction.atomic():
        task = _moved(by, pk, "grant_return", on, reason=reason, columns=ended)
        _answer(ReturnRequest, task, on, granted=True)
        clocks.end(task.record_id, on, pk)
    return task


@action(TASKS, "refuse_return")
def refuse_return(by: By, pk: int, *, on: date, reason: str) -> UnitTask:
    """不同意退件: the unit goes on with it."""
    with transaction.atomic():
        task = _moved(by, pk, "refuse_return", on, reason=reason, columns={"accepted_on": on})
        _answer(ReturnRequest, task, on, granted=False)
    return task


def _answer(model: Any, task: UnitTask, on: date, **columns: Any) -> None:
    waiting = model.objects.filter(task=task, answered_on__isnull=True, struck_at__isnull=True)
    waiting.update(answered_on=on, **columns)


@action(TASKS, "draft")
def draft(by: By, pk: int, *, on: date, reason: str = "") -> UnitTask:
    """拟出答复."""
    return _moved(by, pk, "draft", on, reason=reason)


@action(TASKS, "countersign")
def countersign(by: By, pk: int, *, on: date, reason: str = "") -> UnitTask:
    """会签完毕."""
    return _moved(by, pk, "countersign", on, reason=reason)


@action(TASKS, "check")
def check(by: By, pk: int, *, on: date, reason: str = "") -> UnitTask:
    """核定答复."""
    return _moved(by, pk, "check", on, reason=reason)


@action(TASKS, "redraft")
def redraft(by: By, pk: int, *, on: date, reason: str) -> UnitTask:
    """退回重拟."""
    return _moved(by, pk, "redraft", on, reason=reason)


@action(TASKS, "opine")
def opine(by: By, pk: int, *, on: date, reason: str = "") -> UnitTask:
    """A co-unit gives its opinion to the lead, which ends its part. Raises Refused for others."""
    if not UnitTask.objects.filter(pk=pk, role=TaskRole.CO).exists():
        raise Refused("只有会办单位报送会办意见；独办、主办、分办单位请登记答复。")
    with transaction.atomic():
        columns = {"opined_on": on, "done_on": on}
        task = _moved(by, pk, "opine", on, reason=reason, columns=columns)
        clocks.meet(task.record_id, "accept", on, pk)
        clocks.meet(task.record_id, "opinion", on, pk)
    return task


@action(TASKS, "finish")
def finish(by: By, pk: int, *, on: date, reason: str = "") -> UnitTask:
    """办结."""
    return _moved(by, pk, "finish", on, reason=reason, columns={"done_on": on})


@action(TASKS, "recall")
def recall(by: By, pk: int, *, on: date, reason: str = "", ending: str = "recalled") -> UnitTask:
    """收回: the task ends on that day and no longer owes anything."""
    with transaction.atomic():
        ended = {"ended_on": on, "ended_as": ending}
        task = _moved(by, pk, "recall", on, reason=reason, columns=ended)
        clocks.end(task.record_id, on, pk)
    return task


def change_role(by: By, pk: int, *, role: str, on: date, reason: str = "") -> UnitTask:
    """调整办理方式: the old task ends and a new one in the new role begins on the day."""
    with transaction.atomic():
        old = recall(by, pk, on=on, reason=reason, ending=UnitTask.Ending.ROLE)
        due_on = old.due_on if role in ANSWERING else None
        sending = Sending(old.unit, role, due_on, old.dispatcher)
        return send(by, old.record_id, on=on, sending=sending, previous=old)


@action(CASES, "take_back")
def take_back(by: By, pk: int, *, on: date, reason: str = "") -> Proposal:
    """收回交办, once no unit has a task any more."""
    row: Proposal = move(CASES, "take_back", by, pk, on=on, reason=reason)
    return row


def _moved(by: By, pk: int, name: str, on: date, **rest: Any) -> UnitTask:
    task: UnitTask = move(TASKS, name, by, pk, on=on, **rest)
    return task


def add_task(by: By, committee: int, data: Mapping[str, Any]) -> UnitTask:
    """Enter a task as a sheet has it, with the days that are known. On a case not yet assigned it
    is the first one."""
    record: Record = data["record"]
    sending = Sending(data["unit"], data["role"], data["due_on"])
    on: date = data["sent_on"]
    with transaction.atomic():
        if Record.objects.get(pk=record.pk).state == "filed":
            assign_to(by, record.pk, on=on, sendings=[sending])
            task = UnitTask.objects.get(record=record.pk, unit=data["unit"], ended_on=None)
        else:
            task = send(by, record.pk, on=on, sending=sending)
        _live(by, task.pk, data)
    return UnitTask.objects.select_related("record", "unit").get(pk=task.pk)


def _live(by: By, pk: int, data: Mapping[str, Any]) -> None:
    """The moves that the days of a sheet imply."""
    if data.get("accepted_on"):
        accept(by, pk, on=data["accepted_on"])
    if data.get("opined_on"):
        opine(by, pk, on=data["opined_on"])
    if day := data.get("returned_on"):
        ask_return(by, pk, on=day, reason=data.get("why") or "退件", rather=data.get("rather"))
        grant_return(by, pk, on=day)
    if data.get("recalled_on"):
        recall(by, pk, on=data["recalled_on"], reason=data.get("why") or "")


DAYS = ("accepted_on", "opined_on", "returned_on", "recalled_on")
CORRECTED = {"sent_on", "due_on", "accepted_on", "opined_on"}


def change_task(
    by: By, row: UnitTask, changes: Mapping[str, tuple[Any, Any]], reason: str
) -> UnitTask:
    """更正 the term or a day of a task, its clocks with it; days that were empty make the moves they
    imply. Raises Refused where the case, unit, role or an ending would be replaced.
    """
    fresh = {name: pair[1] for name, pair in changes.items() if name in DAYS and pair[0] is None}
    rest = {name: pair for name, pair in changes.items() if name not in fresh}
    for name in ("why", "rather"):
        if name in rest and "returned_on" in fresh:
            fresh[name] = rest.pop(name)[1]
    if set(rest) - CORRECTED or None in [after for _, after in rest.values()]:
        raise Refused("承办单位、办理方式和退件、收回须用相应的步骤改变，不能直接改填。")
    if "sent_on" in rest and row.sent_on == row.record.proposal.assigned_on:  # type: ignore[attr-defined]
        raise Refused("首次交办的日期请在提案中更正，各单位的任务随之更正。")
    with transaction.atomic():
        if rest:
            amend(TASKS, by, row.pk, rest, reason=reason)
        if "sent_on" in rest:
            resend(by, row.record_id, *rest["sent_on"], tasks=[row.pk])
        if "due_on" in rest:
            reset(row.record_id, *rest["due_on"], tasks=[row.pk])
        _live(by, row.pk, fresh)
    return UnitTask.objects.select_related("record", "unit").get(pk=row.pk)
