"""Pages of activities themselves."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from jianyan.ground.choices import bodies, campaigns, categories, states
from jianyan.ground.kinds import Column, Fact, Filter, Kind, Named, register_kind, standing_on
from jianyan.ground.models import BodyKind
from jianyan.records.activities import actions, queries
from jianyan.records.activities.charter import ACTIVITIES
from jianyan.records.activities.forms import ActivityForm
from jianyan.records.activities.models import Activity


def find(committee: int, data: dict[str, Any]) -> Activity | None:
    """The activity that a sheet's row names by its former number."""
    if not data["key"]:
        return None
    return queries.listed().filter(record__committee=committee, record__key=data["key"]).first()


def facts(row: Any) -> list[Fact]:
    """What the record page says of an activity."""
    others = f"，另有{row.others}人" if row.others else ""
    return [
        Fact("种类", row.sort),
        Fact("举办", row.body),
        Fact("开始", row.starts_on),
        Fact("结束", row.ends_on),
        Fact("天数", row.days.normalize() if row.days % 1 else int(row.days)),
        Fact("地点", row.place),
        Fact("系列", row.series),
        Fact("期次", row.issue and f"第{row.issue}期"),
        Fact("到场", f"记名{row.present}人{others}"),
        Fact("服务人次", row.served or ""),
        Fact("通知", row.announced_on),
        Fact("举行", row.held_on),
        Fact("取消", row.cancelled_on),
        Fact("专项工作", row.record.campaign),
        Fact("说明", row.note),
    ]


def under(code: str) -> Q:
    """Activities of a kind or of what lies below it."""
    found = Q()
    for path in queries.LEVELS:
        found |= Q(**{f"sort__{path}": code})
    return found


KIND = register_kind(
    Kind(
        slug="activities",
        title="会议活动",
        charter=ACTIVITIES,
        model=Activity,
        form=ActivityForm,
        key=("key",),
        alike=("title", "sort", "starts_on"),
        find=find,
        add=actions.add,
        change=actions.change,
        rows=queries.listed,
        view=ACTIVITIES.view,
        facts=facts,
        icon="calendar-event",
        measure="次",
        columns=(
            Column("number", "编号", "record__number", sort="record__number"),
            Column("title", "标题", "record__title", how="title", phone=True),
            Column("sort", "种类", "sort__label", sort="sort__order"),
            Column("body", "举办", "body"),
            Column("starts_on", "开始", "starts_on", how="date", sort="starts_on"),
            Column("held_on", "举行", "held_on", how="date", sort="held_on", phone=True),
            Column("present", "记名人数", "present", how="number"),
            Column("others", "其他人数", "others", how="number"),
            Column("state", "状态", "record__state", how="state", phone=True),
        ),
        named=(Named("举办", bodies=standing_on("body")),),
        filters=(
            Filter("state", "状态", lambda value: Q(record__state=value), states(ACTIVITIES)),
            Filter("type", "种类", under, categories(queries.SCHEME)),
            Filter(
                "body",
                "举办",
                lambda value: Q(body__code=value),
                bodies(BodyKind.SPECIAL_COMMITTEE, BodyKind.OFFICE),
            ),
            Filter(
                "campaign", "专项工作", lambda value: Q(record__campaign__code=value), campaigns
            ),
            Filter("since", "举行不早于", lambda value: Q(held_on__gte=value), how="since"),
            Filter("until", "举行不晚于", lambda value: Q(held_on__lte=value), how="until"),
        ),
        views=(
            ("全部", ""),
            ("待举行", "state=announced"),
            ("会议", "type=meeting"),
            ("学习", "type=study"),
            ("走访", "type=visit"),
            ("活动", "type=event"),
        ),
    )
)
