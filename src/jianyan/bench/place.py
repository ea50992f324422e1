"""A committee to measure in, with what its records stand on, and the facts gathered for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from django.utils import timezone

from jianyan.ground.founding import settle
from jianyan.ground.models import (
    Account,
    Body,
    BodyKind,
    Category,
    Committee,
    Item,
    Membership,
    Office,
    Person,
    Record,
    Role,
    Session,
    Term,
)
from jianyan.ground.register import By, register_many
from jianyan.kernel.charter import Charter
from jianyan.kernel.rules import Actor, Held

FIRST = date(2006, 1, 1)
COUNTS = {
    BodyKind.UNIT: 60,
    BodyKind.SECTOR: 26,
    BodyKind.MEMBER_GROUP: 12,
    BodyKind.SPECIAL_COMMITTEE: 8,
    BodyKind.STREET: 14,
    BodyKind.COMMUNITY: 60,
    BodyKind.COMPOUND: 40,
    BodyKind.ENTERPRISE: 80,
    BodyKind.SCHOOL: 20,
    BodyKind.SITE: 20,
}
"""How many bodies of each kind a full district has."""

STRUCK = datetime(2021, 3, 1, tzinfo=UTC)
SIZE = 2000


@dataclass(slots=True)
class Place:
    """One committee and what its records refer to. `facts` are rows yet to be written."""

    committee: Committee
    by: By
    draw: Random
    people: list[Person] = field(default_factory=list)
    bodies: dict[str, list[Body]] = field(default_factory=dict)
    lists: dict[tuple[str, str], Category] = field(default_factory=dict)
    schemes: dict[str, list[Category]] = field(default_factory=dict)
    items: dict[str, Item] = field(default_factory=dict)
    sessions: dict[int, Session] = field(default_factory=dict)
    facts: dict[type[Any], list[Any]] = field(default_factory=dict)

    def chance(self, share: float) -> bool:
        """True in that share of the cases."""
        return self.draw.random() < share

    def person(self) -> Person:
        return self.draw.choice(self.people)

    def body(self, kind: str) -> Body:
        return self.draw.choice(self.bodies[kind])

    def entry(self, scheme: str, *codes: str) -> Category:
        """An entry of a list, one of the codes where some are named."""
        if codes:
            return self.lists[scheme, self.draw.choice(codes)]
        return self.draw.choice(self.schemes[scheme])

    def nth(self, scheme: str, n: int) -> Category:
        """The entries of a list in turn."""
        entries = self.schemes[scheme]
        return entries[n % len(entries)]

    def day(self, year: int) -> date:
        """Any day of a year."""
        return date(year, 1, 1) + timedelta(days=self.draw.randrange(365))

    def later(self, day: date, least: int, most: int) -> date:
        """A day that many days after another one."""
        return day + timedelta(days=self.draw.randint(least, most))

    def record(self, title: str, state: str, day: date, void: float = 0.02, **said: Any) -> Record:
        """An unsaved register row; a few are void."""
        state = "void" if self.chance(void) else state
        return Record(committee=self.committee, title=title, state=state, dated_on=day, **said)

    def keep(self, fact: Any, struck: float = 0.02) -> Any:
        """Keep a fact to be written after its record; a few are struck out."""
        if self.chance(struck):
            fact.struck_at = STRUCK
        self.facts.setdefault(type(fact), []).append(fact)
        return fact

    def enter(self, charter: Charter, pairs: Iterable[tuple[Record, Any]]) -> int:
        """Write records and all facts kept so far; gives how many records."""
        made = register_many(charter, self.by, pairs)
        for model, rows in self.facts.items():
            model._default_manager.bulk_create(rows, batch_size=SIZE)
            rows.clear()
        return len(made)


def found(code: str, seed: int, years: Iterable[int], members: int = 230) -> Place:
    """A committee with its lists, sessions, people, bodies and one account of the office."""
    committee = Committee.objects.create(
        code=code, name=f"政协{code}区委员会", district=code, city="试"
    )
    settle(committee, "county", since=FIRST)
    people = Person.objects.bulk_create(
        Person(committee=committee, code=f"m{n}", name=f"委员{n}") for n in range(members)
    )
    place = Place(committee, _office(committee, people[0]), Random(seed), people)
    _sessions(place, years)
    _bodies(place)
    for each in Category.objects.filter(committee=committee):
        place.lists[each.scheme, each.code] = each
        place.schemes.setdefault(each.scheme, []).append(each)
    place.items = {item.code: item for item in Item.objects.filter(committee=committee)}
    return place


def _office(committee: Committee, person: Person) -> By:
    """Who enters it all: an account of the office, as an actor that needs no statement."""
    Office.objects.create(committee=committee, person=person, role=Role.STAFF, since=FIRST)
    account = Account.objects.create(username=f"bench-{committee.code}", person=person)
    held = frozenset({Held(str(Role.STAFF), committee.pk)})
    return By(Actor(day=timezone.localdate(), account=account.pk, person=person.pk, held=held))


def _sessions(place: Place, years: Iterable[int]) -> None:
    term = Term.objects.create(committee=place.committee, number=9, starts_on=FIRST)
    for number, year in enumerate(years, start=1):
        place.sessions[year] = Session.objects.create(
            term=term, number=number, opens_on=date(year, 1, 8), closes_on=date(year, 1, 11)
        )


def _bodies(place: Place) -> None:
    """Bodies of every kind, and who belongs to the committee, its party group and the party."""
    share = min(1.0, len(place.people) / 230)
    Body.objects.bulk_create(
        Body(
            committee=place.committee,
            kind=kind,
            code=f"{n:03d}",
            name=f"{kind.label}{n}",
            since=FIRST,
            order=n,
        )
        for kind, count in COUNTS.items()
        for n in range(max(2, int(count * share)))
    )
    for body in Body.objects.filter(committee=place.committee):
        place.bodies.setdefault(body.kind, []).append(body)
    belong = [(place.bodies[BodyKind.MEMBERS][0], place.people)]
    belong.append((place.bodies[BodyKind.PARTY][0], place.people[::2]))
    belong.append((place.bodies[BodyKind.PARTY_GROUP][0], place.people[:16]))
    Membership.objects.bulk_create(
        Membership(
            person=person,
            body=body,
            since=FIRST,
            until=date(2019, 6, 30) if place.chance(0.1) else None,
        )
        for body, people in belong
        for person in people
    )
