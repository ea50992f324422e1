"""The fixed cast: the same people in every test, each with an account and an office."""

from __future__ import annotations

from dataclasses import dataclass

from jianyan.ground.actors import actor_of
from jianyan.ground.models import Account, Body, BodyKind, Committee, Oversight, Person, Role
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
    return Cast(
        committee=here,
        other=there,
        unit=unit,
        other_unit=other_unit,
        dispatching=dispatching,
        member=play(here, "委员甲", Role.MEMBER),
        cosigner=play(here, "委员乙", Role.MEMBER),
        office=play(here, "办公室", Role.STAFF),
        officer=play(here, "承办", Role.UNIT_OFFICER, body=unit),
        signer=play(here, "局长", Role.UNIT_LEADER, body=unit),
        co=play(here, "会办", Role.UNIT_OFFICER, body=other_unit),
        dispatcher=play(here, "交办", Role.DISPATCHER, body=dispatching),
        leader=play(here, "领导", Role.LEADER),
        auditor=play(here, "审计", Role.AUDITOR),
        administrator=play(here, "管理员", Role.ADMINISTRATOR),
        outsider=play(there, "局外", Role.STAFF),
    )
