"""会签、核稿、退回重拟、签发: a draft on its way from the unit to the proposer."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from jianyan.ground.models import Body, Category, Commitment, Record, Role
from jianyan.ground.numbering import next_number
from jianyan.ground.register import By, move
from jianyan.ground.rulebook import provision
from jianyan.ground.telling import tell
from jianyan.kernel.charter import action
from jianyan.kernel.errors import Refused
from jianyan.records.proposals.tasks.actions.acting import committee_of, own_day
from jianyan.records.proposals.tasks.actions.countersigning import countersign
from jianyan.records.proposals.tasks.charter import TASKS
from jianyan.records.proposals.tasks.models import UnitTask
from jianyan.records.proposals.tasks.needs import of_office
from jianyan.records.proposals.tasks.queries import again, co_tasks, draft_of, unsigned

from .actions import NO_CLASS, Point, given, rule_of
from .models import Countersign, Reply, ReplyDraft
from .telling import tell_replied


@action(TASKS, "sign")
def sign(
    by: By, pk: int, *, on: date, agreed: bool, reason: str = "", unit: Body | None = None
) -> UnitTask:
    """会签 by a co-unit, or what it wants changed (`reason`); when all agree the draft goes on by itself.

    Raises Refused where no draft waits, where it does not agree without saying why, and where the
    office does not name which co-unit.
    """
    with transaction.atomic():
        on = own_day(by, committee_of(pk), on)
        task: UnitTask = move(TASKS, "sign", by, pk, on=on, reason=reason)
        draft = draft_of(task)
        if draft is None:
            raise Refused("还没有答复稿，不能会签。")
        if not agreed and not reason.strip():
            raise Refused("需要修改的，请写明修改意见。")
        signer = _signer(by, task, unit)
        Countersign.objects.create(
            record_id=task.record_id,
            draft=draft,
            task=signer,
            on=on,
            agreed=agreed,
            words=reason[:500],
            batch=by.batch,
        )
        said = f"{signer.unit}{'已会签' if agreed else '要求修改'}《{task.record.title}》的答复。{reason}"
        tell(by, task.record, said, bodies=[task.unit_id])
        if not unsigned(draft):
            return countersign(by, pk, on=on)
    return task


def _signer(by: By, task: UnitTask, unit: Body | None) -> UnitTask:
    """The co-unit's task for which the actor signs."""
    rows = co_tasks(task).order_by("pk")
    if not of_office(task, by.actor):
        rows = rows.filter(unit__in=by.actor.bodies(Role.UNIT_OFFICER, Role.UNIT_LEADER))
    if unit is not None:
        rows = rows.filter(unit=unit)
    found = list(rows)
    if len(found) != 1:
        raise Refused(
            "请写明是哪个会办单位会签。" if found or unit is None else f"{unit}没有会办这件提案。"
        )
    return found[0]


@action(TASKS, "check")
def check(
    by: By, pk: int, *, on: date, reason: str = "", grade: Category | None = None
) -> UnitTask:
    """核定答复; with `grade` the class that the unit proposed becomes another, for a reason."""
    with transaction.atomic():
        on = own_day(by, committee_of(pk), on)
        task = UnitTask.objects.get(pk=pk)
        draft = draft_of(task)
        changed = bool(draft and grade and grade != draft.grade)
        if changed and not reason.strip():
            raise Refused("改定办理类别的，请写明理由。")
        if changed and grade and rule_of(draft.record, grade) is None:
            raise Refused(f"{NO_CLASS.format(grade)}，请改选其他办理类别。")
        said = f"办理类别由{draft.grade}改为{grade}：{reason}" if changed else reason
        task = move(TASKS, "check", by, pk, on=on, reason=said)
        if draft:
            rows = ReplyDraft.objects.filter(pk=draft.pk)
            rows.update(
                grade_checked=grade or draft.grade, checked_on=on, checked_words=reason[:500]
            )
            words = f"《{task.record.title}》的答复稿已核定，请签发。{said}"
            tell(by, task.record, words, bodies=[task.unit_id])
    return task


@action(TASKS, "redraft", "redraft_again")
def redraft(by: By, pk: int, *, on: date, reason: str) -> UnitTask:
    """退回重拟: the draft stays on record with its signatures; the unit draws it up again."""
    if not reason.strip():
        raise Refused("请写明退回重拟的理由。")
    with transaction.atomic():
        on = own_day(by, committee_of(pk), on)
        step = "redraft_again" if again(UnitTask.objects.get(pk=pk)) else "redraft"
        task: UnitTask = move(TASKS, step, by, pk, on=on, reason=reason)
        if draft := draft_of(task):
            ReplyDraft.objects.filter(pk=draft.pk).update(ended_on=on)
            words = f"《{task.record.title}》的答复稿退回重拟：{reason}"
            tell(by, task.record, words, bodies=[task.unit_id])
    return task


@action(TASKS, "issue")
def issue(by: By, pk: int, *, on: date, reason: str = "", number: str = "") -> Reply:
    """签发: the draft becomes the unit's reply, with its number, its answers point by point and its
    promises with their days; the proposers, also of the cases merged into it, are told."""
    with transaction.atomic():
        on = own_day(by, committee_of(pk), on)
        task: UnitTask = move(TASKS, "issue", by, pk, on=on, reason=reason)
        draft = draft_of(task)
        grade = draft.grade_checked or draft.grade
        points = list(
            draft.points.filter(struck_at__isnull=True)
            .exclude(verdict="")
            .select_related("suggestion")
        )
        said = {name: getattr(draft, name) for name in KEPT}
        said |= {"number": number.strip() or _number(task, on), "signer": by.actor.name}
        answered = [Point(one.suggestion, one.verdict, one.words) for one in points]
        made = given(by, task, on, grade, said, answered)
        ReplyDraft.objects.filter(pk=draft.pk).update(reply=made, ended_on=on)
        Commitment.objects.bulk_create(
            Commitment(
                record_id=task.record_id,
                suggestion=one.suggestion,
                unit_id=task.unit_id,
                text=one.promise,
                made_on=on,
                due_on=one.promised_by,
                batch=by.batch,
            )
            for one in points
            if one.promise and one.promised_by
        )
        tell_replied(by, made, grade)
    return made


KEPT = ("text", "handler", "phone", "public", "public_reason")


def _number(task: UnitTask, on: date) -> str:
    """The next number of the unit's own series of the year."""
    record = Record.objects.select_related("rulebook").get(pk=task.record_id)
    pattern = provision(record.rulebook, "numbers.replies")
    unit = task.unit.short or task.unit.name
    series, year = f"replies:{task.unit_id}", str(on.year)
    return next_number(record.committee_id, series, year, pattern, unit=unit, year=year)
