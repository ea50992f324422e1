"""The statements behind the to-do list: the rows that wait, the day each is due, how many there are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import BigIntegerField as BigInteger
from django.db.models import Case, CharField, Count, DateField, Exists, F, OuterRef, Q, Value, When
from django.db.models.functions import Cast, Coalesce
from django.db.models.query import QuerySet

from jianyan.kernel.charter import CHARTERS, VOID
from jianyan.kernel.rules import Actor

from .models import Clock, Record
from .prepared import Given, Plain, rows_of

if TYPE_CHECKING:
    from .todo import Wait

SOON = timedelta(days=7)
FIRST = 12
"""How many rows of one record are looked through for its next step."""
LATE, TODAY, NEAR, LATER = range(4)
COLUMNS = ("due_of", "since_of", "record_of", "part_of", "tag_of", "kind_of", "step_of", "title_of", "number_of", "note_of")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """The statements of some waits, which depend on nothing else, for somebody with an actor's offices,
    and what makes him the actor (`in_general`)."""

    actor: Actor
    whose: tuple[Plain, ...] = field(compare=False)
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
        self, key: Any, more: dict[str, Any], within: Q, size: int, given: Sequence[Plain]
    ) -> list[dict[str, Any]]:
        given = (*given, *self.whose)
        rows = rows_of((self, key), lambda: self._first(more, within, size), given)
        return [dict(zip(COLUMNS, row, strict=True)) for row in rows]

    def counts(self) -> list[int]:
        """How many rows each group has, in one statement."""
        counts = [0, 0, 0, 0]
        for place, number in rows_of(self, self._counts, self.whose):
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
                When(due_of__range=bounds(one, self.actor.day), then=Value(one))
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


def bounds(place: int, day: date) -> tuple[date, date]:
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
