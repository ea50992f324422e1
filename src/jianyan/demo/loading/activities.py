"""Meetings and activities with those who were there, and research topics."""

from __future__ import annotations

from datetime import timedelta

from jianyan.demo import facts
from jianyan.ground.models import TieWhy, Visibility
from jianyan.records.activities.charter import ACTIVITIES, RESEARCH_TOPICS
from jianyan.records.activities.models import (
    Activity,
    AgendaItem,
    Attendance,
    Guest,
    ResearchTopic,
    Visit,
)

from .house import Entry, House
from .story import Story

AWAY = {"因病": "leave", "因公出差": "duty", "参加上级会议": "duty"}
PARTS = (Attendance, Visit, Guest, AgendaItem)


def load_topics(house: House) -> None:
    """Research topics, done when their report was out."""
    reports = {row.topic: row.day for row in house.plan.publications if row.topic}
    entries = []
    for row in house.plan.topics:
        story = Story(RESEARCH_TOPICS, RESEARCH_TOPICS.born[0])
        story.move("choose", row.chosen)
        done = reports.get(row.key)
        if done:
            story.move("complete", done)
        detail = ResearchTopic(
            body=house.body(row.committee), chosen_on=row.chosen, completed_on=done
        )
        number = house.number("research_topics", row.year)
        record = house.record(
            story, row.title, row.chosen, number=number, visibility=Visibility.PUBLIC
        )
        entries.append(Entry(row.key, record, detail, story))
    house.enter(RESEARCH_TOPICS, house.by["general"], entries)


def load_activities(house: House) -> None:
    """Every year's meetings and activities."""
    rows = sorted(house.plan.activities, key=lambda row: (row.day, row.key))
    entries = [_entry(house, row) for row in rows]
    by = house.by["general"]
    house.enter(ACTIVITIES, by, entries, PARTS)
    for row in rows:
        for key in (row.topic, row.plan_item):
            if key:
                house.tie(house.records[row.key], house.records[key], TieWhy.HELD_FOR, by)


def _entry(house: House, row: facts.Activity) -> Entry:
    story = Story(ACTIVITIES, ACTIVITIES.born[0])
    sort = house.category("activity_kind", row.kind)
    detail = Activity(
        sort=sort,
        starts_on=row.day,
        ends_on=row.day + timedelta(days=row.days - 1) if row.days > 1 else None,
        days=row.days,
        place=row.place,
        series=sort.label if row.issue else "",
        issue=row.issue,
        others=row.others,
        served=row.served,
        held_on=row.day if row.held else None,
        cancelled_on=None if row.held else row.day,
        note=row.note,
    )
    people = _attending(house, row)
    if people:
        story.add(f"登记出席{len(people)}人", row.day, move="attend")
    if row.bodies:
        story.add("登记地点", row.day, move="go_to")
    story.move("hold" if row.held else "cancel", row.day, row.note)
    record = house.record(
        story,
        row.title,
        row.day,
        number=house.number("activities", row.day.year),
        campaign=row.campaign,
        visibility=Visibility.PUBLIC,
        text="\n".join(filter(None, (row.place, detail.series, row.note))),
    )
    entry = Entry(row.key, record, detail, story)
    entry.facts = [*people, *_places(house, row), *_programme(row)]
    for fact in entry.facts:
        fact.record = record
    return entry


def _attending(house: House, row: facts.Activity) -> list[Attendance]:
    """One row for each person: who lectures, who took part, who was away and why."""
    found: dict[str, Attendance] = {}
    for key in row.speakers:
        found[key] = Attendance(person=house.people[key], role="lectured")
    for key in row.people:
        found.setdefault(key, Attendance(person=house.people[key]))
    for key, why in row.absent:
        found.setdefault(key, Attendance(person=house.people[key], presence=AWAY[why], note=why))
    return list(found.values())


def _places(house: House, row: facts.Activity) -> list[Visit]:
    bodies = [house.bodies[key] for key in row.bodies]
    return [Visit(place=body, place_kind=body.kind, on=row.day) for body in bodies]


def _programme(row: facts.Activity) -> list[Guest | AgendaItem]:
    found: list[Guest | AgendaItem] = [
        AgendaItem(order=order, title=item.text, done_on=item.done)
        for order, item in enumerate(row.agenda, start=1)
    ]
    if row.guest:
        found.append(Guest(name="特邀专家", post=row.guest, lecture=row.title))
    return found
