"""Opinion briefs: handed in, issued alone or combined, sent up, taken up."""

from __future__ import annotations

from datetime import date

from jianyan.demo import facts
from jianyan.ground.models import TieWhy
from jianyan.records.briefs.charter import BRIEFS
from jianyan.records.briefs.models import Brief, Combination, SendUp, TakenUp

from .house import Entry, House, link_many
from .story import Story

LEVELS = {"区": "district", "市": "city", "省": "province", "全国": "nation"}
WAYS = {"单篇": "single", "综合": "compiled"}


def load_briefs(house: House) -> None:
    """Every year's briefs, originals before what they went into."""
    by = house.by["briefs"]
    combined = {key: row for row in house.plan.briefs for key in row.members}
    made: dict[str, Entry] = {}
    for row in sorted(house.plan.briefs, key=lambda row: (row.submitted, bool(row.members))):
        made[row.key] = _entry(house, row, combined.get(row.key))
    for row in house.plan.briefs:
        for key in row.members:
            entry = made[row.key]
            entry.facts.append(
                Combination(record=entry.record, original=made[key].row, on=_into(row))
            )
    house.enter(BRIEFS, by, list(made.values()), (SendUp, TakenUp))
    Combination.objects.bulk_create(
        fact for each in made.values() for fact in each.facts if isinstance(fact, Combination)
    )
    rows = house.plan.briefs
    link_many(
        ((made[row.key].row, house.named([row.person])) for row in rows if row.person), "authors"
    )
    for row in rows:
        _tie(house, row)


def _into(row: facts.Brief) -> date:
    """The day on which originals went into a combined brief."""
    return row.accepted or row.submitted


def _entry(house: House, row: facts.Brief, into: facts.Brief | None) -> Entry:
    story = Story(BRIEFS, BRIEFS.born[0])
    read = house.calendar.add_workdays(row.submitted, 3)
    sent_back = read if row.fate == "sent_back" else None
    kept = read if row.fate == "kept" else None
    story.move("submit", row.submitted)
    if sent_back:
        story.move("send_back", sent_back, "请补充事实和具体建议。")
    if kept:
        story.move("keep", kept)
    if row.accepted:
        story.move("accept", row.accepted)
    if row.issued:
        story.move("issue", row.issued)
    if into:
        story.move("combine", _into(into))
    detail = Brief(
        category=house.category("brief_category", row.category),
        make="compiled" if row.members else "single",
        body=house.body(row.body),
        situation=row.situation,
        suggestion=row.suggestion,
        submitted_on=row.submitted,
        sent_back_on=sent_back,
        kept_on=kept,
        accepted_on=row.accepted,
        issued_on=row.issued,
        issue=row.issue,
    )
    record = house.record(
        story,
        row.title,
        row.submitted,
        number=house.number("briefs", row.submitted.year),
        campaign=row.campaign,
        text=f"{row.situation}\n{row.suggestion}",
    )
    entry = Entry(row.key, record, detail, story)
    _levels(entry, row)
    story.steps.sort(key=lambda step: step.on)
    return entry


def _levels(entry: Entry, row: facts.Brief) -> None:
    for up in row.sent_up:
        sent = SendUp(record=entry.record, level=LEVELS[up.level], addressee=up.to, on=up.day)
        entry.facts.append(entry.story.add("登记报送", up.day, sent))
    for taken in row.taken_up:
        fact = TakenUp(
            record=entry.record,
            level=LEVELS[taken.level],
            way=WAYS[taken.how],
            taker=taken.to,
            on=taken.day,
        )
        entry.facts.append(entry.story.add("登记采用", taken.day, fact))


def _tie(house: House, row: facts.Brief) -> None:
    by, record = house.by["briefs"], house.records[row.key]
    if row.from_proposal:
        house.tie(house.records[row.from_proposal], record, TieWhy.TURNED_INTO, by)
    for key in row.members:
        house.tie(house.records[key], record, TieWhy.COMBINED_INTO, by)
