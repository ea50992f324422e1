"""邀请联名: each is told, and answers alone until the invitation lapses."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from jianyan.ground import clocks
from jianyan.ground.actors import local_administrator
from jianyan.ground.clocks import Term
from jianyan.ground.days import said_day
from jianyan.ground.duedates import Rule
from jianyan.ground.models import Clock, Office, Person, Record, Role
from jianyan.ground.models.committees import in_force as in_force_on
from jianyan.ground.register import By, leave_trail, lock, move, today
from jianyan.ground.reminders import Reminding, remind
from jianyan.ground.rulebook import in_force, provision
from jianyan.ground.telling import tell
from jianyan.ground.ticking import task as ticking
from jianyan.kernel.charter import action
from jianyan.kernel.errors import Refused
from jianyan.records.proposals.cases.charter import CASES
from jianyan.records.proposals.cases.models import CaseState, Cosigner, Proposal
from jianyan.records.proposals.cases.proposing import kind_of_proposer

CLOCK = "invitation"


@action(CASES, "invite")
def invite(
    by: By, pk: int, *, on: date, reason: str = "", people: Sequence[Person] = ()
) -> Proposal:
    """邀请联名: each is told, and answers until the invitation lapses. Raises Refused for oneself, for
    somebody who was asked already, and for who is no member on the day."""
    with transaction.atomic():
        row: Proposal = move(CASES, "invite", by, pk, on=on, reason=reason)
        asked = _asked(row, people, on)
        last = _last_order(pk)
        until = on + timedelta(days=_days(row))
        rows = Cosigner.objects.bulk_create(
            Cosigner(record_id=pk, person=one, order=last + place, invited_on=on, lapses_on=until)
            for place, one in enumerate(asked, start=1)
        )
        rule = Rule("days", _days(row), rolls=False)
        terms = [Term(CLOCK, "邀请联名", on, rule, one) for one in rows]
        clocks.start(clocks.calendar_of(row.record.committee_id), row.record, terms)
        if row.body is None:
            kind = kind_of_proposer(row.record.committee_id, None, on, joint=True)
            Proposal.objects.filter(pk=pk).update(proposer_kind=kind)
        words = (
            f"{by.actor.name}邀请您联名提案《{row.record.title}》，请在{said_day(until)}前答复。"
        )
        tell(by, row.record, words, people=[one.pk for one in asked])
    return row


def not_members(committee: int, people: Collection[int | None], on: date) -> set[int | None]:
    """Of people, those who are no members of the committee on a day: they neither propose nor sign."""
    held = Office.objects.filter(
        in_force_on(on), committee=committee, role=Role.MEMBER, person__in=people, struck_at=None
    )
    return {*people} - {*held.values_list("person", flat=True)}


def _asked(row: Proposal, people: Sequence[Person], on: date) -> list[Person]:
    if any(one.pk == row.proposer_id for one in people):
        raise Refused("第一提案人不必邀请，请从联名人中去掉。")
    known = set(
        Cosigner.objects.filter(record=row.pk, struck_at=None).values_list("person", flat=True)
    )
    twice = [one.name for one in people if one.pk in known]
    if twice:
        raise Refused(f"{'、'.join(twice)}已经邀请过，请从联名人中去掉。")
    others = not_members(row.record.committee_id, [one.pk for one in people], on)
    if names := [one.name for one in people if one.pk in others]:
        raise Refused(f"{'、'.join(names)}现不是本级委员，不能联名，请从联名人中去掉。")
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
        if row.person_id is None or row.person_id != by.actor.person:
            raise Refused("只有受邀委员本人可以答复联名邀请。")
        if row.signed_on or row.declined_on:
            raise Refused("您已经答复过这份联名邀请。")
        if record.state != CaseState.DRAFT or (row.lapses_on and on > row.lapses_on):
            raise Refused("这份联名邀请已过期，或提案已经提交。")
        if agreed and not_members(record.committee_id, [row.person_id], on):
            raise Refused("您现在不是本级委员，不能联名；请与提案委联系。")
        columns = {"signed_on": on} if agreed else {"declined_on": on}
        Cosigner.objects.filter(pk=row.pk).update(**columns)
        label = "同意联名" if agreed else "谢绝联名"
        clocks.meet(record.pk, CLOCK, on, row.pk)
        leave_trail(record, by, move="cosign", label=label, on=on, part=row)
        words = f"{by.actor.name}{label}《{record.title}》。"
        tell(by, record, words, people=authors_of(record.pk))
    return Cosigner.objects.get(pk=row.pk)


def lapse(pk: int, on: date) -> list[int]:
    """Invitations without an answer are over; gives who had one that still ran."""
    waiting = Cosigner.objects.filter(record=pk, struck_at=None, invited_on__isnull=False)
    waiting = waiting.filter(signed_on=None, declined_on=None)
    ran = [one.person_id for one in waiting if one.lapses_on is None or one.lapses_on >= on]
    waiting.update(struck_at=timezone.now(), lapses_on=on)
    clocks.end(pk, on, kinds=(CLOCK,))
    return [person for person in ran if person]


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


@ticking("invitations")
def end_lapsed() -> int:
    """Invitations whose last day is over without an answer: the proposer is told, and may ask again."""
    day, by = today(), By(local_administrator())
    over = Cosigner.objects.filter(
        lapses_on__lt=day, struck_at=None, signed_on=None, declined_on=None, record__state="draft"
    )
    found = list(over.select_related("record", "person").order_by("pk"))
    for one in found:
        words = f"{one.person}没有在{said_day(one.lapses_on)}前答复《{one.record.title}》的联名邀请，邀请已失效。"
        tell(by, one.record, words, people=authors_of(one.record_id))
        clocks.end(one.record_id, day, one.pk, (CLOCK,))
    Cosigner.objects.filter(pk__in=[one.pk for one in found]).update(struck_at=timezone.now())
    return len(found)


def invited_of(found: Collection[Clock]) -> Mapping[int, list[int]]:
    """Who was invited, by the clock."""
    rows = Cosigner.objects.filter(pk__in={clock.part_id for clock in found})
    people = dict(rows.exclude(person=None).values_list("pk", "person_id"))
    known = {clock.pk: people.get(clock.part_id or 0) for clock in found}
    return {pk: [person] for pk, person in known.items() if person}


remind(
    Reminding(
        clock=CLOCK, what="联名答复", desk="", people=invited_of, states=("draft",), after=False
    )
)
