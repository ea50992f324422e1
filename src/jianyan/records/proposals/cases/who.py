"""Who is what to a case: the rules that its charter, and those of the rooms above, are written with."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from jianyan.ground import rules
from jianyan.ground.models import Record, Role
from jianyan.kernel.rules import NOBODY, Actor, saying

from .models import CaseState as S
from .models import Cosigner, Merge, Proposal, Routing

UNREAD = (S.DRAFT, S.SUBMITTED, S.SENT_BACK, S.NOT_FILED, S.WITHDRAWN)


UNSENT = (S.DRAFT, S.VOID)
"""Where one's own proposal stands before it is sent in: being written, or thrown away."""


@saying("委员（已立案且对其公开）")
def fellow_members(actor: Actor) -> Q:
    """Members see what is open to them, once it is filed."""
    return rules.members(actor) & ~Q(record__state__in=UNREAD) & ~_unsent()


@saying("机关、领导、审计（提案者自撰的草稿除外）")
def readers(actor: Actor) -> Q:
    """Those who read all of the register, but for what a proposer is still writing or threw away."""
    return rules.readers(actor) & ~_unsent()


def _unsent() -> Q:
    return Q(record__state__in=UNSENT, own_hand=True, submitted_on=None)


@saying("第一提案人、提案单位召集人")
def authors(actor: Actor) -> Q:
    """Who writes the proposal and answers for it: the first proposer, who acts for the body."""
    if actor.person is None:
        return NOBODY
    bodies = sorted(actor.bodies(Role.CONVENER))
    own = Q(proposer=actor.person)
    return own | Q(body__in=bodies) if bodies else own


@saying("第一提案人、提案单位召集人（起草、退回修改时）")
def writing(actor: Actor) -> Q:
    """Who writes the proposal, while it is theirs to write."""
    return authors(actor) & Q(record__state__in=(S.DRAFT, S.SENT_BACK))


@saying("提案者")
def proposers(actor: Actor) -> Q:
    """The first proposer, those who co-signed, and who acts for a proposing body."""
    if actor.person is None:
        return NOBODY
    return authors(actor) | Q(pk__in=_co_signed(actor.person))


def _co_signed(person: int) -> QuerySet[Any]:
    """The keys of the cases that a person was asked to co-sign and did not decline."""
    signed = Cosigner.objects.filter(person=person, struck_at=None, declined_on=None)
    return signed.values("record")


@saying("已联名的委员")
def signers(actor: Actor) -> Q:
    """Who signed the proposal with the first proposer."""
    if actor.person is None:
        return NOBODY
    signed = Cosigner.objects.standing().filter(person=actor.person, signed_on__isnull=False)
    return Q(pk__in=signed.values("record"))


def handled_by(units: frozenset[int], actor: Actor) -> Q:
    """Cases with a task of one of the units, in force today."""
    if not units:
        return NOBODY
    kept = Q(unittasks__ended_on__isnull=True) | Q(unittasks__ended_on__gt=actor.day)
    tasks = Record.objects.filter(
        kept, unittasks__unit__in=sorted(units), unittasks__struck_at__isnull=True
    )
    return Q(pk__in=tasks.values("pk"))


@saying("承办单位")
def units(actor: Actor) -> Q:
    return handled_by(actor.bodies(Role.UNIT_OFFICER, Role.UNIT_LEADER), actor)


@saying("归口交办机构")
def dispatchers(actor: Actor) -> Q:
    return handled_by(actor.reach, actor)


@saying("已转送的归口交办机构")
def routed(actor: Actor) -> Q:
    """Cases passed to a dispatcher that the actor acts for, or to one below it."""
    own = actor.bodies(Role.DISPATCHER)
    if not own:
        return NOBODY
    rows = Routing.objects.filter(
        dispatcher__in=sorted(own | actor.reach), ended_on=None, struck_at=None
    )
    return Q(pk__in=rows.values("record"))


@saying("提案者（含并入本案的）")
def rated_by(actor: Actor) -> Q:
    """Who reads the reply and may rate it: the proposers, and those of the cases merged into it."""
    if actor.person is None:
        return NOBODY
    # Each asked of its own index: as alternatives of one question, all proposals would be gone through.
    own = Proposal.objects.filter(authors(actor)).values("pk")
    theirs = Q(record__in=own) | Q(record__in=_co_signed(actor.person))
    merges = Merge.objects.filter(theirs, undone_on=None, struck_at=None)
    return proposers(actor) | Q(pk__in=merges.values("main"))


@saying("主案的承办单位、交办机构（并案的）")
def handling_main(actor: Actor) -> Q:
    """Cases merged into one that is for the actor to handle or to assign: each of them has a reply of its
    own, which nobody writes who has not read it."""
    if not actor.bodies(Role.UNIT_OFFICER, Role.UNIT_LEADER, Role.DISPATCHER):
        return NOBODY
    mains = Proposal.objects.filter(units(actor) | dispatchers(actor) | routed(actor))
    merges = Merge.objects.filter(main__in=mains.values("pk"), undone_on=None, struck_at=None)
    return Q(pk__in=merges.values("record"))
