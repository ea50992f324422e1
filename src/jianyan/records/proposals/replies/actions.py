"""Writes of replies, one function per verb."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from jianyan.ground import clocks
from jianyan.ground.models import Category, Clock, Record, Response, Suggestion
from jianyan.ground.register import By, leave_trail, lock, move, strike_fact, today
from jianyan.ground.rulebook import provision
from jianyan.kernel.charter import action
from jianyan.kernel.errors import Refused
from jianyan.records.proposals.cases.charter import CASES
from jianyan.records.proposals.cases.dating import ask_day
from jianyan.records.proposals.cases.models import CaseState, Proposal
from jianyan.records.proposals.cases.rating_time import CLOCK as FEEDBACK
from jianyan.records.proposals.tasks.actions import finish
from jianyan.records.proposals.tasks.actions.ending import PUBLISHING, end_case
from jianyan.records.proposals.tasks.charter import TASKS
from jianyan.records.proposals.tasks.models import TaskState, UnitTask
from jianyan.records.proposals.tasks.needs import owes
from jianyan.records.proposals.tasks.told import tell_parties

from .models import Reply, ReplyClass, ReplyDraft
from .publishing import withdraw_consent
from .telling import tell_class, tell_replied, tell_struck

ANSWERED = (TaskState.REPLIED, TaskState.DONE)


NO_CLASS = "这件提案所依的规程没有{}"


def rule_of(record: Record, grade: Category) -> dict[str, Any] | None:
    """What the rulebook of a case says of a class; None where it has no such class."""
    found: dict[str, Any] | None = provision(record.rulebook, "proposals.classes").get(grade.code)
    return found


@dataclass(frozen=True, slots=True)
class Point:
    """What a reply says to one numbered suggestion."""

    suggestion: Suggestion
    verdict: str
    reason: str = ""


@action(TASKS, "reply")
def reply(
    by: By,
    pk: int,
    *,
    on: date,
    grade: Category,
    reason: str = "",
    text: str = "",
    number: str = "",
    signer: str = "",
    handler: str = "",
    public: bool = False,
    points: Sequence[Point] = (),
    key: str = "",
) -> Reply:
    """答复 of an answering unit, with its class and its answers point by point, of which the proposers
    are told. When it was the last one owed, the case is replied. Raises Refused for a co-unit."""
    with transaction.atomic():
        task: UnitTask = move(TASKS, "reply", by, pk, on=on, reason=reason or str(grade))
        ask_day(on, task.sent_on, "交办日期")
        ReplyDraft.objects.filter(task=task, ended_on=None, struck_at=None).update(ended_on=on)
        said: dict[str, Any] = {"text": text, "number": number, "signer": signer, "key": key}
        said |= {"handler": handler, "public": public}
        made = given(by, task, on, grade, said, points)
        if by.batch is None:
            tell_replied(by, made, grade)
    return made


def given(
    by: By,
    task: UnitTask,
    on: date,
    grade: Category,
    said: Mapping[str, Any],
    points: Sequence[Point] = (),
) -> Reply:
    """What follows from a reply once its task has moved: the reply with its class, its answers, the
    clocks, and the case replied when it was the last one owed. In the caller's transaction."""
    made = _entered(by, task, on, grade, said)
    _respond(by, task, on, points)
    for kind in ("accept", "reply", "rehandle"):
        clocks.meet(task.record_id, kind, on, task.pk)
    end_case(by, task.record_id, on)
    return made


def _entered(
    by: By,
    task: UnitTask,
    on: date,
    grade: Category,
    said: Mapping[str, Any],
    ended_on: date | None = None,
) -> Reply:
    earlier = Reply.objects.filter(task=task, struck_at__isnull=True, on__lte=on).count()
    made = Reply.objects.create(
        record_id=task.record_id, task=task, on=on, round=1 + earlier, batch=by.batch, **said
    )
    _classify(by, made, grade, on, reason="", ended_on=ended_on)
    return made


def add(by: By, committee: int, data: Mapping[str, Any]) -> Reply:
    """Enter a reply as a sheet has it."""
    names = ("on", "grade", "text", "number", "signer", "handler", "public")
    return reply(by, data["task"].pk, **{name: data[name] for name in names})


def correct(by: By, row: Reply, changes: Mapping[str, tuple[Any, Any]], reason: str) -> Reply:
    """更正: the reply is struck out with its class and entered anew in its place.

    Raises Refused where its class was changed since, or something else refers to it.
    """
    classes = row.classes.filter(struck_at__isnull=True).order_by("on", "pk")
    if classes.count() != 1 or row.look_backs.filter(struck_at__isnull=True).exists():  # type: ignore[attr-defined]
        raise Refused("这份答复之后已变更类别或有回头看，请先更正那些记录。")
    first = classes.get()
    new = {name: pair[1] for name, pair in changes.items()}
    said = {name: new.get(name, getattr(row, name)) for name in SAID}
    with transaction.atomic():
        strike_fact(by, first, label="更正办理类别", reason=reason, replaced=True)
        strike_fact(by, row, label="更正答复", reason=reason, replaced=True)
        on, grade = new.get("on", row.on), new.get("grade", first.grade)
        made = _entered(by, row.task, on, grade, {**said, "key": row.key}, first.ended_on)
        _met(row).update(met_on=on)
        withdraw_consent(by, row.record_id, reason)
        if by.batch is None:
            tell_struck(by, row, "更正", reason)
    return made


SAID = ("text", "number", "signer", "handler", "phone", "public", "public_reason")
"""What a reply says besides its day and its class."""


def _met(row: Reply) -> QuerySet[Clock]:
    """The clocks that a reply met."""
    rows = Clock.objects.filter(record=row.record_id, part_id=row.task_id, met_on=row.on)
    return rows.filter(kind__in=("reply", "rehandle"))


def strike(by: By, row: Reply, reason: str) -> None:
    """作废 of a reply that was entered by mistake: what followed from it goes back too, its class,
    the clock, and the states of task and case where no other reply stands in its place.

    Raises Refused where a look-back refers to it.
    """
    if row.look_backs.filter(struck_at__isnull=True).exists():  # type: ignore[attr-defined]
        raise Refused("这份答复之后有回头看，请先作废那条记录。")
    with transaction.atomic():
        for one in row.classes.filter(struck_at__isnull=True):  # type: ignore[attr-defined]
            strike_fact(by, one, label="作废办理类别", reason=reason)
        strike_fact(by, row, label="作废答复", reason=reason)
        _class_again(row)
        _met(row).update(met_on=None)
        task = UnitTask.objects.get(pk=row.task_id)
        if by.batch is None:
            tell_struck(by, row, "作废", reason)
        if task.ended_on is None and task.state in ANSWERED and owes(task, by.actor) is None:
            again = Reply.objects.filter(task=task, struck_at__isnull=True).exists()
            unreply(by, task.pk, on=today(), again=again, reason=reason)
        withdraw_consent(by, row.record_id, reason)


def strike_regrading(by: By, row: ReplyClass, reason: str) -> None:
    """作废 of a change of class: the class before it stands again."""
    with transaction.atomic():
        strike_fact(by, row, label="作废变更类别", reason=reason)
        now = _class_again(row.reply)
        if by.batch is None:
            tell_class(by, row, f"恢复为{now}。{reason}" if now else f"变更已作废。{reason}")


def _class_again(row: Reply) -> ReplyClass | None:
    """The last class of a task that is left is the one in force again; gives it."""
    standing = ReplyClass.objects.filter(
        reply__task=row.task_id, struck_at__isnull=True, reply__struck_at__isnull=True
    ).select_related("grade")
    kept = standing.filter(ended_on__isnull=True).first()
    if kept is None and (kept := standing.order_by("-on", "-pk").first()):
        ReplyClass.objects.filter(pk=kept.pk).update(ended_on=None)
    return kept


@action(TASKS, "unreply", "unreply_again")
def unreply(by: By, pk: int, *, on: date, again: bool = False, reason: str = "") -> UnitTask:
    """Back to handling, since the reply that ended it was struck out; the case with it."""
    with transaction.atomic():
        step = "unreply_again" if again else "unreply"
        columns = {"done_on": None}
        task: UnitTask = move(TASKS, step, by, pk, on=on, reason=reason, columns=columns)
        state = Record.objects.values_list("state", flat=True).get(pk=task.record_id)
        if state in (CaseState.REPLIED, CaseState.CLOSED):
            reopen(by, task.record_id, on=on, reason=reason)
    return task


@action(CASES, "reopen")
def reopen(by: By, pk: int, *, on: date, reason: str = "") -> Proposal:
    """Back to handling, since a reply that is owed was struck out; nobody is asked to rate it yet."""
    with transaction.atomic():
        row: Proposal = move(
            CASES, "reopen", by, pk, on=on, reason=reason, columns={"closed_on": None}
        )
        clocks.end(pk, on, kinds=(FEEDBACK, PUBLISHING))
    return row


def add_regrading(by: By, committee: int, data: Mapping[str, Any]) -> ReplyClass:
    """Enter a change of class as a sheet has it."""
    names = ("grade", "on", "reason")
    with transaction.atomic():
        fresh = regrade(by, data["reply"], **{name: data[name] for name in names})
        if by.batch is None:
            tell_class(by, fresh, f"改为{fresh.grade}。{fresh.reason}")
    return fresh


def _respond(by: By, task: UnitTask, on: date, points: Sequence[Point]) -> None:
    Response.objects.bulk_create(
        Response(
            record_id=task.record_id,
            suggestion=point.suggestion,
            on=on,
            verdict=point.verdict,
            reason=point.reason,
            unit_id=task.unit_id,
            batch=by.batch,
        )
        for point in points
    )


def _classify(
    by: By, made: Reply, grade: Category, on: date, *, reason: str, ended_on: date | None = None
) -> ReplyClass:
    """The class begins; that of an earlier reply of the same task, or the one before, ends, unless
    this one has ended itself."""
    if ended_on is None:
        # By their keys: of tables that have just been filled PostgreSQL knows nothing, and to change what
        # a join finds it would go through them again for every row.
        replies = list(Reply.objects.filter(task=made.task_id).values_list("pk", flat=True))
        before = ReplyClass.objects.filter(reply__in=replies, struck_at=None, ended_on=None)
        before.update(ended_on=on)
    record = Record.objects.select_related("rulebook").get(pk=made.record_id)
    rule = rule_of(record, grade)
    if rule is None:
        raise Refused(f"{NO_CLASS.format(grade)}，请改选其他办理类别。")
    return ReplyClass.objects.create(
        record=record,
        reply=made,
        grade=grade,
        solved=bool(rule.get("solved")),
        tracked=bool(rule.get("tracked")),
        on=on,
        ended_on=ended_on,
        reason=reason,
        batch=by.batch,
    )


def regrade(by: By, made: Reply, *, grade: Category, on: date, reason: str) -> ReplyClass:
    """Change the class of a reply from a day on; the earlier class stays on record."""
    if not reason.strip():
        raise Refused("请写明变更办理类别的理由。")
    with transaction.atomic():
        record = lock(made.record_id)
        ask_day(on, made.on, "答复日期")
        if made.classes.filter(grade=grade, ended_on=None, struck_at=None).exists():
            raise Refused(f"现在就是{grade}，不必变更；要变更请选其他办理类别。")
        fresh = _classify(by, made, grade, on, reason=reason)
        label = f"办理类别改为{grade}"
        leave_trail(record, by, move="add", label=label, on=on, part=fresh, reason=reason)
    return fresh


@action(CASES, "close")
def close(by: By, pk: int, *, on: date, reason: str = "") -> Proposal:
    """办结 of the case and of every task that was replied to."""
    with transaction.atomic():
        given = Reply.objects.filter(record=pk, struck_at=None).order_by("on")
        ask_day(on, given.values_list("on", flat=True).last(), "答复日期")
        row: Proposal = move(
            CASES, "close", by, pk, on=on, reason=reason, columns={"closed_on": on}
        )
        for task in UnitTask.objects.filter(record=pk, state=TaskState.REPLIED, ended_on=None):
            finish(by, task.pk, on=on)
        tell_parties(by, row.record, f"《{row.record.title}》已办结。{reason}")
    return row
