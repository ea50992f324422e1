"""Organisations of members, their lists and ledger, and the committee's own channels."""

from __future__ import annotations

from jianyan.demo import nouns, works
from jianyan.records.organisation.charter import CHANNEL, ITEMS, ORGANISATION
from jianyan.records.organisation.models import (
    Channel,
    ChannelCheck,
    ChannelIncident,
    ListItem,
    Organisation,
)

from .house import Entry, House
from .story import Story

SORTS = {
    "party_group": "party_group",
    "party_branch": "functional_branch",
    "party_cell": "party_cell",
    "leading_group": "leading_group",
    "team": "team",
    "advisory_group": "advisory_group",
}
NATURES = {"责任清单": "responsibility", "整改事项": "rectification"}
NUMBERS = "organisation"


def load_organisations(house: House) -> None:
    """Organisations in the order in which they came to be."""
    rows = sorted(
        (row for row in house.plan.bodies if row.kind in SORTS),
        key=lambda row: (row.since, row.key),
    )
    entries = [_organisation(house, row) for row in rows]
    group = next(each for each in entries if each.key == "party_group")
    for item in house.plan.ledger:
        group.facts.append(_item(house, group, item))
    group.story.steps.sort(key=lambda step: step.on)
    house.enter(ORGANISATION, house.by["party"], entries, (ListItem,))


def _organisation(house: House, row: nouns.Body) -> Entry:
    story = Story(ORGANISATION, ORGANISATION.born[0])
    if row.until:
        story.move("end", row.until)
    sort = "party_committee" if row.topic == "临时党委" else SORTS[row.kind]
    detail = Organisation(
        body=house.bodies[row.key],
        sort=house.category("organisation_sort", sort),
        since=row.since,
        until=row.until,
        note=row.topic if row.kind in ("leading_group", "team") else "",
    )
    number = house.number(ORGANISATION.key, row.since.year, NUMBERS, scope="")
    record = house.record(story, row.name, row.since, number=number, text=detail.note)
    return Entry(row.key, record, detail, story)


def _item(house: House, group: Entry, row: works.Ledger) -> ListItem:
    part = group.story.part(ITEMS, ITEMS.born[0])
    part.born(row.set_on)
    if row.done:
        part.move("finish", row.done)
    part.row = ListItem(
        record=group.record,
        state=part.stands,
        nature=NATURES[row.kind],
        text=row.title,
        person=house.people[row.person],
        found_on=row.set_on,
        due_on=row.due,
        done_on=row.done,
    )
    return part.row


def load_channels(house: House) -> None:
    """Public accounts and work groups with their checks."""
    entries = [_channel(house, row) for row in house.plan.accounts]
    house.enter(CHANNEL, house.by["party"], entries, (ChannelCheck, ChannelIncident))


def _channel(house: House, row: works.Account) -> Entry:
    story = Story(CHANNEL, CHANNEL.born[0])
    detail = Channel(
        sort=house.category("channel_sort", row.kind),
        keeper=house.people[row.keeper],
        since=row.since,
    )
    number = house.number(CHANNEL.key, row.since.year, NUMBERS, scope="")
    entry = Entry(row.key, house.record(story, row.name, row.since, number=number), detail, story)
    for day in row.checks:
        check = ChannelCheck(record=entry.record, on=day, result="sound")
        entry.facts.append(story.add("登记检查", day, check))
    for day, text in row.incidents:
        incident = ChannelIncident(record=entry.record, on=day, text=text)
        entry.facts.append(story.add("登记问题", day, incident))
    story.steps.sort(key=lambda step: step.on)
    return entry
