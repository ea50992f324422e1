"""The plan's records of giving, responsibility, projects and publications. Money is in fen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class HandOver:
    """`quantity` in base units (or `money`) to a recipient body."""

    day: date
    recipient: str
    recipient_kind: str
    quantity: int
    money: int


@dataclass(frozen=True, slots=True)
class Gift:
    """One act of giving by a member: money, or `quantity` of an item in base units.

    `packs` and `pack` say how it was entered when not in the base unit.
    """

    key: str
    donor: str
    received: date
    item: str | None
    quantity: int
    packs: int
    pack: str
    value: int
    money: int
    handed: tuple[HandOver, ...]
    campaign: str | None


@dataclass(frozen=True, slots=True)
class Aid:
    """One act of aid. `standard` is the sum set per pupil; `others` went unnamed; `at` a place."""

    key: str
    programme: str
    title: str
    day: date
    people: tuple[str, ...]
    at: tuple[str, ...]
    item: str | None = None
    quantity: int = 0
    value: int = 0
    money: int = 0
    standard: int = 0
    beneficiaries: int = 0
    others: int = 0


@dataclass(frozen=True, slots=True)
class Patrol:
    """One shift at a post: totals only, no resident's data."""

    day: date
    shift: str
    on_duty: int
    entries: int
    temperatures: int


@dataclass(frozen=True, slots=True)
class Responsibility:
    """Who answers for which body; a post has `patrols`. `code` stands for an unnamed household."""

    key: str
    kind: str
    person: str
    target: str | None
    since: date
    until: date | None
    campaign: str | None = None
    code: str = ""
    post: str = ""
    patrols: tuple[Patrol, ...] = ()
    notes: tuple[tuple[date, str], ...] = ()


@dataclass(frozen=True, slots=True)
class WorkPoint:
    key: str
    year: int
    title: str
    committee: str
    planned: date
    due: date
    done: date | None


@dataclass(frozen=True, slots=True)
class KeyProject:
    """`signings` are households signed up, by day."""

    key: str
    name: str
    leaders: tuple[str, ...]
    since: date
    until: date | None
    households: int
    signings: tuple[tuple[date, int], ...]
    notes: tuple[tuple[date, str], ...]


@dataclass(frozen=True, slots=True)
class MemberHome:
    """A members' home; `money` are the sums put in, in fen, by day."""

    key: str
    name: str
    body: str
    planned: date
    opened: date
    money: tuple[tuple[date, int], ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    key: str
    title: str
    enterprise: str
    partner: str
    day: date


@dataclass(frozen=True, slots=True)
class Publication:
    """`kind`: research_report, paper, regulation, guide, article, honour, acceptance, banner,

    report_up. `change` is 制定 or 修订 for a regulation; `aimed` the people or place of a guide.
    """

    key: str
    kind: str
    title: str
    day: date
    people: tuple[str, ...] = ()
    body: str | None = None
    change: str = ""
    aimed: str = ""
    outlet: str = ""
    topic: str | None = None
    proposal: str | None = None
    campaign: str | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """A public account or work group, with monthly checks and incidents."""

    key: str
    name: str
    kind: str
    keeper: str
    since: date
    checks: tuple[date, ...]
    incidents: tuple[tuple[date, str], ...]


@dataclass(frozen=True, slots=True)
class Ledger:
    """An entry of the responsibility list (责任清单) or a rectification item (整改事项)."""

    key: str
    kind: str
    title: str
    person: str
    set_on: date
    due: date
    done: date | None
