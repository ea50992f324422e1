"""Reads of responsibilities, used by pages and figures."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Case, CharField, F, Q, QuerySet, Value, When
from django.db.models.functions import Cast, Concat

from jianyan.ground.days import said_day
from jianyan.ground.models import BodyKind, Membership
from jianyan.ground.models.committees import in_force
from jianyan.kernel.scope import Scope

from .models import Duty, DutyNote, Patrol

LEADERS = ("sector", "member_group")


# lists


def listed() -> QuerySet[Any]:
    """Responsibilities with what a list shows."""
    return Duty.objects.select_related("record", "sort", "person", "team", "body", "counterpart")


def patrols_listed() -> QuerySet[Any]:
    """Shifts with what a list shows."""
    return Patrol.objects.standing().select_related("record__duty", "shift")


def notes_listed() -> QuerySet[Any]:
    """Dated notes with what a list shows."""
    return DutyNote.objects.standing().select_related("record")


def outside(duty: Duty, day: date) -> str:
    """Why a day cannot be one of a responsibility's, in words; empty when it can."""
    if day < duty.since:
        return f"{said_day(day)}早于起始日期{said_day(duty.since)}，请改正。"
    if duty.until and day > duty.until:
        return f"{said_day(day)}晚于结束日期{said_day(duty.until)}，请改正。"
    return ""


# answering for places


def duties(scope: Scope) -> QuerySet[Any]:
    """All responsibilities but void ones."""
    return Duty.objects.exclude(record__state="void")


def _of(scope: Scope, *codes: str) -> QuerySet[Any]:
    """Responsibilities of the sorts named, or of a sort right below one of them."""
    return duties(scope).filter(Q(sort__code__in=codes) | Q(sort__parent__code__in=codes))


def _named(rows: QuerySet[Any]) -> QuerySet[Any]:
    """With the short name of the body (新河), since reports write 办事处 or 社区 after it."""
    shown = Case(When(body__short="", then=F("body__name")), default=F("body__short"))
    return rows.annotate(place=shown)


def streets(scope: Scope) -> QuerySet[Any]:
    return _named(_of(scope, "street").filter(body__isnull=False))


def communities(scope: Scope) -> QuerySet[Any]:
    return _named(_of(scope, "community").filter(body__isnull=False))


def compounds(scope: Scope) -> QuerySet[Any]:
    return _of(scope, "compound")


def enterprises(scope: Scope) -> QuerySet[Any]:
    return _of(scope, "enterprise")


def posts(scope: Scope) -> QuerySet[Any]:
    """Responsibilities with a post at which shifts are kept."""
    return duties(scope).exclude(post="")


def patrols(scope: Scope) -> QuerySet[Any]:
    return Patrol.objects.standing()


# keeping in touch


def _people(scope: Scope, kind: str, **body: str) -> QuerySet[Any]:
    """Who belongs to a body of a kind on the last day."""
    said = {f"body__{name}": value for name, value in body.items()}
    rows = Membership.objects.filter(
        in_force(scope.last_day), body__kind=kind, struck_at__isnull=True, **said
    )
    return rows.values("person")


def led(scope: Scope) -> QuerySet[Any]:
    """Liaison of those who are then in the leading party group: with sectors and member groups."""
    return _of(scope, *LEADERS).filter(person__in=_people(scope, BodyKind.PARTY_GROUP))


def led_sectors(scope: Scope) -> QuerySet[Any]:
    return led(scope).filter(body__kind=BodyKind.SECTOR)


def led_groups(scope: Scope) -> QuerySet[Any]:
    return led(scope).filter(body__kind=BodyKind.MEMBER_GROUP)


def pairs(scope: Scope) -> QuerySet[Any]:
    """Party members with members outside the party; both sides as they stand on the last day."""
    members = _people(scope, BodyKind.MEMBERS)
    communists = _people(scope, BodyKind.PARTY, code="cpc")
    return (
        _of(scope, "non_party_member")
        .filter(person__in=members, counterpart__in=members)
        .filter(person__in=communists)
        .exclude(counterpart__in=communists)
    )


def linked_to_cells(scope: Scope) -> QuerySet[Any]:
    """People linked to a party group of members."""
    return _of(scope, "party_cell").filter(person__isnull=False)


def households(scope: Scope) -> QuerySet[Any]:
    """Pairings with households. A code belongs to its committee: two may use the same one."""
    committee = Cast("record__committee_id", CharField())
    return (
        _of(scope, "household")
        .exclude(code="")
        .annotate(household=Concat(committee, Value("/"), "code"))
    )
