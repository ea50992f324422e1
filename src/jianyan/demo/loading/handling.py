"""Handling of a proposal: tasks, contacts, replies."""

from __future__ import annotations

import re
from datetime import date, timedelta

from jianyan.demo import facts
from jianyan.ground.models import Response
from jianyan.ground.rulebook import provision
from jianyan.records.proposals.replies.models import Reply, ReplyClass
from jianyan.records.proposals.tasks.charter import TASKS
from jianyan.records.proposals.tasks.models import (
    Contact,
    ContactAnswer,
    Extension,
    ReturnRequest,
    UnitTask,
)

from .case import Handling, published_on, replies_of
from .story import Story

ROLES = {"独办": "sole", "主办": "lead", "会办": "co", "分办": "separate"}
STAGES = {"办前": "before", "办中": "during", "办后": "after"}
POINT = re.compile(r"^\d+\.关于“.*?”的建议：(.*)。$", re.M)


def handle(of: Handling) -> None:
    """From the assignment to the last reply and the closing."""
    _assign(of)
    for planned, task in of.tasks:
        _contacts(of, planned, task)
    _replied(of)


def _assign(of: Handling) -> None:
    row, story = of.row, of.story
    units = "、".join(f"{of.house.bodies[t.unit]}（{t.role}）" for t in row.tasks)
    story.move("assign", row.assigned or row.received, units)
    # A unit that asked to be relieved had it first: the others got theirs on the day it was granted.
    freed = next((t.returned for t in row.tasks if t.returned), None)
    for planned in row.tasks:
        sent = freed if freed and not planned.returned else planned.sent
        part = story.part(TASKS, TASKS.born[0])
        if freed and not planned.returned:
            part.born(sent)
        part.row = _task(of, planned, sent, part)
        of.tasks.append((planned, part.row))
        of.made.append(part.row)
        if planned.returned:
            of.made.append(
                ReturnRequest(
                    task=part.row,
                    on=planned.returned,
                    reason=planned.return_reason,
                    answered_on=planned.returned,
                    granted=True,
                )
            )
        if planned.extended_to:
            of.fact(_extension(planned, part.row), "登记延期申请")


def _task(of: Handling, planned: facts.Task, sent: date, part: Story) -> UnitTask:
    """A task where its days have brought it."""
    row = of.row
    closed = row.closed if row.closed and not planned.returned else None
    _steps(row, planned, part, closed)
    answers = ROLES[planned.role] != "co"
    return UnitTask(
        state=part.stands,
        unit=of.house.bodies[planned.unit],
        role=ROLES[planned.role],
        dispatcher=of.house.dispatchers[planned.unit],
        sent_on=sent,
        due_on=planned.due if answers else None,
        accepted_on=planned.accepted,
        opined_on=planned.opinion,
        done_on=closed if answers else planned.opinion,
        ended_on=planned.returned,
        ended_as="returned" if planned.returned else "",
    )


def _steps(row: facts.Proposal, planned: facts.Task, part: Story, closed: date | None) -> None:
    if planned.returned:
        part.move("ask_return", planned.returned, planned.return_reason)
        part.move("grant_return", planned.returned)
        return
    if planned.accepted:
        part.move("accept", planned.accepted)
    if planned.opinion:
        part.move("opine", planned.opinion)
    for reply in replies_of(row, planned):
        if reply.round > 1 and row.rehandling:
            part.move("rehandle", row.rehandling.day, row.rehandling.reason)
        part.move("reply", reply.day, f"{reply.reply_class}类")
    if closed and part.stands == "replied":
        part.move("finish", closed)


def _extension(planned: facts.Task, task: UnitTask) -> Extension:
    asked = planned.due - timedelta(days=12)
    return Extension(
        task=task,
        on=asked,
        asked_until=planned.extended_to or planned.due,
        reason="涉及部门较多，方案尚需会商。",
        answered_on=asked + timedelta(days=4),
        granted_until=planned.extended_to,
    )


def _contacts(of: Handling, planned: facts.Task, task: UnitTask) -> None:
    if planned.returned:
        return
    for place, row in enumerate(c for c in of.row.contacts if c.unit == planned.unit):
        met = row.way == "面商"
        signed = met and (of.row.serial + place) % 2 == 0
        contact = of.fact(
            Contact(
                unit=task.unit,
                on=row.day,
                way=of.house.category("contact_way", "face" if met else "telephone"),
                stage=STAGES[row.stage],
                face=met,
                place=row.place,
                signed_form=signed,
            ),
            "登记联系",
        )
        if met and not signed:
            of.fact(
                ContactAnswer(contact=contact, on=row.day, verdict="confirmed"), "提案者确认联系"
            )


def _replied(of: Handling) -> None:
    """Replies with their classes and points; the case is replied when each unit has."""
    row = of.row
    for planned, task in of.tasks:
        given = replies_of(row, planned)
        for place, reply in enumerate(given):
            after = given[place + 1 :]
            _reply(of, task, reply, after[0].day if after else None)
    for turn in (1, 2):
        days = [reply.day for reply in row.replies if reply.round == turn]
        if turn == 2 and days and row.rehandling:
            of.story.move("rehandle", row.rehandling.day, row.rehandling.reason)
        if days:
            of.story.move("reply", max(days))
    ends = [("close", row.closed), ("publish", published_on(row))]
    for name, day in sorted(ends, key=lambda end: end[1] or date.max):
        if day:
            of.story.move(name, day)


def _reply(of: Handling, task: UnitTask, row: facts.Reply, ended: date | None) -> None:
    rule = provision(of.house.rulebook, "proposals.classes").get(row.reply_class, {})
    made = of.fact(
        Reply(
            task=task,
            number=of.house.letter(str(task.unit), row.day.year),
            on=row.day,
            text=row.text,
            handler=of.house.officer_of(task.unit),
            public=of.row.public,
            round=row.round,
        )
    )
    of.replies[id(row)] = made
    of.fact(
        ReplyClass(
            reply=made,
            grade=of.house.category("reply_class", row.reply_class),
            solved=bool(rule.get("solved")),
            tracked=bool(rule.get("tracked")),
            on=row.day,
            ended_on=ended,
        )
    )
    for suggestion, said in zip(of.suggestions, POINT.findall(row.text), strict=True):
        of.fact(
            Response(
                suggestion=suggestion.row,
                on=row.day,
                verdict=_verdict(row.reply_class, said),
                reason=said,
                unit=task.unit,
            )
        )


def _verdict(grade: str, said: str) -> str:
    if said.startswith("部分采纳"):
        return "partly"
    return "adopted" if grade in "AB" else "not"
