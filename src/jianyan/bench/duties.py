"""Gifts, aid, responsibilities, projects and organisations to measure with."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from jianyan.ground.models import Body, BodyKind, Membership, Person, Record
from jianyan.records.giving.charter import AID, GIFTS
from jianyan.records.giving.models import Aid, AidLine, AidMember, Donor, Gift, GiftLine, Handover
from jianyan.records.organisation.charter import ORGANISATION
from jianyan.records.organisation.models import Organisation
from jianyan.records.projects.charter import PROJECTS
from jianyan.records.projects.models import Households, Investment, Project
from jianyan.records.responsibilities.charter import DUTIES
from jianyan.records.responsibilities.models import Duty, Patrol

from .place import FIRST, Place

GIVEN = ("money", "mask", "thermometer", "glove", "disinfectant_tablet")
AIDED = ("money", "tourist_station", "chick", "potato", "job", "book", "clothing", "daily_goods")
SORTS = ("work_point", "key_project", "members_home", "agreement")
ORGANISED = {
    "functional_branch": BodyKind.PARTY_BRANCH,
    "party_cell": BodyKind.PARTY_CELL,
    "advisory_group": BodyKind.ADVISORY_GROUP,
}
WITH = {
    "street": BodyKind.STREET,
    "community": BodyKind.COMMUNITY,
    "compound": BodyKind.COMPOUND,
    "enterprise": BodyKind.ENTERPRISE,
    "sector": BodyKind.SECTOR,
    "member_group": BodyKind.MEMBER_GROUP,
}
"""Sorts of responsibilities for a body, and the kind of body."""
DUTY_SORTS = (*WITH, "non_party_member", "household", "post")


def give(place: Place, year: int, count: int) -> int:
    """A year's gifts: who gave what, and where it went."""
    pairs = []
    for n in range(count):
        day = place.day(year)
        received = place.later(day, 0, 20) if place.chance(0.95) else None
        record = place.record(f"第{n}次捐赠", "handed_on", day)
        pairs.append((record, Gift(pledged_on=day, received_on=received)))
        place.keep(Donor(record=record, person=place.person()))
        place.keep(Donor(record=record, people=n % 7))
        for code in place.draw.sample(GIVEN, 2):
            item, amount = place.items[code], Decimal(place.draw.randrange(1, 9000))
            place.keep(GiftLine(record=record, item=item, quantity=amount))
            place.keep(
                Handover(
                    record=record, item=item, quantity=amount, on=place.later(day, 1, 60),
                    recipient=place.body(BodyKind.STREET),
                    recipient_kind=place.entry("recipient_kind"),
                )
            )  # fmt: skip
    return place.enter(GIFTS, pairs)


def aid(place: Place, year: int, count: int) -> int:
    """A year's aid: lines, members who took part, stated beneficiaries."""
    pairs = []
    for n in range(count):
        day, programme = place.day(year), place.nth("aid_programme", n)
        record = place.record(f"第{n}次帮扶", "handed_on", day)
        row = Aid(
            programme=programme, pledged_on=day, beneficiaries=n % 60, others=n % 9,
            given_on=place.later(day, 0, 30) if place.chance(0.95) else None,
            standard=Decimal(2000) if programme.code == "schooling" else None,
        )  # fmt: skip
        pairs.append((record, row))
        for person in place.draw.sample(place.people, 3):
            place.keep(AidMember(record=record, person=person))
        for code in place.draw.sample(AIDED, 4):
            amount = Decimal(place.draw.randrange(1, 5000))
            value = amount * 2 if place.chance(0.7) else None
            item = place.items[code]
            place.keep(AidLine(record=record, item=item, quantity=amount, value=value))
    return place.enter(AID, pairs)


def answer_for(place: Place, year: int, count: int) -> int:
    """Responsibilities that begin in a year, some ending in it, with the shifts of posts."""
    pairs = []
    for n in range(count):
        day = place.day(year)
        sort = DUTY_SORTS[n % len(DUTY_SORTS)]
        kind = WITH.get(sort)
        until = place.later(day, 5, 900) if place.chance(0.6) else None
        record = place.record(f"第{n}项责任", "ended" if until else "in_force", day)
        row = Duty(
            sort=place.entry("responsibility_sort", sort), since=day, until=until,
            person=_leader(place, sort), body=place.body(kind) if kind else None,
            counterpart=place.draw.choice(place.people[1:]) if sort == "non_party_member" else None,
            code=f"H{n}" if sort == "household" else "", post="门岗" if sort == "post" else "",
        )  # fmt: skip
        pairs.append((record, row))
        if sort == "post":
            _patrol(place, record, day)
    return place.enter(DUTIES, pairs)


def _leader(place: Place, sort: str) -> Person:
    """Leaders keep in touch with sectors and member groups; every other person is in the party."""
    if sort in ("sector", "member_group"):
        return place.draw.choice(place.people[:20])
    return place.draw.choice(place.people[::2])


def _patrol(place: Place, record: Record, day: date) -> None:
    for shift in ("early", "late"):
        place.keep(
            Patrol(record=record, on=day, shift=place.entry("patrol_shift", shift), entries=90)
        )


def project(place: Place, year: int, count: int) -> int:
    """A year's projects of every sort, with households signed and money put in."""
    pairs = []
    for n in range(count):
        day, done = place.day(year), place.chance(0.6)
        record = place.record(f"第{n}个项目", "done" if done else "under_way", day)
        ended = place.later(day, 20, 400) if done else None
        row = Project(
            sort=SORTS[n % len(SORTS)], planned_on=day, started_on=day, done_on=ended, until=ended
        )
        pairs.append((record, row))
        for what in ("planned", "signed"):
            on = place.later(day, 0, 200)
            place.keep(Households(record=record, what=what, number=n % 90, on=on))
        amount = Decimal(place.draw.randrange(1000, 90_000))
        place.keep(Investment(record=record, amount=amount, on=place.later(day, 0, 200)))
    return place.enter(PROJECTS, pairs)


def organise(place: Place, year: int, count: int) -> int:
    """Organisations founded in a year, each with a body and members of its own."""
    pairs, belong = [], []
    for n in range(count):
        sort, kind = tuple(ORGANISED.items())[n % len(ORGANISED)]
        day = place.day(year)
        until = place.later(day, 30, 1500) if place.chance(0.3) else None
        body = Body.objects.create(
            committee=place.committee,
            kind=kind,
            code=f"o{year}{n}",
            name=f"组织{year}{n}",
            since=day,
        )
        row = Organisation(
            body=body, sort=place.entry("organisation_sort", sort), since=day, until=until
        )
        pairs.append((place.record(body.name, "in_being", day), row))
        for person in place.draw.sample(place.people, 5):
            left = place.later(day, 30, 900) if place.chance(0.2) else None
            since = max(day, FIRST)
            belong.append(Membership(person=person, body=body, since=since, until=left))
    Membership.objects.bulk_create(belong)
    return place.enter(ORGANISATION, pairs)
