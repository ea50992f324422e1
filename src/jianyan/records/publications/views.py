"""Pages of publications. The kind's declaration drives list, record, forms, import and export."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from jianyan.ground.choices import categories, states
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

from . import actions, queries
from .charter import PUBLICATIONS
from .forms import PublicationForm
from .models import Publication


def find(committee: int, data: dict[str, Any]) -> Publication | None:
    """The publication that a sheet's row names by its former number."""
    if not data["key"]:
        return None
    return queries.listed().filter(record__committee=committee, record__key=data["key"]).first()


def facts(row: Publication) -> list[Fact]:
    """What the record page says of one."""
    authors = "、".join(str(person) for person in row.authors.all())
    return [
        Fact("种类", row.sort),
        Fact("承担部门", row.body),
        Fact("执笔人", authors),
        Fact("主送或授予单位", row.addressee),
        Fact("文号", row.document_number),
        Fact("印发", row.issued_on),
        Fact("施行", row.in_force_on),
        Fact("说明", row.note),
    ]


KIND = register_kind(
    Kind(
        slug="publications",
        title="文稿、制度、荣誉",
        charter=PUBLICATIONS,
        model=Publication,
        form=PublicationForm,
        key=("key",),
        alike=("title", "sort", "dated_on"),
        find=find,
        add=actions.add,
        change=actions.change,
        rows=queries.listed,
        view=PUBLICATIONS.view,
        facts=facts,
        group="数出有源",
        icon="file-text",
        measure="篇",
        columns=(
            Column("number", "编号", "record__number", sort="record__number"),
            Column("title", "标题", "record__title", how="title", phone=True),
            Column("sort", "种类", "sort__label", sort="sort__order"),
            Column("body", "承担部门", "body"),
            Column("issued_on", "印发", "issued_on", how="date", sort="issued_on"),
            Column("state", "状态", "record__state", how="state", phone=True),
        ),
        named=(
            Named("执笔人", people=listed_on(Publication, "authors")),
            Named("承担部门", bodies=standing_on("body")),
        ),
        filters=(
            Filter("state", "状态", lambda value: Q(record__state=value), states(PUBLICATIONS)),
            Filter(
                "type", "种类", lambda value: Q(sort__code=value), categories("publication_sort")
            ),
            Filter("since", "印发不早于", lambda value: Q(issued_on__gte=value), how="since"),
            Filter("until", "印发不晚于", lambda value: Q(issued_on__lte=value), how="until"),
        ),
        views=(("全部", ""), ("草稿", "state=draft"), ("制度", "type=regulation")),
    )
)
