"""Handling by a unit: 签收、退件、办结、收回、作废."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from jianyan.ground import clocks
from jianyan.ground.models import Body
from jianyan.ground.register import By, move
from jianyan.kernel.charter import VOID, action
from jianyan.kernel.errors import Refused
from jianyan.records.proposals.cases.dating import ask_day
from jianyan.records.proposals.tasks.charter import TASKS
from jianyan.records.proposals.tasks.models import ReturnRequest, UnitTask
from jianyan.records.proposals.tasks.told import tell_above, tell_parties

from .acting import committee_of, own_day
from .ending import follow, leave


def accept(by: By, pk: int, *, on: date, reason: str = "") -> UnitTask:
    """签收."""
    with transaction.atomic():
        task = _moved(by, pk, "accept", on, reason=reason, columns={"accepted_on": on})
        clocks.meet(task.record_id, "accept", on, pk)
    return task


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


def grant_return(by: By, pk: int, *, on: date, reason: str = "") -> UnitTask:
    """同意退件: the unit's task ends, and nobody gets one in its place."""
    with transaction.atomic():
        task = give_back(by, pk, on=on, reason=reason)
        follow(by, task, on)
    return task


def give_back(by: By, pk: int, *, on: date, reason: str = "") -> UnitTask:
    """同意退件, before another unit gets a task in its place; `follow` is to be asked after that."""
    task = _ended(by, pk, "grant_return", on, reason, UnitTask.Ending.RETURNED)
    _answer(ReturnRequest, task, on, granted=True)
    return task


def refuse_return(by: By, pk: int, *, on: date, reason: str) -> UnitTask:
    """不同意退件: the unit goes on with it."""
    with transaction.atomic():
        task = _moved(by, pk, "refuse_return", on, reason=reason, columns={"accepted_on": on})
        _answer(ReturnRequest, task, on, granted=False)
    return task


def _answer(model: Any, task: UnitTask, on: date, **columns: Any) -> None:
    waiting = model.objects.filter(task=task, answered_on__isnull=True, struck_at__isnull=True)
    waiting.update(answered_on=on, **columns)


@action(TASKS, "finish")
def finish(by: By, pk: int, *, on: date, reason: str = "") -> UnitTask:
    """办结."""
    return _moved(by, pk, "finish", on, reason=reason, columns={"done_on": on})


@action(TASKS, "recall")
def recall(by: By, pk: int, *, on: date, reason: str = "") -> UnitTask:
    """收回: the task ends on that day and no longer owes anything."""
    with transaction.atomic():
        on = own_day(by, committee_of(pk), on)
        task = take_away(by, pk, on=on, reason=reason, ending=UnitTask.Ending.RECALLED)
        if by.batch is None:
            words = f"《{task.record.title}》已从{task}收回。{reason}"
            tell_parties(by, task.record, words, units=[task.unit_id])
            tell_above(by, task.record, words, [task.unit_id])
        follow(by, task, on)
    return task


def take_away(by: By, pk: int, *, on: date, reason: str, ending: str) -> UnitTask:
    """收回, before another task is sent in its place; `follow` is to be asked after that."""
    return _ended(by, pk, "recall", on, reason, ending)


def _ended(by: By, pk: int, step: str, on: date, reason: str, ending: str) -> UnitTask:
    task = _moved(by, pk, step, on, reason=reason, columns={"ended_on": on, "ended_as": ending})
    ask_day(on, task.sent_on, "交办日期")
    leave(by, task, on)
    return task


@action(TASKS, VOID)
def void(by: By, pk: int, *, on: date, reason: str) -> UnitTask:
    """作废 of a task that was sent by mistake: what runs for it ends, and nobody waits for it."""
    with transaction.atomic():
        task = _moved(by, pk, VOID, on, reason=reason)
        leave(by, task, on)
        follow(by, task, on)
    return task


def _moved(by: By, pk: int, name: str, on: date, **rest: Any) -> UnitTask:
    task: UnitTask = move(TASKS, name, by, pk, on=on, **rest)
    return task
