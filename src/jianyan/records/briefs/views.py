"""Pages of opinion briefs. The kinds' declarations drive list, record, forms, import and export."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from jianyan.ground.choices import campaigns, categories, states
from jianyan.ground.kinds import (
    Column,
    Fact,
    Filter,
    Kind,
    Named,
    listed_on,
    register_kind,
    standing_on,
)
from jianyan.ground.rules import registered

from . import actions, queries
from .charter import BRIEFS
from .forms import BriefForm, CombinationForm, CombineForm, IssueForm, SendUpForm, TakenUpForm
from .models import Brief, Combination, Level, Make, SendUp, TakenUp


def find(committee: int, data: dict[str, Any]) -> Brief | None:
    """The brief that a sheet's row names: by its former number, else by its title and day."""
    rows = queries.listed().filter(record__committee=committee).exclude(record__state="void")
    if data["key"]:
        return rows.filter(record__key=data["key"]).first()
    return rows.filter(record__title=data["title"], record__dated_on=data["dated_on"]).first()


def facts(row: Brief) -> list[Fact]:
    """What the record page says of one."""
    return [
        Fact("类别", row.category),
        Fact("体例", row.get_make_display()),
        Fact("作者", "、".join(str(person) for person in row.authors.all())),
        Fact("来稿单位", row.body),
        Fact("提交", row.submitted_on),
        Fact("退回", row.sent_back_on),
        Fact("留存", row.kept_on),
        Fact("录用", row.accepted_on),
        Fact("编发", row.issued_on),
        Fact("期号", row.issue),
        Fact("同意公开", "是" if row.open_consent else "否"),
        Fact("情况", row.situation),
        Fact("分析", row.analysis),
        Fact("建议", row.suggestion),
    ]


def _found(rows: Any, committee: int, data: dict[str, Any], *names: str) -> Any:
    mine = rows.filter(record__committee=committee)
    if data["key"]:
        return mine.filter(key=data["key"]).first()
    return mine.filter(**{name: data[name] for name in names}).first()


def find_combination(committee: int, data: dict[str, Any]) -> Combination | None:
    """By the former number, else by the two briefs."""
    rows = queries.listed_combinations().filter(record__committee=committee)
    if data["key"]:
        return rows.filter(key=data["key"]).first()
    return rows.filter(record=data["record"], original=data["original"].pk).first()


def find_send_up(committee: int, data: dict[str, Any]) -> SendUp | None:
    """By the former number, else by brief, level, addressee and day."""
    rows = queries.listed_send_ups()
    return _found(rows, committee, data, "record", "level", "addressee", "on")


def find_taken_up(committee: int, data: dict[str, Any]) -> TakenUp | None:
    """By the former number, else by brief, level, taker and day."""
    rows = queries.listed_taken_up()
    return _found(rows, committee, data, "record", "level", "taker", "on")


KIND = register_kind(
    Kind(
        slug="briefs",
        title="社情民意信息",
        charter=BRIEFS,
        model=Brief,
        form=BriefForm,
        key=("key", "title", "dated_on"),
        find=find,
        add=actions.add,
        change=actions.change,
        rows=queries.listed,
        view=BRIEFS.view,
        facts=facts,
        moves={"combine": CombineForm, "issue": IssueForm},
        of_members=True,
        icon="message-2",
        measure="条",
        columns=(
            Column("number", "编号", "record__number", sort="record__number"),
            Column("title", "标题", "record__title", how="title", phone=True),
            Column("category", "类别", "category__label", sort="category__order"),
            Column("authors", "作者", lambda row: list(row.authors.all()), how="people"),
            Column("body", "来稿单位", "body"),
            Column("submitted_on", "提交", "submitted_on", how="date", sort="submitted_on"),
            Column("issued_on", "编发", "issued_on", how="date", sort="issued_on"),
            Column("state", "状态", "record__state", how="state", phone=True),
        ),
        named=(
            Named("作者", people=listed_on(Brief, "authors")),
            Named("来稿单位", bodies=standing_on("body")),
        ),
        filters=(
            Filter("state", "状态", lambda value: Q(record__state=value), states(BRIEFS)),
            Filter(
                "category",
                "类别",
                lambda value: Q(category__code=value),
                categories("brief_category"),
            ),
            Filter("make", "体例", lambda value: Q(make=value), lambda c: Make.choices),
            Filter(
                "taken_up",
                "采用",
                lambda value: Q(pk__in=queries.at_level(TakenUp, value)),
                lambda c: Level.choices,
            ),
            Filter(
                "sent_up",
                "报送",
                lambda value: Q(pk__in=queries.at_level(SendUp, value)),
                lambda c: Level.choices,
            ),
            Filter(
                "campaign", "专项工作", lambda value: Q(record__campaign__code=value), campaigns
            ),
            Filter("since", "来稿不早于", lambda v: Q(record__dated_on__gte=v), how="since"),
            Filter("until", "来稿不晚于", lambda v: Q(record__dated_on__lte=v), how="until"),
        ),
        views=(
            ("全部", ""),
            ("待编辑", "state=submitted"),
            ("待编发", "state=accepted"),
            ("综合", "make=compiled"),
        ),
    )
)
LEVEL = Filter("level", "级别", lambda value: Q(level=value), lambda c: Level.choices)
SINCE = Filter("since", "不早于", lambda value: Q(on__gte=value), how="since")
UNTIL = Filter("until", "不晚于", lambda value: Q(on__lte=value), how="until")
NUMBER = Column("number", "编号", "record__number", sort="record__number")
TITLE = Column("title", "标题", "record__title", how="title", phone=True)
ON = Column("on", "日期", "on", how="date", sort="on", phone=True)

COMBINATIONS = register_kind(
    Kind(
        slug="brief-combinations",
        title="综合原稿",
        model=Combination,
        form=CombinationForm,
        key=("key", "record", "original"),
        find=find_combination,
        add=actions.add_original,
        change=actions.change_fact,
        rows=queries.listed_combinations,
        view=registered,
        parent="briefs",
        icon="git-merge",
        measure="条",
        order=("-on", "-pk"),
        nav=False,
        facts=lambda row: [
            Fact("综合", row.record),
            Fact("原稿", row.original),
            Fact("日期", row.on),
        ],
        columns=(NUMBER, TITLE, Column("original", "原稿", "original__record__title"), ON),
        filters=(SINCE, UNTIL),
    )
)
SEND_UPS = register_kind(
    Kind(
        slug="send-ups",
        title="信息报送",
        model=SendUp,
        form=SendUpForm,
        key=("key", "record", "level", "addressee", "on"),
        find=find_send_up,
        add=actions.send_up,
        change=actions.change_fact,
        rows=queries.listed_send_ups,
        view=registered,
        parent="briefs",
        icon="send",
        measure="条次",
        order=("-on", "-pk"),
        nav=False,
        facts=lambda row: [
            Fact("信息", row.record),
            Fact("级别", row.get_level_display()),
            Fact("主送", row.addressee),
            Fact("日期", row.on),
        ],
        columns=(
            NUMBER,
            TITLE,
            Column("level", "级别", "get_level_display", sort="level"),
            Column("addressee", "主送", "addressee"),
            ON,
        ),
        filters=(LEVEL, SINCE, UNTIL),
    )
)
TAKEN_UP = register_kind(
    Kind(
        slug="taken-up",
        title="信息采用",
        model=TakenUp,
        form=TakenUpForm,
        key=("key", "record", "level", "taker", "on"),
        find=find_taken_up,
        add=actions.take_up,
        change=actions.change_fact,
        rows=queries.listed_taken_up,
        view=registered,
        parent="briefs",
        icon="award",
        measure="条次",
        order=("-on", "-pk"),
        nav=False,
        facts=lambda row: [
            Fact("信息", row.record),
            Fact("级别", row.get_level_display()),
            Fact("方式", row.get_way_display()),
            Fact("采用单位", row.taker),
            Fact("日期", row.on),
        ],
        columns=(
            NUMBER,
            TITLE,
            Column("level", "级别", "get_level_display", sort="level"),
            Column("way", "方式", "get_way_display", sort="way"),
            Column("taker", "采用单位", "taker"),
            ON,
        ),
        filters=(
            LEVEL,
            Filter("way", "方式", lambda value: Q(way=value), lambda c: TakenUp.Way.choices),
            SINCE,
            UNTIL,
        ),
    )
)
