"""The kinds of what was said to suggestions and what became of them."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from jianyan.ground.choices import bodies
from jianyan.ground.kinds import Column, Fact, Filter, Kind, register_kind
from jianyan.ground.models import BodyKind, Response, Settlement
from jianyan.records.suggestions import actions, queries
from jianyan.records.suggestions.charter import SUGGESTIONS
from jianyan.records.suggestions.forms import ResponseForm, SettlementForm, written


def find_response(committee: int, data: dict[str, Any]) -> Response | None:
    """By the former number, else what a unit said to a suggestion on a day."""
    rows = queries.listed_responses().filter(record__committee=committee)
    if data["key"]:
        return rows.filter(key=data["key"]).first()
    return rows.filter(suggestion=data["suggestion"], on=data["on"], unit=data["unit"]).first()


def find_settlement(committee: int, data: dict[str, Any]) -> Settlement | None:
    """By the former number, else by suggestion, day and verdict."""
    rows = queries.listed_settlements().filter(record__committee=committee)
    if data["key"]:
        return rows.filter(key=data["key"]).first()
    return rows.filter(
        suggestion=data["suggestion"], on=data["on"], verdict=data["verdict"]
    ).first()


def numbered(row: Any) -> str:
    """The suggestion that a fact is about, as people write it; the record where it is about none."""
    if row.suggestion is None:
        return written(row.record)
    return f"{written(row.record)}/{row.suggestion.order}"


RESPONSES = register_kind(
    Kind(
        slug="responses",
        title="回应",
        model=Response,
        form=ResponseForm,
        key=("key", "suggestion", "on", "unit"),
        find=find_response,
        add=actions.respond,
        change=actions.change_fact,
        strike=actions.strike,
        rows=queries.listed_responses,
        view=SUGGESTIONS.view,
        facts=lambda row: [
            Fact("意见建议", row.suggestion.text),
            Fact("回应单位", row.unit),
            Fact("日期", row.on),
            Fact("意见", row.get_verdict_display()),
            Fact("说明", row.reason),
        ],
        icon="arrow-back-up",
        measure="条",
        order=("-on", "-pk"),
        nav=False,
        columns=(
            Column("suggestion", "意见建议", numbered),
            Column("text", "内容", "suggestion__text", how="title", phone=True),
            Column("unit", "回应单位", "unit"),
            Column("on", "日期", "on", how="date", sort="on"),
            Column("verdict", "意见", "get_verdict_display", sort="verdict", phone=True),
        ),
        filters=(
            Filter(
                "verdict",
                "意见",
                lambda value: Q(verdict=value),
                lambda c: Response.Verdict.choices,
            ),
            Filter("unit", "单位", lambda value: Q(unit__code=value), bodies(BodyKind.UNIT)),
            Filter("since", "不早于", lambda value: Q(on__gte=value), how="since"),
            Filter("until", "不晚于", lambda value: Q(on__lte=value), how="until"),
        ),
        views=(("全部", ""), ("未采纳", "verdict=not")),
    )
)
SETTLEMENTS = register_kind(
    Kind(
        slug="settlements",
        title="办结与异议",
        model=Settlement,
        form=SettlementForm,
        key=("key", "suggestion", "on", "verdict"),
        find=find_settlement,
        add=actions.settle,
        change=actions.change_fact,
        strike=actions.strike,
        rows=queries.listed_settlements,
        view=SUGGESTIONS.view,
        facts=lambda row: [
            Fact("意见建议", row.suggestion.text),
            Fact("日期", row.on),
            Fact("结论", row.get_verdict_display()),
            Fact("说明", row.note),
        ],
        icon="check",
        measure="条",
        order=("-on", "-pk"),
        nav=False,
        columns=(
            Column("suggestion", "意见建议", numbered),
            Column("text", "内容", "suggestion__text", how="title", phone=True),
            Column("on", "日期", "on", how="date", sort="on"),
            Column("verdict", "结论", "get_verdict_display", sort="verdict", phone=True),
        ),
        filters=(
            Filter(
                "verdict",
                "结论",
                lambda value: Q(verdict=value),
                lambda c: Settlement.Verdict.choices,
            ),
            Filter("since", "不早于", lambda value: Q(on__gte=value), how="since"),
            Filter("until", "不晚于", lambda value: Q(on__lte=value), how="until"),
        ),
        views=(("全部", ""), ("有异议", "verdict=disputed")),
    )
)
