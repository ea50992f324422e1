"""Reads of opinion briefs, used by pages and figures."""

from __future__ import annotations

from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from jianyan.ground.models import Instruction
from jianyan.kernel.scope import Scope

from .models import Brief, Combination, Make, SendUp, TakenUp


def listed() -> QuerySet[Any]:
    """Rows with what a list shows."""
    return Brief.objects.select_related("record__campaign", "category", "body").prefetch_related(
        "authors"
    )


def listed_combinations() -> QuerySet[Any]:
    return _facts(Combination).select_related("original__record")


def listed_send_ups() -> QuerySet[Any]:
    return _facts(SendUp)


def listed_taken_up() -> QuerySet[Any]:
    return _facts(TakenUp)


def _facts(model: Any) -> QuerySet[Any]:
    rows: QuerySet[Any] = model.objects.filter(struck_at__isnull=True)
    return rows.select_related("record")


def standing() -> QuerySet[Any]:
    """Rows that are not void."""
    return Brief.objects.exclude(record__state="void")


def submitted(scope: Scope) -> QuerySet[Any]:
    """Briefs handed in; compiled ones are the office's own work."""
    return standing().filter(submitted_on__isnull=False, make=Make.SINGLE)


def kept(scope: Scope) -> QuerySet[Any]:
    return standing().filter(kept_on__isnull=False)


def accepted(scope: Scope) -> QuerySet[Any]:
    return standing().filter(accepted_on__isnull=False, make=Make.SINGLE)


def issued(scope: Scope) -> QuerySet[Any]:
    return standing().filter(issued_on__isnull=False)


def compiled(scope: Scope) -> QuerySet[Any]:
    return issued(scope).filter(make=Make.COMPILED)


def reported(scope: Scope) -> QuerySet[Any]:
    """Briefs that were sent up, each once, dated `reported_on` by its first sending."""
    sent = SendUp.objects.filter(struck_at__isnull=True, record=OuterRef("pk")).order_by("on")
    first = standing().annotate(reported_on=Subquery(sent.values("on")[:1]))
    return first.filter(pk__in=_sent_in(scope))


def _sent_in(scope: Scope) -> QuerySet[Any]:
    """A first sending within the period is a sending within the period; this finds few rows fast."""
    return SendUp.objects.filter(
        struck_at__isnull=True, on__gte=scope.period.start, on__lte=scope.last_day
    ).values("record")


def taken_up_by(scope: Scope) -> QuerySet[Any]:
    """Ids of briefs taken up by any level by the cut-off."""
    return TakenUp.objects.filter(struck_at__isnull=True, on__lte=scope.known_until).values(
        "record"
    )


def send_ups(scope: Scope) -> QuerySet[Any]:
    return SendUp.objects.standing()


def taken_up(scope: Scope) -> QuerySet[Any]:
    return TakenUp.objects.standing()


def instructions(scope: Scope) -> QuerySet[Any]:
    """Leaders' instructions on briefs."""
    return Instruction.objects.standing().filter(record__kind="briefs")


def at_level(model: Any, level: str) -> QuerySet[Any]:
    """Ids of briefs with a sending up to, or a taking up by, a level."""
    rows: QuerySet[Any] = model.objects.filter(struck_at__isnull=True, level=level)
    return rows.values("record")
