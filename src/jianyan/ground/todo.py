"""What waits on whom: the to-do list that follows from open moves and clocks.

Nothing of it is stored. A `Wait` says which rows of a charter wait, on whom (a rule, asked in SQL)
and why; the list is every row for which one holds. Floors above declare their waits at start-up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from jianyan.kernel.charter import CHARTERS
from jianyan.kernel.rules import Actor, Held, Rule

from .models import Record, Role
from .prepared import in_general
from .todo_rows import Asked, bounds

LABELS = ("已逾期", "今天到期", "七日内", "以后")
AT_DESKS = {Role.STAFF.value: "", Role.COMMITTEE_STAFF.value: "专委会"}
"""Who sits at a desk, and what such a desk is called besides its own name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """Rows of a charter that wait on somebody.

    `who` is a rule on the charter's model, `roles` those for whom it is asked at all. With `clock`
    the rows are those with an open clock of that kind, else those in `states` (with a clock: the
    record's states). `due` is a date column of the model, or gives for the actor an expression that
    is one; `dated` takes the record's own day, from that day on. `why` and `verb` are for the person;
    `move`, or `adds` (the kind of a fact), or `page` (one that the part's pk, or the record's, leads
    to) is what the verb opens, the record's page when all are empty. `apart` stands beside whatever
    else waits in the same states. `chased` is what others owe and the actor only looks after: on a
    record's page it comes last. `late` is the verb, and the kind of fact that it adds, once the day is over. `note` is a
    text column that says more. `desks` are words of the desks whose work it is; staff at another desk is not shown it.
    """

    charter: str
    who: Rule
    roles: tuple[str, ...]
    why: str
    verb: str
    states: tuple[str, ...] = ()
    clock: str = ""
    due: str | Callable[[Actor], Any] = ""
    dated: bool = False
    move: str = ""
    adds: str = ""
    page: str = ""
    apart: bool = False
    chased: bool = False
    late: tuple[str, str] = ("", "")
    note: str = ""
    desks: tuple[str, ...] = ()

    @property
    def own(self) -> bool:
        """Whether it is asked of the charter's own table."""
        by_itself = self.apart or bool(self.due) or CHARTERS[self.charter].part
        return not self.clock and by_itself

    @property
    def tag(self) -> str:
        """What marks its rows: a table may hold rows for several waits."""
        return f"{self.charter}:{self.why}"


WAITS: list[Wait] = []


def register_wait(*waits: Wait) -> None:
    """Enter waits (floors above ground do so at start-up)."""
    WAITS.extend(wait for wait in waits if wait not in WAITS)


@dataclass(frozen=True, slots=True)
class Task:
    """One thing that waits: the wait it follows from, the record, the part if one, and its day."""

    wait: Wait
    record: int
    part: int | None
    kind: str
    number: str
    title: str
    due: date | None
    note: str
    over: bool = False

    @property
    def verb(self) -> str:
        """What is asked for now."""
        return self.wait.late[0] if self.over and self.wait.late[0] else self.wait.verb

    @property
    def adds(self) -> str:
        """The kind of fact that the verb adds now; empty where it opens a move or the record."""
        return self.wait.late[1] if self.over and self.wait.late[1] else self.wait.adds


@dataclass(frozen=True, slots=True)
class Group:
    """The tasks of one stretch of time: how many there are, and the first of them."""

    place: int
    count: int
    tasks: list[Task] = field(default_factory=list)

    @property
    def label(self) -> str:
        return LABELS[self.place]


def waits_of(actor: Actor, committee: int) -> list[Wait]:
    """The waits that are asked for the actor's roles in a committee, at the desks held there."""
    held = [one for one in actor.held if one.committee == committee]
    known = {word for wait in WAITS for word in wait.desks}
    return [
        wait
        for wait in WAITS
        if wait.charter in CHARTERS
        and any(one.role in wait.roles and _at_desk(wait, one, known) for one in held)
    ]


def _at_desk(wait: Wait, held: Held, known: set[str]) -> bool:
    """Whether a wait is the work of the desk held. Who has no desk, or one that no wait names,
    looks after everything."""
    if held.role not in AT_DESKS or not held.desk:
        return True
    said = held.desk + AT_DESKS[held.role]
    return any(word in said for word in wait.desks) or not any(word in said for word in known)


def waiting(
    actor: Actor, committee: int, sizes: Sequence[int] = (8, 8, 8, 5), only: int | None = None
) -> list[Group]:
    """What waits on the actor, in four groups by the day it is asked for: one statement for the counts, one for each group.

    `sizes` are how many of each group are given; with `only` the others are counted and left empty.
    """
    waits = waits_of(actor, committee)
    asked = Asked(*in_general(actor), committee, tuple(waits))
    counts = asked.counts() if waits else [0, 0, 0, 0]
    groups = [Group(place, count) for place, count in enumerate(counts)]
    for group in groups:
        if group.count and only in (None, group.place):
            rows = asked.between(*bounds(group.place, actor.day), max(sizes))[: sizes[group.place]]
            tasks = [_task(wait, row, actor.day) for row in rows if (wait := _wait_of(row, waits))]
            group.tasks.extend(tasks)
    return groups


def first_on(actor: Actor, record: Record) -> Task | None:
    """What waits on the actor in one record, the first that is due: one statement."""
    committee = record.committee_id
    waits = [wait for wait in waits_of(actor, committee) if _could_be_of(wait, record)]
    if not waits:
        return None
    asked = Asked(*in_general(actor), committee, tuple(waits))
    rows = asked.first(record.pk)
    found = [_task(wait, row, actor.day) for row in rows if (wait := _wait_of(row, waits))]
    return min(found, key=lambda one: one.wait.chased, default=None)


def _could_be_of(wait: Wait, record: Record) -> bool:
    """Whether the record's own kind and state allow of the wait; a part's is not known before it is
    read."""
    charter = CHARTERS[wait.charter]
    if not charter.part and wait.charter != record.kind:
        return False
    by_record = bool(wait.clock) or not charter.part
    return not by_record or not wait.states or record.state in wait.states


def _task(wait: Wait, found: dict[str, Any], day: date) -> Task:
    due: date | None = found["due_of"]
    return Task(
        wait=wait,
        record=found["record_of"],
        part=found["part_of"],
        kind=found["kind_of"],
        number=found["number_of"],
        title=found["title_of"],
        due=due,
        note=found["note_of"],
        over=due is not None and due < day,
    )


def _wait_of(found: dict[str, Any], waits: Iterable[Wait]) -> Wait | None:
    """The wait that a row follows from."""
    for wait in waits:
        if found["tag_of"] == "clock":
            fits = wait.clock == found["step_of"]
        elif found["tag_of"] == "record":
            fits = not wait.own and not wait.clock and wait.charter == found["kind_of"]
        else:
            fits = wait.own and wait.tag == found["tag_of"]
        if fits and (wait.clock or found["step_of"] in wait.states):
            return wait
    return None
