"""What the page of a case shows of its review: opinions by stage, marks answered and what changed in
the text since, and the way on of what was not filed."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse

from jianyan.ground.differences import segments
from jianyan.ground.models import Record, Suggestion, Tie, TieWhy, Trail
from jianyan.ground.rules import office
from jianyan.kernel.panel import Panel, register_panel
from jianyan.kernel.rules import Actor
from jianyan.records.proposals.cases.charter import CASES
from jianyan.records.proposals.cases.models import (
    CaseState,
    PreReview,
    Proposal,
    Review,
    RevisionMark,
)
from jianyan.records.proposals.cases.queries import SOURCE, prereviews

from .actions import SIDEWAYS

PARTS = {"title": "案由", "situation": "情况", "analysis": "分析"}


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


def changes_since(record: Record, sent: Trail) -> list[dict[str, Any]]:
    """The parts of the text that are other than when it was sent back: label and segments."""
    row = Proposal.objects.select_related("record").get(pk=record.pk)
    before = _before(record, sent)
    now = {"title": row.record.title, "situation": row.situation, "analysis": row.analysis}
    found = [
        {"label": PARTS[name], "segments": segments(old, now[name])}
        for name, old in before.items()
        if old != now[name]
    ]
    old_texts, new_texts = _suggestions(record, sent)
    if old_texts != new_texts:
        found.append({"label": "建议", "segments": segments(_lines(old_texts), _lines(new_texts))})
    return found


def _before(record: Record, sent: Trail) -> dict[str, str]:
    """The text as it stood when it was sent back: what the first change since took the place of."""
    found: dict[str, str] = {}
    saved = Trail.objects.filter(record=record, id__gt=sent.pk, move="save").order_by("id")
    for one in saved:
        for name, pair in one.changes.items():
            if name in PARTS and name not in found:
                found[name] = str(pair[0] or "")
    return {name: found[name] for name in PARTS if name in found}


def _suggestions(record: Record, sent: Trail) -> tuple[list[str], list[str]]:
    rows = Suggestion.objects.filter(record=record, source=SOURCE).order_by("order", "pk")
    standing = [one.text for one in rows if one.struck_at is None]
    struck = [one for one in rows if one.struck_at and one.struck_at > sent.at]
    if not struck:
        return standing, standing
    first = min(one.struck_at for one in struck if one.struck_at)
    return [one.text for one in struck if one.struck_at == first], standing


def _lines(texts: list[str]) -> str:
    return "\n".join(f"{order}. {text}" for order, text in enumerate(texts, start=1))


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
