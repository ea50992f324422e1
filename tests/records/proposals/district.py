"""A small district for the life of a proposal: each role once, with an account."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from jianyan.ground.models import Body, BodyKind, Item, Oversight, Role, Session
from jianyan.ground.register import today
from tests import build
from tests.cast import Player, play
from tests.records.proposals import made
from tests.records.proposals.made import Place


@dataclass(frozen=True)
class District:
    """Who lives a proposal's life: 沈知远 and 何采蘩 propose, 白榕锐 co-signs; the units' people."""

    at: Place
    proposer: Player
    cosigner: Player
    other: Player
    office: Player
    chair: Player
    dispatcher: Player
    lead: Player
    signer: Player
    co: Player
    third: Player

    def players(self) -> list[Player]:
        """Everybody, in the order in which a proposal comes to them."""
        return [one for one in vars(self).values() if isinstance(one, Player)]


def settle() -> District:
    """The committee, in its session, with a dispatcher above three units."""
    committee = build.committee(name="政协云陂市澜汀区委员会", district="澜汀")
    at = made.place(committee)
    day = today()
    Session.objects.filter(term__committee=committee).update(
        opens_on=day - timedelta(days=3), closes_on=day + timedelta(days=1)
    )
    Item.objects.create(committee=committee, code="lamp", label="路灯", unit="盏")
    above = build.body(committee, BodyKind.DISPATCHER, "区政府督查室")
    for unit in (at.lead, at.co, at.other):
        Oversight.objects.create(dispatcher=above, unit=unit, since=build.START)

    def new(name: str, *roles: str, body: Body | None = None) -> Player:
        return play(committee, name, *roles, body=body)

    proposer, cosigner = new("沈知远", Role.MEMBER), new("白榕锐", Role.MEMBER)
    return District(
        at=replace(at, member=proposer.person, cosigner=cosigner.person),
        proposer=proposer,
        cosigner=cosigner,
        other=new("何采蘩", Role.MEMBER),
        office=new("林静怡", Role.STAFF),
        chair=new("江望川", Role.LEADER),
        dispatcher=new("周督查", Role.DISPATCHER, body=above),
        lead=new("方住建", Role.UNIT_OFFICER, body=at.lead),
        signer=new("罗局长", Role.UNIT_LEADER, body=at.lead),
        co=new("许城管", Role.UNIT_OFFICER, body=at.co),
        third=new("邓教育", Role.UNIT_OFFICER, body=at.other),
    )
