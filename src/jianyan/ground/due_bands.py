"""即将到期 and 逾期已久: how near or how long past its day a clock is, by the days on which the committee's
rulebook reminds (`reminders.days`)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from .reminders import reminded_days
from .rulebook import in_force, provision

LONG = 30
"""After how many days it is long overdue where nothing reminds after the day."""


@dataclass(frozen=True, slots=True)
class Edges:
    """Due by `soon` (and not over): within the days of the first reminder. Due before `long`: over for
    longer than the last reminder took."""

    soon: date
    long: date


def edges(committee: int, day: date) -> Edges:
    """The edges in a committee on a day, by its rulebook in force."""
    return _edges(provision(in_force(committee, day), "reminders.days"), day)


def _edges(days: Sequence[int], day: date) -> Edges:
    late = [-one for one in days if one < 0]
    return Edges(
        day + timedelta(days=max([0, *days])), day - timedelta(days=max(late, default=LONG))
    )


def due_soon(day: date) -> Q:
    """Clocks that are not over and fall due soon, each by its own committee's rulebook."""
    return Q(due_on__gte=day) & _each(day, lambda found: Q(due_on__lte=found.soon))


def long_overdue(day: date) -> Q:
    """Clocks that are long overdue, each by its own committee's rulebook."""
    return _each(day, lambda found: Q(due_on__lt=found.long))


def _each(day: date, within: Callable[[Edges], Q]) -> Q:
    """One condition for each set of edges, with the committees that keep it; committees without a
    rulebook keep the usual ones."""
    keeping: dict[Edges, list[int]] = defaultdict(list)
    usual = _edges(provision(None, "reminders.days"), day)
    for committee, days in reminded_days(day).items():
        keeping[_edges(days, day)].append(committee)
    others = [one for found, some in keeping.items() if found != usual for one in some]
    of = Q(record__committee__in=others)
    found = within(usual) & ~of if others else within(usual)
    for each, some in keeping.items():
        if each != usual:
            found |= within(each) & Q(record__committee__in=some)
    return found
