"""Pages of replies and changes of class."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from jianyan.ground import rules
from jianyan.ground.choices import bodies, categories
from jianyan.ground.kinds import Column, Filter, Kind, register_kind
from jianyan.ground.rules import beyond_members
from jianyan.records.proposals.tasks.charter import seen_with_case
from jianyan.records.proposals.tasks.models import HANDLERS
from jianyan.records.proposals.tasks.views import CASE, NUMBER, since

from . import actions, charter, panels, queries
from .forms import RegradeForm, ReplyForm
from .models import Reply, ReplyClass
from .reply_sections import reply_sections

__all__ = ["charter"]


def find(committee: int, data: dict[str, Any]) -> Reply | None:
    """The reply of a task on a day."""
    return queries.listed().filter(task=data["task"], on=data["on"]).first()


def find_regrading(committee: int, data: dict[str, Any]) -> ReplyClass | None:
    """The change of a reply's class on a day."""
    return queries.regradings().filter(reply=data["reply"], on=data["on"]).first()


def of_class(code: str) -> Q:
    """Replies that stand in a class."""
    held = ReplyClass.objects.filter(grade__code=code, ended_on=None, struck_at=None)
    return Q(pk__in=held.values("reply"))


REPLIES = register_kind(
    Kind(
        slug="proposal-replies",
        title="提案答复",
        model=Reply,
        form=ReplyForm,
        key=("record", "unit", "on"),
        find=find,
        add=actions.add,
        change=actions.correct,
        strike=actions.strike,
        rows=queries.listed,
        sections=reply_sections,
        view=seen_with_case,
        write=rules.office,
        parent="proposals",
        icon="file-text",
        nav_for=beyond_members,
        drawn_by=panels.KEY,
        order=("-on", "-pk"),
        columns=(
            NUMBER,
            CASE,
            Column("unit", "承办单位", "task__unit"),
            Column("on", "答复", "on", how="date", sort="on", phone=True),
            Column("document", "答复文号", "number"),
            Column("grade", "办理类别", queries.class_now, phone=True),
        ),
        filters=(
            Filter("unit", "承办单位", lambda value: Q(task__unit__code=value), bodies(*HANDLERS)),
            Filter("grade", "办理类别", of_class, categories("reply_class")),
            *since("on", "答复"),
        ),
        views=(("全部", ""), ("A类", "grade=A"), ("B类", "grade=B"), ("C类", "grade=C")),
    )
)

REGRADINGS = register_kind(
    Kind(
        slug="proposal-regradings",
        title="办理类别变更",
        model=ReplyClass,
        form=RegradeForm,
        key=("record", "unit", "on"),
        find=find_regrading,
        add=actions.add_regrading,
        change=None,
        strike=actions.strike_regrading,
        rows=queries.regradings,
        view=seen_with_case,
        write=rules.office,
        parent="proposals",
        icon="git-compare",
        measure="次",
        order=("-on", "-pk"),
        nav=False,
        columns=(
            NUMBER,
            CASE,
            Column("unit", "承办单位", "reply__task__unit"),
            Column("on", "变更", "on", how="date", sort="on", phone=True),
            Column("grade", "变更后类别", "grade__label", phone=True),
            Column("reason", "理由", "reason"),
        ),
        filters=since("on", "变更"),
    )
)
