"""The years' consultation plans with the livelihood projects inspected."""

from __future__ import annotations

from datetime import date

from jianyan.demo import facts
from jianyan.ground.models import Visibility
from jianyan.records.consultations.charter import CONSULTATIONS
from jianyan.records.consultations.models import LivelihoodProject, Topic

from .house import Entry, House, link_many
from .story import Story


def load_consultations(house: House) -> None:
    """Every year's topics."""
    entries = [_entry(house, row) for row in house.plan.plan_items]
    house.enter(CONSULTATIONS, house.by["general"], entries, (LivelihoodProject,))
    units = [[house.bodies[key] for key in row.units] for row in house.plan.plan_items]
    link_many(zip([each.row for each in entries], units, strict=True), "units")


def _entry(house: House, row: facts.PlanItem) -> Entry:
    story = Story(CONSULTATIONS, CONSULTATIONS.born[0])
    for name, day in (
        ("list", row.listed),
        ("approve", row.approved),
        ("pass", row.passed),
        ("start", row.started),
        ("hold", row.held),
        ("report", row.reported),
        ("complete", row.completed),
    ):
        if day:
            story.move(name, day)
    detail = Topic(
        form=house.category("consultation_form", row.form),
        plan_year=row.year,
        body=house.body(row.committee),
        called_for_on=row.called,
        listed_on=row.listed,
        approved_on=row.approved,
        passed_on=row.passed,
        planned_on=max(row.passed, date(row.year, 1, 1)),
        started_on=row.started,
        held_on=row.held,
        reported_on=row.reported,
        completed_on=row.completed,
    )
    record = house.record(
        story,
        row.title,
        row.called,
        number=house.number("consultations", row.year),
        visibility=Visibility.PUBLIC,
    )
    entry = Entry(row.key, record, detail, story)
    for title in row.livelihood:
        fact = LivelihoodProject(record=record, title=title, inspected_on=row.held)
        entry.facts.append(story.add("登记惠民实事", row.held, fact))
    return entry
