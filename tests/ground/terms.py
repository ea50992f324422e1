"""A committee before a change of term: three members of two sectors, and what is asked of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from jianyan.ground.models import Body, BodyKind, Membership
from jianyan.ground.nouns import belonging, members
from jianyan.ground.nouns.change_of_term import carry_out, members_on
from jianyan.ground.nouns.term_plan import Asked
from tests import build, cast

OLD, NEW, LAST = date(2018, 1, 8), date(2023, 1, 9), date(2023, 1, 8)
DAYS = {"starts_on": NEW, "opens_on": date(2023, 1, 10), "closes_on": date(2023, 1, 13)}


def assembled() -> cast.Cast:
    """A committee with its standing bodies, two sectors and three members."""
    found = cast.assemble()
    here = found.committee
    build.body(here, BodyKind.MEMBERS, "全体委员", code="members")
    build.body(here, BodyKind.STANDING, "常务委员会", code="standing")
    build.body(here, BodyKind.SECTOR, "民革界", code="mg", order=1)
    build.body(here, BodyKind.SECTOR, "特邀界", code="ty", order=2)
    for code, name, sector in (
        ("m1", "甲", "民革界"),
        ("m2", "乙", "民革界"),
        ("m3", "丙", "特邀界"),
    ):
        member(found, code, name, sector=body(found, sector))
    return found


def body(players: cast.Cast, name: str) -> Body:
    return Body.objects.get(committee=players.committee, name=name)


def member(players: cast.Cast, code: str, name: str, **given: Any) -> Membership:
    data = dict.fromkeys(members.MemberForm.base_fields, None)
    data |= {"code": code, "name": name, "sex": "", "post": "", "phone": "", "since": OLD}
    data |= {"special_committees": [], **given}
    return members.add(players.administrator.by, players.committee.pk, data)


def of(code: str) -> Membership:
    return Membership.objects.get(person__code=code, body__kind=BodyKind.MEMBERS)


def asked(players: cast.Cast, **more: Any) -> Asked:
    return Asked(**({"number": 10, "session": 1} | DAYS | more))


def serving(players: cast.Cast, on: date) -> list[tuple[str, str]]:
    rows = members_on(players.committee.pk, on)
    sectors = members.BELONGS["sector"]
    return [
        (one.person.name, "、".join(b.name for b in belonging.belonging(one, sectors, on)))
        for one in rows
    ]


def change(players: cast.Cast, **more: Any) -> Any:
    return carry_out(players.administrator.by, players.committee.pk, asked(players, **more))
