"""The fixed cast: the same people in every test, each with an account and an office."""

from __future__ import annotations

from dataclasses import dataclass

from jianyan.ground.actors import actor_of
from jianyan.ground.models import (
    Account,
    Body,
    BodyKind,
    Committee,
    Office,
    Oversight,
    Person,
    Role,
)
from jianyan.ground.register import By
from jianyan.kernel.rules import Actor
from tests import build


@dataclass(frozen=True)
class Player:
    """One of the cast."""

    person: Person
    account: Account

    @property
    def actor(self) -> Actor:
        """Who acts, with the offices in force today."""
        return actor_of(self.account)

    @property
    def by(self) -> By:
        """Who writes."""
        return By(self.actor)


@dataclass(frozen=True)
class Cast:
    """委员甲 member, 委员乙 co-signer, 办公室 office, 承办 unit officer, 局长 its unit's leader, 会办
    officer of another unit, 交办 dispatcher, 领导 leader, 审计 auditor, 管理员 administrator, 局外
    outsider (staff of another committee)."""

    committee: Committee
    other: Committee
    unit: Body
    other_unit: Body
    dispatching: Body
    member: Player
    cosigner: Player
    office: Player
    officer: Player
    signer: Player
    co: Player
    dispatcher: Player
    leader: Player
    auditor: Player
    administrator: Player
    outsider: Player

    def players(self) -> dict[str, Player]:
        """The cast by name, in the order of the programme."""
        return {name: found for name, found in vars(self).items() if isinstance(found, Player)}


def play(of: Committee, name: str, *roles: str, body: Body | None = None) -> Player:
    """A person with offices and an account."""
    person = build.person(of, name)
    for role in roles:
        build.office(person, role, body=body)
    return Player(person, build.account(person))


def assemble() -> Cast:
    """The cast of two committees."""
    here, there = build.committee(), build.committee("other")
    unit = build.body(here, BodyKind.UNIT, "区民政局", code="civil")
    other_unit = build.body(here, BodyKind.UNIT, "区水利局", code="water")
    dispatching = build.body(here, BodyKind.DISPATCHER, "区政府督查室", code="dispatch")
    Oversight.objects.create(dispatcher=dispatching, unit=unit, since=build.START)
    parts = {
        "member": (here, "委员甲", Role.MEMBER, None),
        "cosigner": (here, "委员乙", Role.MEMBER, None),
        "office": (here, "办公室", Role.STAFF, None),
        "officer": (here, "承办", Role.UNIT_OFFICER, unit),
        "signer": (here, "局长", Role.UNIT_LEADER, unit),
        "co": (here, "会办", Role.UNIT_OFFICER, other_unit),
        "dispatcher": (here, "交办", Role.DISPATCHER, dispatching),
        "leader": (here, "领导", Role.LEADER, None),
        "auditor": (here, "审计", Role.AUDITOR, None),
        "administrator": (here, "管理员", Role.ADMINISTRATOR, None),
        "outsider": (there, "局外", Role.STAFF, None),
    }
    return Cast(here, there, unit, other_unit, dispatching, **_played(parts))


def _played(parts: dict[str, tuple[Committee, str, Role, Body | None]]) -> dict[str, Player]:
    """The players of parts, all entered at once: nearly every test begins with them."""
    people = Person.objects.bulk_create(
        Person(committee=of, code=f"c{place:02}", name=name)
        for place, (of, name, _, _) in enumerate(parts.values())
    )
    Office.objects.bulk_create(
        Office(person=who, committee=of, role=role, body=body, since=build.START)
        for who, (of, _, role, body) in zip(people, parts.values(), strict=True)
    )
    accounts = [Account(username=f"user{who.pk}", person=who) for who in people]
    for one in accounts:
        one.set_password("a-long-password")
    Account.objects.bulk_create(accounts)
    found = (Player(who, one) for who, one in zip(people, accounts, strict=True))
    return dict(zip(parts, found, strict=True))
