"""The cast while a plan is drawn: who is there, and who held what on a day."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from jianyan.demo.nouns import Body, Link, Membership, Office, Person

CPC = "中共"


@dataclass(slots=True)
class Cast:
    """People, bodies and what ties them, with the questions that generators ask."""

    bodies: list[Body]
    people: list[Person] = field(default_factory=list)
    memberships: list[Membership] = field(default_factory=list)
    offices: list[Office] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    by_key: dict[str, Person] = field(default_factory=dict)

    def add(self, person: Person) -> Person:
        """Put a person into the cast."""
        self.people.append(person)
        self.by_key[person.key] = person
        return person

    def of(self, body: str, day: date, role: str | None = None) -> list[str]:
        """Keys of those who belong to the body on the day, in order of entry."""
        return [
            row.person
            for row in self.memberships
            if row.body == body
            and row.since <= day
            and (row.until is None or day <= row.until)
            and (role is None or row.role == role)
        ]

    def members(self, day: date) -> list[str]:
        """Keys of the members of the committee on the day."""
        return self.of("members:9", day) or self.of("members:8", day)

    def standing(self, day: date) -> list[str]:
        """Keys of the standing members on the day, leaders included."""
        return self.of("standing:9", day) or self.of("standing:8", day)

    def council(self, day: date) -> list[str]:
        """Keys of the chairperson's council on the day: chair, vice chairs, secretary-general."""
        return self.of("council:9", day) or self.of("council:8", day)

    def party_group(self, day: date) -> list[str]:
        """Keys of the leading party group on the day."""
        return self.of("party_group", day)

    def staff(self, day: date) -> list[str]:
        """Keys of the office's and the committees' staff on the day."""
        return self.office("staff", day) + self.office("committee_staff", day)

    def office(self, role: str, day: date, body: str | None = None) -> list[str]:
        """Keys of those with a role in the system on the day."""
        return [
            row.person
            for row in self.offices
            if row.role == role
            and (body is None or row.body == body)
            and row.since <= day
            and (row.until is None or day <= row.until)
        ]

    def body_of(self, person: str, prefix: str, day: date) -> str:
        """The body of a kind (by its key's prefix) that the person belongs to on the day."""
        return next(
            row.body
            for row in self.memberships
            if row.person == person
            and row.body.startswith(prefix)
            and row.since <= day
            and (row.until is None or day <= row.until)
        )

    def kind(self, kind: str, topic: str | None = None) -> list[Body]:
        """Bodies of a kind, of one topic when given."""
        return [b for b in self.bodies if b.kind == kind and (topic is None or b.topic == topic)]
