"""逾期: the tasks whose term has run out."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from jianyan.ground.models import Clock
from jianyan.ground.recomputing import running
from jianyan.ground.register import today

ANSWERS = ("reply", "rehandle")


def overdue() -> QuerySet[Any]:
    """The running clocks of replies that are over."""
    return running(Clock.objects.filter(kind__in=ANSWERS, due_on__lt=today()))


def is_overdue(value: str) -> Q:
    """Tasks whose reply is overdue; with another value those whose reply is not."""
    late = Q(pk__in=overdue().filter(part_id__isnull=False).values("part_id"))
    return late if value == "yes" else ~late
