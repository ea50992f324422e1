"""Reads of what follows: key proposals, supervision, consultations, look-backs."""

from __future__ import annotations

from typing import Any

from django.db.models import F, Q, QuerySet

from jianyan.ground.models import BodyKind
from jianyan.kernel.scope import Scope
from jianyan.records.proposals.cases.queries import known
from jianyan.records.proposals.replies.models import ReplyClass

from .models import KeyLeader, KeyProposal, LookBack, OverdueConsultation, Supervision


def keys(scope: Scope) -> QuerySet[Any]:
    """Choices of key proposals not dropped by the cut-off."""
    kept = Q(ended_on__isnull=True) | Q(ended_on__gt=scope.known_until)
    return KeyProposal.objects.standing().filter(kept)


def keys_led_by_council(scope: Scope) -> QuerySet[Any]:
    """Key proposals led by somebody who on that day belonged to the chairperson's council."""
    membership = "person__memberships__"
    until = Q(**{f"{membership}until__isnull": True}) | Q(**{f"{membership}until__gte": F("on")})
    led = known(KeyLeader.objects.standing(), scope).filter(
        Q(ended_on__isnull=True) | Q(ended_on__gt=scope.known_until),
        until,
        **{
            f"{membership}body__kind": BodyKind.COUNCIL,
            f"{membership}struck_at__isnull": True,
            f"{membership}since__lte": F("on"),
        },
    )
    return keys(scope).filter(pk__in=led.values("choice"))


def supervisions(scope: Scope) -> QuerySet[Any]:
    return Supervision.objects.standing()


def consultations(scope: Scope) -> QuerySet[Any]:
    return OverdueConsultation.objects.standing()


def look_backs(scope: Scope) -> QuerySet[Any]:
    return LookBack.objects.standing()


def is_really_done(scope: Scope) -> Q:
    """A reply (by its class) that a look-back by the cut-off found really carried out."""
    found = known(look_backs(scope), scope).filter(solved=True)
    return Q(reply__in=found.values("reply"))


def is_turned(scope: Scope) -> Q:
    """A tracked reply that by the cut-off was found solved or moved to a class that is."""
    moved = known(ReplyClass.objects.standing(), scope).filter(solved=True)
    return is_really_done(scope) | Q(reply__in=moved.values("reply"))


def keys_listed() -> QuerySet[Any]:
    """Key proposals with what a list shows."""
    rows = KeyProposal.objects.standing().select_related("record")
    return rows.prefetch_related("leaders__person")


def leaders_of(row: KeyProposal) -> str:
    """Who leads a key proposal now."""
    led = [one for one in row.leaders.all() if one.struck_at is None and one.ended_on is None]
    return "、".join(f"{one.rank}{one.person}" for one in led)


def supervisions_listed() -> QuerySet[Any]:
    return Supervision.objects.standing().select_related("record", "how", "leader")


def consultations_listed() -> QuerySet[Any]:
    return OverdueConsultation.objects.standing().select_related("record")


def look_backs_listed() -> QuerySet[Any]:
    return LookBack.objects.standing().select_related("record", "reply__task__unit")
