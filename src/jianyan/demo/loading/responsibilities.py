"""Who answers for what, the shifts of posts, dated notes, and who keeps in touch with whom."""

from __future__ import annotations

from datetime import date
from typing import Any

from jianyan.demo import nouns, works
from jianyan.records.responsibilities.actions import title_of
from jianyan.records.responsibilities.charter import DUTIES
from jianyan.records.responsibilities.models import Duty, DutyNote, Patrol

from .house import Entry, House
from .story import Story

SORTS = {"结对帮扶户": "结对户"}
LINKS = {
    "leader_sector": "sector",
    "leader_group": "member_group",
    "member_member": "non_party_member",
    "member_cell": "party_cell",
}


def load_responsibilities(house: House) -> None:
    """Answering for places and people, in the order in which it began."""
    found: list[works.Responsibility | nouns.Link] = [
        *house.plan.responsibilities,
        *house.plan.links,
    ]
    entries = [
        _duty(house, row) if isinstance(row, works.Responsibility) else _link(house, row)
        for row in sorted(found, key=lambda row: (row.since, row.key))
    ]
    house.enter(DUTIES, house.by["general"], entries, (Patrol, DutyNote))


def _duty(house: House, row: works.Responsibility) -> Entry:
    said = {
        "sort": house.category("responsibility_sort", SORTS.get(row.kind, row.kind)),
        "person": house.people[row.person],
        "body": house.body(row.target),
        "code": row.code,
        "post": row.post,
    }
    entry = _entry(house, row.key, said, row.since, row.until, row.campaign)
    for shift in row.patrols:
        entry.facts.append(
            Patrol(
                record=entry.record,
                on=shift.day,
                shift=house.category("patrol_shift", shift.shift),
                on_duty=shift.on_duty,
                entries=shift.entries,
                temperatures=shift.temperatures,
            )
        )
    if row.patrols:
        last = max(shift.day for shift in row.patrols)
        entry.story.add(f"登记值守{len(row.patrols)}个班次", last)
    for day, text in row.notes:
        note = DutyNote(record=entry.record, on=day, text=text)
        entry.facts.append(entry.story.add("登记工作记录", day, note))
    return entry


def _link(house: House, row: nouns.Link) -> Entry:
    to_person = row.target in house.people
    said = {
        "sort": house.category("responsibility_sort", LINKS[row.kind]),
        "person": house.people[row.person],
        "body": None if to_person else house.bodies[row.target],
        "counterpart": house.people[row.target] if to_person else None,
    }
    return _entry(house, row.key, said, row.since, row.until, None)


def _entry(
    house: House,
    key: str,
    said: dict[str, Any],
    since: date,
    until: date | None,
    campaign: str | None,
) -> Entry:
    story = Story(DUTIES, DUTIES.born[0])
    if until:
        story.move("end", until)
    named = {"team": None, "counterpart": None, "code": "", "post": "", **said}
    record = house.record(
        story,
        title_of(named),
        since,
        number=house.number(DUTIES.key, since.year),
        campaign=campaign,
    )
    return Entry(key, record, Duty(since=since, until=until, **said), story)
