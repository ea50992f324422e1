"""Bodies of every kind, in being from one day to another."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q, QuerySet

from jianyan.ground import fields
from jianyan.ground.days import said_day
from jianyan.ground.kinds import Column, Fact, Filter, Kind, Section, register_kind
from jianyan.ground.models import Body, BodyKind, Membership
from jianyan.ground.models.committees import in_force
from jianyan.ground.register import By, today
from jianyan.kernel.rules import Actor

from . import forms as own
from .drawn import table, url_of
from .reach import OFFICE, read_by_all
from .writing import add_row, change_row


class BodyForm(own.DatedForm):
    """One body."""

    kind = fields.Labelled(label="种类", choices=BodyKind.choices)
    code = own.code(help_text="同一种类中不重复")
    name = own.text("名称", 100, required=True)
    short = own.text("简称", 40)
    parent = own.any_body(label="上级", required=False)
    since = fields.Day(label="成立")
    until = fields.Day(label="撤销", required=False, help_text="存续的留空")
    order = own.order()


def find(committee: int, data: dict[str, Any]) -> Body | None:
    rows = Body.objects.select_related("parent")
    return rows.filter(committee=committee, kind=data["kind"], code=data["code"]).first()


def add(by: By, committee: int, data: dict[str, Any]) -> Body:
    """Enter a body."""
    row: Body = add_row(by, Body(committee_id=committee, **data), committee, "机构")
    return row


def change(by: By, row: Any, changes: dict[str, tuple[Any, Any]], reason: str) -> Body:
    """更正 a body."""
    changed: Body = change_row(by, row, row.committee_id, "机构", changes, reason)
    return changed


def listed() -> QuerySet[Any]:
    """Bodies with their parents and how many belong to them today."""
    serving = in_force(today(), "memberships__") & Q(memberships__struck_at__isnull=True)
    return Body.objects.select_related("parent").annotate(
        people=Count("memberships__person", filter=serving, distinct=True)
    )


def facts(row: Body) -> list[Fact]:
    """What the page says of a body."""
    return [
        Fact("种类", row.get_kind_display()),
        Fact("代码", row.code),
        Fact("简称", row.short),
        Fact("上级", row.parent, url_of("bodies", row.parent_id) if row.parent_id else ""),
        Fact("成立", said_day(row.since)),
        Fact("撤销", said_day(row.until)),
    ]


def sections(row: Body, actor: Actor) -> list[Section]:
    """Who belongs to it, now and before; what lies below it."""
    belongs = Membership.objects.filter(body=row, struck_at__isnull=True).select_related("person")
    below = Body.objects.filter(parent=row)
    found = [
        table(
            "成员",
            ("姓名", "职务", "起", "止"),
            (
                (url_of("people", one.person_id), (one.person, one.post, *_days(one)))
                for one in belongs.order_by("until", "since", "person__code")
            ),
        )
    ]
    if below:
        rows = ((url_of("bodies", one.pk), (one.name, one.get_kind_display())) for one in below)
        found.append(table("下级", ("名称", "种类"), rows))
    return found


def _days(one: Membership) -> tuple[str, str]:
    return said_day(one.since), said_day(one.until, "至今")


BODIES = register_kind(
    Kind(
        slug="bodies",
        title="机构",
        model=Body,
        form=BodyForm,
        key=("kind", "code"),
        find=find,
        add=add,
        change=change,
        rows=listed,
        view=read_by_all("committee"),
        writers=OFFICE,
        facts=facts,
        sections=sections,
        committee="committee",
        group="名册",
        icon="building",
        about="界别、党派、委员组、专委会等机构，各有起止日；谁在其中，登记在“成员”里。",
        measure="个",
        order=("kind", "order", "code"),
        columns=(
            Column("kind", "种类", "get_kind_display", sort="kind", phone=True),
            Column("code", "代码", "code", sort="code"),
            Column("name", "名称", "name", how="title", sort="name", phone=True),
            Column("short", "简称", "short"),
            Column("parent", "上级", "parent"),
            Column("people", "现有人数", "people", how="number", phone=True),
            Column("since", "成立", "since", how="date", sort="since"),
            Column("until", "撤销", "until", how="date", sort="until"),
        ),
        filters=(
            Filter("kind", "种类", lambda v: Q(kind=v), lambda committees: BodyKind.choices),
            Filter("on", "存续于", lambda value: in_force(own.a_day(value)), how="since"),
        ),
    )
)
