"""Reads of cases, used by pages and figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet

from jianyan.ground.duedates import add_months
from jianyan.ground.models import Office, Record, Response, Role, Session, Suggestion, Visibility
from jianyan.ground.models.committees import in_force as in_force_on
from jianyan.ground.rulebook import in_force, provision
from jianyan.kernel.scope import Scope

from .models import Cosigner, Merge, PreReview, Proposal, Review, Timing

SOURCE = "proposal"
"""What ground's Suggestion calls a suggestion made in a proposal."""


def listed() -> QuerySet[Any]:
    """Rows with what a list shows."""
    return Proposal.objects.select_related(
        "record", "record__session__term", "proposer_kind", "proposer", "body", "local"
    )


def standing() -> QuerySet[Any]:
    """Cases that are not void."""
    return Proposal.objects.exclude(record__state="void")


def said_elsewhere(record: Record) -> str:
    """A case as the page of another one names it: whoever sees that page reads it, so that of a case
    kept inside the number alone is said."""
    open_ = record.visibility in (Visibility.MEMBERS, Visibility.PUBLIC)
    return str(record) if open_ else record.number


def leads_others(pks: Collection[int]) -> dict[int, str]:
    """Of the cases those that others are merged into, by pk, with why they cannot come to an end."""
    held = Merge.objects.filter(main__in=pks, struck_at=None, undone_on=None)
    counted = Counter(held.values_list("main", flat=True))
    return {
        pk: f"已有{count}件提案并入本案，请机关先撤销并案、另定主案，再办这一步。"
        for pk, count in counted.items()
    }


def within(rows: QuerySet[Any], scope: Scope, record: str = "record") -> QuerySet[Any]:
    """Facts of the scope's own committees: what a subquery looks through."""
    return rows.filter(**{f"{record}__committee__in": scope.committees})


def known(rows: QuerySet[Any], scope: Scope, on: str = "on") -> QuerySet[Any]:
    """Facts of the scope's committees that happened by the cut-off."""
    return within(rows, scope).filter(**{f"{on}__lte": scope.known_until})


def following(rows: QuerySet[Any], scope: Scope, on: str = "on") -> QuerySet[Any]:
    """Facts by the cut-off that can only follow a case's entering a calendar period: none of them
    is older than the period, which spares the look at earlier years."""
    found = known(rows, scope, on)
    return found if scope.period.session else found.filter(**{f"{on}__gte": scope.period.start})


def merges(scope: Scope) -> QuerySet[Any]:
    """Merges not undone by the cut-off."""
    kept = Q(undone_on__isnull=True) | Q(undone_on__gt=scope.known_until)
    return Merge.objects.standing().filter(kept)


def submitted(scope: Scope) -> QuerySet[Any]:
    """Every case that was sent in, whatever became of it."""
    return standing().filter(submitted_on__isnull=False)


def alive(scope: Scope) -> QuerySet[Any]:
    """Cases that by the cut-off were neither merged into another nor withdrawn."""
    kept = Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=scope.known_until)
    merged = known(merges(scope), scope)
    return standing().filter(kept).exclude(pk__in=merged.values("record"))


def filed(scope: Scope) -> QuerySet[Any]:
    return alive(scope).filter(filed_on__isnull=False)


def assigned(scope: Scope) -> QuerySet[Any]:
    return alive(scope).filter(assigned_on__isnull=False)


def is_filed(scope: Scope) -> Q:
    """Filed by the cut-off, and then neither merged nor withdrawn."""
    return Q(pk__in=following(filed(scope), scope, "filed_on").values("pk"))


def is_assigned(scope: Scope) -> Q:
    """Assigned by the cut-off."""
    return Q(assigned_on__lte=scope.known_until)


def not_filed(scope: Scope) -> QuerySet[Any]:
    return Review.objects.standing().filter(outcome=Review.Outcome.NOT_FILED)


def withdrawn(scope: Scope) -> QuerySet[Any]:
    return standing().filter(withdrawn_on__isnull=False)


def cosigned(scope: Scope) -> QuerySet[Any]:
    """Signatures under proposals that were sent in."""
    signed = Cosigner.objects.standing().filter(signed_on__isnull=False, person__isnull=False)
    return signed.filter(record__proposal__submitted_on__lte=scope.known_until)


def suggestions() -> QuerySet[Any]:
    """Numbered suggestions made in proposals."""
    return Suggestion.objects.standing().exclude(state="void").filter(source=SOURCE)


def suggestions_assigned(scope: Scope) -> QuerySet[Any]:
    """Suggestions of the assigned cases."""
    return suggestions().filter(record__in=within(assigned(scope), scope).values("pk"))


def taken(scope: Scope, *verdicts: str) -> QuerySet[Any]:
    """Responses to suggestions by the cut-off with one of the verdicts, none given later."""
    said = following(Response.objects.standing(), scope)
    later = Q(suggestion__responses__on__gt=F("on"), suggestion__responses__struck_at__isnull=True)
    later &= Q(suggestion__responses__on__lte=scope.known_until)
    return said.filter(verdict__in=verdicts).exclude(pk__in=said.filter(later).values("pk"))


def is_adopted(scope: Scope) -> Q:
    """A suggestion adopted as last answered by the cut-off."""
    return Q(pk__in=taken(scope, Response.Verdict.ADOPTED).values("suggestion"))


def has_adopted(scope: Scope) -> Q:
    """A case with a suggestion adopted in full or in part."""
    found = taken(scope, Response.Verdict.ADOPTED, Response.Verdict.PARTLY)
    return Q(pk__in=found.filter(suggestion__source=SOURCE).values("record"))


def session_on(committee: int, day: date) -> Session | None:
    """The session that a proposal sent in on a day belongs to: the coming one within the months
    before its opening that the rulebook says, else the last one opened."""
    early = add_months(day, provision(in_force(committee, day), "proposals.early_months"))
    rows = Session.objects.filter(term__committee=committee).select_related("term")
    coming = rows.filter(opens_on__gt=day, opens_on__lte=early).order_by("opens_on").first()
    return coming or rows.filter(opens_on__lte=day).order_by("-opens_on").first()


def timing_on(session: Session, day: date) -> str:
    """Plenary until the session's closing day for proposals (or its close), then between."""
    last = session.proposals_until or session.closes_on
    return Timing.PLENARY if day <= last else Timing.BETWEEN


def proposers_told(pks: Collection[int], day: date) -> dict[int, list[int]]:
    """Whom to tell of cases, by pk of the person: the first proposer, those who signed, and the
    conveners of a proposing body on the day."""
    found: dict[int, set[int]] = {pk: set() for pk in pks}
    bodies: dict[int, list[int]] = {}
    for pk, person, body in Proposal.objects.filter(pk__in=pks).values_list(
        "pk", "proposer", "body"
    ):
        if person:
            found[pk].add(person)
        elif body:
            bodies.setdefault(body, []).append(pk)
    signed = Cosigner.objects.standing().filter(record__in=pks, signed_on__isnull=False)
    for pk, person in signed.exclude(person=None).values_list("record", "person"):
        found[pk].add(person)
    held = Office.objects.filter(
        in_force_on(day), body__in=bodies, role=Role.CONVENER, struck_at__isnull=True
    )
    for body, person in held.values_list("body", "person"):
        for pk in bodies[body]:
            found[pk].add(person)
    return {pk: sorted(people) for pk, people in found.items()}


def prereviews(pks: Collection[int]) -> dict[int, dict[str, PreReview]]:
    """The opinions on cases before the decision, by case and stage: the last one of each stage."""
    rows = PreReview.objects.standing().filter(record__in=pks).order_by("on", "pk")
    found: dict[int, dict[str, PreReview]] = {pk: {} for pk in pks}
    for one in rows.select_related("cause", "main", "lead", "reviewer").prefetch_related("cos"):
        found[one.record_id].pop(one.stage, None)
        found[one.record_id][one.stage] = one
    return found


def opinion_of(said: Mapping[str, PreReview]) -> PreReview | None:
    """The opinion that goes on to the decision: that of the latest stage that gave one."""
    for stage in reversed(PreReview.Stage.values):
        if stage in said:
            return said[stage]
    return None
