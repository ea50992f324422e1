"""What was suggested, promised, achieved and instructed, as other modules' record pages show it."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string

from jianyan.ground.kinds import Kind
from jianyan.ground.models import Record
from jianyan.ground.pages import cells, places
from jianyan.ground.pages.access import may_add
from jianyan.ground.pages.filled import filled
from jianyan.kernel.charter import VOID
from jianyan.kernel.panel import Panel, register_panel
from jianyan.kernel.rules import Actor
from jianyan.records.suggestions.models import KINDS, SOURCE_OF_KIND

from .results import COMMITMENTS, INSTRUCTIONS, OUTCOMES
from .suggestions import KIND

SHOWN = (KIND, COMMITMENTS, OUTCOMES, INSTRUCTIONS)
ELSEWHERE = {"source", "place", "raised_on"}
"""Columns that say of a suggestion what its record's page says already."""


def render(record: Record, actor: Actor) -> str:
    """The tables of what there is, and for the office the links that add; empty without either."""
    there = filled(record.pk, SHOWN)
    tables = [found for kind in there if (found := _table(kind, record, actor))]
    tools = [
        {"label": f"登记{kind.title}", "url": places.add_url(kind, record=record.pk)}
        for kind in SHOWN
        if _may_add(kind, record, actor)
    ]
    if not tables and not tools:
        return ""
    return render_to_string("suggestions/panel.html", {"tables": tables, "tools": tools})


def _table(kind: Kind, record: Record, actor: Actor) -> dict[str, Any] | None:
    rows = kind.rows().filter(kind.view(actor), record=record.pk).order_by(*kind.order)
    own = [column for column in cells.within(kind) if column.key not in ELSEWHERE]
    drawn = cells.table_rows(kind, rows, own)
    if not drawn:
        return None
    page = {"caption": kind.title, "columns": cells.heads(kind, own), "rows": drawn}
    return {"title": kind.title, "page": page}


def _may_add(kind: Kind, record: Record, actor: Actor) -> bool:
    fits = kind is not KIND or record.kind in SOURCE_OF_KIND
    return fits and record.state != VOID and may_add(kind, actor, record.committee_id)


register_panel(
    Panel(
        key="suggestions",
        title="意见建议、成果与批示",
        order=40,
        url_name="",
        render=render,
        kinds=frozenset(KINDS),
    )
)
