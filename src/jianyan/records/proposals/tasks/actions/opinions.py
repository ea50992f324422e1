"""会办意见: what a co-unit says to the lead."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from jianyan.ground import clocks
from jianyan.ground.register import By, move
from jianyan.ground.telling import tell
from jianyan.kernel.charter import action
from jianyan.kernel.errors import Refused
from jianyan.records.proposals.tasks.charter import TASKS
from jianyan.records.proposals.tasks.models import Opinion, TaskRole, UnitTask
from jianyan.records.proposals.tasks.needs import of_office

from .acting import committee_of, own_day
from .contacts import attached


@action(TASKS, "opine")
def opine(
    by: By,
    pk: int,
    *,
    on: date,
    reason: str = "",
    words: str = "",
    signer: str = "",
    file: Any = None,
) -> UnitTask:
    """A co-unit gives its opinion to the lead, which ends its part and is told to the lead.

    Raises Refused for others, and where a unit writes nothing.
    """
    with transaction.atomic():
        on = own_day(by, committee_of(pk), on)
        columns = {"opined_on": on, "done_on": on}
        task: UnitTask = move(TASKS, "opine", by, pk, on=on, reason=reason, columns=columns)
        clocks.meet(task.record_id, "accept", on, pk)
        clocks.meet(task.record_id, "opinion", on, pk)
        if words.strip() or file:
            _opinion(by, task, on, words=words, signer=signer, file=file)
        elif not of_office(task, by.actor):
            raise Refused("请写明会办意见，或上传意见文件。")
    return task


def _opinion(by: By, task: UnitTask, on: date, *, words: str, signer: str, file: Any) -> None:
    kept = attached(by, task.record_id, file, f"{task.unit}会办意见")
    Opinion.objects.create(
        record_id=task.record_id,
        task=task,
        on=on,
        words=words,
        signer=signer,
        file=kept,
        batch=by.batch,
    )
    leads = UnitTask.objects.filter(
        record=task.record_id, role=TaskRole.LEAD, ended_on__isnull=True, struck_at__isnull=True
    )
    said = f"{task.unit}已报送《{task.record.title}》的会办意见。"
    tell(by, task.record, said, bodies=leads.values_list("unit", flat=True))
