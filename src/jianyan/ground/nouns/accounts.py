"""Accounts as rows: who may sign in. Their passwords are given on the pages of `ground.accounts`."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Q, QuerySet
from django.utils import timezone

from jianyan.ground import fields
from jianyan.ground.days import said_day
from jianyan.ground.forms import KindForm
from jianyan.ground.kinds import Column, Fact, Filter, Kind, Section, register_kind
from jianyan.ground.models import Account, Role
from jianyan.ground.register import By
from jianyan.kernel.errors import Refused
from jianyan.kernel.rules import Actor

from . import forms as own
from .drawn import url_of
from .reach import ADMINISTRATION, read_by_administration
from .writing import add_row, change_row

ACTIVE = (("on", "启用"), ("off", "停用"))


class AccountForm(KindForm):
    """One account."""

    username = own.code(label="用户名", max_length=60, help_text="登录时填写，全站不重复")
    person = fields.person(label="姓名", help_text="人员的姓名或编号")
    active = fields.Labelled(
        label="登录", choices=ACTIVE, required=False, help_text="停用的不能登录；空着为启用"
    )

    @classmethod
    def value_of(cls, name: str, row: Any) -> Any:
        if name == "active":
            return "on" if row.is_active else "off"
        return super().value_of(name, row)

    def clean_active(self) -> str:
        return self.cleaned_data["active"] or "on"


def listed() -> QuerySet[Any]:
    return Account.objects.select_related("person")


def find(committee: int, data: dict[str, Any]) -> Account | None:
    return listed().filter(username=data["username"], person__committee=committee).first()


def add(by: By, committee: int, data: dict[str, Any]) -> Account:
    """Enter an account, without a password: that is given when it is handed out."""
    account = Account(
        username=data["username"],
        person=data["person"],
        is_active=data["active"] == "on",
        must_change=True,
    )
    account.set_unusable_password()
    row: Account = add_row(by, account, committee, "账号")
    return row


def change(by: By, row: Any, changes: dict[str, tuple[Any, Any]], reason: str) -> Account:
    """更正 an account. Raises Refused when one would stop one's own."""
    stops = "active" in changes and changes["active"][1] == "off"
    if stops and row.pk == by.actor.account:
        raise Refused("不能停用自己的账号，请由另一位管理员办理。")
    columns = {name: pair for name, pair in changes.items() if name != "active"}
    if "active" in changes:
        columns["is_active"] = (stops, not stops)
    committee = row.person.committee_id
    done: Account = change_row(by, row, committee, "账号", changes, reason, columns=columns)
    return done


def standing(row: Account) -> str:
    """Where an account stands, in a word."""
    if not row.is_active:
        return "停用"
    if not row.has_usable_password():
        return "待发口令"
    return "待改初始口令" if row.must_change else "启用"


def facts(row: Account) -> list[Fact]:
    return [
        Fact("用户名", row.username),
        Fact("姓名", row.person, url_of("people", row.person_id or 0)),
        Fact("状态", standing(row)),
        Fact("上次登录", said_day(row.last_login and timezone.localdate(row.last_login))),
    ]


def sections(row: Account, actor: Actor) -> list[Section]:
    """For administrators: a new password, stopping and letting in again."""
    committee = row.person.committee_id if row.person else 0
    if committee not in actor.committees(Role.ADMINISTRATOR):
        return []
    return [Section("登录", "parts/account_acts.html", {"account": row})]


def _standing(value: str) -> Q:
    unusable = Q(("password__startswith", UNUSABLE_PASSWORD_PREFIX))
    return {
        "off": Q(is_active=False),
        "none": Q(is_active=True) & unusable,
        "first": Q(is_active=True, must_change=True) & ~unusable,
    }.get(value, Q(is_active=True, must_change=False) & ~unusable)


STANDING = (("on", "启用"), ("first", "待改初始口令"), ("none", "待发口令"), ("off", "停用"))

ACCOUNTS = register_kind(
    Kind(
        slug="accounts",
        title="账号",
        model=Account,
        form=AccountForm,
        key=("username",),
        find=find,
        add=add,
        change=change,
        rows=listed,
        view=read_by_administration("person__committee"),
        writers=ADMINISTRATION,
        facts=facts,
        sections=sections,
        committee="person__committee",
        group="管理",
        icon="key",
        about="谁可以登录。能看什么、办什么由“职务”决定；开通和换发口令在“开通账号”。",
        measure="个",
        order=("username",),
        columns=(
            Column("username", "用户名", "username", how="title", sort="username", phone=True),
            Column("person", "姓名", "person__name", sort="person__name", phone=True),
            Column("standing", "状态", standing, phone=True),
            Column("last_login", "上次登录", "last_login", sort="last_login"),
        ),
        filters=(Filter("standing", "状态", _standing, lambda committees: STANDING),),
    )
)
