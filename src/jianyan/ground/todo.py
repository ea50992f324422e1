"""What waits on whom: the to-do list that follows from open moves and clocks.

Nothing of it is stored. A `Wait` says which rows of a charter wait, on whom (a rule, asked in SQL)
and why; the list is every row for which one holds. Floors above declare their waits at start-up.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import BigIntegerField as BigInteger
from django.db.models import Case, CharField, Count, DateField, Exists, F, OuterRef, Q, Value, When
from django.db.models.functions import Cast
from django.db.models.query import QuerySet

from jianyan.kernel.charter import CHARTERS, VOID
from jianyan.kernel.rules import Actor, Held, Rule

from .models import Clock, Record, Role

SOON = timedelta(days=7)
LABELS = ("已逾期", "今天到期", "七日内", "以后")
LATE, TODAY, NEAR, LATER = range(4)
AT_DESKS = {Role.STAFF.value: "", Role.COMMITTEE_STAFF.value: "专委会"}
"""Who sits at a desk, and what such a desk is called besides its own name."""

COLUMNS = ("due_of", "since_of", "record_of", "part_of", "tag_of", "kind_of", "step_of", "title_of", "number_of", "note_of")  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """Rows of a charter that wait on somebody.

    `who` is a rule on the charter's model, `roles` those for whom it is asked at all. With `clock`
    the rows are those with an open clock of that kind, else those in `states` (with a clock: the
    record's states). `due` is a date column of the model, `dated` takes the record's own day, from
    that day on. `why` and `verb` are for the person; `move`, or `adds` (the kind of a fact), is what
    the verb opens, the record's page when both are empty. `note` is a text column that says more.
    `desks` are words of the desks whose work it is; staff at another desk is not shown it.
    """

    charter: str
    who: Rule
    roles: tuple[str, ...]
    why: str
    verb: str
    states: tuple[str, ...] = ()
    clock: str = ""
    due: str = ""
    dated: bool = False
    move: str = ""
    adds: str = ""
    note: str = ""
    desks: tuple[str, ...] = ()

    @property
    def own(self) -> bool:
        """Whether it is asked of the charter's own table."""
        return not self.clock and (bool(self.due) or CHARTERS[self.charter].part)

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
    branches = list(_branches(waits, actor, committee))
    counts = _counts(branches, actor.day) if branches else [0, 0, 0, 0]
    groups = [Group(place, count) for place, count in enumerate(counts)]
    for group in groups:
        if group.count and only in (None, group.place):
            rows = _first(branches, _within(group.place, actor.day), sizes[group.place])
            tasks = [_task(wait, row) for row in rows if (wait := _wait_of(row, waits))]
            group.tasks.extend(tasks)
    return groups


def first_on(actor: Actor, committee: int, record: int) -> Task | None:
    """What waits on the actor in one record, the first that is due: one statement."""
    waits = waits_of(actor, committee)
    branches = list(_branches(waits, actor, committee))
    if not branches:
        return None
    for row in _first(branches, Q(record_of=record), 1):
        if wait := _wait_of(row, waits):
            return _task(wait, row)
    return None


def _first(branches: list[QuerySet[Any]], within: Q, size: int) -> list[dict[str, Any]]:
    """The first rows of a group, those due first or longest there before the others."""
    rows = _together([one.filter(within) for one in branches], COLUMNS)
    first = rows.order_by(F("due_of").asc(nulls_last=True), "since_of", "record_of")[:size]
    return [dict(zip(COLUMNS, row, strict=True)) for row in first]


def _task(wait: Wait, found: dict[str, Any]) -> Task:
    return Task(
        wait=wait,
        record=found["record_of"],
        part=found["part_of"],
        kind=found["kind_of"],
        number=found["number_of"],
        title=found["title_of"],
        due=found["due_of"],
        note=found["note_of"],
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


def _counts(branches: list[QuerySet[Any]], day: date) -> list[int]:
    """How many rows each group has, in one statement."""
    place = Case(
        *[When(_within(one, day), then=Value(one)) for one in (LATE, TODAY, NEAR)],
        default=Value(LATER),
    )
    counted = [
        branch.annotate(place_of=place).values("place_of").annotate(n_of=Count("pk"))
        for branch in branches
    ]
    counts = [0, 0, 0, 0]
    for found, number in _together(counted, ("place_of", "n_of")):
        counts[found] += number
    return counts


def _together(branches: list[QuerySet[Any]], columns: Sequence[str]) -> QuerySet[Any]:
    rows = [branch.values_list(*columns) for branch in branches]
    return rows[0].union(*rows[1:], all=True) if len(rows) > 1 else rows[0]


def _within(place: int, day: date) -> Q:
    return (
        Q(due_of__lt=day),
        Q(due_of=day),
        Q(due_of__gt=day, due_of__lte=day + SOON),
        Q(due_of__gt=day + SOON) | Q(due_of__isnull=True),
    )[place]


def _branches(waits: list[Wait], actor: Actor, committee: int) -> Iterable[QuerySet[Any]]:
    """One query for all clocks, one for all states of records, one for each table with days of its own."""
    if clocks := [wait for wait in waits if wait.clock]:
        yield _clocks(clocks, actor, committee)
    plain = [wait for wait in waits if not wait.clock and not wait.own]
    if plain:
        yield _records(plain, actor, committee)
    for wait in waits:
        if wait.own:
            yield _owned(wait, actor, committee)


def _clocks(waits: list[Wait], actor: Actor, committee: int) -> QuerySet[Any]:
    fits = Q(pk__in=())
    for wait in waits:
        charter = CHARTERS[wait.charter]
        key = "part_id" if charter.part else "record_id"
        one = Q(kind=wait.clock) & Q(_held(wait, actor, key))
        fits |= one & Q(record__state__in=wait.states) if wait.states else one
    rows = Clock.objects.filter(met_on__isnull=True, ended_on__isnull=True)
    rows = rows.filter(fits, record__committee=committee).exclude(record__state=VOID)
    return rows.order_by().annotate(
        due_of=F("due_on"),
        since_of=F("record__dated_on"),
        record_of=F("record_id"),
        part_of=F("part_id"),
        tag_of=_text("clock"),
        kind_of=F("record__kind"),
        step_of=F("kind"),
        title_of=F("record__title"),
        number_of=F("record__number"),
        note_of=F("part"),
    )


def _records(waits: list[Wait], actor: Actor, committee: int) -> QuerySet[Any]:
    fits, dated = Q(pk__in=()), Q(pk__in=())
    for wait in waits:
        here = Q(kind=wait.charter, state__in=wait.states)
        if wait.dated:
            dated |= here
            here &= Q(dated_on__lt=actor.day)
        fits |= here & Q(_held(wait, actor, "pk"))
    return (
        Record.objects.filter(fits, committee=committee)
        .order_by()
        .annotate(
            due_of=Case(When(dated, then=F("dated_on")), output_field=DateField()),
            since_of=F("dated_on"),
            record_of=F("pk"),
            part_of=Cast(Value(None), BigInteger()),
            tag_of=_text("record"),
            kind_of=F("kind"),
            step_of=F("state"),
            title_of=F("title"),
            number_of=F("number"),
            note_of=_text(""),
        )
    )


def _owned(wait: Wait, actor: Actor, committee: int) -> QuerySet[Any]:
    charter = CHARTERS[wait.charter]
    state = "state" if charter.part else "record__state"
    rows: QuerySet[Any] = charter.model._default_manager.filter(
        wait.who(actor), record__committee=committee, **{f"{state}__in": wait.states}
    )
    if charter.part:
        rows = rows.filter(struck_at__isnull=True).exclude(record__state=VOID)
    return rows.order_by().annotate(
        due_of=F(wait.due) if wait.due else Cast(Value(None), DateField()),
        since_of=F("record__dated_on"),
        record_of=F("record_id"),
        part_of=F("pk") if charter.part else Cast(Value(None), BigInteger()),
        tag_of=_text(wait.tag),
        kind_of=F("record__kind"),
        step_of=F(state),
        title_of=F("record__title"),
        number_of=F("record__number"),
        note_of=F(wait.note) if wait.note else _text(""),
    )


def _held(wait: Wait, actor: Actor, key: str) -> Exists:
    """Whether the wait's rule holds for the row that `key` names: few rows are asked, so one by one."""
    model = CHARTERS[wait.charter].model
    return Exists(model._default_manager.filter(wait.who(actor), pk=OuterRef(key)))


def _text(words: str) -> Value:
    return Value(words, output_field=CharField())
