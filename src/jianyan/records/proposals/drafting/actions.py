"""Writes of a proposal by its proposers: the draft, the invitations, the sending in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from jianyan.ground.models import BodyKind, Category, Person, Record, Role, Suggestion, Visibility
from jianyan.ground.models.committees import in_force as in_force_on
from jianyan.ground.register import By, hold, leave_trail, lock, move, today
from jianyan.ground.rulebook import in_force, provision
from jianyan.ground.telling import tell
from jianyan.kernel.charter import action
from jianyan.kernel.errors import Refused
from jianyan.records.proposals.cases import actions as cases
from jianyan.records.proposals.cases.charter import CASES
from jianyan.records.proposals.cases.models import CaseState, Cosigner, Proposal, RevisionMark
from jianyan.records.proposals.cases.queries import session_on, suggestions, timing_on

COLLECTIVE = {
    BodyKind.SECTOR: "sector",
    BodyKind.PARTY: "party",
    BodyKind.ORGANISATION: "organisation",
    BodyKind.SPECIAL_COMMITTEE: "special_committee",
    BodyKind.MEMBER_GROUP: "group",
    BodyKind.STREET_GROUP: "group",
}
"""The kind of proposer that a body of each kind is."""

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
                "proposer_kind": _kind(committee, body),
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


def _kind(committee: int, body: Any, *, joint: bool = False) -> Category:
    code = COLLECTIVE.get(body.kind, "group") if body else "joint" if joint else "individual"
    found = Category.objects.filter(committee=committee, scheme="proposer_kind", code=code).first()
    if found is None:
        raise Refused("提案者类别不全，请管理员在“类别”中补齐。")
    return found


@action(CASES, "save")
def save(
    by: By, pk: int, *, on: date, reason: str = "", changes: Mapping[str, Any] | None = None
) -> Proposal:
    """Keep what the proposer has changed in the text. What is not named stays; marks of the review
    that name a place which was changed are answered."""
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
        asked = [*signers_of(pk), *_lapse(pk, on)]
        words = f"{by.actor.name}已删去邀请您联名的草稿《{row.record.title}》。{reason}"
        tell(by, row.record, words, people=asked)
    return row


@action(CASES, "invite")
def invite(
    by: By, pk: int, *, on: date, reason: str = "", people: Sequence[Person] = ()
) -> Proposal:
    """邀请联名: each is told, and answers until the invitation lapses. Raises Refused for oneself and
    for somebody who was asked already."""
    with transaction.atomic():
        row: Proposal = move(CASES, "invite", by, pk, on=on, reason=reason)
        asked = _asked(row, people)
        last = _last_order(pk)
        until = on + timedelta(days=_days(row))
        Cosigner.objects.bulk_create(
            Cosigner(record_id=pk, person=one, order=last + place, invited_on=on, lapses_on=until)
            for place, one in enumerate(asked, start=1)
        )
        kind = _kind(row.record.committee_id, row.body, joint=True)
        if row.body is None and row.proposer_kind_id != kind.pk:
            Proposal.objects.filter(pk=pk).update(proposer_kind=kind)
        words = f"{by.actor.name}邀请您联名提案《{row.record.title}》，请在{until}前答复。"
        tell(by, row.record, words, people=[one.pk for one in asked])
    return row


def _asked(row: Proposal, people: Sequence[Person]) -> list[Person]:
    if any(one.pk == row.proposer_id for one in people):
        raise Refused("第一提案人不必邀请，请从联名人中去掉。")
    known = set(
        Cosigner.objects.filter(record=row.pk, struck_at=None).values_list("person", flat=True)
    )
    twice = [one.name for one in people if one.pk in known]
    if twice:
        raise Refused(f"{'、'.join(twice)}已经邀请过，请从联名人中去掉。")
    if not people:
        raise Refused("请写明邀请哪些委员联名。")
    return list(people)


def _last_order(pk: int) -> int:
    orders = Cosigner.objects.filter(record=pk).order_by("-order").values_list("order", flat=True)
    return orders.first() or 0


def _days(row: Proposal) -> int:
    rule = row.record.rulebook or in_force(row.record.committee_id, today())
    return int(provision(rule, "proposals.invitation_days"))


def answer(by: By, invitation: Cosigner, *, agreed: bool, on: date) -> Cosigner:
    """联名 or 谢绝, by who was invited, before the invitation lapses and the proposal is sent in.

    Raises Refused for others, twice, and too late.
    """
    with transaction.atomic():
        record: Record = lock(invitation.record_id)
        row = Cosigner.objects.select_related("person").get(pk=invitation.pk)
        if row.person_id != by.actor.person:
            raise Refused("只有受邀委员本人可以答复联名邀请。")
        if row.signed_on or row.declined_on:
            raise Refused("您已经答复过这份联名邀请。")
        if record.state != CaseState.DRAFT or (row.lapses_on and on > row.lapses_on):
            raise Refused("这份联名邀请已过期，或提案已经提交。")
        columns = {"signed_on": on} if agreed else {"declined_on": on}
        Cosigner.objects.filter(pk=row.pk).update(**columns)
        label = "同意联名" if agreed else "谢绝联名"
        leave_trail(record, by, move="cosign", label=label, on=on, part=row)
        words = f"{by.actor.name}{label}《{record.title}》。"
        tell(by, record, words, people=authors_of(record.pk))
    return Cosigner.objects.get(pk=row.pk)


def _lapse(pk: int, on: date) -> list[int]:
    """Invitations without an answer are over; gives who had one that still ran."""
    waiting = Cosigner.objects.filter(record=pk, struck_at=None, invited_on__isnull=False)
    waiting = waiting.filter(signed_on=None, declined_on=None)
    ran = [one.person_id for one in waiting if one.lapses_on is None or one.lapses_on >= on]
    waiting.update(struck_at=timezone.now(), lapses_on=on)
    return [person for person in ran if person]


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
    of the day, the receipt number is given, and the office and all who signed are told."""
    with transaction.atomic():
        hold(pk)
        row = Proposal.objects.select_related("record").get(pk=pk)
        lapsed = _lapse(pk, on)
        columns, registers = _dated(row, on)
        sent = cases.submit(by, pk, on=on, reason=reason, columns=columns, record_columns=registers)
        number = sent.receipt_number
        told = f"《{sent.record.title}》已提交，收件号{number}。"
        tell(by, sent.record, told, people=[*signers_of(pk), *authors_of(pk)])
        tell(by, sent.record, f"收到提案{number}《{sent.record.title}》，待审查。", desk="提案")
        over = f"邀请您联名的《{sent.record.title}》已提交，您没有答复的邀请随之失效。"
        tell(by, sent.record, over, people=lapsed)
    return sent


def _dated(row: Proposal, on: date) -> tuple[dict[str, Any], dict[str, Any]]:
    """A draft begun before the plenary and sent in after it is of the day it is sent in."""
    committee = row.record.committee_id
    if row.submitted_on or (session := session_on(committee, on)) is None:
        return {}, {}
    columns = {"timing": timing_on(session, on)}
    return columns, {"session": session, "rulebook": in_force(committee, on)}


def signers_of(pk: int) -> list[int]:
    """Who co-signed a proposal, by pk."""
    rows = Cosigner.objects.filter(record=pk, struck_at=None, signed_on__isnull=False)
    return [one for one in rows.values_list("person", flat=True) if one]


def authors_of(pk: int) -> list[int]:
    """Who answers for a proposal: the first proposer, or the conveners of the proposing body today."""
    row = Proposal.objects.get(pk=pk)
    if row.proposer_id:
        return [row.proposer_id]
    if row.body is None:
        return []
    held = row.body.offices.filter(in_force_on(today()), role=Role.CONVENER, struck_at=None)
    return sorted(set(held.values_list("person", flat=True)))
