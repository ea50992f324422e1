"""What the plan's records stand on: committee, terms, bodies, people, memberships, offices.

Every row has a `key`, unique in its list; other rows name it by that key. A body's kind and a role
are the codes of the register. A day `until` is the last day in being or in office.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jianyan.ground.calendar import Calendar

CALENDAR = Calendar()


@dataclass(frozen=True, slots=True)
class Place:
    """The committee's own names."""

    district: str
    district_short: str
    city: str
    city_short: str
    committee: str
    committee_short: str
    city_chair: str


@dataclass(frozen=True, slots=True)
class Term:
    number: int
    opens: date
    closes: date | None


@dataclass(frozen=True, slots=True)
class Session:
    """A plenary session; `deadline` is the last day for proposals of the session itself."""

    key: str
    term: int
    number: int
    opens: date
    closes: date
    deadline: date


@dataclass(frozen=True, slots=True)
class Body:
    """A body of any kind; `topic` says what a group or a party organisation is for."""

    key: str
    kind: str
    name: str
    short: str
    since: date
    until: date | None = None
    parent: str | None = None
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """`party` is a party's short name, 无党派人士 or 群众; `post` is the 单位职务."""

    key: str
    name: str
    sex: str
    born: int
    post: str
    party: str


@dataclass(frozen=True, slots=True)
class Membership:
    """Who belongs to a body; `role` is 委员, 主任, 组长 and the like; `why` is why it ended."""

    person: str
    body: str
    role: str
    since: date
    until: date | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Office:
    """A dated role in the system; `body` is whom the person acts for."""

    person: str
    role: str
    body: str | None
    title: str
    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A dated liaison: `kind` is leader_sector, leader_group, member_member or member_cell.

    `person` is the one with the duty (the non-party member for member_cell), `target` the key of a
    person or a body.
    """

    key: str
    kind: str
    person: str
    target: str
    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A catalogue item; `packs` are other units with how many base units one of them holds."""

    name: str
    unit: str
    packs: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class ActivityKind:
    code: str
    label: str
    parent: str
