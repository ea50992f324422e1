"""Telling people: notices of what has happened to a record, to those it concerns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from .models import Account, Notice, Office, Record, Role
from .models.committees import in_force
from .pages.places import url_of
from .register import By, today

ACTING = (Role.UNIT_OFFICER, Role.UNIT_LEADER)
"""The roles that act for a unit."""


def tell(
    by: By,
    record: Record,
    text: str,
    *,
    people: Iterable[int] = (),
    bodies: Iterable[int] = (),
    roles: Iterable[str] = ACTING,
    desk: str | None = None,
    key: str = "",
    may_object: bool = False,
) -> int:
    """Tell people by their pk, those who hold one of `roles` for `bodies`, and the staff of a desk.

    Whoever acts is not told of their own act. With `key` the same thing is told once. Gives how many
    were told.
    """
    told = set(people)
    found = set(bodies)
    if found or desk is not None:
        acting, staff = offices(today(), found, tuple(roles))
        told.update(*(acting[body] for body in found))
        if desk is not None:
            told |= staff[record.committee_id, ""] | staff[record.committee_id, desk]
    told.discard(by.actor.person or 0)
    rows = [
        _notice(person, record, text, key=key, may_object=may_object) for person in sorted(told)
    ]
    Notice.objects.bulk_create(rows, ignore_conflicts=bool(key))
    return len(rows)


def tell_each(by: By, said: Iterable[tuple[Record, str, Iterable[int]]]) -> int:
    """Tell people (by their pk) of many records, each of its own, in one statement; gives how many."""
    rows = [
        _notice(person, record, text)
        for record, text, people in said
        for person in sorted(set(people) - {by.actor.person})
    ]
    Notice.objects.bulk_create(rows)
    return len(rows)


def _notice(person: int, record: Record, text: str, **more: Any) -> Notice:
    return Notice(person_id=person, record=record, text=text[:300], url=url_of(record), **more)


def accounts() -> QuerySet[Account]:
    """Accounts in use: who has none is not told."""
    return Account.objects.filter(is_active=True, person__isnull=False)


def offices(
    day: date, bodies: set[int], roles: tuple[str, ...] = ACTING
) -> tuple[dict[int, set[int]], dict[tuple[int, str], set[int]]]:
    """People with an account and an office in force: by the body they act for, staff by committee and
    desk (of special committees only those with a desk)."""
    acting: dict[int, set[int]] = defaultdict(set)
    staff: dict[tuple[int, str], set[int]] = defaultdict(set)
    desks = Q(role=Role.STAFF) | Q(role=Role.COMMITTEE_STAFF) & ~Q(desk="")
    asked = desks | Q(role__in=roles, body__in=bodies)
    held: Any = Office.objects.filter(
        in_force(day), asked, struck_at__isnull=True, person__in=accounts().values("person")
    )
    for role, of, body, desk, person in held.values_list(
        "role", "committee_id", "body_id", "desk", "person_id"
    ):
        if role in (Role.STAFF, Role.COMMITTEE_STAFF):
            staff[of, desk].add(person)
        else:
            acting[body].add(person)
    return acting, staff
