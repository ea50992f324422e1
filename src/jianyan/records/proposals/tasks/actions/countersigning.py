"""会签完毕: every co-unit agrees to the draft of the lead, or has left the case."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from jianyan.ground.models import Role
from jianyan.ground.register import By, move
from jianyan.ground.telling import tell
from jianyan.kernel.charter import action
from jianyan.records.proposals.tasks.charter import TASKS
from jianyan.records.proposals.tasks.models import TaskRole, TaskState, UnitTask
from jianyan.records.proposals.tasks.queries import dispatchers_of, draft_of, standing, unsigned


@action(TASKS, "countersign")
def countersign(by: By, pk: int, *, on: date, reason: str = "") -> UnitTask:
    """会签完毕: every co-unit agrees. Who checks it is told."""
    with transaction.atomic():
        task: UnitTask = move(TASKS, "countersign", by, pk, on=on, reason=reason)
        if draft_of(task):
            words = f"{task.unit}对《{task.record.title}》的答复已拟就，请核稿。"
            above = dispatchers_of(task.unit_id)
            tell(by, task.record, words, bodies=above, roles=(Role.DISPATCHER,), desk="提案")
    return task


def wait_no_more(by: By, left: UnitTask, on: date) -> None:
    """A co-unit has left the case: the lead is told that it need not wait for it, and a draft to which
    all others agree goes on. In the caller's transaction, which holds the record."""
    if left.role != TaskRole.CO:
        return
    leads = standing().filter(record=left.record_id, role=TaskRole.LEAD, ended_on=None)
    for lead in leads.select_related("record"):
        draft = draft_of(lead) if lead.state == TaskState.DRAFTED else None
        goes_on = draft is not None and not unsigned(draft)
        if draft and goes_on:
            countersign(by, lead.pk, on=max(on, draft.on))
        told = left.ended_as == UnitTask.Ending.ROLE and not goes_on
        if by.batch is None and not told:
            then = "答复稿会签完毕，已送核稿" if goes_on else "不必再等其会办意见和会签"
            words = f"{left.unit}不再会办《{lead.record.title}》，{then}。"
            tell(by, lead.record, words, bodies=[lead.unit_id])
