"""Pages of research topics."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from jianyan.ground.choices import bodies, states
from jianyan.ground.kinds import Column, Fact, Filter, Kind, Named, register_kind, standing_on
from jianyan.ground.models import BodyKind
from jianyan.records.activities import actions, queries
from jianyan.records.activities.charter import RESEARCH_TOPICS
from jianyan.records.activities.forms import ResearchTopicForm
from jianyan.records.activities.models import ResearchTopic


def find(committee: int, data: dict[str, Any]) -> ResearchTopic | None:
    """The research topic that a sheet's row names by its former number."""
    if not data["key"]:
        return None
    rows = queries.listed_topics()
    return rows.filter(record__committee=committee, record__key=data["key"]).first()


def facts(row: ResearchTopic) -> list[Fact]:
    """What the record page says of a research topic."""
    return [
        Fact("承担部门", row.body),
        Fact("牵头人", row.leader),
        Fact("选定", row.chosen_on),
        Fact("完成", row.completed_on),
        Fact("取消", row.dropped_on),
        Fact("专项工作", row.record.campaign),
        Fact("说明", row.note),
    ]


KIND = register_kind(
    Kind(
        slug="research-topics",
        title="调研课题",
        charter=RESEARCH_TOPICS,
        model=ResearchTopic,
        form=ResearchTopicForm,
        key=("key",),
        alike=("title", "dated_on"),
        find=find,
        add=actions.add_topic,
        change=actions.change_topic,
        rows=queries.listed_topics,
        view=RESEARCH_TOPICS.view,
        facts=facts,
        icon="book-2",
        measure="个",
        columns=(
            Column("number", "编号", "record__number", sort="record__number"),
            Column("title", "课题", "record__title", how="title", phone=True),
            Column("body", "承担部门", "body"),
            Column("leader", "牵头人", "leader"),
            Column("chosen_on", "选定", "chosen_on", how="date", sort="chosen_on"),
            Column("completed_on", "完成", "completed_on", how="date", sort="completed_on"),
            Column("state", "状态", "record__state", how="state", phone=True),
        ),
        named=(
            Named("牵头人", people=standing_on("leader")),
            Named("承担部门", bodies=standing_on("body")),
        ),
        filters=(
            Filter("state", "状态", lambda value: Q(record__state=value), states(RESEARCH_TOPICS)),
            Filter(
                "body",
                "承担部门",
                lambda value: Q(body__code=value),
                bodies(BodyKind.SPECIAL_COMMITTEE, BodyKind.OFFICE),
            ),
            Filter("since", "选定不早于", lambda value: Q(chosen_on__gte=value), how="since"),
            Filter("until", "选定不晚于", lambda value: Q(chosen_on__lte=value), how="until"),
        ),
        views=(("全部", ""), ("进行中", "state=announced"), ("已完成", "state=held")),
    )
)
