"""A reply on its own page: what it says to each suggestion, what it promises, and who has read it."""

from __future__ import annotations

from typing import Any

from jianyan.ground.kinds import Section
from jianyan.ground.models import Commitment, Notice, Response
from jianyan.kernel.rules import Actor
from jianyan.records.proposals.cases.queries import suggestions
from jianyan.records.proposals.tasks.models import UnitTask
from jianyan.records.proposals.tasks.who import PARTIES

from .models import Reply
from .telling import receipt_key


def reply_sections(row: Reply, actor: Actor) -> list[Section]:
    """The answers point by point for everybody, the receipts for those who work on it."""
    found = []
    if points := points_of(row):
        found.append(
            Section("逐条答复", "proposals/points.html", {"key": "points", "points": points})
        )
    working = UnitTask.objects.filter(PARTIES(actor), pk=row.task_id).exists()
    notices = list(
        Notice.objects.filter(key=receipt_key(row)).select_related("person").order_by("pk")
    )
    if working and notices:
        context = {"key": "receipts", "notices": notices}
        found.append(Section("送达", "proposals/receipts.html", context))
    return found


def points_of(row: Reply) -> list[dict[str, Any]]:
    """Each numbered suggestion with what this reply says to it and promises; empty where it says
    nothing point by point."""
    said = {
        one.suggestion_id: one
        for one in Response.objects.filter(
            record=row.record_id, unit=row.task.unit_id, on=row.on, struck_at__isnull=True
        )
    }
    promised = Commitment.objects.filter(
        record=row.record_id, unit=row.task.unit_id, made_on=row.on, struck_at__isnull=True
    )
    promises = {one.suggestion_id: one for one in promised}
    asked = suggestions().filter(record=row.record_id).order_by("order", "pk")
    return [
        {"suggestion": one, "said": said.get(one.pk), "promise": promises.get(one.pk)}
        for one in asked
        if said
    ]
