"""公开: text and reply for anybody, where both sides agreed."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from jianyan.ground import clocks
from jianyan.ground.register import By, move, today
from jianyan.ground.reminders import Reminding, remind
from jianyan.kernel.charter import action
from jianyan.records.proposals.cases.charter import CASES, not_agreed
from jianyan.records.proposals.cases.models import CaseState, Proposal
from jianyan.records.proposals.tasks.actions.ending import PUBLISHING, UNPUBLISHED
from jianyan.records.proposals.tasks.told import tell_parties


@action(CASES, "publish")
def publish(by: By, pk: int, *, on: date, reason: str = "") -> Proposal:
    """公开: the proposers and the units are told that anybody may read it now."""
    with transaction.atomic():
        columns = {"published_on": on}
        row: Proposal = move(CASES, "publish", by, pk, on=on, reason=reason, columns=columns)
        clocks.meet(pk, PUBLISHING, on)
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


def withdraw_consent(by: By, pk: int, reason: str) -> None:
    """After a 更正 or 作废: where one side no longer agrees, or the case is kept inside, the office need
    not open it any more, and what is open is taken down. In the caller's transaction."""
    row = Proposal.objects.select_related("record").get(pk=pk)
    if not (why := not_agreed(row)):
        return
    clocks.end(pk, today(), kinds=(PUBLISHING,))
    if row.published_on and row.record.state in (CaseState.REPLIED, CaseState.CLOSED):
        unpublish(by, pk, on=today(), reason=reason or why)


remind(
    Reminding(
        clock=PUBLISHING, what="答复公开", desk="提案", states=(CaseState.REPLIED, CaseState.CLOSED)
    )
)
