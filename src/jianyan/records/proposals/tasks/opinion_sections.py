"""会办意见 on the page of a task: what the co-units of its case have said to the lead."""

from __future__ import annotations

from django.urls import reverse

from jianyan.ground.kinds import Section
from jianyan.kernel.rules import Actor

from .models import Opinion, TaskRole, UnitTask
from .who import DRAFT_READERS


def opinion_sections(row: UnitTask, actor: Actor) -> list[Section]:
    """All of them on the lead's task, its own on a co-unit's, for those who work on it."""
    said = Opinion.objects.filter(record=row.record_id, struck_at__isnull=True)
    if row.role == TaskRole.CO:
        said = said.filter(task=row)
    elif row.role != TaskRole.LEAD:
        return []
    found = list(said.select_related("task__unit", "file").order_by("on", "pk"))
    if not found or not UnitTask.objects.filter(DRAFT_READERS(actor), pk=row.pk).exists():
        return []
    rows = [
        {"opinion": one, "file_url": reverse("file", args=[one.file_id]) if one.file_id else ""}
        for one in found
    ]
    return [Section("会办意见", "proposals/co_opinions.html", {"key": "opinions", "rows": rows})]
