"""Reads of the review table: what is to be reviewed, with what was said of it."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When

from jianyan.records.proposals.cases.models import CaseState, PreReview, Proposal

UNGIVEN = "none"
"""What the filter calls a case without an opinion."""


def awaiting(committee: int) -> QuerySet[Any]:
    """Cases to be reviewed, in the order of receipt, with `opined`: the opinion of the latest stage."""
    rows = Proposal.objects.filter(
        record__committee=committee, record__state=CaseState.SUBMITTED
    ).annotate(opined=Subquery(_latest()))
    joined = ("record", "proposer", "body", "local", "proposer_kind")
    rows = rows.select_related(*joined).prefetch_related("wished_leads", "wished_cos")
    return rows.order_by("submitted_on", "receipt_number", "pk")


def _latest() -> QuerySet[Any]:
    """The last stage's opinion: the meeting's over 复审, that over 预审."""
    said = PreReview.objects.filter(record=OuterRef("pk"), struck_at__isnull=True)
    return said.order_by(_rank().desc(), "-on", "-pk").values("opinion")[:1]


def _rank() -> Any:
    stages = PreReview.Stage.values
    whens = [When(stage=stage, then=Value(place)) for place, stage in enumerate(stages)]
    return Case(*whens, default=Value(0), output_field=IntegerField())


def of_opinion(value: str) -> Q:
    """Cases with an opinion of the latest stage, or without any."""
    return Q(opined__isnull=True) if value == UNGIVEN else Q(opined=value)
