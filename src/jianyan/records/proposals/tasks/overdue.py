"""逾期: the tasks whose term has run out, on the page of the case, with the way to a consultation."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.template.loader import render_to_string

from jianyan.ground.kinds import kind_named
from jianyan.ground.models import Clock, Record
from jianyan.ground.pages.access import may_add
from jianyan.ground.pages.places import add_url
from jianyan.ground.recomputing import running
from jianyan.ground.register import today
from jianyan.kernel.panel import Panel, register_panel
from jianyan.kernel.rules import Actor, either
from jianyan.records.proposals.cases.charter import CASES
from jianyan.records.proposals.cases.who import dispatchers, readers, units

CONSULTING = "overdue-consultations"
ANSWERS = ("reply", "rehandle")


def overdue() -> QuerySet[Any]:
    """The running clocks of replies that are over."""
    return running(Clock.objects.filter(kind__in=ANSWERS, due_on__lt=today()))


def is_overdue(value: str) -> Q:
    """Tasks whose reply is overdue; with another value those whose reply is not."""
    late = Q(pk__in=overdue().filter(part_id__isnull=False).values("part_id"))
    return late if value == "yes" else ~late


def late_tasks(record: Record, actor: Actor) -> str:
    """The overdue replies of a case, and for the office the page on which a consultation is entered."""
    clocks = list(overdue().filter(record=record).order_by("due_on", "pk"))
    if not clocks:
        return ""
    kind = kind_named(CONSULTING)
    adds = may_add(kind, actor, record.committee_id)
    context = {"clocks": clocks, "today": today(), "url": ""}
    if adds:
        context["url"] = add_url(kind, record=record.pk)
    return render_to_string("proposals/overdue.html", context)


def declare() -> None:
    """Enter the panel."""
    register_panel(
        Panel(
            key="proposal-overdue",
            title="逾期",
            order=3,
            url_name="",
            render=late_tasks,
            who=either(readers, units, dispatchers),
            kinds=frozenset({CASES.key}),
        )
    )


declare()
