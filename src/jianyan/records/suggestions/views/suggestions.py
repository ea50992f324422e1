"""The kind of suggestions."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from jianyan.ground.choices import bodies, states
from jianyan.ground.kinds import Column, Fact, Filter, Kind, register_kind
from jianyan.ground.models import BodyKind, Suggestion
from jianyan.records.suggestions import actions, queries
from jianyan.records.suggestions.charter import SUGGESTIONS
from jianyan.records.suggestions.figures import PLACE
from jianyan.records.suggestions.forms import SuggestionForm, written
from jianyan.records.suggestions.models import Source


def find(committee: int, data: dict[str, Any]) -> Suggestion | None:
    """The suggestion that a sheet's row names: by its former number, else by record and order."""
    rows = queries.listed().filter(record__committee=committee).exclude(state="void")
    if data["key"]:
        return rows.filter(key=data["key"]).first()
    return rows.filter(record=data["record"], order=data["order"]).first()


def facts(row: Suggestion) -> list[Fact]:
    """What the page says of one: where it comes from, its days, and what became of it."""
    responses = row.responses.filter(struck_at__isnull=True).select_related("unit").order_by("on")
    settlements = row.settlements.filter(struck_at__isnull=True).order_by("on")
    said = "；".join(
        f"{r.on:%Y年%-m月%-d日}{r.unit or ''}{r.get_verdict_display()}" for r in responses
    )
    done = "；".join(f"{s.on:%Y年%-m月%-d日}{s.get_verdict_display()}" for s in settlements)
    return [
        Fact("来源", Source(row.source).label),
        Fact("来源记录", row.record),
        Fact("性质", row.get_nature_display()),
        Fact("内容", row.text),
        Fact("地点", row.place),
        Fact("提出", row.raised_on),
        Fact("转送", row.sent_on),
        Fact("承办单位", row.unit),
        Fact("期限", row.due_on),
        Fact("回应", said),
        Fact("办理", done),
    ]


KIND = register_kind(
    Kind(
        slug="suggestions",
        title="意见建议",
        charter=SUGGESTIONS,
        model=Suggestion,
        form=SuggestionForm,
        key=("key", "record", "order"),
        find=find,
        add=actions.add,
        change=actions.change,
        rows=queries.listed,
        view=SUGGESTIONS.view,
        facts=facts,
        group="履职",
        icon="message-square",
        measure="条",
        order=("-raised_on", "-record_id", "order"),
        columns=(
            Column("record", "来源记录", lambda row: written(row.record), sort="record__number"),
            Column("order", "序号", "order", how="number"),
            Column("text", "内容", "text", how="title", phone=True),
            Column("source", "来源", lambda row: Source(row.source).label, sort="source"),
            Column("place", "地点", "place"),
            Column("unit", "承办单位", "unit"),
            Column("raised_on", "提出", "raised_on", how="date", sort="raised_on"),
            Column("due_on", "期限", "due_on", how="due", sort="due_on"),
            Column("state", "状态", "state", how="state", phone=True),
        ),
        filters=(
            Filter("state", "状态", lambda value: Q(state=value), states(SUGGESTIONS)),
            Filter("source", "来源", lambda value: Q(source=value), lambda c: Source.choices),
            Filter(
                "nature", "性质", lambda value: Q(nature=value), lambda c: Suggestion.Nature.choices
            ),
            Filter("place", "地点种类", lambda value: Q(place_kind=value), lambda c: PLACE.choices),
            Filter("unit", "承办单位", lambda value: Q(unit__code=value), bodies(BodyKind.UNIT)),
            Filter("since", "提出不早于", lambda value: Q(raised_on__gte=value), how="since"),
            Filter("until", "提出不晚于", lambda value: Q(raised_on__lte=value), how="until"),
        ),
        views=(
            ("全部", ""),
            ("未转送", "state=raised"),
            ("未回应", "state=sent"),
            ("有异议", "state=disputed"),
        ),
    )
)
