"""Pages of key proposals, supervision, consultations on overdue cases, and look-backs."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from jianyan.ground import rules
from jianyan.ground.choices import categories
from jianyan.ground.days import said_day
from jianyan.ground.kinds import Column, Filter, Kind, register_kind
from jianyan.records.proposals.tasks.charter import seen_with_case
from jianyan.records.proposals.tasks.views import CASE, NUMBER, since

from . import actions, after, choosing, looking_back, queries
from .forms import (
    AchievementForm,
    ConsultationForm,
    KeyForm,
    LookBackForm,
    OutstandingForm,
    SupervisionForm,
)
from .models import (
    Achievement,
    KeyProposal,
    LookBack,
    Outstanding,
    OverdueConsultation,
    Supervision,
)

__all__ = ["after", "choosing", "looking_back"]

ON = Column("on", "日期", "on", how="date", sort="on", phone=True)
SHARED: dict[str, Any] = {
    "view": seen_with_case,
    "write": rules.office,
    "parent": "proposals",
    "order": ("-on", "-pk"),
}


def find_key(committee: int, data: dict[str, Any]) -> KeyProposal | None:
    """The choice of a case that stands."""
    return queries.keys_listed().filter(record=data["record"], ended_on=None).first()


def find_supervision(committee: int, data: dict[str, Any]) -> Supervision | None:
    """The supervision of a case on a day in a way."""
    rows = queries.supervisions_listed().filter(record=data["record"], on=data["on"])
    return rows.filter(how=data["how"]).first()


def find_consultation(committee: int, data: dict[str, Any]) -> OverdueConsultation | None:
    """The consultation on a case on a day."""
    rows = queries.consultations_listed()
    return rows.filter(record=data["record"], on=data["on"]).first()


def find_look_back(committee: int, data: dict[str, Any]) -> LookBack | None:
    """The look-back on a reply on a day."""
    rows = queries.look_backs_listed()
    return rows.filter(reply=data["reply"], on=data["on"]).first()


KEYS = register_kind(
    Kind(
        slug="proposal-key",
        title="重点提案",
        model=KeyProposal,
        form=KeyForm,
        key=("record",),
        find=find_key,
        add=actions.add_key,
        change=actions.correct_key,
        rows=queries.keys_listed,
        icon="flag",
        columns=(
            NUMBER,
            CASE,
            Column("leaders", "领衔领导", queries.leaders_of, phone=True),
            ON,
            Column("how", "确定方式", "how"),
        ),
        filters=since("on", "确定"),
        **SHARED,
    )
)

SUPERVISIONS = register_kind(
    Kind(
        slug="proposal-supervisions",
        title="提案督办",
        model=Supervision,
        form=SupervisionForm,
        key=("record", "on", "how"),
        find=find_supervision,
        add=actions.add_supervision,
        change=actions.correct,
        rows=queries.supervisions_listed,
        icon="eye-check",
        measure="次",
        nav=False,
        columns=(
            NUMBER,
            CASE,
            ON,
            Column("how", "方式", "how__label", phone=True),
            Column("leader", "带队领导", "leader"),
        ),
        filters=(
            Filter("how", "方式", lambda value: Q(how__code=value), categories("supervision_way")),
            *since("on", "日期"),
        ),
        **SHARED,
    )
)

CONSULTATIONS = register_kind(
    Kind(
        slug="overdue-consultations",
        title="超期提案协商",
        model=OverdueConsultation,
        form=ConsultationForm,
        key=("record", "on"),
        find=find_consultation,
        add=actions.add_consultation,
        change=actions.correct,
        rows=queries.consultations_listed,
        icon="urgent",
        measure="次",
        nav=False,
        columns=(NUMBER, CASE, ON, Column("words", "商定事项", "words")),
        filters=since("on", "日期"),
        **SHARED,
    )
)

LOOK_BACKS = register_kind(
    Kind(
        slug="proposal-lookbacks",
        title="回头看核定",
        model=LookBack,
        form=LookBackForm,
        key=("record", "unit", "on"),
        find=find_look_back,
        add=actions.add_look_back,
        change=actions.correct,
        rows=queries.look_backs_listed,
        icon="history",
        measure="次",
        nav=False,
        columns=(
            NUMBER,
            CASE,
            Column("unit", "承办单位", "reply__task__unit"),
            ON,
            Column("solved", "结论", lambda row: "已解决" if row.solved else "未解决", phone=True),
        ),
        filters=(
            Filter(
                "solved",
                "结论",
                lambda value: Q(solved=value == "yes"),
                lambda of: (("yes", "已解决"), ("no", "未解决")),
            ),
            *since("on", "日期"),
        ),
        **SHARED,
    )
)


def find_outstanding(committee: int, data: dict[str, Any]) -> Outstanding | None:
    """The choice of a case that stands."""
    return queries.outstanding_listed().filter(record=data["record"]).first()


def find_achievement(committee: int, data: dict[str, Any]) -> Achievement | None:
    """What was achieved of a case on a day."""
    rows = queries.achievements_listed().filter(record=data["record"], on=data["on"])
    return rows.filter(words=data["words"]).first()


def said_of(row: Achievement) -> str:
    """What the proposer said to an achievement."""
    if row.confirmed_on:
        return f"{said_day(row.confirmed_on)}确认"
    return f"{said_day(row.disputed_on)}有异议：{row.answer}" if row.disputed_on else "还没有确认"


OUTSTANDING = register_kind(
    Kind(
        slug="proposal-outstanding",
        title="优秀提案",
        model=Outstanding,
        form=OutstandingForm,
        key=("record",),
        find=find_outstanding,
        add=actions.add_outstanding,
        strike=actions.take_back_award,
        change=actions.correct_outstanding,
        rows=queries.outstanding_listed,
        icon="award",
        nav=False,
        columns=(
            NUMBER,
            CASE,
            ON,
            Column("criteria", "条件", lambda row: "、".join(map(str, row.criteria.all()))),
            Column("words", "说明", "words"),
        ),
        filters=since("on", "评定"),
        **SHARED,
    )
)

ACHIEVEMENTS = register_kind(
    Kind(
        slug="proposal-achievements",
        title="落实情况",
        model=Achievement,
        form=AchievementForm,
        key=("record", "on", "words"),
        find=find_achievement,
        add=actions.add_achievement,
        change=None,
        rows=queries.achievements_listed,
        icon="circle-check",
        drawn_by="proposal-after",
        adding="proposal-achieve",
        nav=False,
        columns=(
            NUMBER,
            CASE,
            ON,
            Column("unit", "承办单位", "unit"),
            Column("words", "情况", "words", phone=True),
            Column("place", "地点", "place"),
            Column("answer", "提案者意见", said_of),
        ),
        filters=since("on", "落实"),
        **SHARED,
    )
)
