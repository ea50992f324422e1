"""Briefs, activities, consultations, publications and projects to measure with."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from jianyan.ground.models import BodyKind, Outcome, Record, Response, Settlement, Suggestion
from jianyan.records.activities.charter import ACTIVITIES, RESEARCH_TOPICS
from jianyan.records.activities.models import Activity, AgendaItem, Attendance, ResearchTopic, Visit
from jianyan.records.briefs.charter import BRIEFS
from jianyan.records.briefs.models import Brief, SendUp, TakenUp
from jianyan.records.consultations.charter import CONSULTATIONS
from jianyan.records.consultations.models import LivelihoodProject, Topic
from jianyan.records.publications.charter import PUBLICATIONS
from jianyan.records.publications.models import Publication

from .place import Place

PLACES = (BodyKind.COMMUNITY, BodyKind.ENTERPRISE, BodyKind.STREET, BodyKind.SITE)
LEVELS = ("district", "city", "province")
SPACING = Decimal(35)


def brief(place: Place, year: int, count: int) -> int:
    """A year's briefs, sent up and taken up."""
    pairs = []
    for n in range(count):
        day = place.day(year)
        issued = place.later(day, 2, 20)
        record = place.record(f"关于第{n}项情况的反映", "issued", day)
        row = Brief(
            category=place.entry("brief_category"), situation="情况", submitted_on=day,
            accepted_on=issued, issued_on=issued, issue=n + 1,
        )  # fmt: skip
        pairs.append((record, row))
        for level in LEVELS[: place.draw.randrange(4)]:
            on = place.later(issued, 0, 40)
            place.keep(SendUp(record=record, level=level, on=on))
            if place.chance(0.3):
                place.keep(TakenUp(record=record, level=level, on=place.later(on, 5, 60)))
    return place.enter(BRIEFS, pairs)


def act(place: Place, year: int, count: int) -> int:
    """A year's activities of every kind, with who was there, where it went and what was raised."""
    pairs = []
    for n in range(count):
        day, held = place.day(year), place.chance(0.95)
        sort = place.nth("activity_kind", n)
        record = place.record(f"第{n}次{sort.label}", "held" if held else "announced", day)
        row = Activity(
            sort=sort, starts_on=day, held_on=day if held else None, others=n % 30,
            days=Decimal(1 + n % 3), issue=n if n % 5 else None, served=n % 50,
            body=place.body(BodyKind.SPECIAL_COMMITTEE),
        )  # fmt: skip
        pairs.append((record, row))
        _attend(place, record)
        for order in range(n % 4):
            done = place.later(day, 0, 60) if place.chance(0.9) else None
            title = f"议程{order}"
            place.keep(AgendaItem(record=record, order=order, title=title, done_on=done))
        _visit(place, record, day, PLACES[n % len(PLACES)])
    return place.enter(ACTIVITIES, pairs)


def _attend(place: Place, record: Record) -> None:
    for person in place.draw.sample(place.people, min(len(place.people), 12)):
        presence = "present" if place.chance(0.85) else "leave"
        place.keep(Attendance(record=record, person=person, presence=presence))


def _visit(place: Place, record: Record, day: date, kind: BodyKind) -> None:
    for body in place.draw.sample(place.bodies[kind], min(2, len(place.bodies[kind]))):
        place.keep(Visit(record=record, place=body, place_kind=kind, on=day))
    if place.chance(0.4):
        return
    raised = place.keep(
        Suggestion(
            record=record, state="confirmed", nature="problem", text="问题", source="visit",
            place_kind=kind, raised_on=day, due_on=day + timedelta(days=60),
        )
    )  # fmt: skip
    for verdict, share in (("said_done", 0.8), ("confirmed", 0.6), ("disputed", 0.1)):
        if place.chance(share):
            on = place.later(day, 10, 120)
            place.keep(Settlement(record=record, suggestion=raised, on=on, verdict=verdict))


def research(place: Place, year: int, count: int) -> int:
    """A year's research topics."""
    pairs = []
    for n in range(count):
        day = place.day(year)
        dropped = place.later(day, 5, 300) if place.chance(0.1) else None
        row = ResearchTopic(
            chosen_on=day, dropped_on=dropped, completed_on=place.later(day, 30, 300)
        )
        pairs.append((place.record(f"第{n}个课题", "held", day), row))
    return place.enter(RESEARCH_TOPICS, pairs)


def consult(place: Place, year: int, count: int) -> int:
    """A year's plan of consultations, with suggestions answered and projects inspected."""
    pairs = []
    for n in range(count):
        day = date(year, 3, 1)
        completed = place.later(day, 60, 330) if place.chance(0.85) else None
        record = place.record(f"第{n}个议题", "completed", day)
        row = Topic(
            form=place.nth("consultation_form", n), plan_year=year, called_for_on=day,
            planned_on=day, held_on=completed, completed_on=completed,
            dropped_on=place.later(day, 5, 300) if place.chance(0.1) else None,
        )  # fmt: skip
        pairs.append((record, row))
        place.keep(LivelihoodProject(record=record, title="实事", inspected_on=place.day(year)))
        _advise(place, record, day)
    return place.enter(CONSULTATIONS, pairs)


def _advise(place: Place, record: Record, day: date) -> None:
    for order in range(1, 5):
        made = place.keep(
            Suggestion(
                record=record, state="answered", order=order, text="建议", source="consultation",
                raised_on=day,
            )
        )  # fmt: skip
        on, verdict = place.later(day, 10, 330), place.draw.choice(("adopted", "adopted", "not"))
        place.keep(Response(record=record, suggestion=made, on=on, verdict=verdict))
    for code, quantity in (
        ("street_lamp", Decimal(place.draw.randrange(40))),
        ("lamp_spacing", SPACING),
    ):
        item, on = place.items[code], place.later(day, 10, 300)
        place.keep(Outcome(record=record, item=item, quantity=quantity, on=on))


def publish(place: Place, year: int, count: int) -> int:
    """A year's publications of every kind."""
    pairs = []
    for n in range(count):
        day = place.day(year)
        issued = place.later(day, 0, 60) if place.chance(0.95) else None
        row = Publication(sort=place.nth("publication_sort", n), issued_on=issued)
        pairs.append((place.record(f"第{n}篇文稿", "issued", day), row))
    return place.enter(PUBLICATIONS, pairs)
