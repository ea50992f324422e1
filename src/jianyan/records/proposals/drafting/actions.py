"""Writes of a proposal by its proposers: the draft, the invitations, the sending in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from jianyan.ground.models import Person, Suggestion, Visibility
from jianyan.ground.register import By, hold, move, today
from jianyan.ground.rulebook import in_force
from jianyan.ground.telling import tell
from jianyan.kernel.charter import action
from jianyan.kernel.errors import Refused
from jianyan.records.proposals.cases import actions as cases
from jianyan.records.proposals.cases.charter import CASES
from jianyan.records.proposals.cases.models import Proposal, RevisionMark
from jianyan.records.proposals.cases.proposing import kind_of_proposer
from jianyan.records.proposals.cases.queries import session_on, suggestions, timing_on

from .inviting import answer, authors_of, invite, lapse, not_members, signers_of
from .signing import tell_changed, tell_sent, unsign

__all__ = ["answer", "begin", "discard", "invite", "save", "send_in", "submit", "unsign"]

WRITTEN = ("title", "situation", "analysis", "suggestions", "public", "public_reason", "local")
WISHED = ("wished_leads", "wished_cos")


def begin(by: By, committee: int, data: Mapping[str, Any]) -> Proposal:
    """Begin a draft of one's own, or of the body that one acts for (`body`); gives its row.

    Raises Refused without a session that the day belongs to.
    """
    session = session_on(committee, today())
    if session is None:
        raise Refused("今天还不属于任何一次会议，暂不能写提案，请与提案委联系。")
    body = data.get("body")
    proposer = None if body else Person.objects.get(pk=by.actor.person or 0)
    with transaction.atomic():
        row = cases.draft(
            by,
            committee,
            {
                **{name: data.get(name) or "" for name in WRITTEN},
                **{name: data.get(name) or [] for name in WISHED},
                "suggestions": data["suggestions"],
                "local": data.get("local"),
                "national": None,
                "public": data["public"],
                "proposer": proposer,
                "body": body,
                "proposer_kind": kind_of_proposer(committee, body, today()),
                "session": session,
                "timing": timing_on(session, today()),
                "submitted_on": None,
                "campaign": None,
                "visibility": Visibility.MEMBERS if data["public"] else Visibility.OFFICE,
                "key": "",
                "cosigners": [],
            },
        )
        Proposal.objects.filter(pk=row.pk).update(own_hand=True)
        if data.get("cosigners"):
            invite(by, row.pk, on=today(), people=data["cosigners"])
    return Proposal.objects.select_related("record").get(pk=row.pk)


@action(CASES, "save")
def save(
    by: By,
    pk: int,
    *,
    on: date,
    reason: str = "",
    changes: Mapping[str, Any] | None = None,
    sending: bool = False,
) -> Proposal:
    """Keep what the proposer has changed in the text. What is not named stays; marks of the review
    that name a place which was changed are answered. Who signed already is told, unless it is sent in
    in the same step (`sending`), which tells them."""
    new = dict(changes or {})
    with transaction.atomic():
        hold(pk)
        texts = new.pop("suggestions", None)
        sets = {name: new.pop(name) for name in WISHED if name in new}
        invited = new.pop("cosigners", None)
        records = {"title": new.pop("title")} if "title" in new else {}
        if "public" in new:
            records["visibility"] = Visibility.MEMBERS if new["public"] else Visibility.OFFICE
        records["text"] = _text(pk, new, texts)
        row: Proposal = move(
            CASES, "save", by, pk, on=on, reason=reason, columns=new, record_columns=records
        )
        for name, rows in sets.items():
            getattr(row, name).set(rows)
        if texts is not None:
            suggestions().filter(record=pk).update(struck_at=timezone.now())
            Suggestion.objects.bulk_create(cases.suggestions_of(by, pk, texts, on))
        _resolve(pk, {*new, *records, *({"suggestion"} if texts is not None else ())}, on)
        if not sending:
            tell_changed(by, row)
        if invited:
            invite(by, pk, on=on, people=invited)
    return row


def _resolve(pk: int, places: set[str], on: date) -> None:
    open_marks = RevisionMark.objects.filter(record=pk, resolved_on=None, struck_at=None)
    open_marks.filter(place__in=places).update(resolved_on=on)
    if places:
        open_marks.filter(place=RevisionMark.Place.WHOLE).update(resolved_on=on)


def _text(pk: int, new: Mapping[str, Any], texts: Sequence[str] | None) -> str:
    """What search reads of the text as it will stand."""
    row = Proposal.objects.get(pk=pk)
    if texts is None:
        rows = suggestions().filter(record=pk).order_by("order")
        texts = list(rows.values_list("text", flat=True))
    parts = {name: new.get(name, getattr(row, name)) for name in ("situation", "analysis")}
    return cases.searched({**parts, "suggestions": list(texts)})


@action(CASES, "discard")
def discard(by: By, pk: int, *, on: date, reason: str = "") -> Proposal:
    """删去草稿: a draft that will not be sent in. Invitations to it lapse."""
    with transaction.atomic():
        row: Proposal = move(CASES, "discard", by, pk, on=on, reason=reason)
        asked = [*signers_of(pk), *lapse(pk, on)]
        words = f"{by.actor.name}已删去邀请您联名的草稿《{row.record.title}》。{reason}"
        tell(by, row.record, words, people=asked)
    return row


@action(CASES, "submit")
def submit(by: By, pk: int, *, on: date, reason: str = "") -> Proposal:
    """提交: what the office enters, on its day; what a proposer wrote, today."""
    if Proposal.objects.filter(pk=pk, own_hand=True).exists():
        return send_in(by, pk, on=today(), reason=reason)
    with transaction.atomic():
        sent = cases.submit(by, pk, on=on, reason=reason)
        words = f"您的提案《{sent.record.title}》已登记，收件号{sent.receipt_number}。"
        tell(by, sent.record, words, people=[*signers_of(pk), *authors_of(pk)])
    return sent


def send_in(by: By, pk: int, *, on: date, reason: str = "") -> Proposal:
    """Send in what one wrote: invitations without an answer lapse, the proposal belongs to the session
    of the day, the receipt number is given, and the office and all who signed are told. Raises Refused
    where who wrote it has left the committee before it was ever sent in."""
    with transaction.atomic():
        hold(pk)
        row = Proposal.objects.select_related("record").get(pk=pk)
        own = [row.proposer_id] if row.proposer_id and not row.submitted_on else []
        if not_members(row.record.committee_id, own, on):
            raise Refused("第一提案人现在不是本级委员，不能提交提案；请与提案委联系。")
        lapsed = lapse(pk, on)
        columns, registers = _dated(row, on)
        sent = cases.submit(by, pk, on=on, reason=reason, columns=columns, record_columns=registers)
        number = sent.receipt_number
        told = f"《{sent.record.title}》已提交，收件号{number}。"
        tell_sent(by, sent, told)
        tell(by, sent.record, f"收到提案{number}《{sent.record.title}》，待审查。", desk="提案")
        over = f"邀请您联名的《{sent.record.title}》已提交，您没有答复的邀请随之失效。"
        tell(by, sent.record, over, people=lapsed)
    return sent


def _dated(row: Proposal, on: date) -> tuple[dict[str, Any], dict[str, Any]]:
    """What is settled by the day of the first sending in: one begun before the plenary and sent in
    after it is of that day, and joint is what somebody signed with the first proposer."""
    committee = row.record.committee_id
    if row.submitted_on:
        return {}, {}
    kind = kind_of_proposer(committee, row.body, on, joint=bool(signers_of(row.pk)))
    columns: dict[str, Any] = {"proposer_kind": kind}
    if (session := session_on(committee, on)) is None:
        return columns, {}
    columns["timing"] = timing_on(session, on)
    return columns, {"session": session, "rulebook": in_force(committee, on)}
