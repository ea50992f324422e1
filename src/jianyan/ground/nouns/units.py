"""Handling units (承办单位) and the body that dispatches to each, by date."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Prefetch, Q, QuerySet

from jianyan.ground import fields
from jianyan.ground.choices import bodies as bodies_of
from jianyan.ground.days import said_day
from jianyan.ground.kinds import Column, Fact, Filter, Kind, Section, register_kind
from jianyan.ground.models import Body, BodyKind, Office, Oversight, Role
from jianyan.ground.models.committees import in_force
from jianyan.ground.register import By, today
from jianyan.kernel.rules import Actor

from . import forms as own
from .drawn import table, url_of
from .reach import OFFICE, read_by_office
from .writing import add_row, change_row, oversee

DISPATCHING = (BodyKind.DISPATCHER, BodyKind.UNIT, BodyKind.OFFICE)


class UnitForm(own.DatedForm):
    """One unit, with its dispatcher of today."""

    code = own.code()
    name = own.text("名称", 100, required=True)
    short = own.text("简称", 40)
    dispatcher = own.any_body(
        *DISPATCHING, label="交办机构", required=False, help_text="改动自今天起算，以前的仍按原机构"
    )
    since = fields.Day(label="成立")
    until = fields.Day(label="撤销", required=False, help_text="存续的留空")
    order = own.order()

    @classmethod
    def value_of(cls, name: str, row: Any) -> Any:
        return dispatcher_of(row) if name == "dispatcher" else super().value_of(name, row)


def dispatcher_of(row: Body) -> Body | None:
    """Who dispatches to a unit today."""
    held = getattr(row, "dispatching", None)
    if held is None:
        held = list(_overseeing().filter(unit=row))
    return held[0].dispatcher if held else None


def _overseeing() -> QuerySet[Oversight]:
    rows = Oversight.objects.filter(in_force(today()), struck_at__isnull=True)
    return rows.select_related("dispatcher").order_by("-since", "pk")


def listed() -> QuerySet[Any]:
    """Units, with the oversight in force today: one statement more, however many units."""
    held = Prefetch("overseen_by", queryset=_overseeing(), to_attr="dispatching")
    return Body.objects.filter(kind=BodyKind.UNIT).prefetch_related(held)


def find(committee: int, data: dict[str, Any]) -> Body | None:
    return listed().filter(committee=committee, code=data["code"]).first()


def add(by: By, committee: int, data: dict[str, Any]) -> Body:
    """Enter a unit; its dispatcher from the day it was set up."""
    own_data = {name: value for name, value in data.items() if name != "dispatcher"}
    with transaction.atomic():
        unit = Body(committee_id=committee, kind=BodyKind.UNIT, **own_data)
        row: Body = add_row(by, unit, committee, "承办单位")
        if data["dispatcher"]:
            oversee(by, row, data["dispatcher"], data["since"])
    return row


def change(by: By, row: Any, changes: dict[str, tuple[Any, Any]], reason: str) -> Body:
    """更正 a unit; another dispatcher from today on."""
    columns = {name: pair for name, pair in changes.items() if name != "dispatcher"}
    with transaction.atomic():
        if columns:
            change_row(by, row, row.committee_id, "承办单位", columns, reason)
        if "dispatcher" in changes:
            oversee(by, row, changes["dispatcher"][1], max(today(), row.since))
    return listed().get(pk=row.pk)


def facts(row: Body) -> list[Fact]:
    dispatcher = dispatcher_of(row)
    return [
        Fact("代码", row.code),
        Fact("简称", row.short),
        Fact("交办机构", dispatcher, url_of("bodies", dispatcher.pk) if dispatcher else ""),
        Fact("成立", said_day(row.since)),
        Fact("撤销", said_day(row.until)),
    ]


def sections(row: Body, actor: Actor) -> list[Section]:
    """Who handles for the unit, and who dispatched to it when."""
    roles = (Role.UNIT_OFFICER, Role.UNIT_LEADER)
    staff = Office.objects.filter(body=row, role__in=roles, struck_at__isnull=True)
    held = Oversight.objects.filter(unit=row, struck_at__isnull=True).select_related("dispatcher")
    return [
        table(
            "人员",
            ("姓名", "角色", "起", "止"),
            (
                (url_of("offices", one.pk), (one.person, one.get_role_display(), *_days(one)))
                for one in staff.select_related("person").order_by("role", "since")
            ),
        ),
        table(
            "交办机构",
            ("机构", "起", "止"),
            (
                (url_of("bodies", one.dispatcher_id), (one.dispatcher.name, *_days(one)))
                for one in held.order_by("-since")
            ),
        ),
    ]


def _days(one: Office | Oversight) -> tuple[str, str]:
    return said_day(one.since), said_day(one.until, "至今")


def _dispatched_by(code: str) -> Q:
    held = Oversight.objects.filter(in_force(today()), struck_at__isnull=True)
    return Q(pk__in=held.filter(dispatcher__code=code).values("unit"))


def in_being(value: str) -> Q:
    """Units in being on a day."""
    return in_force(date.fromisoformat(value))


UNITS = register_kind(
    Kind(
        slug="units",
        title="承办单位",
        model=Body,
        form=UnitForm,
        key=("code",),
        find=find,
        add=add,
        change=change,
        rows=listed,
        view=read_by_office("committee"),
        writers=OFFICE,
        facts=facts,
        sections=sections,
        committee="committee",
        group="名册",
        icon="building",
        about="承办提案和意见建议的单位；交办机构按归口关系交办、催办。",
        measure="家",
        order=("order", "code"),
        columns=(
            Column("code", "代码", "code", sort="code"),
            Column("name", "名称", "name", how="title", sort="name", phone=True),
            Column("short", "简称", "short"),
            Column("dispatcher", "交办机构", dispatcher_of, phone=True),
            Column("since", "成立", "since", how="date", sort="since"),
            Column("until", "撤销", "until", how="date", sort="until"),
        ),
        filters=(
            Filter("dispatcher", "交办机构", _dispatched_by, bodies_of(*DISPATCHING)),
            Filter("on", "存续于", in_being, how="since"),
        ),
    )
)
