"""Reminders (提醒): notices of open clocks some days before they are due, on the day, and after.

On which days, the rulebook says (`reminders.days`). Whom, the floor that starts a kind of clock says
by `remind`; where nobody is found, whoever entered the record is told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from .days import said_day
from .models import Clock, ClockPause, Cursor, Notice, Rulebook
from .pages.places import url_of
from .recomputing import running
from .register import today
from .rulebook import provision
from .telling import accounts, offices
from .ticking import task

SIZE = 2000
TITLE = 60
Finder = Callable[[Collection[Clock]], Mapping[int, Iterable[int]]]


def _nobody(clocks: Collection[Clock]) -> Mapping[int, Iterable[int]]:
    return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminding:
    """What a kind of clock is called and whom it reminds.

    `bodies` and `people` give for clocks, by their pk, the bodies whose officers act and the people
    who act themselves (keys of both). Staff at `desk` are told too, with no desk none of the staff.
    With `states` only records in one of them are reminded of, with `within` only the clocks it
    holds for; without `after` nobody is once the day is over.
    """

    clock: str
    what: str
    desk: str
    bodies: Finder = _nobody
    people: Finder = _nobody
    states: tuple[str, ...] = ()
    within: Q | None = None
    after: bool = True


REMINDINGS: dict[str, Reminding] = {}


def remind(*remindings: Reminding) -> None:
    """Enter whom kinds of clocks remind (floors above ground do so at start-up)."""
    REMINDINGS.update({one.clock: one for one in remindings})


@dataclass(frozen=True, slots=True)
class Reached:
    """A clock that has come to one of its days: `step` days before it is due."""

    clock: Clock
    step: int
    left: int

    @property
    def key(self) -> str:
        return f"clock:{self.clock.pk}:{self.clock.due_on}:{self.step}"

    @property
    def text(self) -> str:
        record, clock = self.clock.record, self.clock
        title = record.title if len(record.title) <= TITLE else f"{record.title[:TITLE]}…"
        of = f"{clock.part}的" if clock.part else ""
        what = f"{record.number}《{title}》{of}{REMINDINGS[clock.kind].what}期限"
        if self.left > 0:
            said = f"还有{self.left}天，{said_day(clock.due_on)}到期。"
        else:
            said = "今天到期。" if self.left == 0 else f"已逾期{-self.left}天。"
        return f"{what}{said}"[:300]


@task("reminders")
def send() -> int:
    """Tell of every clock that has come to one of its days since the last time, once."""
    return send_on(today())


def send_on(day: date) -> int:
    """What is to be told on a day; gives how many notices are new."""
    cursor, _ = Cursor.objects.get_or_create(name="reminders", defaults={"value": str(day)})
    since = min(date.fromisoformat(cursor.value), day)
    found = _reached(since, day)
    wanted = [
        Notice(
            person_id=person,
            record_id=one.clock.record_id,
            key=one.key,
            text=one.text,
            url=url_of(one.clock.record),
        )
        for one, people in _addressed(found, day)
        for person in sorted(people)
    ]
    fresh = _new(wanted)
    Notice.objects.bulk_create(fresh, batch_size=SIZE, ignore_conflicts=True)
    if cursor.value != str(day):
        Cursor.objects.filter(pk=cursor.pk).update(value=str(day))
    return len(fresh)


def _new(wanted: list[Notice]) -> list[Notice]:
    """The notices that were not sent before."""
    keys = sorted({one.key for one in wanted})
    sent: set[tuple[int, str]] = set()
    for first in range(0, len(keys), SIZE):
        rows = Notice.objects.filter(key__in=keys[first : first + SIZE])
        sent.update(rows.values_list("person_id", "key"))
    return [one for one in wanted if (one.person_id, one.key) not in sent]


def _reached(since: date, day: date) -> list[Reached]:
    """The running clocks that came to one of their days from `since` to `day`; of several days the last.

    One that stands still is not asked for.
    """
    steps = reminded_days(day)
    usual = _days(None)
    over = Q(pk__in=())
    for step in sorted({step for days in [*steps.values(), usual] for step in days}):
        ahead = timedelta(days=step)
        over |= Q(due_on__gte=since + ahead, due_on__lte=day + ahead)
    still = ClockPause.objects.filter(Q(until__isnull=True) | Q(until__gte=day), since__lte=day)
    rows = running(Clock.objects.filter(over, kind__in=REMINDINGS))
    for of in REMINDINGS.values():
        if of.within is not None:
            rows = rows.filter(~Q(kind=of.clock) | of.within)
    rows = rows.exclude(pk__in=still.values("clock")).select_related("record__entered_by")
    found = []
    for clock in rows.order_by("pk"):
        of = REMINDINGS[clock.kind]
        left = (clock.due_on - day).days
        come = [s for s in steps.get(clock.record.committee_id, usual) if s >= left]
        asked = not of.states or clock.record.state in of.states
        if come and asked and (of.after or left >= 0):
            step = min(come)
            if clock.due_on - timedelta(days=step) >= since:
                found.append(Reached(clock, step, left))
    return found


def _days(rulebook: Rulebook | None) -> tuple[int, ...]:
    return tuple(provision(rulebook, "reminders.days"))


def reminded_days(day: date) -> dict[int, tuple[int, ...]]:
    """On which days before a day due each committee reminds (after it: negative ones), as its rulebook in
    force on the day says: one statement. Committees without a rulebook are left out."""
    rows = Rulebook.objects.filter(since__lte=day).order_by("since", "number")
    last = {one.committee_id: one for one in rows}
    return {committee: _days(rulebook) for committee, rulebook in last.items()}


def _addressed(found: list[Reached], day: date) -> Iterator[tuple[Reached, set[int]]]:
    """Each with the people to tell: a statement for each question, however many clocks."""
    if not found:
        return
    by_kind: dict[str, list[Clock]] = defaultdict(list)
    for one in found:
        by_kind[one.clock.kind].append(one.clock)
    bodies: dict[int, Iterable[int]] = {}
    people: dict[int, Iterable[int]] = {}
    for kind, clocks in by_kind.items():
        bodies.update(REMINDINGS[kind].bodies(clocks))
        people.update(REMINDINGS[kind].people(clocks))
    officers, staff = offices(day, {body for some in bodies.values() for body in some})
    asked = {person for some in people.values() for person in some}
    able = set(accounts().filter(person__in=asked).values_list("person", flat=True))
    for one in found:
        clock, of = one.clock, one.clock.record.committee_id
        told = able & set(people.get(clock.pk, ()))
        told.update(*(officers[body] for body in bodies.get(clock.pk, ())))
        if desk := REMINDINGS[clock.kind].desk:
            told |= staff[of, ""] | staff[of, desk]
        entered = clock.record.entered_by
        if not told and entered and entered.person_id:
            told = {entered.person_id}
        yield one, told
