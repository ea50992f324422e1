"""Who belongs to which body, from when to when."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from jianyan.ground import fields
from jianyan.ground.days import said_day
from jianyan.ground.kinds import Column, Fact, Filter, Kind, register_kind
from jianyan.ground.models import BodyKind, Membership
from jianyan.ground.models.committees import in_force
from jianyan.ground.register import By
from jianyan.ground.rules import beyond_members

from . import forms as own
from .drawn import url_of
from .reach import OFFICE, read_by_all
from .writing import add_row, change_row


class MembershipForm(own.DatedForm):
    """One membership."""

    person = fields.person(label="姓名", help_text="人员的姓名或编号")
    body = own.any_body(label="机构", help_text="重名的写成 民革（界别）")
    post = own.text("职务", 40, help_text="如 主任、组长、委员")
    since = fields.Day(label="起")
    until = fields.Day(label="止", required=False, help_text="在任的留空；这一天仍算在内")


def listed() -> QuerySet[Any]:
    return Membership.objects.select_related("person", "body")


def find(committee: int, data: dict[str, Any]) -> Membership | None:
    return (
        listed()
        .filter(
            person=data["person"], body=data["body"], since=data["since"], struck_at__isnull=True
        )
        .first()
    )


def add(by: By, committee: int, data: dict[str, Any]) -> Membership:
    """Enter a membership."""
    row: Membership = add_row(by, Membership(**data), committee, "成员")
    return row


def change(by: By, row: Any, changes: dict[str, tuple[Any, Any]], reason: str) -> Membership:
    """更正 a membership, its days too."""
    committee = row.person.committee_id
    changed: Membership = change_row(by, row, committee, "成员", changes, reason)
    return changed


def facts(row: Membership) -> list[Fact]:
    return [
        Fact("姓名", row.person, url_of("people", row.person_id)),
        Fact("机构", row.body.full, url_of("bodies", row.body_id)),
        Fact("职务", row.post),
        Fact("起", said_day(row.since)),
        Fact("止", said_day(row.until, "至今")),
    ]


MEMBERSHIPS = register_kind(
    Kind(
        slug="memberships",
        title="成员",
        model=Membership,
        form=MembershipForm,
        key=("person", "body", "since"),
        find=find,
        add=add,
        change=change,
        rows=listed,
        view=read_by_all("person__committee"),
        writers=OFFICE,
        facts=facts,
        committee="person__committee",
        group="名册",
        icon="users-group",
        nav_for=beyond_members,
        about="谁在哪个机构、从哪天到哪天：界别、党派、委员组、专委会都记在这里；按界别、专委会计的数由此得出。",
        measure="条",
        order=("body__kind", "body__order", "body__code", "since", "person__code"),
        columns=(
            Column("person", "姓名", "person__name", how="title", sort="person__name", phone=True),
            Column("body", "机构", "body__name", sort="body__name", phone=True, wide=True),
            Column("kind", "种类", "body__get_kind_display"),
            Column("post", "职务", "post", sort="post"),
            Column("since", "起", "since", how="date", sort="since"),
            Column("until", "止", "until", how="date", sort="until"),
        ),
        filters=(
            Filter("kind", "种类", lambda v: Q(body__kind=v), lambda committees: BodyKind.choices),
            Filter("on", "在任于", lambda value: in_force(own.a_day(value)), how="since"),
        ),
    )
)
