"""What ends the handling of a case: all that is owed was given. Every step that takes a task away, or
changes what is owed, asks it."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from jianyan.ground import clocks
from jianyan.ground.actors import local_administrator
from jianyan.ground.clocks import Term
from jianyan.ground.duedates import Rule
from jianyan.ground.models import Record
from jianyan.ground.register import By, move
from jianyan.ground.rulebook import provision
from jianyan.ground.telling import tell
from jianyan.kernel.charter import action
from jianyan.records.proposals.cases.charter import CASES, all_answered, may_publish
from jianyan.records.proposals.cases.models import CaseState, Proposal
from jianyan.records.proposals.cases.rating_time import ask_rating, last_reply, until_when
from jianyan.records.proposals.tasks.models import UnitTask
from jianyan.records.proposals.tasks.told import proposers_of

from .countersigning import wait_no_more

PUBLISHING = "publish"
"""The clock in which the office looks through what both sides agreed to open."""
UNPUBLISHED = {"published_on": None}
"""A new reply is looked through before anybody may read it."""


def leave(by: By, task: UnitTask, on: date) -> None:
    """A task is taken away: its clocks and the draft of its reply end with it. What follows for the
    others is asked by `follow`, once another task was sent in its place. In the caller's transaction."""
    clocks.end(task.record_id, on, task.pk)
    task.drafts.filter(struck_at=None, ended_on=None).update(ended_on=on)  # type: ignore[attr-defined]


def follow(by: By, task: UnitTask, on: date) -> None:
    """After a task was taken away: its lead no longer waits for it, and the case is replied where all
    that is still owed was given; the proposers are asked to rate. In the caller's transaction."""
    by_itself = By(local_administrator(), batch=by.batch)
    wait_no_more(by_itself, task, on)
    if end_case(by_itself, task.record_id, on) and by.batch is None:
        words = f"《{task.record.title}》{all_replied_words(task.record_id)}"
        tell(by_itself, task.record, words, people=proposers_of(task.record_id), desk="提案")


def all_replied_words(record: int) -> str:
    """What the proposers of a case are told with the last reply owed: until when they may rate."""
    asked = until_when(record)
    return f"各单位都已答复，{asked}" if asked else ""


def end_case(by: By, pk: int, on: date) -> bool:
    """The case is replied if all that is owed was given, on the day the last of it was; gives whether
    it came to that. In the caller's transaction, which holds the record."""
    case = Proposal.objects.select_related("record").get(pk=pk)
    if case.record.state != CaseState.ASSIGNED or all_answered(case, by.actor):
        return False
    conclude(by, pk, on=max(on, last_reply(case.record) or on))
    return True


@action(CASES, "reply")
def conclude(by: By, pk: int, *, on: date, reason: str = "") -> Proposal:
    """答复完毕: every reply owed has been given; the proposer is asked for a rating by a day."""
    with transaction.atomic():
        row: Proposal = move(CASES, "reply", by, pk, on=on, reason=reason, columns=UNPUBLISHED)
        ask_rating(Record.objects.select_related("rulebook").get(pk=pk), on, "答复")
        await_publishing(by, row, on)
    return row


def await_publishing(by: By, row: Proposal, on: date) -> None:
    """The clock in which the office looks through text and reply and opens them, where both sides
    agreed. In the caller's transaction."""
    if may_publish(row, by.actor) or clocks.open_clocks(row.pk, (PUBLISHING,)).exists():
        return
    record = Record.objects.select_related("rulebook").get(pk=row.pk)
    days = provision(record.rulebook, "proposals.publish_workdays")
    term = Term(PUBLISHING, "答复", on, Rule("workdays", days))
    clocks.start(clocks.calendar_of(record.committee_id), record, [term])
