"""The years' tasks, key projects with households, members' homes, agreements."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from jianyan.demo import works
from jianyan.ground.models import Visibility
from jianyan.records.projects.charter import PROJECTS
from jianyan.records.projects.models import Households, Investment, Progress, Project

from .giving import yuan
from .house import Entry, House, link_many
from .story import Story

PARTS = (Households, Investment, Progress)
LABELS = {"planned": "登记计划户数", "signed": "登记签约户数"}


def load_projects(house: House) -> None:
    """All of them in the order in which they were listed."""
    plan = house.plan
    found = [
        *((row.planned, row) for row in plan.work_points),
        *((row.since, row) for row in plan.key_projects),
        *((row.planned, row) for row in plan.homes),
        *((row.day, row) for row in plan.agreements),
    ]
    entries = [_entry(house, day, row) for day, row in sorted(found, key=lambda one: one[0])]
    house.enter(PROJECTS, house.by["general"], entries, PARTS)
    made = {each.key: each.row for each in entries}
    link_many(((made[row.key], house.named(row.leaders)) for row in plan.key_projects), "leaders")


def _entry(house: House, day: date, row: Any) -> Entry:
    story = Story(PROJECTS, PROJECTS.born[0])
    title, columns, started, done = _shape(house, row)
    if started:
        story.move("start", started)
    if done:
        story.move("finish", done)
    detail = Project(planned_on=day, started_on=started, done_on=done, until=done, **columns)
    record = house.record(
        story, title, day, number=house.number("projects", day.year), visibility=Visibility.PUBLIC
    )
    entry = Entry(row.key, record, detail, story)
    for label, fact in _facts(row):
        fact.record = record
        entry.facts.append(story.add(label, fact.on, fact))
    story.steps.sort(key=lambda step: step.on)
    return entry


def _shape(house: House, row: Any) -> tuple[str, dict[str, Any], date | None, date | None]:
    """Title, columns, first day and last day of each of the four."""
    if isinstance(row, works.WorkPoint):
        columns = {"sort": "work_point", "body": house.body(row.committee), "due_on": row.due}
        return row.title, columns, None, row.done
    if isinstance(row, works.KeyProject):
        return row.name, {"sort": "key_project"}, row.since, row.until
    if isinstance(row, works.MemberHome):
        return row.name, {"sort": "members_home", "body": house.body(row.body)}, None, row.opened
    parties = {"body": house.body(row.enterprise), "partner": house.body(row.partner)}
    return row.title, {"sort": "agreement", **parties}, row.day, None


def _facts(row: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(row, works.KeyProject):
        if row.households:
            yield LABELS["planned"], Households(what="planned", number=row.households, on=row.since)
        for day, number in row.signings:
            yield LABELS["signed"], Households(what="signed", number=number, on=day)
        for day, text in row.notes:
            yield "登记进展", Progress(on=day, text=text)
    if isinstance(row, works.MemberHome):
        for day, fen in row.money:
            yield "登记投入", Investment(amount=yuan(fen), on=day, origin="财政资金")
