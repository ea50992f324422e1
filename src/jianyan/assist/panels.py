"""The advice as panels on a record's page: suggestions with their reasons, silent when unsure."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string

from jianyan.ground.advised import ADVISED, Advised, Like, Topic
from jianyan.ground.kinds import kind_of_record
from jianyan.ground.models import Record, Response, Role, Suggestion
from jianyan.ground.pages.places import record_urls
from jianyan.ground.rules import OFFICE
from jianyan.kernel.charter import CHARTERS
from jianyan.kernel.panel import Panel, register_panel
from jianyan.kernel.rules import Actor

from .advice import decisions, why_of
from .alike import SHOWN, Text, alike
from .answered import untouched
from .judging import candidates
from .structure import structure

CHECKED = ("没有情况", "没有分析", "没有建议", "篇幅过长", "没有正文")
"""What a module's own check before sending says already."""


def likes(record: Record, actor: Actor) -> str:
    """Similar records of all years and what became of them, while a record is written or reviewed."""
    advised = ADVISED[record.kind]
    if record.state not in advised.writing | advised.reviewed:
        return ""
    found = alike(actor, record.committee_id, record.kind, _text(record), record.pk)
    rows = _rows(found[:SHOWN], record.kind)
    of = CHARTERS[record.kind].title
    return render_to_string("assist/likes.html", {"rows": rows, "record": record, "of": of})


def _text(record: Record) -> Text:
    return Text(record.title, record.text)


def _rows(found: list[Like], kind: str) -> list[dict[str, Any]]:
    declared = kind_of_record(kind)
    url = record_urls(declared) if declared else str
    return [{"like": one, "url": url(one.record)} for one in found]


def topics(record: Record, actor: Actor) -> str:
    """Category and unit while they are open: candidates with their reasons; the wished unit beside."""
    advised = ADVISED[record.kind]
    open_ones = [one for one in advised.topics if record.state in one.states]
    if not open_ones or not (record.state in advised.writing or _decides(actor, record)):
        return ""
    found = alike(actor, record.committee_id, record.kind, _text(record), record.pk)
    shown = [block for topic in open_ones if (block := _topic(topic, record, found))]
    return render_to_string("assist/topics.html", {"topics": shown}) if shown else ""


def _decides(actor: Actor, record: Record) -> bool:
    """Whether it could be the actor's to decide of what category a record is and whose it shall be."""
    return record.committee_id in actor.committees(*OFFICE, Role.DISPATCHER)


def _topic(topic: Topic, record: Record, found: list[Like]) -> dict[str, Any] | None:
    named = candidates(record.committee_id, record.kind, topic, record.title, record.text)
    past = decisions(topic, record.committee_id, found)
    spoken = {past.get(like.record) for like in found}
    # Whom neither a word of the text nor a like case speaks for is not shown at all.
    named = [one for one in named if one.words or one.code in spoken]
    named = [one for one in named if one.score * 2 >= named[0].score]
    if not named:
        return None
    wished = topic.wished(record.pk)
    options = topic.options(record.committee_id)
    strange = [options[code] for code in wished if code in options]
    fits = not wished or any(one.code in wished for one in named)
    return {
        "title": topic.title,
        "rows": [{"label": one.label, "why": why_of(one, found, past)} for one in named],
        "wished": "" if fits else "、".join(strange),
    }


def make(record: Record, actor: Actor) -> str:
    """The shares of a draft's parts and what is doubtful in it."""
    advised = ADVISED[record.kind]
    if record.state not in advised.writing | advised.reviewed:
        return ""
    situation, analysis = advised.parts(record.pk)
    asked = Suggestion.objects.filter(record=record, struck_at=None).order_by("order", "pk")
    found = structure(record.title, situation, analysis, list(asked.values_list("text", flat=True)))
    shares = [one for one in found if not one.fault]
    doubts = [one for one in found if one.fault and one.label not in CHECKED]
    if not shares:
        return ""
    shown = [
        {"label": one.label, "percent": round(one.score * 100), "why": one.why} for one in shares
    ]
    own = record.state in advised.writing
    return render_to_string("assist/make.html", {"shares": shown, "doubts": doubts, "own": own})


def unanswered(record: Record, actor: Actor) -> str:
    """The numbered suggestions that no standing reply seems to touch."""
    said = "\n".join(text for _, text in ADVISED[record.kind].replies(record.pk))
    if not said:
        return ""
    asked = list(Suggestion.objects.filter(record=record, struck_at=None).order_by("order", "pk"))
    spoken = Response.objects.filter(suggestion__in=asked, struck_at=None)
    answered = set(spoken.values_list("suggestion_id", flat=True))
    found = [
        {"suggestion": asked[one.order - 1], "order": one.order, "why": one.why}
        for one in untouched([one.text for one in asked], said, record.title)
        if asked[one.order - 1].pk not in answered
    ]
    return render_to_string("assist/unanswered.html", {"rows": found}) if found else ""


def declare(advised: Advised) -> None:
    """Enter the panels of a kind."""
    of = CHARTERS[advised.kind].title
    none: frozenset[str] = frozenset()
    for key, title, order, moves, render in (
        ("unanswered", "可能没有答到的建议", 3, none, unanswered),
        ("make", f"{of}体检", 6, none, make),
        ("likes", f"相近的{of}", 8, advised.joining, likes),
        ("topics", "类别和单位参考", 9, advised.deciding, topics),
    ):
        register_panel(
            Panel(
                key=f"assist-{advised.kind}-{key}",
                title=title,
                order=order,
                url_name="",
                render=render,
                kinds=frozenset({advised.kind}),
                moves=moves,
            )
        )
