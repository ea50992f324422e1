"""Longer terms: asked for, granted or not, withdrawn. Whatever becomes of one, it stays on record."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from jianyan.ground import clocks
from jianyan.ground.calendar import add_months
from jianyan.ground.days import said_day
from jianyan.ground.models import Record, Role
from jianyan.ground.register import By, add_fact, move, replace_fact, strike_fact, today
from jianyan.ground.rulebook import provision
from jianyan.ground.telling import tell
from jianyan.kernel.charter import action
from jianyan.kernel.errors import Refused
from jianyan.records.proposals.cases.dating import ask_day
from jianyan.records.proposals.cases.queries import proposers_told
from jianyan.records.proposals.tasks import queries
from jianyan.records.proposals.tasks.charter import TASKS
from jianyan.records.proposals.tasks.models import ANSWERING, Extension, UnitTask
from jianyan.records.proposals.tasks.needs import WAITING
from jianyan.records.proposals.tasks.told import proposers_of, tell_above

from .acting import committee_of, own_day
from .terms import settle

SAID = ("on", "asked_until", "reason", "answered_on", "granted_until", "answer", "withdrawn_on")


def longest(task: UnitTask) -> date:
    """The last day that a reply's term may be made to run until, by the rulebook of the case."""
    record = Record.objects.select_related("rulebook").get(pk=task.record_id)
    months = provision(record.rulebook, "proposals.reply_months_most")
    calendar = clocks.calendar_of(record.committee_id)
    return calendar.next_workday(add_months(task.sent_on, months))


def _term(task: UnitTask, on: date) -> date | None:
    """The term in force on a day."""
    term: date | None = queries.termed(UnitTask.objects.filter(pk=task.pk), on).get().term
    return term


def _fits(task: UnitTask, until: date | None, term: date | None) -> None:
    """Refuse a term longer than the rulebook's longest, and no longer than the one in force."""
    if task.role not in ANSWERING:
        raise Refused("会办单位没有答复期限，不办延期；会办意见确需推迟的，请商主办单位。")
    if until is None:
        return
    if until > (last := longest(task)):
        raise Refused(f"按规程最迟只能延至{said_day(last)}，请改正。")
    if term and until <= term:
        raise Refused(f"现期限为{said_day(term)}，延期须晚于这一天，请改正。")


def _one_waiting(task: UnitTask) -> None:
    """Refuse a second request while one waits for its answer."""
    if queries.waiting(task.pk).count() > 1:
        raise Refused(WAITING)


@action(TASKS, "ask_extension")
def ask_extension(by: By, pk: int, *, on: date, asked_until: date, reason: str) -> UnitTask:
    """申请延期, before the term has run out. Raises Refused otherwise, and for a day too late."""
    with transaction.atomic():
        on = own_day(by, committee_of(pk), on)
        task = _moved(by, pk, "ask_extension", on, reason)
        ask_day(on, task.sent_on, "交办日期")
        term = _term(task, on)
        if term and on > term:
            raise Refused(f"答复期限{said_day(term)}已过，不能再申请延期，请尽快答复。")
        _fits(task, asked_until, term)
        said = {"on": on, "asked_until": asked_until, "reason": reason[:300]}
        Extension.objects.create(record_id=task.record_id, task=task, batch=by.batch, **said)
        text = f"{task.unit}申请将《{task.record.title}》的答复期限延至{said_day(asked_until)}，理由：{reason}"
        above = queries.dispatchers_of(task.unit_id)
        tell(by, task.record, text, bodies=above, roles=(Role.DISPATCHER,), desk="提案")
    return task


@action(TASKS, "grant_extension")
def grant_extension(
    by: By, pk: int, *, on: date, granted_until: date | None = None, reason: str = ""
) -> UnitTask:
    """批准延期, until the day asked for unless another is named; the clock runs until then."""
    with transaction.atomic():
        on = own_day(by, committee_of(pk), on)
        task = _moved(by, pk, "grant_extension", on, reason)
        asked = queries.waiting(pk).get()
        ask_day(on, asked.on, "申请日期")
        until = granted_until or asked.asked_until
        _fits(task, until, _term(task, on))
        if until < on:
            raise Refused(f"{said_day(until)}在批复之前已过，请改填批准延至的日期，或不批准。")
        said = {"answered_on": on, "granted_until": until, "answer": reason[:300]}
        Extension.objects.filter(pk=asked.pk).update(**said)
        settle(task)
        text = f"《{task.record.title}》的答复期限延至{said_day(until)}（{task.unit}）。{reason}"
        people = proposers_told([task.record_id], on)[task.record_id]
        tell(by, task.record, text, bodies=[task.unit_id], people=people)
    return task


@action(TASKS, "refuse_extension")
def refuse_extension(by: By, pk: int, *, on: date, reason: str) -> UnitTask:
    """不批准延期, with the reason; the term stays as it was."""
    with transaction.atomic():
        on = own_day(by, committee_of(pk), on)
        task = _moved(by, pk, "refuse_extension", on, reason)
        asked = queries.waiting(pk).get()
        ask_day(on, asked.on, "申请日期")
        Extension.objects.filter(pk=asked.pk).update(answered_on=on, answer=reason[:300])
        text = f"《{task.record.title}》的延期申请未获批准：{reason}"
        tell(by, task.record, text, bodies=[task.unit_id])
    return task


@action(TASKS, "withdraw_extension")
def withdraw_extension(by: By, pk: int, *, on: date, reason: str) -> UnitTask:
    """撤回延期: a request not yet answered, or the longer term in force; the clock goes back."""
    with transaction.atomic():
        on = own_day(by, committee_of(pk), on)
        task = _moved(by, pk, "withdraw_extension", on, reason)
        asked = queries.waiting(pk).first()
        row = asked or queries.granted(on).filter(task=pk).order_by("granted_until", "pk").last()
        if row is None:
            raise Refused(f"到{said_day(on)}没有可以撤回的延期，请核对日期。")
        Extension.objects.filter(pk=row.pk).update(withdrawn_on=on)
        settle(task)
        what = "延期" if asked is None else "延期申请"
        words = f"{task.unit}对《{task.record.title}》的{what}已撤回。{reason}"
        tell(by, task.record, words, bodies=[task.unit_id], desk="提案")
        tell_above(by, task.record, words, [task.unit_id])
        if asked is None:
            tell(by, task.record, words, people=proposers_of(task.record_id))
    return task


def _moved(by: By, pk: int, name: str, on: date, reason: str) -> UnitTask:
    task: UnitTask = move(TASKS, name, by, pk, on=on, reason=reason)
    return task


def extend(by: By, task: UnitTask, *, on: date, asked_until: date, **said: Any) -> Extension:
    """Enter a request for a longer term, with what became of it where that is known."""
    ask_day(on, task.sent_on, "交办日期")
    _fits(task, said.get("granted_until"), task.due_on)
    fact = Extension(record_id=task.record_id, task=task, on=on, asked_until=asked_until, **said)
    with transaction.atomic():
        added: Extension = add_fact(by, fact, label="登记延期申请", on=on)
        _one_waiting(task)
        settle(task)
    return added


def add_extension(by: By, committee: int, data: Mapping[str, Any]) -> Extension:
    """Enter a request for a longer term as a sheet has it."""
    return extend(by, data["task"], **{name: data[name] for name in SAID})


def change_extension(
    by: By, row: Extension, changes: Mapping[str, tuple[Any, Any]], reason: str
) -> Extension:
    """A request is struck out and entered anew, with its answer; the clock goes with it."""
    if set(changes) - set(SAID):
        raise Refused("延期申请不能改挂到另一件任务，请作废后重新登记。")
    if "granted_until" in changes:
        _fits(row.task, changes["granted_until"][1], row.task.due_on)
    with transaction.atomic():
        fresh: Extension = replace_fact(
            by, row, changes, label="延期申请", on=today(), reason=reason
        )
        _one_waiting(row.task)
        settle(row.task)
    return fresh


def strike_extension(by: By, row: Extension, reason: str) -> None:
    """作废 of a request that was entered by mistake; the clock goes back."""
    with transaction.atomic():
        strike_fact(by, row, label="作废延期申请", reason=reason)
        settle(row.task)
