"""Reads of suggestions and of what became of them, used by pages and figures.

What became of a suggestion by the cut-off is asked of the dated facts, grouped once per suggestion.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import (
    Case,
    F,
    IntegerField,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)

from jianyan.ground.models import (
    Commitment,
    Instruction,
    Outcome,
    Response,
    Settlement,
    Suggestion,
    SuggestionState,
    Trail,
)
from jianyan.kernel.scope import Scope

from .models import COLLECTED

DRAFT = "draft"
"""The state of whatever is still being written, in every kind that is written."""
DONE = (Settlement.Verdict.SAID_DONE, Settlement.Verdict.CONFIRMED)


def listed() -> QuerySet[Any]:
    """Suggestions with what a list shows; `done_on` is the day they were first done."""
    done = Settlement.objects.filter(
        struck_at__isnull=True, verdict__in=DONE, suggestion=OuterRef("pk")
    ).order_by("on")
    rows = Suggestion.objects.filter(struck_at__isnull=True)
    return rows.select_related("record", "place", "unit").annotate(
        done_on=Subquery(done.values("on")[:1])
    )


def overdue(day: date) -> Q:
    """Suggestions past their due day that nobody has said are done."""
    done = (SuggestionState.SAID_DONE, SuggestionState.CONFIRMED, SuggestionState.VOID)
    return Q(due_on__lt=day) & ~Q(state__in=done)


def listed_responses() -> QuerySet[Any]:
    return _facts(Response).select_related("unit")


def listed_settlements() -> QuerySet[Any]:
    return _facts(Settlement)


def listed_commitments() -> QuerySet[Any]:
    return _facts(Commitment).select_related("unit")


def listed_outcomes() -> QuerySet[Any]:
    return _facts(Outcome).select_related("item")


def listed_instructions() -> QuerySet[Any]:
    rows: QuerySet[Any] = Instruction.objects.filter(struck_at__isnull=True)
    return rows.select_related("record", "person")


def _facts(model: Any) -> QuerySet[Any]:
    rows: QuerySet[Any] = model.objects.filter(struck_at__isnull=True)
    return rows.select_related("record", "suggestion__record")


def standing() -> QuerySet[Any]:
    """Suggestions and problems that are not void, of records that are not."""
    return Suggestion.objects.standing().exclude(state=SuggestionState.VOID)


def raised() -> QuerySet[Any]:
    """Those of them that were raised: what stands in a draft was not yet."""
    return standing().exclude(record__state=DRAFT)


def standing_state(row: Suggestion) -> str:
    """The state that the standing facts of a suggestion say it is in.

    The last settlement speaks, unless the suggestion was taken in hand since (after a dispute on the
    same day too); then that it was taken in hand, that it was answered, sent, raised.
    """
    last = row.settlements.filter(struck_at__isnull=True).order_by("on", "pk").last()
    steps = Trail.objects.filter(record=row.record_id, part_id=row.pk, move="take_in_hand")
    taken = steps.filter(target=SuggestionState.IN_HAND).order_by("on", "pk").last()
    if last and taken and last.verdict == Settlement.Verdict.DISPUTED and taken.on >= last.on:
        return SuggestionState.IN_HAND
    if last and not (taken and taken.on > last.on):
        return str(last.verdict)
    if taken:
        return SuggestionState.IN_HAND
    if row.responses.filter(struck_at__isnull=True).exists():
        return SuggestionState.ANSWERED
    return SuggestionState.SENT if row.sent_on else SuggestionState.RAISED


def opinions(scope: Scope) -> QuerySet[Any]:
    """意见: what was collected on visits, at meetings and by briefs, suggestions and problems alike."""
    return raised().filter(source__in=COLLECTED)


def opinions_settled(scope: Scope) -> QuerySet[Any]:
    return _among(opinions(scope), settled(scope))


def opinions_settled_in_time(scope: Scope) -> QuerySet[Any]:
    return _among(opinions(scope), settled(scope, Q(on__lte=F("suggestion__due_on"))))


def opinions_disputed(scope: Scope) -> QuerySet[Any]:
    return _among(opinions(scope), disputed(scope))


def suggested(scope: Scope) -> QuerySet[Any]:
    """建议 proper, from any source, without problems collected."""
    return raised().filter(nature=Suggestion.Nature.SUGGESTION)


def responded(scope: Scope) -> QuerySet[Any]:
    return _among(suggested(scope), with_verdict(scope, *Response.Verdict.values))


def adopted(scope: Scope) -> QuerySet[Any]:
    return _among(suggested(scope), with_verdict(scope, Response.Verdict.ADOPTED))


def adopted_in_part(scope: Scope) -> QuerySet[Any]:
    """Adopted in part by one body, and wholly by none."""
    return _among(
        suggested(scope),
        with_verdict(scope, Response.Verdict.PARTLY),
        none_of=with_verdict(scope, Response.Verdict.ADOPTED),
    )


def not_adopted(scope: Scope) -> QuerySet[Any]:
    """Answered, and adopted by nobody, not even in part."""
    some = (Response.Verdict.ADOPTED, Response.Verdict.PARTLY)
    return _among(
        suggested(scope),
        with_verdict(scope, Response.Verdict.NOT),
        none_of=with_verdict(scope, *some),
    )


def _among(
    rows: QuerySet[Any], ids: QuerySet[Any], none_of: QuerySet[Any] | None = None
) -> QuerySet[Any]:
    """The rows whose ids are among those found (and not among others).

    Told as a case: as a plain condition on the key, SQLite without statistics looks each id up
    once per record of the committee.
    """
    found = Q(pk__in=ids) if none_of is None else Q(pk__in=ids) & ~Q(pk__in=none_of)
    told = Case(When(found, then=Value(1)), default=Value(0), output_field=IntegerField())
    return rows.alias(told=told).filter(told=1)


def settled(scope: Scope, in_time: Q | None = None) -> QuerySet[Any]:
    """Ids of suggestions done by the cut-off and not disputed since (a dispute of that day counts).

    `in_time` narrows the settlements that may count as done.
    """
    kept = Q(disputed_on__isnull=True) | Q(disputed_on__lt=F("done_on"))
    return _ends(scope, in_time or Q()).filter(kept, done_on__isnull=False).values("suggestion")


def disputed(scope: Scope) -> QuerySet[Any]:
    """Ids of suggestions whose last settlement by the cut-off is a dispute."""
    last = Q(done_on__isnull=True) | Q(done_on__lte=F("disputed_on"))
    return _ends(scope, Q()).filter(last, disputed_on__isnull=False).values("suggestion")


def _ends(scope: Scope, in_time: Q) -> QuerySet[Any]:
    """Per suggestion raised in the period, the last days it was done and was disputed."""
    return (
        Settlement.objects.filter(struck_at__isnull=True, on__lte=scope.known_until)
        .filter(**_raised_in(scope))
        .values("suggestion")
        .annotate(
            done_on=Max("on", filter=Q(verdict__in=DONE) & in_time),
            disputed_on=Max("on", filter=Q(verdict=Settlement.Verdict.DISPUTED)),
        )
    )


def with_verdict(scope: Scope, *verdicts: str) -> QuerySet[Any]:
    """Ids of suggestions that some body answered so by the cut-off."""
    return Response.objects.filter(
        struck_at__isnull=True, on__lte=scope.known_until, verdict__in=verdicts, **_raised_in(scope)
    ).values("suggestion")


def _raised_in(scope: Scope) -> dict[str, Any]:
    return {
        "record__committee__in": scope.committees,
        "suggestion__raised_on__gte": scope.period.start,
        "suggestion__raised_on__lte": scope.last_day,
    }


def commitments(scope: Scope) -> QuerySet[Any]:
    """Promises made on standing records, and on suggestions that are not void."""
    return Commitment.objects.standing().exclude(suggestion__state=SuggestionState.VOID)


def commitments_kept(scope: Scope) -> QuerySet[Any]:
    return commitments(scope).filter(kept_on__lte=scope.known_until)


def outcomes(scope: Scope) -> QuerySet[Any]:
    """Measured results."""
    return Outcome.objects.standing().exclude(suggestion__state=SuggestionState.VOID)


def outcomes_of_the_period(scope: Scope) -> QuerySet[Any]:
    """Results measured within the period: a value (a distance) is read of one year's work."""
    return outcomes(scope).filter(on__gte=scope.period.start)


def instructions(scope: Scope) -> QuerySet[Any]:
    return Instruction.objects.standing()
