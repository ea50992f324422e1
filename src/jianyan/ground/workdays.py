"""The working-day calendars of committees: the built-in one with the days that their offices set."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from functools import cache
from hashlib import sha256

from chinese_calendar import constants
from django.db.models import F, Q

from .calendar import Calendar
from .models import Holiday

STATUTORY = (("元旦",), ("春节",), ("清明",), ("劳动", "五一"), ("端午",), ("中秋",), ("国庆",))
"""The holidays of a year's arrangement. When days off are entered for each, the year is announced."""

Entered = tuple[date, bool, str]


def calendar_of(committee: int) -> Calendar:
    """The working-day calendar of a committee, with the days that its office has entered."""
    return calendars([committee])[committee]


def calendars(committees: Collection[int]) -> dict[int, Calendar]:
    """The calendars of several committees, in one statement."""
    return {pk: _calendar(rows) for pk, rows in _entered(committees).items()}


def fingerprints(committees: Collection[int]) -> dict[int, str]:
    """A mark of each committee's calendar: another one when any day of it has changed."""
    return {
        pk: sha256(f"{_built_in()}{sorted(rows)}".encode()).hexdigest()
        for pk, rows in _entered(committees).items()
    }


def _entered(committees: Collection[int]) -> dict[int, list[Entered]]:
    """The days entered for each committee; its own come after those for all, and so prevail."""
    shared: list[Entered] = []
    found: dict[int, list[Entered]] = {pk: [] for pk in committees}
    rows = Holiday.objects.filter(Q(committee__in=found) | Q(committee__isnull=True))
    rows = rows.order_by(F("committee").asc(nulls_first=True), "day")
    for of, day, worked, name in rows.values_list("committee_id", "day", "workday", "name"):
        (shared if of is None else found[of]).append((day, worked, name))
    return {pk: _over(shared, own) for pk, own in found.items()}


def _over(shared: list[Entered], own: list[Entered]) -> list[Entered]:
    days = {day for day, _, _ in own}
    return [one for one in shared if one[0] not in days] + own


def _calendar(rows: list[Entered]) -> Calendar:
    return Calendar(
        overrides={day: worked for day, worked, _ in rows},
        names={day: name for day, worked, name in rows if not worked and name},
        announced=_announced(rows),
    )


def _announced(rows: list[Entered]) -> frozenset[int]:
    named: dict[int, str] = defaultdict(str)
    for day, worked, name in rows:
        if not worked:
            named[day.year] += name
    return frozenset(
        year
        for year, said in named.items()
        if all(any(word in said for word in words) for words in STATUTORY)
    )


@cache
def _built_in() -> str:
    """A mark of the arrangement that the holiday package carries: a newer package may know more."""
    days = [*sorted(constants.holidays.items()), *sorted(constants.workdays.items())]
    return sha256(repr(days).encode()).hexdigest()
