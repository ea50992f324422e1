"""指定承办人: whom of its own people a unit has handle a task, and in which section. The unit as a whole
answers for it still, and every officer of it acts as before."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from jianyan.ground.models import Person
from jianyan.ground.register import By, hold, move
from jianyan.ground.telling import tell
from jianyan.kernel.charter import action
from jianyan.kernel.errors import Refused, Stale
from jianyan.records.proposals.tasks.charter import TASKS
from jianyan.records.proposals.tasks.models import UnitTask
from jianyan.records.proposals.tasks.queries import handler_of, people_of

from .acting import committee_of, own_day


@action(TASKS, "hand_on")
def hand_on(
    by: By,
    pk: int,
    *,
    on: date,
    reason: str = "",
    handler: Person | None = None,
    section: str = "",
    shown: str | None = None,
) -> UnitTask:
    """Name who handles a task, or another one, or nobody; whoever is named is told, and who was before.

    `shown` is the key of who handled it on the page that was filled in ("" for nobody). Raises Refused
    for somebody who does not act for the unit now, and Stale where another was named since.
    """
    with transaction.atomic():
        hold(*UnitTask.objects.filter(pk=pk).values_list("record", flat=True))
        before = UnitTask.objects.select_related("handler", "unit").filter(pk=pk).first()
        on = own_day(by, committee_of(pk), on)
        if before and shown is not None and shown != str(before.handler_id or ""):
            now = f"已改为{before.handler}" if before.handler else "已改为未定"
            raise Stale(f"您填写时，这件任务的承办人{now}，请核对后再存。")
        if before and handler and not people_of(before.unit_id).filter(pk=handler.pk).exists():
            raise Refused(f"{handler}现不是{before.unit}的经办人或负责人，请改选。")
        columns = {"handler": handler, "section": section.strip()}
        said = handler_of(UnitTask(**columns)) or "承办人未定"
        task: UnitTask = move(
            TASKS, "hand_on", by, pk, on=on, reason=reason or said, columns=columns
        )
        was = before.handler if before else None
        if handler and handler != was:
            tell(
                by,
                task.record,
                f"{task.unit}指定您承办《{task.record.title}》。",
                people=[handler.pk],
            )
        if was and handler != was:
            then = f"改由{handler}承办" if handler else "不再由您承办"
            tell(by, task.record, f"《{task.record.title}》{then}。", people=[was.pk])
    return task
