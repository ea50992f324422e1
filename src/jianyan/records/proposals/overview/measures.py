"""Rows of the statistics: cases with what they are divided by, worked out as of the cut-off."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import (
    Case,
    CharField,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from jianyan.ground.models import BodyKind, Membership
from jianyan.kernel.scope import Scope
from jianyan.records.proposals.cases.models import CaseState
from jianyan.records.proposals.cases.queries import filed, is_assigned
from jianyan.records.proposals.ratings.models import Rehandling
from jianyan.records.proposals.replies.models import Reply
from jianyan.records.proposals.replies.queries import answered, is_answered

NONE = ""
BANDS = ((30, "一个月以内"), (60, "一至两个月"), (90, "两至三个月"), (180, "三至六个月"))
TIMES = (*((f"d{days}", label) for days, label in BANDS), ("more", "六个月以上"))
AGAIN = "rehandling"
STAGES = (
    *((str(state), str(state.label)) for state in (CaseState.FILED, CaseState.ASSIGNED)),
    (AGAIN, "重新办理中"),
    *((str(state), str(state.label)) for state in (CaseState.REPLIED, CaseState.CLOSED)),
)


def _belonged(kind: str) -> Any:
    """The body of a kind that the first proposer belonged to on the day of sending in, by its code;
    of a proposal by such a body, that body's own."""
    until = Q(until__isnull=True) | Q(until__gte=OuterRef("submitted_on"))
    held = Membership.objects.filter(
        until,
        person=OuterRef("proposer"),
        body__kind=kind,
        since__lte=OuterRef("submitted_on"),
        struck_at__isnull=True,
    )
    own = Case(
        When(body__kind=kind, then=F("body__code")), default=None, output_field=CharField(null=True)
    )
    return Coalesce(own, Subquery(held.order_by("since", "pk").values("body__code")[:1]))


def by_origin(scope: Scope) -> QuerySet[Any]:
    """Filed cases with the sector and the street group of the first proposer as of that day."""
    return filed(scope).annotate(
        sector_of=_belonged(BodyKind.SECTOR), street_of=_belonged(BodyKind.STREET_GROUP)
    )


def by_stage(scope: Scope) -> QuerySet[Any]:
    """Filed cases with how far each had come by the cut-off. One that a unit handles again is in hand,
    though answered once: the board has it there."""
    again = _handled_again(scope)
    reopened = Exists(again.filter(on__gte=OuterRef("closed_on")))
    stage = Case(
        When(Exists(again.filter(~Exists(_answered_again(scope)))), then=Value(AGAIN)),
        When(~reopened, closed_on__lte=scope.known_until, then=Value(str(CaseState.CLOSED))),
        When(is_answered(scope), then=Value(str(CaseState.REPLIED))),
        When(is_assigned(scope), then=Value(str(CaseState.ASSIGNED))),
        default=Value(str(CaseState.FILED)),
        output_field=CharField(),
    )
    return filed(scope).annotate(stage_of=stage)


def _handled_again(scope: Scope) -> QuerySet[Any]:
    """The second handlings of a case by the cut-off, of tasks that still stood."""
    until = scope.known_until
    stood = Q(task__ended_on__isnull=True) | Q(task__ended_on__gt=until)
    return Rehandling.objects.standing().filter(stood, record=OuterRef("pk"), on__lte=until)


def _answered_again(scope: Scope) -> QuerySet[Any]:
    """The replies that a second handling came to by the cut-off."""
    rows = Reply.objects.standing().filter(round__gt=1, on__lte=scope.known_until)
    return rows.filter(task=OuterRef("task"), on__gte=OuterRef("on"))


def by_time(scope: Scope) -> QuerySet[Any]:
    """Answered cases with how long it took from the assignment to the last reply by the cut-off."""
    replies = Reply.objects.filter(
        record=OuterRef("pk"), struck_at__isnull=True, on__lte=scope.known_until, round=1
    )
    last = replies.order_by().values("record").annotate(last=Max("on")).values("last")
    taken = ExpressionWrapper(Subquery(last) - F("assigned_on"), output_field=DurationField())
    band = Case(
        *(When(taken__lte=timedelta(days=days), then=Value(f"d{days}")) for days, _ in BANDS),
        default=Value("more"),
        output_field=CharField(),
    )
    return answered(scope).annotate(taken=taken).annotate(band_of=band)
