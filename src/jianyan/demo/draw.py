"""Drawing from the word lists: one source of chance per theme, days that are worked, filled texts.

A theme's chance depends on the seed and the theme's name only, so a change in one theme leaves the
others as they were.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any, TypeVar

from jianyan.demo.nouns import CALENDAR
from jianyan.ground.calendar import DAY, add_months

T = TypeVar("T")
SLOT = re.compile(r"\{(\w+)(?::(\d+)-(\d+)(?:/(\d+))?)?\}")


@cache
def words(name: str) -> dict[str, Any]:
    """One word list of `data/` by its file name without `.toml`."""
    return tomllib.loads((files(__package__) / "data" / f"{name}.toml").read_text("utf-8"))


def chance(seed: int, theme: str) -> Random:
    """The source of chance for one theme, the same on every machine."""
    return Random(f"{seed}/{theme}")


def worked(day: date) -> date:
    """The day, or the first working day after it."""
    return CALENDAR.next_workday(day)


def due(day: date, months: int) -> date:
    """The deadline that many months on, moved to a working day."""
    return worked(add_months(day, months))


def later(rng: Random, day: date, low: int, high: int) -> date:
    """A working day between `low` and `high` days after the day, or the first one after that."""
    return worked(day + timedelta(days=rng.randint(low, high)))


def between(rng: Random, first: date, last: date) -> date:
    """A working day from first to last."""
    for _ in range(60):
        day = first + timedelta(days=rng.randint(0, (last - first).days))
        if CALENDAR.is_workday(day):
            return day
    return worked(first)


def spread(rng: Random, first: date, last: date, count: int) -> list[date]:
    """`count` working days in order, spread evenly with some play."""
    span = (last - first).days + 1
    found = []
    for number in range(count):
        low, high = number * span // count, max((number + 1) * span // count - 1, 0)
        day = between(rng, first + low * DAY, min(first + max(low, high) * DAY, last))
        found.append(min(day, last))
    return sorted(found)


def months_of(year: int) -> list[tuple[date, date]]:
    """First and last day of each month."""
    return [(date(year, m, 1), add_months(date(year, m, 1), 1) - DAY) for m in range(1, 13)]


def some(rng: Random, rows: Sequence[T], low: int, high: int) -> tuple[T, ...]:
    """Between `low` and `high` different rows, in their own order."""
    count = min(rng.randint(low, high), len(rows))
    return tuple(rows[place] for place in sorted(rng.sample(range(len(rows)), count)))


def fill(rng: Random, text: str, places: Mapping[str, str]) -> str:
    """Put places and numbers into a text: `{road}` a place, `{n:100-900/50}` a number by steps."""

    def put(found: re.Match[str]) -> str:
        name, low, high, step = found.groups()
        if low is None:
            return places[name]
        return str(rng.randrange(int(low), int(high) + 1, int(step or 1)))

    return SLOT.sub(put, text)


def cycle(rng: Random, rows: Sequence[T]) -> Callable[[], T]:
    """A function that deals the rows shuffled, and again shuffled when they are used up."""
    deck: list[T] = []

    def deal() -> T:
        if not deck:
            deck.extend(rng.sample(list(rows), len(rows)))
        return deck.pop()

    return deal
