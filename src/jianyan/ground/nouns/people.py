"""People: the least that the office must keep of them."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from jianyan.ground import fields
from jianyan.ground.days import said_day
from jianyan.ground.forms import KindForm
from jianyan.ground.kinds import Column, Fact, Filter, Kind, Section, register_kind
from jianyan.ground.models import Account, Membership, Office, Person, Role
from jianyan.ground.models.committees import in_force
from jianyan.ground.register import By, today
from jianyan.ground.rules import OFFICE as NEED
from jianyan.ground.rules import READERS, beyond_members
from jianyan.kernel.rules import Actor

from . import forms as own
from .drawn import masked, table, url_of
from .reach import OFFICE, read_by_all
from .writing import add_row, change_row

SEXES = (("m", "男"), ("f", "女"))


class PersonForm(KindForm):
    """One person."""

    code = own.code(label="编号", max_length=30, help_text="委员证号或自编号，不重复")
    name = own.text("姓名", 40, required=True)
    sex = fields.Labelled(label="性别", choices=SEXES, required=False)
    post = own.text("单位职务", 120, help_text="单位和职务，如 区人民医院副院长")
    phone = own.text("电话", 30, help_text="只有机关能看到完整号码")


def find(committee: int, data: dict[str, Any]) -> Person | None:
    return Person.objects.filter(committee=committee, code=data["code"]).first()


def add(by: By, committee: int, data: dict[str, Any]) -> Person:
    """Enter a person."""
    row: Person = add_row(by, Person(committee_id=committee, **data), committee, "人员")
    return row


def change(by: By, row: Any, changes: dict[str, tuple[Any, Any]], reason: str) -> Person:
    """更正 a person."""
    changed: Person = change_row(by, row, row.committee_id, "人员", changes, reason)
    return changed


def facts(row: Person) -> list[Fact]:
    """What the page says of a person, to whoever may see it."""
    return [
        Fact("编号", row.code),
        Fact("性别", row.get_sex_display()),
        Fact("单位职务", row.post),
        Fact("电话", masked(row.phone)),
    ]


def sections(row: Person, actor: Actor) -> list[Section]:
    """Memberships and offices by date; for the office the number to call."""
    belongs = Membership.objects.filter(person=row, struck_at__isnull=True).select_related("body")
    offices = Office.objects.filter(person=row, struck_at__isnull=True).select_related("body")
    reads = row.committee_id in actor.committees(*READERS)
    found = [
        table(
            "所属机构",
            ("机构", "种类", "职务", "起", "止"),
            (
                (url_of("memberships", one.pk), _membership(one))
                for one in belongs.order_by("-since", "pk")
            ),
        ),
        table(
            "职务",
            ("职务", "角色", "代表机构", "起", "止"),
            (
                (url_of("offices", one.pk) if reads else "", _office(one))
                for one in offices.order_by("-since", "pk")
            ),
        ),
    ]
    if row.committee_id in actor.committees(*NEED) and row.phone:
        found.append(table("联系", ("电话",), (("", (row.phone,)),)))
    if row.committee_id in actor.committees(Role.ADMINISTRATOR):
        accounts = Account.objects.filter(person=row).order_by("pk")
        rows = ((url_of("accounts", a.pk), (a.username, _active(a))) for a in accounts)
        found.append(table("账号", ("用户名", "状态"), rows))
    return found


def _membership(one: Membership) -> tuple[Any, ...]:
    kind = one.body.get_kind_display()
    return (one.body.name, kind, one.post, said_day(one.since), said_day(one.until, "至今"))


def _office(one: Office) -> tuple[Any, ...]:
    title = one.title or one.get_role_display()
    return (
        title,
        one.get_role_display(),
        one.body,
        said_day(one.since),
        said_day(one.until, "至今"),
    )


def _active(account: Account) -> str:
    return "启用" if account.is_active else "停用"


def _serving(role: str) -> Q:
    held = Office.objects.filter(in_force(today()), role=role, struck_at__isnull=True)
    return Q(pk__in=held.values("person"))


PEOPLE = register_kind(
    Kind(
        slug="people",
        title="人员",
        model=Person,
        form=PersonForm,
        key=("code",),
        find=find,
        add=add,
        change=change,
        rows=Person.objects.all,
        view=read_by_all("committee"),
        writers=OFFICE,
        facts=facts,
        sections=sections,
        guarded={"phone": masked},
        committee="committee",
        group="名册",
        icon="users",
        nav_for=beyond_members,
        about="每个人登记一次：姓名、编号、电话。他在哪个机构、任什么职务，另在“成员”“职务”中登记。",
        measure="人",
        order=("code", "pk"),
        columns=(
            Column("code", "编号", "code", sort="code"),
            Column("name", "姓名", "name", how="title", sort="name", phone=True),
            Column("sex", "性别", "get_sex_display"),
            Column("post", "单位职务", "post", phone=True, wide=True),
            Column("phone", "电话", lambda row: masked(row.phone)),
        ),
        filters=(
            Filter("role", "现任角色", _serving, lambda committees: list(Role.choices)),
            Filter("sex", "性别", lambda value: Q(sex=value), lambda committees: SEXES),
        ),
    )
)
