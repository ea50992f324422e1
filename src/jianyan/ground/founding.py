"""An empty start: a committee with its term, session, rulebook, lists and first administrator."""

from __future__ import annotations

import re
import secrets
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from jianyan.kernel.errors import Refused

from . import shipped
from .actors import actor_of
from .fields import CODE, CODE_SAID
from .models import (
    Account,
    Body,
    BodyKind,
    Category,
    Committee,
    Item,
    ItemUnit,
    Office,
    Person,
    Role,
    Rulebook,
    Session,
    Term,
)
from .register import By, leave_trail, today
from .rulebook import PRESETS, preset

LONGEST = {
    "name": ("全称", 80),
    "district": ("区县简称", 30),
    "city": ("上级市简称", 30),
    "administrator": ("管理员姓名", 40),
    "username": ("用户名", 60),
}
ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"


@dataclass(frozen=True, slots=True, kw_only=True)
class Founding:
    """What the first-run page and `jianyan init` ask."""

    code: str
    name: str
    district: str
    city: str = ""
    term: int
    term_starts_on: date
    session: int
    opens_on: date
    closes_on: date
    preset: str = "county"
    administrator: str
    username: str
    password: str = ""


def found(asked: Founding) -> tuple[Committee, Account, str]:
    """Make the committee; gives it, its administrator's account, and a one-time password
    (empty when the person chose one).

    Raises Refused with a sentence for each thing that cannot stand as asked.
    """
    if problems := problems_of(asked):
        raise Refused(" ".join(problems.values()))
    with transaction.atomic():
        committee = Committee.objects.create(
            code=asked.code, name=asked.name, district=asked.district, city=asked.city
        )
        term = Term.objects.create(
            committee=committee, number=asked.term, starts_on=asked.term_starts_on
        )
        Session.objects.create(
            term=term, number=asked.session, opens_on=asked.opens_on, closes_on=asked.closes_on
        )
        settle(committee, asked.preset, since=date(2000, 1, 1))
        account, password = _administrator(committee, asked)
        leave_trail(
            None,
            By(actor_of(account)),
            committee=committee.pk,
            move="found",
            label=f"建立委员会（{asked.preset}规程样本）",
            on=today(),
        )
    return committee, account, password


def problems_of(asked: Founding) -> dict[str, str]:
    """What cannot stand as asked, by the name of the field: a sentence for each."""
    found = _names_of(asked)
    if asked.preset not in PRESETS:
        found["preset"] = f"没有名为“{asked.preset}”的规程样本，请从{'、'.join(PRESETS)}中选一种。"
    if not re.fullmatch(r"[A-Za-z0-9-]{1,20}", asked.code):
        found["code"] = "代码只用字母、数字和横线，至多20个，如 lanting。"
    elif Committee.objects.filter(code=asked.code).exists():
        found["code"] = f"代码“{asked.code}”已被使用，请换一个。"
    if asked.closes_on < asked.opens_on:
        found["closes_on"] = "闭幕日早于开幕日，请改正。"
    if asked.opens_on < asked.term_starts_on:
        found["opens_on"] = "开幕日早于本届起始日，请改正。"
    if not 1 <= asked.term <= 99:
        found["term"] = "届应为1至99的整数。"
    if not 1 <= asked.session <= 20:
        found["session"] = "次应为1至20的整数。"
    return found


def _names_of(asked: Founding) -> dict[str, str]:
    """Names that are too long, and a user name that cannot be one or is taken."""
    found = {
        name: f"{label}至多{longest}个字，请改短。"
        for name, (label, longest) in LONGEST.items()
        if len(getattr(asked, name)) > longest
    }
    if not re.match(CODE, asked.username):
        found["username"] = f"用户名{CODE_SAID}"
    elif Account.objects.filter(username=asked.username).exists():
        found["username"] = f"用户名“{asked.username}”已被使用，请换一个。"
    return found


def settle(committee: Committee, preset_name: str, *, since: date) -> None:
    """Give a committee its rulebook, its standing bodies and every module's default lists."""
    data = preset(preset_name)
    Rulebook.objects.create(
        committee=committee, number=1, name=str(data["name"]), since=since, data=data
    )
    for kind, name in (
        (BodyKind.MEMBERS, "全体委员"),
        (BodyKind.STANDING, "常务委员会"),
        (BodyKind.COUNCIL, "主席会议"),
        (BodyKind.PARTY_GROUP, "政协党组"),
    ):
        Body.objects.create(committee=committee, kind=kind, code=kind, name=name, since=since)
    Body.objects.create(
        committee=committee,
        kind=BodyKind.PARTY,
        code="cpc",
        name="中国共产党",
        short="中共",
        since=since,
    )
    for data in shipped.lists():
        load_lists(committee, data)


def load_lists(committee: Committee, data: dict[str, Any]) -> None:
    """Enter category lists ({scheme: [{code, label, parent?}]}) and items
    ({item: [{code, label, unit, units?}]}) that a committee does not have yet."""
    schemes = {scheme: entries for scheme, entries in data.items() if scheme != "item"}
    rows = Category.objects.filter(committee=committee, scheme__in=schemes)
    known = {(one.scheme, one.code): one for one in rows}
    had = Counter(scheme for scheme, _ in known)
    fresh = [
        (scheme, order, entry)
        for scheme, entries in schemes.items()
        for order, entry in enumerate(entries, start=had[scheme])
        if (scheme, entry["code"]) not in known
    ]
    while fresh:
        # Parents before those that name them.
        coming = {(scheme, entry["code"]) for scheme, _, entry in fresh}
        ready = [one for one in fresh if (one[0], one[2].get("parent")) not in coming] or fresh
        made = [
            Category(
                committee=committee,
                scheme=scheme,
                code=entry["code"],
                label=entry["label"],
                parent=known.get((scheme, entry.get("parent"))),
                order=order,
            )
            for scheme, order, entry in ready
        ]
        known |= {(one.scheme, one.code): one for one in Category.objects.bulk_create(made)}
        fresh = [one for one in fresh if (one[0], one[2]["code"]) not in known]
    _load_items(committee, data.get("item", ()))


def _load_items(committee: Committee, entries: Iterable[dict[str, Any]]) -> None:
    for order, entry in enumerate(entries):
        item, made = Item.objects.get_or_create(
            committee=committee,
            code=entry["code"],
            defaults={"label": entry["label"], "unit": entry["unit"], "order": order},
        )
        if made:
            ItemUnit.objects.bulk_create(
                [
                    ItemUnit(item=item, name=name, factor=factor)
                    for name, factor in entry.get("units", {}).items()
                ]
            )


def _administrator(committee: Committee, asked: Founding) -> tuple[Account, str]:
    person = Person.objects.create(committee=committee, code="admin", name=asked.administrator)
    for role in (Role.ADMINISTRATOR, Role.STAFF):
        Office.objects.create(
            committee=committee,
            person=person,
            role=role,
            title="管理员",
            since=min(asked.term_starts_on, today()),
        )
    once = "" if asked.password else one_time_password()
    account = Account.objects.create_user(
        asked.username, asked.password or once, person=person, must_change=bool(once)
    )
    return account, once


def one_time_password() -> str:
    """Twelve letters and digits that read well on paper: no 0/o, 1/i/l."""
    return "".join(secrets.choice(ALPHABET) for _ in range(12))
