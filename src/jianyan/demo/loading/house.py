"""The house while it is being filled: what records refer to by the plan's keys and labels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import models

from jianyan.demo.plan import Plan
from jianyan.ground.calendar import Calendar
from jianyan.ground.models import (
    Body,
    Campaign,
    Category,
    Committee,
    Item,
    NumberSeries,
    Person,
    Record,
    Rulebook,
    Session,
    Tie,
    Trail,
    Visibility,
)
from jianyan.ground.register import By, register_many
from jianyan.ground.rulebook import provision
from jianyan.kernel.charter import Charter

from .story import Story, trail_of

BATCH = 2000


@dataclass(slots=True)
class Entry:
    """One record to enter: its register row, its own row, what happened to it, its facts."""

    key: str
    record: Record
    row: Any
    story: Story
    facts: list[Any] = field(default_factory=list)


@dataclass(slots=True)
class House:
    """The committee with what its records stand on, found by the plan's keys."""

    plan: Plan
    committee: Committee
    rulebook: Rulebook
    calendar: Calendar
    by: dict[str, By] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    bodies: dict[str, Body] = field(default_factory=dict)
    dispatchers: dict[str, Body] = field(default_factory=dict)
    sessions: dict[str, Session] = field(default_factory=dict)
    campaigns: dict[str, Campaign] = field(default_factory=dict)
    records: dict[str, Record] = field(default_factory=dict)
    categories: dict[tuple[str, str], Category] = field(default_factory=dict)
    items: dict[str, Item] = field(default_factory=dict)
    trail: list[Trail] = field(default_factory=list)
    ties: list[Tie] = field(default_factory=list)
    officers: dict[int, str] = field(default_factory=dict)
    last: Counter[tuple[str, str]] = field(default_factory=Counter)
    letters: Counter[tuple[str, int]] = field(default_factory=Counter)

    def body(self, key: str | None) -> Body | None:
        """The body of a key, None for none."""
        return self.bodies[key] if key else None

    def person(self, key: str | None) -> Person | None:
        """The person of a key, None for none."""
        return self.people[key] if key else None

    def named(self, keys: Iterable[str]) -> list[Person]:
        """The people of keys."""
        return [self.people[key] for key in keys]

    def category(self, scheme: str, label: str) -> Category:
        """An entry of a list, by its label or code."""
        return self.categories[scheme, label]

    def number(self, series: str, year: int, pattern: str = "", scope: str | None = None) -> str:
        """The next number of a series that goes by the year (or by another scope)."""
        key = series, str(year) if scope is None else scope
        self.last[key] += 1
        return self.numbered(pattern or series, seq=self.last[key], year=year)

    def numbered(self, pattern: str, **said: int) -> str:
        """A number as the rulebook's pattern prints it."""
        return str(provision(self.rulebook, f"numbers.{pattern}").format(**said))

    def letter(self, unit: str, year: int) -> str:
        """The number of a unit's next letter of reply in a year."""
        self.letters[unit, year] += 1
        return f"{unit}函〔{year}〕{self.letters[unit, year]}号"

    def officer_of(self, unit: Body) -> str:
        """The name of who handles proposals for a unit."""
        if not self.officers:
            held = (row for row in self.plan.offices if row.role == "unit_officer")
            self.officers = {
                self.bodies[row.body].pk: self.people[row.person].name for row in held if row.body
            }
        return self.officers.get(unit.pk, "")

    def title_of(self, person: str, day: date) -> str:
        """What somebody was called on a day: a leader by that office."""
        held = (
            row.title
            for row in self.plan.offices
            if row.person == person
            and row.role == "leader"
            and row.since <= day
            and (row.until is None or day <= row.until)
        )
        return next(held, "")

    def record(self, story: Story, title: str, dated_on: date, **said: Any) -> Record:
        """An unsaved register row standing where its story has brought it."""
        campaign = said.pop("campaign", None)
        return Record(
            committee=self.committee,
            title=title[:200],
            state=story.stands,
            dated_on=dated_on,
            campaign=self.campaigns[campaign] if campaign else None,
            rulebook=self.rulebook,
            **{"visibility": Visibility.MEMBERS, **said},
        )

    def enter(
        self,
        charter: Charter,
        by: By,
        entries: Sequence[Entry],
        parts: Sequence[type[models.Model]] = (),
    ) -> None:
        """Enter records with their facts, table by table in the order of `parts`."""
        register_many(
            charter, by, [(each.record, each.row) for each in entries], born=charter.born[0]
        )
        for model in parts:
            rows = [fact for each in entries for fact in each.facts if type(fact) is model]
            model._default_manager.bulk_create(rows, batch_size=BATCH)
        for each in entries:
            self.records[each.key] = each.record
            self.trail += trail_of(each.record, by, each.story.steps)

    def tie(self, source: Record, target: Record, why: str, by: By) -> None:
        """Remember a link from one record to another."""
        self.ties.append(Tie(source=source, target=target, why=why, by_id=by.actor.account))

    def finish(self) -> None:
        """Write the trail in the order of days, the ties, and where each series of numbers stands."""
        self.trail.sort(key=lambda row: row.on)
        Trail.objects.bulk_create(self.trail, batch_size=BATCH)
        Tie.objects.bulk_create(self.ties, batch_size=BATCH)
        NumberSeries.objects.bulk_create(
            NumberSeries(committee=self.committee, name=name, scope=scope, last=last)
            for (name, scope), last in sorted(self.last.items())
        )


def link_many(rows: Iterable[tuple[Any, Sequence[Any]]], name: str) -> None:
    """Fill a many-to-many column of many rows by one insert."""
    found = list(rows)
    if not found:
        return
    field_ = getattr(type(found[0][0]), name)
    through = field_.through
    source, target = field_.field.m2m_field_name(), field_.field.m2m_reverse_field_name()
    through.objects.bulk_create(
        [
            through(**{f"{source}_id": row.pk, f"{target}_id": each.pk})
            for row, others in found
            for each in others
        ],
        batch_size=BATCH,
    )
