"""The kind of reports: how they are listed, begun and found. Their page is their own (see pages)."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from jianyan.ground.choices import states
from jianyan.ground.kinds import Column, Fact, Filter, Kind, register_kind

from . import actions, queries
from .builtin import TEMPLATES
from .charter import REPORTS
from .forms import ReportForm
from .models import Report


def find(committee: int, data: dict[str, Any]) -> Report | None:
    """The report that a sheet's row names by its former number."""
    if not data["key"]:
        return None
    return queries.listed().filter(record__committee=committee, record__key=data["key"]).first()


def template_of(row: Report) -> str:
    """The name of the template, a built-in one by its title."""
    return TEMPLATES.get(row.template, row.template)


def facts(row: Report) -> list[Fact]:
    """What the register page says of one."""
    return [
        Fact("模板", template_of(row)),
        Fact("期间", row.period),
        Fact("数据截止日", row.known_until),
        Fact("读者", row.audience),
        Fact("核对", row.checked_on),
        Fact("送审", row.sent_on),
        Fact("签发", row.signed_on),
        Fact("印记", row.seal.digest[:16] if row.seal else ""),
    ]


KIND = register_kind(
    Kind(
        slug="reports",
        title="年度报告",
        charter=REPORTS,
        model=Report,
        form=ReportForm,
        key=("key",),
        alike=("title", "period"),
        find=find,
        add=actions.add,
        change=actions.change,
        rows=queries.listed,
        view=REPORTS.view,
        facts=facts,
        group="数出有源",
        icon="report",
        measure="份",
        page="report",
        columns=(
            Column("number", "编号", "record__number", sort="record__number"),
            Column("title", "标题", "record__title", how="title", phone=True),
            Column("period", "期间", "period", sort="period"),
            Column("template", "模板", template_of),
            Column("signed_on", "签发", "signed_on", how="date", sort="signed_on"),
            Column("state", "状态", "record__state", how="state", phone=True),
        ),
        filters=(
            Filter("state", "状态", lambda value: Q(record__state=value), states(REPORTS)),
            Filter("period", "期间", lambda value: Q(period=value), how="text"),
        ),
        views=(
            ("全部", ""),
            ("草稿", "state=draft"),
            ("送审中", "state=in_approval"),
            ("已签发", "state=signed"),
        ),
    )
)
