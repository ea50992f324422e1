"""What the page of a case shows of its assignment: dispatchers, wished and decided units, returns."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string

from jianyan.ground.models import Record, Trail
from jianyan.ground.rules import readers
from jianyan.kernel.panel import Panel, register_panel
from jianyan.kernel.rules import Actor, either
from jianyan.records.proposals.cases.charter import CASES
from jianyan.records.proposals.cases.models import Proposal, Routing
from jianyan.records.proposals.cases.who import dispatchers, proposers, routed, units
from jianyan.records.proposals.tasks.models import ReturnRequest

from .queries import differs


def assignment(record: Record, actor: Actor) -> str:
    """The dispatchers that had the case, the wished units where others were decided, and why; how
    often it was returned."""
    row = Proposal.objects.prefetch_related("wished_leads", "wished_cos").get(pk=record.pk)
    passed = Routing.objects.standing().filter(record=record).select_related("dispatcher")
    asked = ReturnRequest.objects.standing().filter(record=record)
    found: dict[str, Any] = {
        "passed": list(passed.order_by("pk")),
        "returns": list(asked.select_related("task__unit", "rather").order_by("pk")),
        "differs": differs(row) if row.assigned_on else None,
    }
    if not any(found.values()):
        return ""
    if found["differs"]:
        said = Trail.objects.filter(record=record, move="assign").order_by("-id").first()
        found["why"] = said.reason if said and said.reason != found["differs"][1] else ""
    return render_to_string("proposals/assignment.html", found)


def declare() -> None:
    """Enter the panel."""
    register_panel(
        Panel(
            key="proposal-assignment",
            title="交办情况",
            order=9,
            url_name="",
            render=assignment,
            who=either(readers, proposers, units, dispatchers, routed),
            kinds=frozenset({CASES.key}),
        )
    )


declare()
