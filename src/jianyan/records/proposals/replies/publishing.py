"""公开: text and reply for anybody, where both sides agreed, within the rulebook's working days."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from jianyan.ground import clocks
from jianyan.ground.clocks import Term
from jianyan.ground.duedates import Rule
from jianyan.ground.models import Record
from jianyan.ground.register import By, move
from jianyan.ground.reminders import Reminding, remind
from jianyan.ground.rulebook import provision
from jianyan.kernel.charter import action
from jianyan.records.proposals.cases.charter import CASES, may_publish
from jianyan.records.proposals.cases.models import CaseState, Proposal
from jianyan.records.proposals.tasks.told import tell_parties

CLOCK = "publish"
UNPUBLISHED = {"published_on": None}
"""A new reply is looked through before anybody may read it."""


def await_publishing(by: By, row: Proposal, on: date) -> None:
    """The clock in which the office looks through text and reply and opens them, where both sides
    agreed. In the caller's transaction."""
    if may_publish(row, by.actor) or clocks.open_clocks(row.pk, (CLOCK,)).exists():
        return
    record = Record.objects.select_related("rulebook").get(pk=row.pk)
    days = provision(record.rulebook, "proposals.publish_workdays")
    term = Term(CLOCK, "答复", on, Rule("workdays", days))
    clocks.start(clocks.calendar_of(record.committee_id), record, [term])


@action(CASES, "publish")
def publish(by: By, pk: int, *, on: date, reason: str = "") -> Proposal:
    """公开: the proposers and the units are told that anybody may read it now."""
    with transaction.atomic():
        columns = {"published_on": on}
        row: Proposal = move(CASES, "publish", by, pk, on=on, reason=reason, columns=columns)
        clocks.meet(pk, CLOCK, on)
        words = f"《{row.record.title}》和答复已在公开页面公开，联系人、电话不显示。"
        tell_parties(by, row.record, words)
    return row


@action(CASES, "unpublish")
def unpublish(by: By, pk: int, *, on: date, reason: str) -> Proposal:
    """撤下公开, for a reason that the proposers and the units are told."""
    with transaction.atomic():
        row: Proposal = move(CASES, "unpublish", by, pk, on=on, reason=reason, columns=UNPUBLISHED)
        tell_parties(by, row.record, f"《{row.record.title}》已从公开页面撤下。{reason}")
    return row


remind(
    Reminding(
        clock=CLOCK, what="答复公开", desk="提案", states=(CaseState.REPLIED, CaseState.CLOSED)
    )
)
