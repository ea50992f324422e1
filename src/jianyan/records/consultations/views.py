"""Pages of consultations. The kinds' declarations drive lists, records, forms, import and export."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Q

from jianyan.ground import rules
from jianyan.ground.choices import bodies, categories, states
from jianyan.ground.kinds import Column, Fact, Filter, Kind, Named, register_kind, standing_on
from jianyan.ground.models import BodyKind

from . import actions, queries
from .charter import CONSULTATIONS
from .forms import LivelihoodProjectForm, TopicForm
from .models import LivelihoodProject, Topic


def find(committee: int, data: dict[str, Any]) -> Topic | None:
    """The topic that a sheet's row names by its former number."""
    if not data["key"]:
        return None
    return queries.listed().filter(record__committee=committee, record__key=data["key"]).first()


def find_project(committee: int, data: dict[str, Any]) -> LivelihoodProject | None:
    """The project that a sheet's row names by its topic and title."""
    rows = queries.livelihood_projects().filter(record__committee=committee)
    return rows.filter(record=data["record"], title=data["title"]).first()


def plan_years(committees: tuple[int, ...]) -> Sequence[tuple[str, str]]:
    """The years that have a plan, newest first."""
    rows = Topic.objects.filter(record__committee__in=committees).order_by("-plan_year")
    years = rows.values_list("plan_year", flat=True).distinct()
    return [(str(year), f"{year}年") for year in years]


def facts(row: Topic) -> list[Fact]:
    """What the record page says of a topic."""
    return [
        Fact("形式", row.form),
        Fact("计划年度", f"{row.plan_year}年"),
        Fact("承办专委会", row.body),
        Fact("协商单位", "、".join(str(unit) for unit in row.units.all())),
        Fact("议题来源", row.proposed_by),
        Fact("征集", row.called_for_on),
        Fact("列题", row.listed_on),
        Fact("提请", row.put_forward_on),
        Fact("区委常委会批准", row.approved_on),
        Fact("政协常委会通过", row.passed_on),
        Fact("启动", row.started_on),
        Fact("举行", row.held_on),
        Fact("报送", row.reported_on),
        Fact("完成", row.completed_on),
        Fact("撤销", row.dropped_on),
        Fact("说明", row.note),
    ]


KIND = register_kind(
    Kind(
        slug="consultations",
        title="协商议题",
        charter=CONSULTATIONS,
        model=Topic,
        form=TopicForm,
        key=("key",),
        alike=("title", "form", "plan_year"),
        find=find,
        add=actions.add,
        change=actions.change,
        rows=queries.listed,
        view=CONSULTATIONS.view,
        facts=facts,
        icon="messages",
        measure="项",
        columns=(
            Column("number", "编号", "record__number", sort="record__number"),
            Column("title", "议题", "record__title", how="title", phone=True),
            Column("form", "形式", "form__label", sort="form__order"),
            Column("body", "承办", "body"),
            Column("passed_on", "通过", "passed_on", how="date", sort="passed_on"),
            Column("held_on", "举行", "held_on", how="date", sort="held_on"),
            Column("completed_on", "完成", "completed_on", how="date", sort="completed_on"),
            Column("state", "状态", "record__state", how="state", phone=True),
        ),
        named=(Named("承办", bodies=standing_on("body")),),
        filters=(
            Filter("state", "状态", lambda value: Q(record__state=value), states(CONSULTATIONS)),
            Filter("year", "计划年度", lambda value: Q(plan_year=value), plan_years),
            Filter(
                "form", "形式", lambda value: Q(form__code=value), categories("consultation_form")
            ),
            Filter(
                "body",
                "承办",
                lambda value: Q(body__code=value),
                bodies(BodyKind.SPECIAL_COMMITTEE),
            ),
            Filter("since", "举行不早于", lambda value: Q(held_on__gte=value), how="since"),
            Filter("until", "举行不晚于", lambda value: Q(held_on__lte=value), how="until"),
        ),
        views=(
            ("全部", ""),
            ("征集中", "state=called_for"),
            ("实施中", "state=under_way"),
            ("已完成", "state=completed"),
        ),
    )
)

PROJECTS = register_kind(
    Kind(
        slug="livelihood-projects",
        title="惠民实事",
        model=LivelihoodProject,
        form=LivelihoodProjectForm,
        key=("record", "title"),
        find=find_project,
        add=actions.add_project,
        change=actions.change_project,
        rows=queries.livelihood_projects,
        view=rules.registered,
        write=rules.office,
        parent="consultations",
        icon="heart-handshake",
        measure="件",
        order=("-inspected_on", "-pk"),
        nav=False,
        columns=(
            Column("title", "项目", "title", phone=True),
            Column("topic", "协商议题", "record__title", how="title"),
            Column("unit", "责任单位", "unit"),
            Column("inspected_on", "视察", "inspected_on", how="date", phone=True),
            Column("progress", "进度", "progress"),
        ),
        filters=(
            Filter("since", "视察不早于", lambda value: Q(inspected_on__gte=value), how="since"),
            Filter("until", "视察不晚于", lambda value: Q(inspected_on__lte=value), how="until"),
        ),
    )
)
