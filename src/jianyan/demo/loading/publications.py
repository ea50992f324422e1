"""Reports, papers, regulations and the rest of what was put out."""

from __future__ import annotations

from datetime import date

from jianyan.demo import works
from jianyan.ground.models import TieWhy, Visibility
from jianyan.records.publications.charter import PUBLICATIONS
from jianyan.records.publications.models import Publication

from .house import Entry, House, link_many
from .story import Story

SORTS = {"report_up": "party_report"}
INSIDE = ("report_up", "paper")


def load_publications(house: House) -> None:
    """Every year's publications."""
    rows = sorted(house.plan.publications, key=lambda row: (row.day, row.key))
    newer = _editions(rows)
    entries = [_entry(house, row, newer.get(row.key)) for row in rows]
    by = house.by["general"]
    house.enter(PUBLICATIONS, by, entries)
    people = [house.named(row.people) for row in rows]
    link_many(zip([each.row for each in entries], people, strict=True), "authors")
    for row in rows:
        record = house.records[row.key]
        if row.topic:
            house.tie(record, house.records[row.topic], TieWhy.REPORT_OF, by)
        if row.proposal:
            house.tie(record, house.records[row.proposal], TieWhy.CAME_FROM, by)


def _editions(rows: list[works.Publication]) -> dict[str, date]:
    """The day on which a regulation was replaced by the next one of its name."""
    found: dict[str, date] = {}
    standing: dict[str, str] = {}
    for row in rows:
        if row.kind == "regulation":
            if row.title in standing:
                found[standing[row.title]] = row.day
            standing[row.title] = row.key
    return found


def _entry(house: House, row: works.Publication, replaced: date | None) -> Entry:
    story = Story(PUBLICATIONS, PUBLICATIONS.born[0])
    story.move("issue", row.day)
    lasting = row.kind == "regulation"
    if lasting:
        story.move("commence", row.day)
    if replaced:
        story.move("revise", replaced)
    note = "".join(filter(None, (row.change, f"面向{row.aimed}" if row.aimed else "")))
    detail = Publication(
        sort=house.category("publication_sort", SORTS.get(row.kind, row.kind)),
        body=house.body(row.body),
        addressee=row.outlet,
        issued_on=row.day,
        in_force_on=row.day if lasting else None,
        ended_on=replaced,
        note=note,
    )
    record = house.record(
        story,
        row.title,
        row.day,
        number=house.number("publications", row.day.year),
        campaign=row.campaign,
        visibility=Visibility.OFFICE if row.kind in INSIDE else Visibility.PUBLIC,
        text=note,
    )
    return Entry(row.key, record, detail, story)
