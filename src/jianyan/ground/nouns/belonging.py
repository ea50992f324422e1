"""Members and what they belong to, as of a day: reads for the list, the form and the change of term."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Prefetch, QuerySet

from jianyan.ground.models import Body, BodyKind, Membership, Office, Person, Role
from jianyan.ground.register import today


def asked_on(row: Membership) -> date:
    """The day as of which the rest is asked: today, or the last day of what has ended."""
    return min(today(), row.until) if row.until else max(today(), row.since)


def belonging(row: Membership, kind: str, on: date | None = None) -> list[Body]:
    """The bodies of a kind to which a member belongs as of a day, each once: one may be in a body
    twice, as its member and in its lead."""
    on = on or asked_on(row)
    held = [
        one
        for one in _memberships(row.person)
        if one.body.kind == kind and one.since <= on and (one.until is None or one.until >= on)
    ]
    held.sort(key=lambda one: (one.body.order, one.body.code))
    return list(dict.fromkeys(one.body for one in held))


def _memberships(person: Person) -> list[Membership]:
    found: list[Membership] | None = getattr(person, "belongs", None)
    return list(_belongs().filter(person=person)) if found is None else found


def _belongs() -> QuerySet[Membership]:
    return Membership.objects.filter(struck_at__isnull=True).select_related("body")


def listed() -> QuerySet[Any]:
    """Members with all their memberships and offices: two statements more, however many."""
    offices = Office.objects.filter(struck_at__isnull=True).select_related("body")
    return (
        Membership.objects.filter(body__kind=BodyKind.MEMBERS)
        .select_related("person", "body")
        .prefetch_related(
            Prefetch("person__memberships", queryset=_belongs(), to_attr="belongs"),
            Prefetch("person__offices", queryset=offices.order_by("since", "pk"), to_attr="held"),
        )
    )


def joined(kind: str) -> Any:
    """A column: the bodies of a kind."""
    return lambda row: "、".join(str(one) for one in belonging(row, kind))


def offices_of(row: Membership, on: date | None = None) -> str:
    """The offices as of the day, besides being a member."""
    on = on or asked_on(row)
    held = getattr(row.person, "held", None)
    if held is None:
        held = Office.objects.filter(person=row.person, struck_at__isnull=True)
    names = [
        one.title or one.get_role_display()
        for one in held
        if one.role != Role.MEMBER and one.since <= on and (one.until is None or one.until >= on)
    ]
    return "、".join(dict.fromkeys(names))
