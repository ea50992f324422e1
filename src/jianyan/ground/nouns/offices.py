"""Offices (职务): what somebody may do, from when to when, and for which body."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from jianyan.ground import fields
from jianyan.ground.administrators import keep_one_after
from jianyan.ground.days import said_day
from jianyan.ground.kinds import Column, Fact, Filter, Kind, register_kind
from jianyan.ground.models import BodyKind, Office, Role
from jianyan.ground.models.committees import in_force
from jianyan.ground.register import By
from jianyan.kernel.errors import Refused

from . import forms as own
from .drawn import url_of
from .reach import ADMINISTRATION, read_by_office
from .writing import add_row, change_row

FOR_A_BODY = {
    Role.CONVENER: (),
    Role.DISPATCHER: (BodyKind.DISPATCHER, BodyKind.UNIT, BodyKind.OFFICE),
    Role.UNIT_OFFICER: (BodyKind.UNIT,),
    Role.UNIT_LEADER: (BodyKind.UNIT,),
}
ALONE = (
    "审计人员只查阅，不得同时有其他职务；{person}在这段时间还任{other}。请先写明其中一项的止日。"
)


class OfficeForm(own.DatedForm):
    """One office."""

    person = fields.person(label="姓名", help_text="人员的姓名或编号")
    role = fields.Labelled(label="角色", choices=Role.choices)
    body = own.any_body(
        label="代表机构", required=False, help_text="召集人、交办人员、单位人员必填"
    )
    desk = own.text("岗位", 40, help_text="机关工作人员的分工，如 提案；空着即全部")
    title = own.text("职务名称", 60, help_text="如 提案委员会主任")
    since = fields.Day(label="起")
    until = fields.Day(label="止", required=False, help_text="在任的留空；这一天仍算在内")

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        role, body = data.get("role") or "", data.get("body")
        kinds = FOR_A_BODY.get(Role(role)) if role else None
        if kinds is not None and "body" not in self.errors:
            if body is None:
                self.add_error("body", f"{Role(role).label}须写明代表的机构。")
            elif kinds and body.kind not in kinds:
                names = "、".join(str(BodyKind(kind).label) for kind in kinds)
                self.add_error("body", f"{Role(role).label}代表的应为{names}。")
        return data


def listed() -> QuerySet[Any]:
    return Office.objects.select_related("person", "body")


def find(committee: int, data: dict[str, Any]) -> Office | None:
    key = {name: data[name] for name in ("person", "role", "body", "since")}
    return listed().filter(committee=committee, struck_at__isnull=True, **key).first()


def add(by: By, committee: int, data: dict[str, Any]) -> Office:
    """Enter an office. Raises Refused where an auditor would hold another."""
    office = Office(committee_id=committee, **data)
    stand_alone(office)
    row: Office = add_row(by, office, committee, "职务")
    return row


def change(by: By, row: Any, changes: dict[str, tuple[Any, Any]], reason: str) -> Office:
    """更正 an office, its days too. Raises Refused where no administrator would be left."""
    held = {name: getattr(row, name) for name in OfficeForm.base_fields}
    changed = {name: new for name, (_, new) in changes.items()}
    stand_alone(Office(pk=row.pk, committee_id=row.committee_id, **(held | changed)))
    with transaction.atomic():
        done: Office = change_row(by, row, row.committee_id, "职务", changes, reason)
        keep_one_after(row, done)
    return done


def stand_alone(office: Office) -> None:
    """An auditor holds no other office at the same time. Raises Refused."""
    meant = Q(until__isnull=True) | Q(until__gte=office.since)
    if office.until:
        meant &= Q(since__lte=office.until)
    others = Office.objects.filter(meant, person=office.person, struck_at__isnull=True)
    if office.pk:
        others = others.exclude(pk=office.pk)
    if office.role != Role.AUDITOR:
        others = others.filter(role=Role.AUDITOR)
    else:
        others = others.exclude(role=Role.AUDITOR)
    if other := others.first():
        raise Refused(ALONE.format(person=office.person, other=other.get_role_display()))


def facts(row: Office) -> list[Fact]:
    return [
        Fact("姓名", row.person, url_of("people", row.person_id)),
        Fact("角色", row.get_role_display()),
        Fact("代表机构", row.body, url_of("bodies", row.body_id) if row.body_id else ""),
        Fact("岗位", row.desk),
        Fact("职务名称", row.title),
        Fact("起", said_day(row.since)),
        Fact("止", said_day(row.until, "至今")),
    ]


OFFICES = register_kind(
    Kind(
        slug="offices",
        title="职务",
        model=Office,
        form=OfficeForm,
        key=("person", "role", "body", "since"),
        find=find,
        add=add,
        change=change,
        rows=listed,
        view=read_by_office("committee"),
        writers=ADMINISTRATION,
        facts=facts,
        committee="committee",
        group="名册",
        icon="user-check",
        about="谁从哪天起任什么职务。职务决定登录后能看什么、办什么；卸任填止日，不要删除。",
        measure="项",
        order=("role", "person__code", "since"),
        columns=(
            Column("person", "姓名", "person__name", how="title", sort="person__name", phone=True),
            Column("role", "角色", "get_role_display", sort="role", phone=True),
            Column("body", "代表机构", "body"),
            Column("desk", "岗位", "desk"),
            Column("title", "职务名称", "title", wide=True),
            Column("since", "起", "since", how="date", sort="since"),
            Column("until", "止", "until", how="date", sort="until"),
        ),
        filters=(
            Filter("role", "角色", lambda v: Q(role=v), lambda committees: Role.choices),
            Filter("on", "在任于", lambda value: in_force(own.a_day(value)), how="since"),
        ),
    )
)
