"""Pages of projects. The kinds' declarations drive list, record, forms, import and export."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from jianyan.ground.choices import states
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
from jianyan.ground.register import today
from jianyan.kernel.charter import VOID

from . import actions, queries
from .charter import PROJECTS
from .forms import HouseholdsForm, InvestmentForm, ProgressForm, ProjectForm
from .models import Households, Investment, Progress, Project, Sort


def find(committee: int, data: dict[str, Any]) -> Project | None:
    """The project that a sheet's row names: by its former number, else by sort, name and day."""
    rows = queries.listed().filter(record__committee=committee).exclude(record__state="void")
    if data["key"]:
        return rows.filter(record__key=data["key"]).first()
    return rows.filter(
        sort=data["sort"], record__title=data["title"], planned_on=data["planned_on"]
    ).first()


def facts(row: Project) -> list[Fact]:
    """What the record page says of one."""
    return [
        Fact("种类", row.get_sort_display()),
        Fact("承担单位", row.body),
        Fact("负责人", "、".join(str(person) for person in row.leaders.all())),
        Fact("合作单位", row.partner),
        Fact("列入", row.planned_on),
        Fact("期限", row.due_on),
        Fact("启动", row.started_on),
        Fact("完成", row.done_on),
        Fact("中止", row.stopped_on),
        Fact("说明", row.note),
    ]


def clock(row: Project) -> dict[str, Any] | None:
    """The due day, and how it was kept; nothing is due of what was given up."""
    if row.due_on is None or row.record.state == VOID:
        return None
    days = {"due": row.due_on, "done": row.done_on, "ended_on": row.stopped_on}
    return {**days, "word": "完成"}


def find_households(committee: int, data: dict[str, Any]) -> Households | None:
    """By the former number, else by project, day and what is counted."""
    return _found(queries.listed_households(), committee, data, "record", "on", "what")


def find_investment(committee: int, data: dict[str, Any]) -> Investment | None:
    """By the former number, else by project, day and origin."""
    return _found(queries.listed_investments(), committee, data, "record", "on", "origin")


def find_progress(committee: int, data: dict[str, Any]) -> Progress | None:
    """By the former number, else by project and day."""
    return _found(queries.listed_progress(), committee, data, "record", "on")


def _found(rows: Any, committee: int, data: dict[str, Any], *names: str) -> Any:
    mine = rows.filter(record__committee=committee)
    if data["key"]:
        return mine.filter(key=data["key"]).first()
    return mine.filter(**{name: data[name] for name in names}).first()


KIND = register_kind(
    Kind(
        slug="projects",
        title="要点、项目与阵地",
        charter=PROJECTS,
        model=Project,
        form=ProjectForm,
        key=("key", "sort", "title", "planned_on"),
        find=find,
        add=actions.add,
        change=actions.change,
        rows=queries.listed,
        view=PROJECTS.view,
        facts=facts,
        icon="flag",
        measure="项",
        columns=(
            Column("number", "编号", "record__number", sort="record__number"),
            Column("title", "名称", "record__title", how="title", phone=True),
            Column("sort", "种类", "get_sort_display", sort="sort"),
            Column("body", "承担单位", "body"),
            Column("leaders", "负责人", lambda row: list(row.leaders.all()), how="people"),
            Column("planned_on", "列入", "planned_on", how="date", sort="planned_on"),
            Column("due_on", "期限", clock, how="due", sort="due_on"),
            Column("done_on", "完成", "done_on", how="date", sort="done_on"),
            Column("state", "状态", "record__state", how="state", phone=True),
        ),
        named=(
            Named("负责人", people=listed_on(Project, "leaders")),
            Named("承担单位", bodies=standing_on("body")),
        ),
        filters=(
            Filter("state", "状态", lambda value: Q(record__state=value), states(PROJECTS)),
            Filter("type", "种类", lambda value: Q(sort=value), lambda c: Sort.choices),
            Filter(
                "late",
                "期限",
                lambda value: queries.overdue(today()),
                lambda c: (("yes", "逾期未完成"),),
            ),
            Filter("since", "列入不早于", lambda value: Q(planned_on__gte=value), how="since"),
            Filter("until", "列入不晚于", lambda value: Q(planned_on__lte=value), how="until"),
        ),
        views=(
            ("全部", ""),
            ("工作要点", "type=work_point"),
            ("重点项目", "type=key_project"),
            ("委员之家", "type=members_home"),
            ("协作协议", "type=agreement"),
            ("逾期未完成", "late=yes"),
        ),
    )
)
NUMBER = Column("number", "编号", "record__number", sort="record__number")
TITLE = Column("title", "项目", "record__title", how="title", phone=True)
ON = Column("on", "日期", "on", how="date", sort="on", phone=True)
SINCE = Filter("since", "不早于", lambda value: Q(on__gte=value), how="since")
UNTIL = Filter("until", "不晚于", lambda value: Q(on__lte=value), how="until")

HOUSEHOLDS = register_kind(
    Kind(
        slug="project-households",
        title="征迁户数",
        model=Households,
        form=HouseholdsForm,
        key=("key", "record", "on", "what"),
        find=find_households,
        add=actions.count_households,
        change=actions.change_fact,
        rows=queries.listed_households,
        view=PROJECTS.view,
        parent="projects",
        icon="home",
        measure="条",
        order=("-on", "-pk"),
        nav=False,
        facts=lambda row: [
            Fact("项目", row.record),
            Fact("事项", row.get_what_display()),
            Fact("户数", row.number),
            Fact("日期", row.on),
        ],
        columns=(
            NUMBER,
            TITLE,
            Column("what", "事项", "get_what_display", sort="what"),
            Column("households", "户数", "number", how="number", sort="number", phone=True),
            ON,
        ),
        filters=(
            Filter("what", "事项", lambda v: Q(what=v), lambda c: Households.What.choices),
            SINCE,
            UNTIL,
        ),
    )
)
INVESTMENTS = register_kind(
    Kind(
        slug="project-investments",
        title="投入资金",
        model=Investment,
        form=InvestmentForm,
        key=("key", "record", "on", "origin"),
        find=find_investment,
        add=actions.invest,
        change=actions.change_fact,
        rows=queries.listed_investments,
        view=PROJECTS.view,
        parent="projects",
        icon="coins",
        measure="笔",
        order=("-on", "-pk"),
        nav=False,
        facts=lambda row: [
            Fact("项目", row.record),
            Fact("金额（元）", row.amount),
            Fact("日期", row.on),
            Fact("资金来源", row.origin),
        ],
        columns=(
            NUMBER,
            TITLE,
            Column("amount", "金额（元）", "amount", how="number", sort="amount", phone=True),
            Column("origin", "资金来源", "origin"),
            ON,
        ),
        filters=(SINCE, UNTIL),
    )
)
PROGRESS = register_kind(
    Kind(
        slug="project-progress",
        title="项目进展",
        model=Progress,
        form=ProgressForm,
        key=("key", "record", "on"),
        find=find_progress,
        add=actions.report_progress,
        change=actions.change_fact,
        rows=queries.listed_progress,
        view=PROJECTS.view,
        parent="projects",
        icon="trending-up",
        measure="条",
        order=("-on", "-pk"),
        nav=False,
        facts=lambda row: [Fact("项目", row.record), Fact("日期", row.on), Fact("进展", row.text)],
        columns=(NUMBER, TITLE, ON, Column("text", "进展", "text")),
        filters=(SINCE, UNTIL),
    )
)
