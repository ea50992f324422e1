"""From an account to an actor: the offices in force on a day."""

from __future__ import annotations

from datetime import date

from jianyan.kernel.rules import Actor, Held

from .models import Account, Body, Committee, Office, Oversight, Role
from .models.committees import in_force
from .register import today


def actor_of(account: Account, day: date | None = None) -> Actor:
    """The actor behind an account on a day (default today): one statement, more for a dispatcher."""
    day = day or today()
    if account.person_id is None:
        return Actor(day=day, account=account.pk, name=account.username)
    offices = Office.objects.filter(in_force(day), person=account.person_id, struck_at__isnull=True)
    rows = list(offices.values_list("role", "committee_id", "body_id", "desk", "person__name"))
    held = frozenset(Held(*row[:4]) for row in rows)
    dispatching = {h.body for h in held if h.role == Role.DISPATCHER and h.body}
    reach = overseen(dispatching, day) if dispatching else frozenset()
    return Actor(
        day=day,
        account=account.pk,
        person=account.person_id,
        held=held,
        reach=reach,
        # The name comes with the offices, so that most pages need no statement for it.
        name=rows[0][4] if rows else str(account),
    )


def overseen(dispatchers: set[int], day: date) -> frozenset[int]:
    """Ids of the units that dispatchers answer for on a day, through nested dispatchers too."""
    seen: set[int] = set()
    fresh = set(dispatchers)
    while fresh:
        below = Oversight.objects.filter(
            in_force(day), dispatcher__in=fresh, struck_at__isnull=True
        ).values_list("unit_id", flat=True)
        children = Body.objects.filter(in_force(day), parent__in=fresh).values_list("pk", flat=True)
        fresh = ({*below, *children}) - seen
        seen |= fresh
    return frozenset(seen)


def local_administrator() -> Actor:
    """The actor of the command line on the server itself: staff and administrator of every committee."""
    roles = (Role.ADMINISTRATOR, Role.STAFF, Role.LEADER)
    committees = Committee.objects.values_list("pk", flat=True)
    held = frozenset(Held(str(role), committee) for committee in committees for role in roles)
    return Actor(day=today(), held=held, name="本机管理员")
