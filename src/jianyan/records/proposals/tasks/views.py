"""Pages of unit tasks, contacts and extensions."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from jianyan.ground import rules
from jianyan.ground.choices import bodies, categories
from jianyan.ground.kinds import Column, Filter, Kind, register_kind

from . import actions, queries
from .charter import seen_with_case
from .forms import ContactForm, ExtensionForm
from .models import HANDLERS, Contact, ContactStage, Extension

UNIT = Filter("unit", "承办单位", lambda value: Q(unit__code=value), bodies(*HANDLERS))
NUMBER = Column("number", "提案号", "record__number", sort="record__number")
CASE = Column("title", "案由", "record__title", how="title", phone=True)


def since(path: str, label: str) -> tuple[Filter, Filter]:
    """The two filters of a day."""
    return (
        Filter("since", f"{label}不早于", lambda value: Q(**{f"{path}__gte": value}), how="since"),
        Filter("until", f"{label}不晚于", lambda value: Q(**{f"{path}__lte": value}), how="until"),
    )


def find_contact(committee: int, data: dict[str, Any]) -> Contact | None:
    """The contact of a case by a unit on a day in a way."""
    rows = queries.contacts_listed().filter(record=data["record"], unit=data["unit"])
    return rows.filter(on=data["on"], way=data["way"], stage=data["stage"]).first()


def find_extension(committee: int, data: dict[str, Any]) -> Extension | None:
    """The request of a task on a day."""
    return queries.extensions().filter(task=data["task"], on=data["on"]).first()


CONTACTS = register_kind(
    Kind(
        slug="proposal-contacts",
        title="面商与联系",
        model=Contact,
        form=ContactForm,
        key=("record", "unit", "on", "way", "stage"),
        find=find_contact,
        add=lambda by, committee, data: actions.contact(by, data["record"].pk, data),
        change=actions.change_contact,
        strike=actions.strike_contact,
        rows=queries.contacts_listed,
        view=seen_with_case,
        write=rules.office,
        parent="proposals",
        icon="messages",
        drawn_by="proposal-contacts",
        measure="次",
        order=("-on", "-pk"),
        nav=False,
        columns=(
            NUMBER,
            CASE,
            Column("unit", "承办单位", "unit"),
            Column("on", "日期", "on", how="date", sort="on", phone=True),
            Column("stage", "阶段", "get_stage_display"),
            Column("way", "方式", "way__label", phone=True),
            Column("answer", "提案者意见", queries.answer_of),
        ),
        filters=(
            UNIT,
            Filter("way", "方式", lambda value: Q(way__code=value), categories("contact_way")),
            Filter("stage", "阶段", lambda value: Q(stage=value), lambda of: ContactStage.choices),
            *since("on", "日期"),
        ),
    )
)

EXTENSIONS = register_kind(
    Kind(
        slug="proposal-extensions",
        title="延期申请",
        model=Extension,
        form=ExtensionForm,
        key=("record", "unit", "on"),
        find=find_extension,
        add=actions.add_extension,
        change=actions.change_extension,
        strike=actions.strike_extension,
        rows=queries.extensions,
        view=seen_with_case,
        write=rules.office,
        parent="proposals",
        icon="clock",
        measure="次",
        order=("-on", "-pk"),
        nav=False,
        columns=(
            NUMBER,
            CASE,
            Column("unit", "承办单位", "task__unit"),
            Column("on", "申请", "on", how="date", sort="on", phone=True),
            Column("asked_until", "申请延至", "asked_until", how="date"),
            Column("answered_on", "批复", "answered_on", how="date"),
            Column("granted_until", "批准延至", "granted_until", how="date", phone=True),
            Column("answer", "批复意见", "answer"),
            Column("withdrawn_on", "撤回", "withdrawn_on", how="date"),
        ),
        filters=since("on", "申请"),
    )
)
