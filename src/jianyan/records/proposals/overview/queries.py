"""Reads of the board: what is open, by state and by the day it is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Min, OuterRef, Prefetch, Q, QuerySet, Subquery, Window
from django.db.models.functions import RowNumber

from jianyan.ground.due_bands import Edges
from jianyan.ground.models import Clock
from jianyan.records.proposals.cases.models import Proposal
from jianyan.records.proposals.tasks.models import UnitTask
from jianyan.records.proposals.tasks.overdue import ASKED, LANES


@dataclass(frozen=True, slots=True)
class Tally:
    """How many cases a lane holds, how many fall due soon, are late, and of those have long been."""

    total: int = 0
    soon: int = 0
    late: int = 0
    long: int = 0


def opened(within: Q) -> QuerySet[Any]:
    """Open cases with `due`: the earliest day of their running clocks."""
    running = Clock.objects.filter(
        record=OuterRef("pk"), kind__in=ASKED, met_on__isnull=True, ended_on__isnull=True
    )
    due = running.order_by().values("record").annotate(first=Min("due_on")).values("first")
    return Proposal.objects.filter(within, record__state__in=LANES).annotate(due=Subquery(due))


def tallies(rows: QuerySet[Any], day: date, at: Edges) -> dict[str, Tally]:
    """The lanes' counts: one statement."""
    found = (
        rows.order_by()
        .values("record__state")
        .annotate(
            total=Count("pk"),
            soon=Count("pk", filter=Q(due__gte=day, due__lte=at.soon)),
            late=Count("pk", filter=Q(due__lt=day)),
            long=Count("pk", filter=Q(due__lt=at.long)),
        )
    )
    names = ("total", "soon", "late", "long")
    return {one["record__state"]: Tally(*(one[name] for name in names)) for one in found}


def cards(rows: QuerySet[Any], size: int) -> dict[str, list[Any]]:
    """The first cases of each lane, those due first before the others, oldest first where none is."""
    place = Window(
        RowNumber(),
        partition_by=F("record__state"),
        order_by=(F("due").asc(nulls_last=True), F("record__dated_on").asc(), F("pk").asc()),
    )
    tasks = UnitTask.objects.filter(struck_at__isnull=True, ended_on__isnull=True)
    first = (
        rows.annotate(place=place)
        .filter(place__lte=size)
        .select_related("record", "proposer", "body")
        .prefetch_related(
            Prefetch("record__unittasks", tasks.exclude(state="void").select_related("unit"))
        )
        .order_by("place")
    )
    lanes: dict[str, list[Any]] = {}
    for row in first:
        lanes.setdefault(row.record.state, []).append(row)
    return lanes
