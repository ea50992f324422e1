"""期限: tasks and cases by how near the day is by which something is asked of them, or how long past."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from jianyan.ground.due_bands import due_soon, long_overdue
from jianyan.ground.models import Clock
from jianyan.ground.recomputing import running
from jianyan.ground.register import today
from jianyan.records.proposals.cases.models import CaseState

ANSWERS = ("reply", "rehandle")
STEPS = ("accept", "contact", "opinion", *ANSWERS)
ASKED = (*ANSWERS, "feedback")
"""The clocks by which a case is due: the answer, the second one, the rating."""
LANES = (
    CaseState.SUBMITTED,
    CaseState.SENT_BACK,
    CaseState.FILED,
    CaseState.ASSIGNED,
    CaseState.REPLIED,
)
"""The states in which something is still to be done, in the order of the life."""
OF_TASK = (
    ("soon", "有一步即将到期"),
    ("any", "有一步已逾期"),
    ("long", "有一步逾期已久"),
    ("yes", "答复已逾期"),
    ("no", "答复未逾期"),
)
OF_CASE = (("soon", "即将到期"), ("late", "已逾期"), ("long", "逾期已久"))


def overdue() -> QuerySet[Any]:
    """The running clocks of replies that are over."""
    return running(Clock.objects.filter(kind__in=ANSWERS, due_on__lt=today()))


def behind() -> QuerySet[Any]:
    """The running clocks of any step of the handling that are over, of cases in hand."""
    return steps().filter(due_on__lt=today())


def steps() -> QuerySet[Any]:
    """The running clocks of any step of the handling, of cases in hand."""
    return running(Clock.objects.filter(kind__in=STEPS, record__state=CaseState.ASSIGNED))


def is_overdue(value: str) -> Q:
    """Tasks by one of OF_TASK; with another value those whose reply is overdue."""
    if value == "soon":
        clocks = steps().filter(due_soon(today()))
    elif value == "long":
        clocks = behind().filter(long_overdue(today()))
    else:
        clocks = behind() if value == "any" else overdue()
    found = Q(pk__in=clocks.filter(part_id__isnull=False).values("part_id"))
    return ~found if value == "no" else found


def is_due(value: str) -> Q:
    """Cases that are still open by one of OF_CASE: the first day asked for counts, so that what is
    overdue falls due no more."""
    clocks = running(Clock.objects.filter(kind__in=ASKED, record__state__in=LANES))
    late = Q(pk__in=clocks.filter(due_on__lt=today()).values("record"))
    if value == "soon":
        return Q(pk__in=clocks.filter(due_soon(today())).values("record")) & ~late
    if value == "long":
        return Q(pk__in=clocks.filter(long_overdue(today())).values("record"))
    return late
