"""Working days by the State Council's arrangement, and the due dates counted on them.

The years that the holiday package knows are announced; days that the office enters itself override
them. A year nobody has announced is counted Monday to Friday and says that it is provisional.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

from chinese_calendar import constants

DAY = timedelta(days=1)
LONGEST = 3660

NAMES = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "National Day": "国庆节",
    "Mid-autumn Festival": "中秋节",
    "Anti-Fascist 70th Day": "抗战胜利70周年纪念日",
}


class CalendarError(ValueError):
    """A rule or date that cannot be counted; `str()` is the sentence to show."""


@cache
def known_years() -> frozenset[int]:
    """The years whose arrangement the holiday package carries."""
    return frozenset(day.year for day in constants.holidays)


@dataclass(frozen=True, slots=True)
class Calendar:
    """The working-day calendar of one committee.

    `overrides` maps a day to whether it is worked; `names` may name such off days; `announced` are
    years that the office has entered in full from the State Council's notice.
    """

    overrides: Mapping[date, bool] = field(default_factory=dict)
    names: Mapping[date, str] = field(default_factory=dict)
    announced: frozenset[int] = frozenset()

    def is_workday(self, day: date) -> bool:
        """Whether offices work on the day."""
        if (worked := self.overrides.get(day)) is not None:
            return worked
        return day in constants.workdays or (day.weekday() < 5 and day not in constants.holidays)

    def is_provisional(self, day: date) -> bool:
        """Whether the day's year is not yet announced and nobody has entered the day by hand."""
        known = day.year in self.announced or day.year in known_years()
        return not known and day not in self.overrides

    def holiday(self, day: date) -> str:
        """The Chinese name of the holiday that makes the day off, or an empty text."""
        if self.is_workday(day):
            return ""
        if day in self.overrides:
            return self.names.get(day, "放假")
        if day in constants.holidays:
            return NAMES.get(constants.holidays[day], "放假")
        return ""

    def is_made_up(self, day: date) -> bool:
        """Whether the day is a weekend day that is worked."""
        return day.weekday() >= 5 and self.is_workday(day)

    def next_workday(self, day: date) -> date:
        """The day itself when worked, else the first working day after it."""
        for tried in _days_from(day):
            if self.is_workday(tried):
                return tried
        raise CalendarError(f"{day}之后一年内没有工作日，请检查工作日历。")

    def add_workdays(self, day: date, count: int) -> date:
        """The `count`-th working day after the day, before it when negative.

        With 0 it is the day itself, or the first working day after it.
        """
        if abs(count) > LONGEST:
            raise CalendarError(f"工作日数不能超过{LONGEST}。")
        if count == 0:
            return self.next_workday(day)
        step, left = (DAY, count) if count > 0 else (-DAY, -count)
        idle = 0
        while left:
            day += step
            idle = 0 if self.is_workday(day) else idle + 1
            if idle == 0:
                left -= 1
            elif idle > 366:
                raise CalendarError(f"{day}前后一年内没有工作日，请检查工作日历。")
        return day

    def workdays_between(self, after: date, to: date) -> int:
        """How many working days lie after `after` up to and including `to`; negative backwards."""
        if to < after:
            return -self.workdays_between(to, after)
        return sum(self.is_workday(day) for day in days(after + DAY, to))


def _days_from(day: date) -> Iterator[date]:
    for offset in range(367):
        yield day + timedelta(days=offset)


def days(first: date, last: date) -> Iterator[date]:
    """Every day from first to last, both included."""
    for offset in range((last - first).days + 1):
        yield first + timedelta(days=offset)


def add_months(day: date, count: int) -> date:
    """The same day of the month `count` months on, or that month's last day when it has none."""
    month = day.year * 12 + day.month - 1 + count
    year, month = month // 12, month % 12 + 1
    if not 1 <= year <= 9998:
        raise CalendarError("月数超出可计算的范围，请检查时限规则。")
    return date(year, month, min(day.day, monthrange(year, month)[1]))
