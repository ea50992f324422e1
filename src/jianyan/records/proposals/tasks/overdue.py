"""逾期: the tasks whose term has run out."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from jianyan.ground.models import Clock
from jianyan.ground.recomputing import running
from jianyan.ground.register import today

ANSWERS = ("reply", "rehandle")
STEPS = ("accept", "contact", "opinion", *ANSWERS)


def overdue() -> QuerySet[Any]:
    """The running clocks of replies that are over."""
    return running(Clock.objects.filter(kind__in=ANSWERS, due_on__lt=today()))


def behind() -> QuerySet[Any]:
    """The running clocks of any step of the handling that are over, of cases in hand."""
    late = Clock.objects.filter(kind__in=STEPS, due_on__lt=today(), record__state="assigned")
    return running(late)


def is_overdue(value: str) -> Q:
    """Tasks whose reply is overdue, or any step of theirs; with another value those whose reply is not."""
    clocks = behind() if value == "any" else overdue()
    late = Q(pk__in=clocks.filter(part_id__isnull=False).values("part_id"))
    return ~late if value == "no" else late
