"""What waits on whom: the to-do list that follows from open moves and clocks.

Nothing of it is stored. A `Wait` says which rows of a charter wait, on whom (a rule, asked in SQL)
and why; the list is every row for which one holds. Floors above declare their waits at start-up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import BigIntegerField as BigInteger
from django.db.models import Case, CharField, Count, DateField, Exists, F, OuterRef, Q, Value, When
from django.db.models.functions import Cast, Coalesce
from django.db.models.query import QuerySet

from jianyan.kernel.charter import CHARTERS, VOID
from jianyan.kernel.rules import Actor, Held, Rule

from .models import Clock, Record, Role
from .prepared import Given, rows_of

SOON = timedelta(days=7)
FIRST = 12
"""How many rows of one record are looked through for its next step."""
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
    asked = _Asked(actor.itself(), committee, tuple(waits))
    counts = asked.counts() if waits else [0, 0, 0, 0]
    groups = [Group(place, count) for place, count in enumerate(counts)]
    for group in groups:
        if group.count and only in (None, group.place):
            rows = asked.between(*_bounds(group.place, actor.day), max(sizes))[: sizes[group.place]]
            tasks = [_task(wait, row, actor.day) for row in rows if (wait := _wait_of(row, waits))]
            group.tasks.extend(tasks)
    return groups


def first_on(actor: Actor, record: Record) -> Task | None:
    """What waits on the actor in one record, the first that is due: one statement."""
    committee = record.committee_id
    waits = [wait for wait in waits_of(actor, committee) if _could_be_of(wait, record)]
    if not waits:
        return None
    asked = _Asked(actor.itself(), committee, tuple(waits))
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


@dataclass(frozen=True, slots=True)
class _Asked:
    """The statements of some waits for an actor, which depend on nothing else."""

    actor: Actor
    committee: int
    waits: tuple[Wait, ...]

    def between(self, since: date, until: date, size: int) -> list[dict[str, Any]]:
        """The first rows due from one day to another, both included; those without a day are due at
        the end of time."""
        due = Coalesce(F("due_of"), Value(date.max, output_field=DateField()))
        within = Q(within_of__gte=Given(0), within_of__lte=Given(1))
        days = (since.isoformat(), until.isoformat())
        return self._rows(("between", size), {"within_of": due}, within, size, days)

    def first(self, record: int) -> list[dict[str, Any]]:
        """The first rows of a record."""
        return self._rows("first", {}, Q(record_of=Given()), FIRST, (record,))

    def _rows(
        self, key: Any, more: dict[str, Any], within: Q, size: int, given: Sequence[int | str]
    ) -> list[dict[str, Any]]:
        rows = rows_of((self, key), lambda: self._first(more, within, size), given)
        return [dict(zip(COLUMNS, row, strict=True)) for row in rows]

    def counts(self) -> list[int]:
        """How many rows each group has, in one statement."""
        counts = [0, 0, 0, 0]
        for place, number in rows_of(self, self._counts):
            counts[place] += number
        return counts

    def _first(self, more: dict[str, Any], within: Q, size: int) -> QuerySet[Any]:
        """Those due first, then those longest there."""
        branches = [one.annotate(**more).filter(within) for one in self._branches()]
        rows = _together(branches, COLUMNS)
        return rows.order_by(F("due_of").asc(nulls_last=True), "since_of", "record_of")[:size]

    def _counts(self) -> QuerySet[Any]:
        place = Case(
            *[
                When(due_of__range=_bounds(one, self.actor.day), then=Value(one))
                for one in (LATE, TODAY, NEAR)
            ],
            default=Value(LATER),
        )
        counted = [
            branch.annotate(place_of=place).values("place_of").annotate(n_of=Count("pk"))
            for branch in self._branches()
        ]
        return _together(counted, ("place_of", "n_of"))

    def _branches(self) -> list[QuerySet[Any]]:
        return list(_branches(self.waits, self.actor, self.committee))


def _together(branches: list[QuerySet[Any]], columns: Sequence[str]) -> QuerySet[Any]:
    rows = [branch.values_list(*columns) for branch in branches]
    return rows[0].union(*rows[1:], all=True) if len(rows) > 1 else rows[0]


def _bounds(place: int, day: date) -> tuple[date, date]:
    """From which day to which a group is due, both included."""
    one = timedelta(days=1)
    return (
        (date.min, day - one),
        (day, day),
        (day + one, day + SOON),
        (day + SOON + one, date.max),
    )[place]


def _branches(waits: Sequence[Wait], actor: Actor, committee: int) -> Iterable[QuerySet[Any]]:
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
        due_of=_day(wait, actor),
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


def _day(wait: Wait, actor: Actor) -> Any:
    if callable(wait.due):
        return wait.due(actor)
    return F(wait.due) if wait.due else Cast(Value(None), DateField())


def _held(wait: Wait, actor: Actor, key: str) -> Exists:
    """Whether the wait's rule holds for the row that `key` names: few rows are asked, so one by one."""
    model = CHARTERS[wait.charter].model
    return Exists(model._default_manager.filter(wait.who(actor), pk=OuterRef(key)))


def _text(words: str) -> Value:
    return Value(words, output_field=CharField())
