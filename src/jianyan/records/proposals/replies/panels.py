"""答复 on the page of a case: what each unit answered, suggestion by suggestion, and what is not answered."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string

from jianyan.ground.kinds import kind_named
from jianyan.ground.models import Record
from jianyan.ground.pages.places import record_urls
from jianyan.kernel.panel import Panel, register_panel
from jianyan.kernel.rules import Actor
from jianyan.records.proposals.cases.charter import CASES

from .answers import answers
from .models import Reply
from .reply_sections import points_of

KEY = "proposal-answers"


def given(record: Record, actor: Actor) -> str:
    """The last reply of each unit, point by point; those before it as links."""
    found = answers(record.pk)
    if not found:
        return ""
    url = record_urls(kind_named("proposal-replies"))
    shown = {one.reply.pk for one in found}
    rows = Reply.objects.filter(record=record, struck_at__isnull=True).exclude(pk__in=shown)
    before = list(rows.select_related("task__unit").order_by("on", "pk"))
    context: dict[str, Any] = {
        "rows": [
            {"answer": one, "url": url(one.reply.pk), "points": points_of(one.reply)}
            for one in found
        ],
        "before": [{"reply": one, "url": url(one.pk)} for one in before],
    }
    return render_to_string("proposals/given.html", context)


def declare() -> None:
    """Enter the panel."""
    register_panel(
        Panel(
            key=KEY, title="答复", order=2, url_name="", render=given, kinds=frozenset({CASES.key})
        )
    )


declare()
