"""What the page of a case shows of its review: opinions by stage, marks answered and what changed in
the text since, and the way on of what was not filed."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.urls import reverse

from jianyan.ground.models import Record, Tie, TieWhy, Trail
from jianyan.ground.rules import office
from jianyan.kernel.panel import Panel, register_panel
from jianyan.kernel.rules import Actor
from jianyan.records.proposals.cases.charter import CASES
from jianyan.records.proposals.cases.models import CaseState, PreReview, Review, RevisionMark
from jianyan.records.proposals.cases.queries import prereviews
from jianyan.records.proposals.drafting.changes import changes_since

from .actions import SIDEWAYS


def opinions(record: Record, actor: Actor) -> str:
    """The opinions before the decision, one column for each stage."""
    said = prereviews([record.pk])[record.pk]
    if not said:
        return ""
    stages = [{"label": stage.label, "said": said.get(stage.value)} for stage in PreReview.Stage]
    return render_to_string("proposals/opinions.html", {"stages": stages})


def revised(record: Record, actor: Actor) -> str:
    """After a return for revision: which marks were answered, and what changed in the text."""
    if record.state != CaseState.SUBMITTED:
        return ""
    sent = Trail.objects.filter(record=record, move="send_back").order_by("-id").first()
    if sent is None:
        return ""
    marks = RevisionMark.objects.standing().filter(record=record).order_by("-on", "pk")
    found = {"marks": list(marks), "changes": changes_since(record, sent), "on": sent.on}
    return render_to_string("proposals/revised.html", found)


def onward(record: Record, actor: Actor) -> str:
    """What was not filed and goes on as a record of another kind: the link that turns it into one."""
    if record.state != CaseState.NOT_FILED:
        return ""
    said = Review.objects.standing().filter(record=record, outcome=Review.Outcome.NOT_FILED)
    last = said.select_related("onward", "reason").order_by("-on", "-pk").first()
    if last is None or last.onward is None or last.onward.code != SIDEWAYS:
        return ""
    done = Tie.objects.filter(source=record, why=TieWhy.TURNED_INTO).exists()
    url = "" if done else reverse("kind-turn", args=["proposals", record.pk])
    return render_to_string("proposals/onward.html", {"said": last, "url": url})


def declare() -> None:
    """Enter the panels."""
    of = frozenset({CASES.key})
    for key, title, order, render in (
        ("proposal-onward", "转办", 4, onward),
        ("proposal-revised", "修改情况", 5, revised),
        ("proposal-opinions", "审查意见", 7, opinions),
    ):
        register_panel(
            Panel(
                key=key, title=title, order=order, url_name="", render=render, who=office, kinds=of
            )
        )


declare()
