"""Pages of the committee's public accounts and work groups, their checks and incidents."""

from __future__ import annotations

from django.db.models import Q

from jianyan.ground import choices
from jianyan.ground.kinds import Column, Fact, Filter, Kind, register_kind
from jianyan.ground.rules import beyond_members
from jianyan.records.organisation import actions, queries
from jianyan.records.organisation.charter import CHANNEL
from jianyan.records.organisation.forms import ChannelCheckForm, ChannelForm, ChannelIncidentForm
from jianyan.records.organisation.models import Channel, ChannelCheck, ChannelIncident

from .finding import by_number, part
from .organisations import KIND as ORGANISATIONS

DAYS = (
    Filter("since", "不早于", lambda value: Q(on__gte=value), how="since"),
    Filter("until", "不晚于", lambda value: Q(on__lte=value), how="until"),
)


def facts(row: Channel) -> list[Fact]:
    """What the record page says of one."""
    return [
        Fact("种类", row.sort),
        Fact("管理员", row.keeper),
        Fact("启用", row.since),
        Fact("停用", row.until),
        Fact("专项工作", row.record.campaign),
        Fact("说明", row.note),
    ]


KIND = register_kind(
    Kind(
        slug="channels",
        title="公众号和工作群",
        charter=CHANNEL,
        model=Channel,
        form=ChannelForm,
        key=("key",),
        alike=("title", "sort", "since"),
        find=by_number(queries.channels_listed),
        add=actions.add_channel,
        change=actions.change_channel,
        rows=queries.channels_listed,
        view=CHANNEL.view,
        facts=facts,
        group=ORGANISATIONS.group,
        icon="speakerphone",
        nav_for=beyond_members,
        measure="个",
        columns=(
            Column("number", "编号", "record__number", sort="record__number"),
            Column("title", "名称", "record__title", how="title", phone=True),
            Column("sort", "种类", "sort__label", sort="sort__order"),
            Column("keeper", "管理员", "keeper"),
            Column("since", "启用", "since", how="date", sort="since"),
            Column("state", "状态", "record__state", how="state", phone=True),
        ),
        filters=(
            Filter("state", "状态", lambda value: Q(record__state=value), choices.states(CHANNEL)),
            Filter(
                "type",
                "种类",
                lambda value: Q(sort__code=value),
                choices.categories("channel_sort"),
            ),
        ),
        views=(("全部", ""), ("在用", "state=in_being")),
    )
)
CHECKS = register_kind(
    Kind(
        slug="channel-checks",
        title="公众号检查",
        model=ChannelCheck,
        form=ChannelCheckForm,
        key=("record", "on"),
        find=part(queries.checks_listed, "on"),
        add=actions.add_check,
        change=None,
        rows=queries.checks_listed,
        view=CHANNEL.view,
        parent=KIND.slug,
        group=KIND.group,
        icon="eye-check",
        measure="次",
        nav=False,
        columns=(
            Column("record", "公众号或群", "record__title"),
            Column("on", "检查日期", "on", how="date", sort="on", phone=True),
            Column("result", "结果", "get_result_display", phone=True),
            Column("note", "情况", "note"),
        ),
        filters=DAYS,
        order=("-on", "record_id"),
    )
)
INCIDENTS = register_kind(
    Kind(
        slug="channel-incidents",
        title="公众号问题",
        model=ChannelIncident,
        form=ChannelIncidentForm,
        key=("record", "key", "on", "text"),
        find=part(queries.incidents_listed, "on", "text"),
        add=actions.add_incident,
        change=None,
        rows=queries.incidents_listed,
        view=CHANNEL.view,
        parent=KIND.slug,
        group=KIND.group,
        icon="alert-circle",
        measure="起",
        nav=False,
        columns=(
            Column("record", "公众号或群", "record__title"),
            Column("on", "发生日期", "on", how="date", sort="on", phone=True),
            Column("text", "情况和处置", "text", phone=True),
        ),
        filters=DAYS,
        order=("-on", "-pk"),
    )
)
