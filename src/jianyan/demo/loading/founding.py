"""The committee itself: terms, sessions, bodies, people, who was what, and the lists they keep."""

from __future__ import annotations

import tomllib
from datetime import date
from importlib.resources import files

from jianyan.demo import nouns
from jianyan.demo.plan import Plan
from jianyan.ground.calendar import Calendar
from jianyan.ground.founding import load_lists, settle
from jianyan.ground.models import (
    Body,
    BodyKind,
    Campaign,
    Category,
    Committee,
    Item,
    Membership,
    Office,
    Oversight,
    Person,
    Role,
    Rulebook,
    Session,
    Term,
)

from .house import House

CODE = "LT"
NAME = "政协云陂市澜汀区委员会"
FOUNDED = date(2013, 1, 1)
CAMPAIGNS = (
    ("epidemic", "疫情防控", date(2020, 1, 23), None),
    ("civility", "文明创建", date(2017, 1, 1), None),
)
SETTLED = {
    "members:8": BodyKind.MEMBERS,
    "members:9": BodyKind.MEMBERS,
    "standing:8": BodyKind.STANDING,
    "standing:9": BodyKind.STANDING,
    "council:8": BodyKind.COUNCIL,
    "council:9": BodyKind.COUNCIL,
    "party_group": BodyKind.PARTY_GROUP,
}
"""The plan's bodies of one term each that the register keeps as one, with dated memberships."""

DESKS = (BodyKind.OFFICE, BodyKind.SPECIAL_COMMITTEE)
"""The bodies whose staff sit at a desk: 综合 of 综合科, 提案 of 提案委."""
COMMUNIST = "中共"
SEX = {"男": "m", "女": "f"}


def found_committee(plan: Plan) -> House:
    """The committee with its rulebook, lists, terms and sessions."""
    place = plan.place
    committee = Committee.objects.create(
        code=CODE,
        name=NAME,
        district=place.district_short,
        city=place.city_short,
        city_chair=place.city_chair,
    )
    settle(committee, "county", since=FOUNDED)
    lists = files("jianyan.demo") / "data" / "lists.toml"
    load_lists(committee, tomllib.loads(lists.read_text("utf-8")))
    house = House(plan, committee, Rulebook.objects.get(committee=committee), Calendar())
    _sessions(house)
    for code, name, since, until in CAMPAIGNS:
        house.campaigns[name] = Campaign.objects.create(
            committee=committee, code=code, name=name, since=since, until=until
        )
    for each in Category.objects.filter(committee=committee):
        house.categories[each.scheme, each.label] = each
        house.categories[each.scheme, each.code] = each
    for item in Item.objects.filter(committee=committee):
        house.items[item.label] = item
    return house


def _sessions(house: House) -> None:
    terms = {
        term.number: Term.objects.create(
            committee=house.committee, number=term.number, starts_on=term.opens, ends_on=term.closes
        )
        for term in house.plan.terms
    }
    for row in house.plan.sessions:
        house.sessions[row.key] = Session.objects.create(
            term=terms[row.term],
            number=row.number,
            opens_on=row.opens,
            closes_on=row.closes,
            proposals_until=row.deadline,
        )


def load_bodies(house: House) -> None:
    """Bodies with a code of their kind and order; those of two terms become the settled ones."""
    settled = {body.kind: body for body in Body.objects.filter(committee=house.committee)}
    orders: dict[str, int] = {}
    fresh: list[Body] = []
    for row in house.plan.bodies:
        if row.key in SETTLED:
            house.bodies[row.key] = settled[SETTLED[row.key]]
            continue
        order = orders[row.kind] = orders.get(row.kind, 0) + 1
        body = Body(
            committee=house.committee,
            kind=row.kind,
            code=f"{order:03d}",
            name=row.name,
            short=row.short,
            since=row.since,
            until=row.until,
            order=order,
        )
        house.bodies[row.key] = body
        fresh.append(body)
    house.bodies[COMMUNIST] = settled[BodyKind.PARTY]
    Body.objects.bulk_create(fresh)
    _place_below(house)


def _place_below(house: House) -> None:
    """Parents; a unit is answered for by a dispatcher from a day on, not below it for ever."""
    below, overseen = [], []
    for row in house.plan.bodies:
        if row.parent is None:
            continue
        body, above = house.bodies[row.key], house.bodies[row.parent]
        if row.kind == BodyKind.UNIT:
            house.dispatchers[row.key] = above
            overseen.append(Oversight(dispatcher=above, unit=body, since=row.since))
        else:
            body.parent = above
            below.append(body)
    Body.objects.bulk_update(below, ["parent"])
    Oversight.objects.bulk_create(overseen)


def load_people(house: House) -> None:
    """People, the bodies they belonged to, the offices they held."""
    rows = house.plan.people
    made = Person.objects.bulk_create(
        Person(
            committee=house.committee, code=row.key, name=row.name, sex=SEX[row.sex], post=row.post
        )
        for row in rows
    )
    house.people.update({row.key: person for row, person in zip(rows, made, strict=True)})
    Membership.objects.bulk_create(_memberships(house))
    Office.objects.bulk_create(_offices(house), batch_size=1000)


def _memberships(house: House) -> list[Membership]:
    """One for each person, body and first day: who heads a body is not an ordinary member too."""
    found: dict[tuple[str, int, date], Membership] = {}
    for row in house.plan.memberships:
        body = house.bodies[row.body]
        found[row.person, body.pk, row.since] = Membership(
            person=house.people[row.person],
            body=body,
            post=row.role,
            since=row.since,
            until=row.until,
        )
    communists = [
        Membership(
            person=house.people[row.key], body=house.bodies[COMMUNIST], post="党员", since=FOUNDED
        )
        for row in house.plan.people
        if row.party == COMMUNIST
    ]
    return [*found.values(), *communists]


def _offices(house: House) -> list[Office]:
    offices = [_office(house, row) for row in house.plan.offices]
    members = [
        Office(
            committee=house.committee,
            person=house.people[row.person],
            role=Role.MEMBER,
            title="政协委员",
            since=row.since,
            until=row.until,
        )
        for row in house.plan.memberships
        if row.body.startswith("members:")
    ]
    return offices + members


def _office(house: House, row: nouns.Office) -> Office:
    body = house.body(row.body)
    return Office(
        committee=house.committee,
        person=house.people[row.person],
        role=row.role,
        body=body,
        desk=body.short.removesuffix("科").removesuffix("委")
        if body and body.kind in DESKS
        else "",
        title=row.title,
        since=row.since,
        until=row.until,
    )
