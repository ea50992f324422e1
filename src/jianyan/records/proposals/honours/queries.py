"""Reads of honours, and the rows of the criteria by which they are chosen."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from jianyan.ground.models import Commitment, Office, Outcome, Role
from jianyan.kernel.scope import Scope
from jianyan.records.proposals.cases.models import Proposal
from jianyan.records.proposals.cases.queries import assigned, filed, known
from jianyan.records.proposals.followup.models import Achievement
from jianyan.records.proposals.ratings import queries as ratings
from jianyan.records.proposals.ratings.models import Rating
from jianyan.records.proposals.replies.models import Reply
from jianyan.records.proposals.replies.queries import answered, due, late, replies, solved
from jianyan.records.proposals.tasks.models import UnitTask
from jianyan.records.proposals.tasks.queries import answering
from jianyan.records.proposals.tasks.queries import counted as counted_contacts

from .models import Honour, HonourState

ACTING = (Role.UNIT_OFFICER, Role.UNIT_LEADER)


def listed() -> QuerySet[Any]:
    """Honours with what a list shows."""
    return Honour.objects.select_related("record__session__term", "record", "body", "person")


def open_ones() -> QuerySet[Any]:
    """Honours proposed or chosen, not taken back."""
    return listed().filter(record__state__in=(HonourState.PROPOSED, HonourState.CHOSEN))


def chosen(scope: Scope) -> QuerySet[Any]:
    """Honours chosen and not taken back by the cut-off."""
    kept = Q(taken_on__isnull=True) | Q(taken_on__gt=scope.known_until)
    rows = Honour.objects.exclude(record__state=HonourState.VOID)
    return rows.filter(kept, chosen_on__isnull=False)


def handled_by(tasks: QuerySet[Any], scope: Scope) -> QuerySet[Any]:
    """Tasks with `handler_of`: the code of the unit's person whom its last reply names as 经办人."""
    said = Reply.objects.filter(
        task=OuterRef("pk"), struck_at__isnull=True, on__lte=scope.known_until
    )
    named = tasks.annotate(
        handler_named=Subquery(said.order_by("-on", "-pk").values("handler")[:1])
    )
    held = Office.objects.filter(
        role__in=ACTING,
        body=OuterRef("unit"),
        person__name=OuterRef("handler_named"),
        struck_at__isnull=True,
    )
    found = held.order_by("since", "pk").values("person__code")[:1]
    return named.annotate(handler_of=Subquery(found))


def owed(scope: Scope) -> QuerySet[Any]:
    """Tasks that owe a reply, of cases that count as assigned."""
    rows = answering(scope).filter(record__in=assigned(scope).values("pk"))
    return handled_by(rows, scope)


def replied(scope: Scope) -> QuerySet[Any]:
    """Those of them replied to by the cut-off."""
    return owed(scope).filter(pk__in=replies(scope).values("task"))


def due_tasks(scope: Scope) -> QuerySet[Any]:
    """Those of them whose term has run out."""
    return owed(scope).filter(pk__in=due(scope).values("pk"))


def in_time(scope: Scope) -> Q:
    return ~Q(pk__in=late(scope).values("pk"))


def met(scope: Scope) -> Q:
    """A task whose own unit has had as many counted contacts as the case's rule asks for."""
    same = UnitTask.objects.filter(
        record__contacts__in=counted_contacts(scope).values("pk"), record__contacts__unit=F("unit")
    )
    times = same.order_by().values("pk").annotate(times=Count("record__contacts"))
    return Q(pk__in=times.filter(times__gte=F("record__proposal__contacts_required")).values("pk"))


def rated_tasks(scope: Scope) -> QuerySet[Any]:
    """Tasks of cases that count in the rates of satisfaction."""
    return owed(scope).filter(record__in=ratings.rated(scope).values("pk"))


def satisfied(scope: Scope) -> Q:
    found = Proposal.objects.filter(ratings.is_satisfied(scope))
    return Q(record__in=found.values("pk"))


def promises_due(scope: Scope) -> QuerySet[Any]:
    """Promises of units in replies to proposals whose day has passed."""
    rows = Commitment.objects.standing().filter(record__kind="proposals", unit__isnull=False)
    return rows.filter(due_on__lt=scope.known_until)


def kept(scope: Scope) -> Q:
    return Q(kept_on__lte=scope.known_until)


OWN = Q(proposer__isnull=False, body__isnull=True)
"""Proposals of a person's own, not handed in for a body."""


def own_filed(scope: Scope) -> QuerySet[Any]:
    return filed(scope).filter(OWN)


def own_answered(scope: Scope) -> QuerySet[Any]:
    return answered(scope).filter(OWN)


def rated_by_proposer(scope: Scope) -> Q:
    """A case that its first proposer has rated."""
    said = known(Rating.objects.standing(), scope)
    return Q(pk__in=said.filter(person=F("record__proposal__proposer")).values("record"))


def own_effective(scope: Scope) -> QuerySet[Any]:
    """Own proposals that came to something: replied to in a class that counts as solved, confirmed
    as achieved, or with a measured outcome."""
    found = Q(pk__in=solved(scope).values("record"))
    for fact, on in ((Achievement, "confirmed_on"), (Outcome, "on")):
        found |= Q(pk__in=known(fact.objects.standing(), scope, on).values("record"))
    return own_filed(scope).filter(found)
