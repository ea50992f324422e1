"""Tasks as a sheet has them: entered with the days that are known, and corrected."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from jianyan.ground.models import Record
from jianyan.ground.register import By, amend
from jianyan.kernel.errors import Refused
from jianyan.records.proposals.tasks.charter import TASKS
from jianyan.records.proposals.tasks.models import UnitTask

from .assigning import Sending, assign_to, send
from .handling import accept, ask_return, grant_return, recall
from .opinions import opine
from .terms import resend, reset


def add_task(by: By, committee: int, data: Mapping[str, Any]) -> UnitTask:
    """Enter a task as a sheet has it, with the days that are known. On a case not yet assigned it
    is the first one."""
    record: Record = data["record"]
    sending = Sending(data["unit"], data["role"], data["due_on"])
    on: date = data["sent_on"]
    handled = {name: data[name] for name in HANDLED}
    with transaction.atomic():
        if Record.objects.get(pk=record.pk).state == "filed":
            assign_to(by, record.pk, on=on, sendings=[sending])
            task = UnitTask.objects.get(record=record.pk, unit=data["unit"], ended_on=None)
            UnitTask.objects.filter(pk=task.pk).update(**handled)
        else:
            task = send(by, record.pk, on=on, sending=sending, **handled)
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
HANDLED = ("handler", "section")
CORRECTED = {"sent_on", "due_on", "accepted_on", "opined_on", *HANDLED}


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
    emptied = {name for name, pair in rest.items() if pair[1] is None} - set(HANDLED)
    if set(rest) - CORRECTED or emptied:
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
