"""The board of proposals: every open case by its state and the day it is due."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from jianyan.figures.views import MAY_READ
from jianyan.ground.choices import bodies, categories, sessions
from jianyan.ground.due_bands import edges
from jianyan.ground.models import Body
from jianyan.ground.navigation import Entry, register_entry
from jianyan.ground.pages.places import list_url, record_url
from jianyan.ground.pages.web import Request, committee_of, page
from jianyan.ground.rules import READERS
from jianyan.kernel.rules import Actor
from jianyan.records.proposals.cases.charter import CASES
from jianyan.records.proposals.cases.models import CaseState, Timing
from jianyan.records.proposals.queries import proposers
from jianyan.records.proposals.tasks.models import HANDLERS
from jianyan.records.proposals.tasks.overdue import LANES, OF_CASE, is_due
from jianyan.records.proposals.views import KIND, of_session, of_unit

from .queries import Tally, cards, opened, tallies

SHOWN = 12
BEFORE = (CaseState.SUBMITTED, CaseState.SENT_BACK)
"""What is with the office and the proposers alone; others have no part in it."""
WORDS = {
    CaseState.SUBMITTED: "待审查",
    CaseState.SENT_BACK: "待提案者修改",
    CaseState.FILED: "待交办",
    CaseState.ASSIGNED: "办理中",
    CaseState.REPLIED: "待评价、办结",
}


def asked(request: Request, committee: int) -> tuple[Q, list[dict[str, Any]], dict[str, str]]:
    """The conditions of the address: as a query, as boxes to choose from, and as they were read."""
    of = (committee,)
    offered = {
        "session": ("届次", sessions(of), of_session),
        "local": ("类别", categories("proposal_category")(of), lambda code: Q(local__code=code)),
        "timing": ("提出时间", Timing.choices, lambda value: Q(timing=value)),
        "due": ("期限", OF_CASE, is_due),
        "unit": ("承办单位", _units(request.actor, committee), of_unit),
    }
    within, boxes, read = Q(), [], {}
    for name, (label, choices, condition) in offered.items():
        value = request.GET.get(name, "")
        if value and value in dict(choices):
            within &= condition(value)
            read[name] = value
        boxes.append({"name": name, "label": label, "choices": choices, "value": read.get(name)})
    return within, boxes, read


def _units(actor: Actor, committee: int) -> list[tuple[str, str]]:
    """The units to choose from: all for who reads the whole register, else those one answers for."""
    if committee in actor.committees(*READERS):
        return [(name, name) for _, name in bodies(*HANDLERS)((committee,))]
    names = Body.objects.filter(pk__in=sorted(actor.reach), kind__in=HANDLERS).order_by(
        "order", "pk"
    )
    return [(name, name) for name in names.values_list("name", flat=True)]


@page
def board(request: Request) -> HttpResponse:
    """Everything open, in lanes by state, each by the day it is due; every count opens its list."""
    committee, actor = committee_of(request), request.actor
    within, boxes, read = asked(request, committee)
    rows = opened(within & Q(record__committee=committee) & CASES.view(actor))
    counts = tallies(rows, actor.day, edges(committee, actor.day))
    shown = cards(rows, SHOWN)
    whole = committee in actor.committees(*READERS)
    lanes = [
        _lane(state, counts.get(state, Tally()), shown.get(state, []), read)
        for state in LANES
        if whole or state not in BEFORE
    ]
    tools = [{"label": "提案清单", "url": list_url(KIND), "icon": "table"}]
    if committee in actor.committees(*MAY_READ):
        tools.insert(
            0, {"label": "提案统计", "url": reverse("proposal-statistics"), "icon": "chart-bar"}
        )
    context = {
        "page": {
            "title": "提案总览",
            "about": "没有办结的提案，按所处环节和期限排列。",
            "tools": tools,
        },
        "boxes": boxes,
        "lanes": lanes,
        "today": actor.day,
        "filtered": bool(read),
    }
    return render(request, "proposals/board.html", context)


def _lane(state: CaseState, tally: Tally, rows: list[Any], read: dict[str, str]) -> dict[str, Any]:
    return {
        "key": str(state),
        "title": WORDS[state],
        "shape": CASES.shape(state),
        "tally": tally,
        "url": list_url(KIND, urlencode({"state": str(state), **read})),
        "bands": [
            {
                "key": key,
                "label": label,
                "count": getattr(tally, key),
                "url": list_url(KIND, urlencode({"state": str(state), **read, "due": key})),
            }
            for key, label in OF_CASE
            if getattr(tally, key)
        ],
        "more": max(0, tally.total - len(rows)),
        "cards": [_card(row) for row in rows],
    }


def _card(row: Any) -> dict[str, Any]:
    units = [task.unit.short or task.unit.name for task in row.record.unittasks.all()]
    return {
        "url": record_url(KIND, row.pk),
        "number": row.record.number or "草稿",
        "title": row.record.title,
        "who": proposers(row),
        "units": "、".join(units),
        "due": row.due,
        "since": row.record.dated_on,
    }


def handles(actor: Actor) -> bool:
    """Whether the actor has a part in the handling of proposals, or looks over it."""
    return actor.has("staff", "committee_staff", "administrator", "leader", "dispatcher", "auditor")


register_entry(Entry("提案总览", "proposal-board", "columns", "履职", 190, handles))
