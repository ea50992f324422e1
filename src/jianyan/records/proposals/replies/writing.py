"""拟写答复: a unit's draft, kept as often as it likes, and sent on once nothing is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from jianyan.ground.models import Response, Suggestion
from jianyan.ground.register import By, move
from jianyan.ground.telling import tell
from jianyan.kernel.charter import action
from jianyan.kernel.errors import Refused
from jianyan.records.proposals.cases.queries import suggestions
from jianyan.records.proposals.tasks.actions.acting import committee_of, own_day
from jianyan.records.proposals.tasks.actions.countersigning import countersign
from jianyan.records.proposals.tasks.charter import TASKS
from jianyan.records.proposals.tasks.models import UnitTask
from jianyan.records.proposals.tasks.needs import of_office
from jianyan.records.proposals.tasks.queries import co_tasks, draft_of

from .actions import NO_CLASS, rule_of
from .models import DraftPoint, ReplyDraft

COLUMNS = ("text", "grade", "handler", "phone", "public", "public_reason")
NOT = Response.Verdict.NOT


@dataclass(frozen=True, slots=True)
class Said:
    """What a draft says to one numbered suggestion, and what it promises by when."""

    suggestion: Suggestion
    verdict: str = ""
    words: str = ""
    promise: str = ""
    promised_by: date | None = None

    @property
    def empty(self) -> bool:
        return not (self.verdict or self.words or self.promise or self.promised_by)


@action(TASKS, "keep")
def keep(
    by: By,
    pk: int,
    *,
    on: date,
    reason: str = "",
    columns: Mapping[str, Any] | None = None,
    points: Sequence[Said] = (),
) -> ReplyDraft:
    """Keep the draft as it stands, whole or not; what is not named stays."""
    with transaction.atomic():
        on = own_day(by, committee_of(pk), on)
        task: UnitTask = move(TASKS, "keep", by, pk, on=on, reason=reason)
        draft = draft_of(task)
        if draft is None:
            draft = ReplyDraft(record_id=task.record_id, task=task, on=on, batch=by.batch)
        for name in COLUMNS:
            if name in (columns or {}):
                setattr(draft, name, (columns or {})[name])
        draft.save()
        _point(by, draft, points)
    return draft


def _point(by: By, draft: ReplyDraft, points: Sequence[Said]) -> None:
    held = {one.suggestion_id: one for one in draft.points.filter(struck_at__isnull=True)}  # type: ignore[attr-defined]
    for said in points:
        row = held.get(said.suggestion.pk)
        if row is None:
            if said.empty:
                continue
            row = DraftPoint(
                record_id=draft.record_id, draft=draft, suggestion=said.suggestion, batch=by.batch
            )
        row.verdict, row.words = said.verdict, said.words
        row.promise, row.promised_by = said.promise, said.promised_by
        row.save()


def missing(draft: ReplyDraft) -> list[str]:
    """What a draft still lacks before it may go on, one sentence each."""
    found = []
    if not draft.text.strip():
        found.append("还没有写答复正文")
    if draft.grade is None:
        found.append("还没有拟定办理类别")
    elif rule_of(draft.record, draft.grade) is None:
        found.append(f"{NO_CLASS.format(draft.grade)}，请改选办理类别")
    if not (draft.handler.strip() and draft.phone.strip()):
        found.append("还没有写经办人和联系电话")
    if not draft.public and not draft.public_reason.strip():
        found.append("不同意公开的，请写明理由")
    points = {one.suggestion_id: one for one in draft.points.filter(struck_at__isnull=True)}  # type: ignore[attr-defined]
    asked = list(suggestions().filter(record=draft.record_id).order_by("order", "pk"))
    silent = [one for one in asked if one.pk not in points or not points[one.pk].verdict]
    if silent:
        found.append(f"{'、'.join(str(one) for one in silent)}还没有答复")
    for one in asked:
        if one not in silent:
            found += _lacks(str(one), points[one.pk])
    return found


def _lacks(name: str, point: DraftPoint) -> list[str]:
    found = []
    if point.verdict == NOT and not point.words.strip():
        found.append(f"{name}未采纳，请写明理由")
    if bool(point.promise.strip()) != bool(point.promised_by):
        found.append(f"{name}的承诺要写明事项和期限")
    return found


@action(TASKS, "draft")
def draft(by: By, pk: int, *, on: date, reason: str = "") -> UnitTask:
    """拟出答复: the draft goes on, to the co-units where there are any, else at once to be checked.

    Raises Refused, saying what is missing. The office may enter the step alone, without a draft.
    """
    with transaction.atomic():
        on = own_day(by, committee_of(pk), on)
        task: UnitTask = move(TASKS, "draft", by, pk, on=on, reason=reason)
        made = draft_of(task)
        if made is None:
            if of_office(task, by.actor):
                return task
            raise Refused("还没有答复稿，请先拟写。")
        if lacks := missing(made):
            raise Refused(f"{'；'.join(lacks)}。补全后再送。")
        ReplyDraft.objects.filter(pk=made.pk).update(on=on)
        asked = list(co_tasks(task).values_list("unit", flat=True))
        if not asked:
            return countersign(by, pk, on=on)
        words = f"{task.unit}已拟出《{task.record.title}》的答复，请会签。"
        tell(by, task.record, words, bodies=asked)
    return task
