"""Pages of responsibilities. The kinds' declarations drive list, record, forms, import and export."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from jianyan.ground import choices
from jianyan.ground.kinds import Column, Fact, Filter, Kind, Named, register_kind, standing_on

from . import actions, queries
from .charter import DUTIES
from .forms import DutyForm, DutyNoteForm, PatrolForm
from .models import Duty, DutyNote, Patrol


def find(committee: int, data: dict[str, Any]) -> Duty | None:
    """The responsibility that a sheet's row names by its former number."""
    if not data["key"]:
        return None
    return queries.listed().filter(record__committee=committee, record__key=data["key"]).first()


def find_patrol(committee: int, data: dict[str, Any]) -> Patrol | None:
    """The standing shift of a post on a day."""
    named = {name: data[name] for name in ("record", "on", "shift")}
    return queries.patrols_listed().filter(record__committee=committee, **named).first()


def find_note(committee: int, data: dict[str, Any]) -> DutyNote | None:
    """The note that a sheet's row names by its number, else the same note of the same day."""
    rows = queries.notes_listed().filter(record__committee=committee, record=data["record"])
    named = {"key": data["key"]} if data["key"] else {"on": data["on"], "text": data["text"]}
    return rows.filter(**named).first()


def who(row: Duty) -> str:
    """Who answers."""
    return str(row.person or row.team)


def what(row: Duty) -> str:
    """What for: a body, a person, or what stands for a project or household."""
    found = (row.body.name if row.body else "", str(row.counterpart or ""), row.code, row.post)
    return "，".join(each for each in found if each)


def facts(row: Duty) -> list[Fact]:
    """What the record page says of one."""
    return [
        Fact("种类", row.sort),
        Fact("责任层级", row.get_level_display()),
        Fact("责任人", row.person),
        Fact("责任队伍", row.team),
        Fact("对象单位", row.body.name if row.body else None),
        Fact("联系对象", row.counterpart),
        Fact("对象编号", row.code),
        Fact("岗位", row.post),
        Fact("起", row.since),
        Fact("止", row.until),
        Fact("专项工作", row.record.campaign),
        Fact("说明", row.note),
    ]


KIND = register_kind(
    Kind(
        slug="responsibilities",
        title="责任与联系",
        charter=DUTIES,
        model=Duty,
        form=DutyForm,
        key=("key",),
        alike=("sort", "person", "body", "since"),
        find=find,
        add=actions.add_duty,
        change=actions.change_duty,
        rows=queries.listed,
        view=DUTIES.view,
        facts=facts,
        group="服务",
        icon="shield-check",
        measure="项",
        columns=(
            Column("number", "编号", "record__number", sort="record__number"),
            Column("title", "责任", "record__title", how="title", phone=True),
            Column("sort", "种类", "sort__label", sort="sort__order"),
            Column("who", "责任人", who),
            Column("what", "对象", what),
            Column("since", "起", "since", how="date", sort="since"),
            Column("until", "止", "until", how="date", sort="until"),
            Column("state", "状态", "record__state", how="state", phone=True),
        ),
        named=(
            Named("责任人", people=standing_on("person")),
            Named("对象单位", bodies=standing_on("body")),
        ),
        filters=(
            Filter("state", "状态", lambda value: Q(record__state=value), choices.states(DUTIES)),
            Filter(
                "type",
                "种类",
                lambda value: Q(sort__code=value) | Q(sort__parent__code=value),
                choices.categories("responsibility_sort"),
            ),
            Filter("person", "责任人", lambda value: Q(person__name=value), how="text"),
            Filter("place", "对象单位", lambda value: Q(body__name__contains=value), how="text"),
            Filter(
                "campaign",
                "专项工作",
                lambda value: Q(record__campaign__code=value),
                choices.campaigns,
            ),
            Filter("since", "起不早于", lambda value: Q(since__gte=value), how="since"),
            Filter("until", "起不晚于", lambda value: Q(since__lte=value), how="until"),
        ),
        views=(
            ("全部", ""),
            ("履行中", "state=in_force"),
            ("分包街道", "type=street"),
            ("分包社区", "type=community"),
            ("联系界别", "type=sector"),
            ("党员联系党外委员", "type=non_party_member"),
        ),
    )
)
PATROLS = register_kind(
    Kind(
        slug="patrols",
        title="值守巡查",
        model=Patrol,
        form=PatrolForm,
        key=("record", "on", "shift"),
        find=find_patrol,
        add=actions.add_patrol,
        change=actions.change_patrol,
        rows=queries.patrols_listed,
        view=DUTIES.view,
        parent=KIND.slug,
        group=KIND.group,
        icon="clipboard-list",
        measure="班次",
        nav=False,
        columns=(
            Column("record", "责任编号", "record__number"),
            Column("post", "岗位", "record__duty__post", phone=True),
            Column("on", "日期", "on", how="date", sort="on", phone=True),
            Column("shift", "班次", "shift", sort="shift__order"),
            Column("on_duty", "值守人数", "on_duty", how="number"),
            Column("entries", "登记人次", "entries", how="number", phone=True),
            Column("temperatures", "测温人次", "temperatures", how="number"),
            Column("note", "说明", "note"),
        ),
        filters=(
            Filter(
                "shift",
                "班次",
                lambda value: Q(shift__code=value),
                choices.categories("patrol_shift"),
            ),
            Filter("since", "不早于", lambda value: Q(on__gte=value), how="since"),
            Filter("until", "不晚于", lambda value: Q(on__lte=value), how="until"),
        ),
        order=("-on", "record_id", "shift__order"),
    )
)
NOTES = register_kind(
    Kind(
        slug="responsibility-notes",
        title="责任工作记录",
        model=DutyNote,
        form=DutyNoteForm,
        key=("record", "key", "on", "text"),
        find=find_note,
        add=actions.add_note,
        change=None,
        rows=queries.notes_listed,
        view=DUTIES.view,
        parent=KIND.slug,
        group=KIND.group,
        icon="notebook",
        measure="条",
        nav=False,
        columns=(
            Column("record", "责任编号", "record__number"),
            Column("on", "日期", "on", how="date", sort="on", phone=True),
            Column("text", "内容", "text", phone=True),
        ),
        filters=(
            Filter("since", "不早于", lambda value: Q(on__gte=value), how="since"),
            Filter("until", "不晚于", lambda value: Q(on__lte=value), how="until"),
        ),
        order=("-on", "-pk"),
    )
)
