"""Writes of ratings and re-handling, one function per verb."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from jianyan.ground import clocks
from jianyan.ground.clocks import Term
from jianyan.ground.duedates import Rule
from jianyan.ground.models import Body, Category, Clock, Person, Record
from jianyan.ground.recomputing import Shift, follow
from jianyan.ground.register import By, add_fact, hold, move, strike_fact, today
from jianyan.ground.reminders import Reminding, remind
from jianyan.ground.rulebook import provision
from jianyan.kernel.charter import action
from jianyan.kernel.errors import Refused
from jianyan.records.proposals.cases.charter import CASES, all_answered
from jianyan.records.proposals.cases.models import CaseState, Proposal
from jianyan.records.proposals.tasks.charter import TASKS
from jianyan.records.proposals.tasks.models import ANSWERING, TaskState, UnitTask

from .models import Rating, RatingObjection, Rehandling


def rate(
    by: By,
    record: int,
    *,
    on: date,
    result: Category,
    person: Person | None = None,
    body: Body | None = None,
    attitude: Category | None = None,
    way: Category | None = None,
    words: str = "",
    turn: int | None = None,
    key: str = "",
) -> Rating:
    """Enter a proposer's rating; whether it counts follows the rule that the case keeps.

    Raises Refused when nobody, or somebody who is not a proposer of the case, rates.
    """
    case = Proposal.objects.get(pk=record)
    if not _is_proposer(case, person, body):
        raise Refused("只有这件提案的提案者（含联名人）可以评价，请核对评价人。")
    with transaction.atomic():
        fact = Rating(
            record_id=record,
            person=person,
            body=body,
            on=on,
            result=result,
            attitude=attitude,
            way=way,
            words=words,
            key=key,
            round=turn or 1 + Rehandling.objects.filter(record=record, on__lte=on).count(),
            counted=counts(case, person, body),
        )
        added: Rating = add_fact(by, fact, label="登记评价", on=on)
        clocks.meet(record, "feedback", on)
    return added


def counts(case: Proposal, person: Person | None, body: Body | None) -> bool:
    """Whether a rater's rating counts by the case's rule: the first proposer's, or everybody's."""
    if case.rating_counts == "all":
        return True
    by_person = person is not None and person.pk == case.proposer_id
    return by_person or (body is not None and body.pk == case.body_id)


def _is_proposer(case: Proposal, person: Person | None, body: Body | None) -> bool:
    if body is not None:
        return body.pk == case.body_id
    if person is None:
        return False
    signed = case.record.cosigners.filter(person=person, struck_at__isnull=True)
    return person.pk == case.proposer_id or signed.exists()


def object_to(by: By, rating: Rating, *, on: date, words: str = "") -> RatingObjection:
    """The proposer objects to a rating entered on their behalf; from that day it does not count."""
    fact = RatingObjection(record_id=rating.record_id, rating=rating, on=on, words=words)
    added: RatingObjection = add_fact(by, fact, label="对评价提出异议", on=on)
    return added


@action(TASKS, "rehandle")
def rehandle(
    by: By, pk: int, *, on: date, reason: str = "", due_on: date | None = None
) -> Rehandling:
    """重新办理 of one unit's task, with a term of its own; the case is being handled again."""
    with transaction.atomic():
        hold(*UnitTask.objects.filter(pk=pk).values_list("record", flat=True))
        task = UnitTask.objects.select_related("record__rulebook").get(pk=pk)
        record: Record = task.record
        if record.state in (CaseState.REPLIED, CaseState.CLOSED):
            move(CASES, "rehandle", by, record.pk, on=on, reason=reason)
        move(TASKS, "rehandle", by, pk, on=on, reason=reason)
        days = provision(record.rulebook, "proposals.rehandle_days")
        calendar = clocks.calendar_of(record.committee_id)
        term = Term("rehandle", "要求重新办理", on, Rule("days", days), task, due_on)
        (clock,) = clocks.start(calendar, record, [term])
        return Rehandling.objects.create(
            record=record,
            task=task,
            on=on,
            due_on=clock.due_on,
            reason=reason[:300],
            batch=by.batch,
        )


@action(CASES, "rehandle")
def rehandle_case(
    by: By, pk: int, *, on: date, reason: str = "", due_on: date | None = None
) -> Proposal:
    """重新办理 by every unit that replied."""
    tasks = UnitTask.objects.filter(
        record=pk, role__in=ANSWERING, state__in=(TaskState.REPLIED, TaskState.DONE), ended_on=None
    )
    with transaction.atomic():
        for task in list(tasks):
            rehandle(by, task.pk, on=on, reason=reason, due_on=due_on)
    return Proposal.objects.select_related("record").get(pk=pk)


RATED = ("on", "result", "attitude", "way", "words", "person")


def add(by: By, committee: int, data: Mapping[str, Any]) -> Rating:
    """Enter a rating as a sheet has it; without a rater it is the proposing body's."""
    record: Record = data["record"]
    body = None if data["person"] else Proposal.objects.get(pk=record.pk).body
    return rate(by, record.pk, body=body, **{name: data[name] for name in RATED})


def correct(by: By, row: Rating, changes: Mapping[str, tuple[Any, Any]], reason: str) -> Rating:
    """更正: the rating is struck out and entered anew, in the same round."""
    new = {name: pair[1] for name, pair in changes.items()}
    old = {name: getattr(row, name) for name in RATED}
    with transaction.atomic():
        strike_fact(by, row, label="更正评价", reason=reason, replaced=True)
        return rate(by, row.record_id, body=row.body, turn=row.round, **{**old, **new})


def strike(by: By, row: Rating, reason: str) -> None:
    """作废 of a rating that was entered by mistake: the proposer is waited for again."""
    with transaction.atomic():
        strike_fact(by, row, label="作废评价", reason=reason)
        left = Rating.objects.filter(record=row.record_id, struck_at__isnull=True, on=row.on)
        if not left.exists():
            met = Clock.objects.filter(record=row.record_id, kind="feedback", met_on=row.on)
            met.update(met_on=None)


@action(TASKS, "unrehandle")
def unrehandle(by: By, pk: int, *, on: date, reason: str = "") -> UnitTask:
    """Back to replied, since the wish to have it handled again was struck out; the case with it."""
    with transaction.atomic():
        task: UnitTask = move(TASKS, "unrehandle", by, pk, on=on, reason=reason)
        clocks.end(task.record_id, on, pk, kinds=("rehandle",))
        case = Proposal.objects.select_related("record").get(pk=task.record_id)
        if case.record.state == CaseState.ASSIGNED and all_answered(case, by.actor) is None:
            move(CASES, "reply", by, case.pk, on=on, reason=reason)
    return task


def strike_rehandling(by: By, row: Rehandling, reason: str) -> None:
    """作废 of a second handling that was entered by mistake; the task is replied again.

    Raises Refused when a reply has been given since: that one has to be struck out first.
    """
    task = UnitTask.objects.get(pk=row.task_id)
    since = task.replies.filter(struck_at__isnull=True, on__gte=row.on, round__gt=1)  # type: ignore[attr-defined]
    if since.exists():
        raise Refused("重新办理已有答复，请先作废那份答复。")
    with transaction.atomic():
        strike_fact(by, row, label="作废重新办理", reason=reason)
        if task.ended_on is None and task.state == TaskState.REHANDLING:
            unrehandle(by, task.pk, on=today(), reason=reason)


def add_rehandling(by: By, committee: int, data: Mapping[str, Any]) -> Rehandling:
    """Enter a second handling as a sheet has it."""
    names = ("on", "reason", "due_on")
    return rehandle(by, data["task"].pk, **{name: data[name] for name in names})


def keep_step(shifts: Sequence[Shift]) -> None:
    """The term of a second handling goes with its clock."""
    for shift in shifts:
        rows = Rehandling.objects.filter(task=shift.clock.part_id, due_on=shift.before)
        rows.filter(on=shift.clock.starts_on).update(due_on=shift.clock.due_on)


def proposers_of(found: Collection[Clock]) -> Mapping[int, tuple[int]]:
    """The first proposer of the case of each clock."""
    cases = Proposal.objects.filter(pk__in={clock.record_id for clock in found})
    people = dict(cases.exclude(proposer=None).values_list("pk", "proposer_id"))
    return {clock.pk: (people[clock.record_id],) for clock in found if clock.record_id in people}


follow("rehandle", keep_step)
remind(
    Reminding(
        clock="feedback", what="评价", desk="提案", people=proposers_of, states=(CaseState.REPLIED,)
    )
)
