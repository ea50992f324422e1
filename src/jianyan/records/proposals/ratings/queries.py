"""Reads of ratings, used by pages and figures."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from jianyan.kernel.scope import Scope
from jianyan.records.proposals.cases.queries import assigned, following, known

from .models import Rating, RatingObjection, Rehandling

SATISFIED = ("very_satisfied", "satisfied")
BASICALLY = ("basically", "understood")


def listed() -> QuerySet[Any]:
    """Rows with what a list shows."""
    return Rating.objects.standing().select_related(
        "record", "person", "body", "attitude", "result"
    )


def ratings(scope: Scope) -> QuerySet[Any]:
    return Rating.objects.standing()


def counted(scope: Scope) -> QuerySet[Any]:
    """Counted ratings by the cut-off that nobody had objected to by then."""
    objected = known(RatingObjection.objects.standing(), scope).values("rating")
    return following(ratings(scope), scope).filter(counted=True).exclude(pk__in=objected)


def last_counted(scope: Scope) -> QuerySet[Any]:
    """The one rating that speaks for each case: the last counted one by the cut-off."""
    rows = counted(scope)
    later = Q(on__gt=OuterRef("on")) | Q(on=OuterRef("on"), pk__gt=OuterRef("pk"))
    return rows.filter(~Exists(rows.filter(later, record=OuterRef("record"))))


def rated(scope: Scope) -> QuerySet[Any]:
    """Assigned cases with a counted rating, and all where the rulebook takes all for the base."""
    found = Q(pk__in=counted(scope).values("record")) | Q(rates_over="all")
    return assigned(scope).filter(found)


def is_satisfied(scope: Scope) -> Q:
    return _judged(scope, SATISFIED)


def is_basically(scope: Scope) -> Q:
    return _judged(scope, BASICALLY)


def is_unsatisfied(scope: Scope) -> Q:
    return _judged(scope, ("unsatisfied",))


def _judged(scope: Scope, codes: tuple[str, ...]) -> Q:
    return Q(pk__in=last_counted(scope).filter(result__code__in=codes).values("record"))


def rehandled(scope: Scope) -> QuerySet[Any]:
    return Rehandling.objects.standing()


def has_rating(scope: Scope) -> QuerySet[Any]:
    """Assigned cases with a counted rating, whatever the rulebook takes for the base."""
    return assigned(scope).filter(pk__in=counted(scope).values("record"))


def rehandlings() -> QuerySet[Any]:
    """Second handlings with what a list shows."""
    return Rehandling.objects.standing().select_related("record", "task__unit")
