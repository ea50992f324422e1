"""The kind's declaration of honours: list, record, forms, import and export."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from jianyan.ground.choices import sessions, states
from jianyan.ground.kinds import Column, Fact, Filter, Kind, register_kind

from . import actions, choosing, queries
from .charter import HONOURS
from .forms import HonourForm
from .models import Honour, Sort

__all__ = ["choosing"]


def find(committee: int, data: dict[str, Any]) -> Honour | None:
    """The honour of a unit or person in a session, proposed on a day."""
    rows = queries.listed().filter(record__committee=committee, record__session=data["session"])
    whom = {"body": data["body"]} if data["sort"] == Sort.UNIT else {"person": data["person"]}
    return rows.filter(sort=data["sort"], proposed_on=data["proposed_on"], **whom).first()


def whom(row: Honour) -> str:
    """For whom it is."""
    return str(row.body if row.sort == Sort.UNIT else row.person)


def facts(row: Honour) -> list[Fact]:
    """What the record page says of one."""
    return [
        Fact("种类", row.get_sort_display()),
        Fact("届次", row.record.session),
        Fact("单位", row.body),
        Fact("个人", row.person),
        Fact("拟评", row.proposed_on),
        Fact("评定", row.chosen_on),
        Fact("收回", row.taken_on),
        Fact("收回理由", row.taken_for),
        Fact("当时的各项条件", row.basis),
        Fact("说明", row.words),
    ]


def of_session(code: str) -> Q:
    """Honours of a session, written 9.3."""
    term, _, number = code.partition(".")
    if not term.isdecimal() or not number.isdecimal():
        return Q(pk__in=())
    return Q(record__session__term__number=term, record__session__number=number)


KIND = register_kind(
    Kind(
        slug="proposal-honours",
        title="提案评优",
        charter=HONOURS,
        model=Honour,
        form=HonourForm,
        key=("sort", "session", "body", "person", "proposed_on"),
        find=find,
        add=actions.add,
        change=actions.change,
        rows=queries.listed,
        view=HONOURS.view,
        facts=facts,
        icon="award",
        measure="项",
        nav=False,
        columns=(
            Column("sort", "种类", "get_sort_display", sort="sort"),
            Column("title", "对象", "record__title", how="title", phone=True),
            Column("whom", "单位或个人", whom),
            Column("chosen_on", "评定", "chosen_on", how="date", sort="chosen_on"),
            Column("basis", "当时的各项条件", "basis"),
            Column("state", "状态", "record__state", how="state", phone=True),
        ),
        filters=(
            Filter("state", "状态", lambda value: Q(record__state=value), states(HONOURS)),
            Filter("sort_of", "种类", lambda value: Q(sort=value), lambda of: Sort.choices),
            Filter("session", "届次", of_session, sessions),
        ),
        views=(("全部", ""), ("拟评", "state=proposed"), ("已评定", "state=chosen")),
    )
)
