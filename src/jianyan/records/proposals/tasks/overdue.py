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
from jianyan.kernel.rules import Actor
from jianyan.records.proposals.cases.charter import CASES
from jianyan.records.proposals.cases.who import readers

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
    """The overdue replies of a case and the page on which a consultation is entered, for who enters
    it; everybody else reads of them under 期限."""
    kind = kind_named(CONSULTING)
    if not may_add(kind, actor, record.committee_id):
        return ""
    late = overdue().filter(record=record).order_by("due_on", "pk")
    units = list(dict.fromkeys(late.values_list("part", flat=True)))
    if not units:
        return ""
    context = {"units": units, "url": add_url(kind, record=record.pk)}
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
            who=readers,
            kinds=frozenset({CASES.key}),
        )
    )


declare()
