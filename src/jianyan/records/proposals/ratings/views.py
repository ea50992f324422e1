"""Pages of ratings and re-handling."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from jianyan.ground import rules
from jianyan.ground.choices import categories
from jianyan.ground.kinds import Column, Filter, Kind, register_kind
from jianyan.ground.rules import beyond_members
from jianyan.records.proposals.tasks.charter import seen_with_case
from jianyan.records.proposals.tasks.views import CASE, NUMBER, since

from . import actions, pages, queries
from .charter import seen
from .forms import RatingForm, RehandlingForm
from .models import Rating, Rehandling

__all__ = ["pages"]


def find(committee: int, data: dict[str, Any]) -> Rating | None:
    """The rating of a case by somebody on a day."""
    rows = queries.listed().filter(record=data["record"], on=data["on"])
    return rows.filter(person=data["person"]).first()


def find_rehandling(committee: int, data: dict[str, Any]) -> Rehandling | None:
    """The second handling of a task from a day."""
    return queries.rehandlings().filter(task=data["task"], on=data["on"]).first()


def counts(row: Rating) -> str:
    """Whether a rating counts, and why not."""
    if any(one.struck_at is None for one in row.objections.all()):  # type: ignore[attr-defined]
        return "本人有异议"
    return "计入" if row.counted else "不计入"


RATINGS = register_kind(
    Kind(
        slug="proposal-ratings",
        title="提案评价",
        model=Rating,
        form=RatingForm,
        key=("record", "person", "on"),
        find=find,
        add=actions.add,
        change=actions.correct,
        strike=actions.strike,
        rows=queries.listed,
        view=seen,
        write=rules.office,
        adding="proposal-rate",
        parent="proposals",
        icon="star",
        nav_for=beyond_members,
        measure="份",
        order=("-on", "-pk"),
        columns=(
            NUMBER,
            CASE,
            Column("rater", "评价人", lambda row: str(row.person or row.body)),
            Column("on", "日期", "on", how="date", sort="on"),
            Column("result", "办理结果", "result__label", phone=True),
            Column("attitude", "办理态度", "attitude__label"),
            Column("way", "办理方式", "way__label"),
            Column("words", "意见", "words"),
            Column("counted", "计入", counts),
        ),
        filters=(
            Filter(
                "result",
                "办理结果",
                lambda value: Q(result__code=value),
                categories("rating_scale"),
            ),
            *since("on", "日期"),
        ),
        views=(("全部", ""), ("不满意", "result=unsatisfied")),
    )
)

REHANDLINGS = register_kind(
    Kind(
        slug="proposal-rehandlings",
        title="重新办理",
        model=Rehandling,
        form=RehandlingForm,
        key=("record", "unit", "on"),
        find=find_rehandling,
        add=actions.add_rehandling,
        change=None,
        strike=actions.strike_rehandling,
        rows=queries.rehandlings,
        view=seen_with_case,
        write=rules.office,
        parent="proposals",
        icon="refresh",
        measure="件次",
        order=("-on", "-pk"),
        nav=False,
        columns=(
            NUMBER,
            CASE,
            Column("unit", "承办单位", "task__unit"),
            Column("on", "要求", "on", how="date", sort="on", phone=True),
            Column("due_on", "期限", "due_on", how="date", phone=True),
            Column("reason", "理由", "reason"),
        ),
        filters=since("on", "要求"),
    )
)
