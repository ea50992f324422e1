"""What the figures should say of a year, counted straight from the demo committee's plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from jianyan.demo import facts, nouns, works
from jianyan.demo.plan import Plan
from jianyan.kernel.values import Rate, Span

ROUNDS = ("visit", "inspection", "study_tour", "research")


def money(fen: int) -> Decimal:
    return Decimal(fen) / 100


def first_names(found: Iterable[tuple[Any, str]]) -> list[str]:
    """The different names in order of what goes before each."""
    return list(dict.fromkeys(name for _, name in sorted(found)))


@dataclass(frozen=True)
class Year:
    """One calendar year of the plan, known until its last day."""

    plan: Plan
    number: int

    @property
    def end(self) -> date:
        return date(self.number, 12, 31)

    def has(self, day: date | None) -> bool:
        return day is not None and day.year == self.number

    def stands(self, since: date, until: date | None) -> bool:
        return since <= self.end and (until is None or until >= self.end)

    def known(self, day: date | None) -> bool:
        return day is not None and day <= self.end

    def body(self, key: str) -> nouns.Body:
        return next(body for body in self.plan.bodies if body.key == key)

    def within(self, *prefixes: str) -> set[str]:
        """Who belongs on the last day to a body whose key begins so."""
        return {
            row.person
            for row in self.plan.memberships
            if row.body.startswith(prefixes) and self.stands(row.since, row.until)
        }

    # activities

    def held(self, *branches: str) -> Iterator[facts.Activity]:
        """Activities held of the kinds or of kinds below them."""
        above = {kind.code: kind.parent for kind in self.plan.kinds}
        for row in sorted(self.plan.activities, key=lambda row: (row.day, row.key)):
            code = row.kind
            while code and code not in branches:
                code = above[code]
            if code and row.held and self.has(row.day):
                yield row

    def times(self, *branches: str) -> int:
        return len(list(self.held(*branches)))

    def visited(self, kind: str) -> list[str]:
        """Names of the bodies of a kind that were gone to, by day, activity and name."""
        return first_names(
            ((row.day, row.key, self.body(key).name), self.body(key).name)
            for row in self.held(*ROUNDS)
            for key in row.bodies
            if key.startswith(f"{kind}:")
        )

    def went(self, kind: str) -> int:
        """Person-times of the rounds that went to bodies of a kind."""
        return sum(
            len({*row.people, *row.speakers}) + row.others
            for row in self.held(*ROUNDS)
            if any(key.startswith(f"{kind}:") for key in row.bodies)
        )

    # proposals

    @property
    def assigned(self) -> list[facts.Proposal]:
        return [row for row in self.plan.proposals if self.has(row.assigned)]

    def answering(self, row: facts.Proposal) -> list[facts.Task]:
        return [task for task in row.tasks if task.role != "会办" and not task.returned]

    def answered(self, row: facts.Proposal) -> bool:
        units = {reply.unit for reply in row.replies if self.known(reply.day)}
        return all(task.unit in units for task in self.answering(row))

    def overdue(self, row: facts.Proposal) -> bool:
        for task in self.answering(row):
            limit = task.extended_to or task.due
            days = [reply.day for reply in row.replies if reply.unit == task.unit]
            if limit < self.end and not any(day <= limit for day in days):
                return True
        return False

    def met(self, row: facts.Proposal) -> bool:
        return any(each.way == "面商" and self.known(each.day) for each in row.contacts)

    def result(self, row: facts.Proposal) -> str:
        """The first proposer's last rating by the end of the year."""
        own = [each for each in row.ratings if each.person == row.person and self.known(each.day)]
        return own[-1].result if own else ""

    def share(self, fits: Callable[[facts.Proposal], bool], of: list[facts.Proposal]) -> Rate:
        return Rate(sum(fits(row) for row in of), len(of))

    @property
    def key_titles(self) -> list[str]:
        return first_names(
            ((row.key_mark.day, row.number), row.title)
            for row in self.plan.proposals
            if row.key_mark and self.has(row.key_mark.day)
        )

    def measured(self, item: str) -> list[int]:
        return [
            each.quantity
            for row in self.plan.proposals
            for each in row.outcomes
            if each.item == item and self.has(each.day)
        ]

    def tracked_before(self) -> int:
        """Replies of the year before that were still in class B at its end."""
        last = date(self.number - 1, 12, 31)
        found = 0
        for row in self.plan.proposals:
            final = {r.unit: r for r in row.replies if r.day <= last}
            found += sum(r.reply_class == "B" and r.day.year == last.year for r in final.values())
        return found

    # suggestions

    def raised(self, *sources: str) -> list[facts.Suggestion]:
        return [s for s in self.plan.suggestions if s.source in sources and self.has(s.raised)]

    def settled(self, row: facts.Suggestion, in_time: bool = False) -> bool:
        days = [day for day in (row.done, row.confirmed) if self.known(day)]
        if in_time:
            days = [day for day in days if row.due and day <= row.due]  # type: ignore[operator]
        return bool(days) and not self.known(row.disputed)

    # plan items

    def planned(self, form: str = "", completed: bool = False) -> int:
        return sum(
            self.has(max(row.passed, date(row.year, 1, 1)))
            and form in ("", row.form)
            and (not completed or self.known(row.completed))
            for row in self.plan.plan_items
        )

    # giving

    @property
    def gifts(self) -> list[works.Gift]:
        return [gift for gift in self.plan.gifts if self.has(gift.received)]

    def given(self, item: str) -> int:
        return sum(gift.quantity for gift in self.gifts if gift.item == item)

    def recipients(self, kind: str) -> int:
        handed = [each for gift in self.plan.gifts for each in gift.handed if self.has(each.day)]
        return len({each.recipient for each in handed if each.recipient_kind == kind})

    def aid(self, programme: str = "") -> list[works.Aid]:
        rows = [a for a in self.plan.aids if self.has(a.day) and programme in ("", a.programme)]
        return sorted(rows, key=lambda row: (row.day, row.key))

    def aided(self, kind: str, programme: str = "") -> list[str]:
        keys = [key for row in self.aid(programme) for key in row.at]
        return [self.body(key).name for key in dict.fromkeys(keys) if key.startswith(f"{kind}:")]

    def aid_of(self, *items: str) -> int:
        return sum(row.quantity for row in self.aid() if row.item in items)

    # responsibilities

    def begun(self, kind: str) -> list[str]:
        """Short names of what somebody began to answer for, in order."""
        rows = sorted(self.plan.responsibilities, key=lambda row: (row.since, row.key))
        keys = [row.target for row in rows if row.kind == kind and self.has(row.since)]
        return [self.body(key).short for key in dict.fromkeys(keys) if key]

    def links(self, *kinds: str) -> list[nouns.Link]:
        return [x for x in self.plan.links if x.kind in kinds and self.stands(x.since, x.until)]

    def led(self, *kinds: str) -> list[nouns.Link]:
        group = self.within("party_group")
        return [link for link in self.links(*kinds) if link.person in group]

    @property
    def pairs(self) -> list[nouns.Link]:
        members = self.within("members:")
        communist = {person.key for person in self.plan.people if person.party == "中共"}
        return [
            link
            for link in self.links("member_member")
            if {link.person, link.target} <= members
            and link.person in communist
            and link.target not in communist
        ]

    def spread(self, links: list[nouns.Link]) -> Span:
        each = Counter(link.person for link in links).values()
        return Span(min(each), max(each))

    # publications, projects, organisation

    def issued(self, kind: str) -> list[str]:
        return first_names(
            ((row.day, row.key), row.title)
            for row in self.plan.publications
            if row.kind == kind and self.has(row.day)
        )

    def bodies(self, kind: str, topic: str = "") -> int:
        return sum(
            self.stands(body.since, body.until) and topic in ("", body.topic)
            for body in self.plan.of_kind(kind)
        )

    @property
    def partners(self) -> list[str]:
        return first_names(
            (row.day, self.body(row.partner).name)
            for row in self.plan.agreements
            if self.has(row.day)
        )

    @property
    def led_projects(self) -> list[str]:
        return first_names(
            ((row.since, place), row.name)
            for place, row in enumerate(self.plan.key_projects)
            if self.stands(row.since, row.until)
        )
