"""Reads of a case for its letters: names as they were in force on the day of the act."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import QuerySet

from jianyan.ground.days import said_day
from jianyan.ground.models import (
    Body,
    BodyKind,
    Clock,
    Commitment,
    Committee,
    Membership,
    Oversight,
    Person,
    Record,
    Response,
    Suggestion,
)
from jianyan.ground.models.committees import in_force
from jianyan.ground.register import today
from jianyan.kernel.rules import Actor
from jianyan.records.proposals.cases.models import CaseState, Cosigner, Merge, Proposal
from jianyan.records.proposals.cases.queries import SOURCE
from jianyan.records.proposals.ratings.models import Rehandling
from jianyan.records.proposals.replies.models import Reply, ReplyClass
from jianyan.records.proposals.tasks.models import (
    ANSWERING,
    Contact,
    ContactAnswer,
    Opinion,
    TaskState,
    UnitTask,
)
from jianyan.records.proposals.tasks.queries import granted, termed

SETTLED = (TaskState.REPLIED, TaskState.DONE, TaskState.RETURNED, TaskState.RECALLED)


def cases() -> QuerySet[Any]:
    """Proposals with what every letter names."""
    return Proposal.objects.select_related(
        "record__committee",
        "record__session__term",
        "record__rulebook",
        "proposer_kind",
        "proposer",
        "body",
        "local",
    )


def tasks() -> QuerySet[Any]:
    """Tasks with what a letter to the unit names, the term as it stands today."""
    rows = UnitTask.objects.filter(struck_at__isnull=True).exclude(state="void")
    rows = rows.select_related("unit", "dispatcher", "record__rulebook", "record__committee")
    return termed(rows.order_by("sent_on", "pk"), today())


def tasks_of(record: int, day: date | None = None) -> list[UnitTask]:
    """The tasks of a case in force today, or on a day; 独办 and 主办 first."""
    on = day or today()
    rows = tasks().filter(record=record, sent_on__lte=on)
    live = [one for one in rows if one.ended_on is None or one.ended_on > on]
    return sorted(live, key=lambda one: (one.role not in ANSWERING, one.role == "separate", one.pk))


def overdue(rows: Iterable[UnitTask], day: date) -> list[UnitTask]:
    """Tasks of cases in hand whose term ran out before a day while what it asked for is owed."""
    return [
        one
        for one in rows
        if one.record.state == CaseState.ASSIGNED and (term := owed(one)) and term < day
    ]


def owed(task: UnitTask) -> date | None:
    """The day by which the unit owes a reply, a second one, or its opinion; None where nothing is
    owed."""
    if task.ended_on or task.state in SETTLED:
        return None
    clock = clock_of(task)
    return clock.due_on if clock else getattr(task, "term", task.due_on)


def clock_of(task: UnitTask) -> Clock | None:
    """The clock that a task runs by now: the second handling's, else the reply's or opinion's."""
    kinds = ("rehandle",) if task.state == TaskState.REHANDLING else ("reply", "opinion")
    rows = Clock.objects.filter(
        record=task.record_id, part_id=task.pk, kind__in=kinds, ended_on__isnull=True
    )
    return rows.order_by("-starts_on", "-pk").first()


def first_clocks(task: UnitTask) -> dict[str, Clock]:
    """The clocks that the sending of a task started, by what they ask for."""
    rows = Clock.objects.filter(
        record=task.record_id, part_id=task.pk, starts_on=task.sent_on, ended_on__isnull=True
    )
    return {clock.kind: clock for clock in rows.exclude(kind="rehandle").order_by("pk")}


def longer_until(task: UnitTask) -> date | None:
    """Until when the term was made longer, if it was."""
    row = granted(today()).filter(task=task.pk).order_by("-granted_until").first()
    return row.granted_until if row else None


def suggestions_of(record: int) -> list[Suggestion]:
    """The numbered suggestions of a case, in order."""
    rows = Suggestion.objects.filter(record=record, source=SOURCE, struck_at__isnull=True)
    return list(rows.exclude(state="void").order_by("order", "pk"))


def cosigners_of(record: int) -> list[Cosigner]:
    """Those who signed with the first proposer, in their order."""
    rows = Cosigner.objects.filter(record=record, struck_at__isnull=True, declined_on__isnull=True)
    rows = rows.select_related("person", "body").order_by("order", "pk")
    return [one for one in rows if one.signed_on or not one.invited_on]


def proposer_of(row: Proposal) -> str:
    """The first proposer by name, or the body that proposes."""
    if row.body:
        return str(row.body.name)
    return str(row.proposer) if row.proposer else ""


def watermark_of(row: Proposal, actor: Actor, day: date) -> str:
    """What stands behind the pages of a copy of a case that is not public: that it is not, who took it
    along, and when. Nothing for a public one, nor for the form of a draft, which is to be signed."""
    if row.public or row.submitted_on is None:
        return ""
    return f"不公开　{actor.name}　{said_day(day)}"


def names_of(row: Proposal) -> list[str]:
    """Everybody who proposes, the first one first."""
    signed = (one.person or one.body for one in cosigners_of(row.pk))
    return [proposer_of(row), *(getattr(one, "name", "") for one in signed if one)]


def sector_of(person: Person | None, day: date) -> str:
    """The sector a member belonged to on a day."""
    rows = Membership.objects.filter(
        in_force(day), person=person, body__kind=BodyKind.SECTOR, struck_at__isnull=True
    )
    held = rows.select_related("body").order_by("since").first() if person else None
    return held.body.name if held else ""


def office_on(committee: Committee, day: date) -> str:
    """The committee's proposal committee by its full name on a day; else the committee's office."""
    rows = Body.objects.filter(
        in_force(day), committee=committee, kind=BodyKind.SPECIAL_COMMITTEE, name__contains="提案"
    )
    found = rows.order_by("order", "pk").first()
    return f"{committee.name}{found.name if found else '办公室'}"


def dispatcher_of(task: UnitTask) -> Body | None:
    """Who sent a task: the body it names, else the one that dispatched to the unit on that day."""
    if task.dispatcher:
        return task.dispatcher
    rows = Oversight.objects.filter(in_force(task.sent_on), unit=task.unit, struck_at__isnull=True)
    held = rows.select_related("dispatcher").order_by("-since").first()
    return held.dispatcher if held else None


def replies() -> QuerySet[Any]:
    """Replies with what the letter names."""
    rows = Reply.objects.filter(struck_at__isnull=True)
    return rows.select_related("task__unit", "record__committee", "record__session__term")


def opinions() -> QuerySet[Any]:
    """Opinions of co-units with what the letter names."""
    rows = Opinion.objects.filter(struck_at__isnull=True)
    return rows.select_related("task__unit", "record__committee", "record__session__term")


def class_of(reply: Reply) -> ReplyClass | None:
    """The class that a reply was given: the last one that stood on its day."""
    rows = ReplyClass.objects.filter(reply=reply, struck_at__isnull=True, on__lte=reply.on)
    return rows.select_related("grade").order_by("-on", "-pk").first()


def responses_of(reply: Reply) -> dict[int, Response]:
    """What a reply says to each suggestion, by the suggestion's key."""
    rows = Response.objects.filter(
        record=reply.record_id, unit=reply.task.unit_id, on=reply.on, struck_at__isnull=True
    )
    return {one.suggestion_id: one for one in rows.order_by("pk")}


def promises_of(reply: Reply) -> list[Commitment]:
    """What the unit promised on the day of its reply."""
    rows = Commitment.objects.filter(
        record=reply.record_id, unit=reply.task.unit_id, made_on=reply.on, struck_at__isnull=True
    )
    return list(rows.order_by("due_on", "pk"))


def merged_into(record: int, day: date) -> list[Proposal]:
    """The cases that were part of a case on a day; each keeps its proposers and has its own letter."""
    rows = Merge.objects.filter(main=record, struck_at__isnull=True, on__lte=day)
    kept = [one.record_id for one in rows if one.undone_on is None or one.undone_on > day]
    return list(cases().filter(pk__in=kept).order_by("pk"))


def met(record: int, unit: Body) -> list[Contact]:
    """The contacts of a unit with the proposer, the first one first."""
    rows = Contact.objects.filter(record=record, unit=unit, struck_at__isnull=True)
    return list(rows.select_related("way").order_by("on", "pk"))


def answers_to(contact: Contact) -> list[ContactAnswer]:
    """What the proposer said to a contact."""
    rows = ContactAnswer.objects.filter(contact=contact, struck_at__isnull=True)
    return list(rows.order_by("on", "pk"))


def rehandling_of(task: UnitTask) -> Rehandling | None:
    """The last time a task was to be handled again."""
    rows = Rehandling.objects.filter(task=task, struck_at__isnull=True)
    return rows.order_by("-on", "-pk").first()


def number_of(record: Record) -> str:
    """The number by which letters name a case: 第930001号, or 收930001号 before it is filed."""
    said = record.number
    if not said:
        return ""
    return f"{said}号" if said.startswith("收") else f"第{said}号"


def session_of(record: Record) -> str:
    """The session as letters name it: 九届三次会议."""
    return f"{record.session.name}会议" if record.session else ""
