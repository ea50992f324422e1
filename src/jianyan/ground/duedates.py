"""Due dates counted by a rule, with the sentence that says why it is this day."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from .calendar import DAY, LONGEST, Calendar, CalendarError, add_months, days
from .days import near_day, said_day

Pause = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Rule:
    """How a due date is counted.

    `count` of `unit` from the start, which itself counts only with `start_counts`. Days inside a
    pause (both ends included) are not counted; for a pause still running give today as its end. A
    term of days or months that ends on a day off ends on the next working day, unless `rolls` is
    off. Raises CalendarError on a count or pause that makes no sense.
    """

    unit: Literal["workdays", "days", "months"]
    count: int
    pauses: tuple[Pause, ...] = ()
    start_counts: bool = False
    rolls: bool = True

    def __post_init__(self) -> None:
        if not 1 <= self.count <= LONGEST:
            raise CalendarError(f"时限应为1至{LONGEST}之间的整数，现为{self.count}。")
        if self.unit not in UNITS:
            raise CalendarError(f"时限单位只能是工作日、日或月，现为“{self.unit}”。")
        for first, last in self.pauses:
            if last < first:
                raise CalendarError(f"暂停的止日{last}早于起日{first}，请改正。")


UNITS = {"workdays": "个工作日", "days": "日", "months": "个月"}


@dataclass(frozen=True, slots=True)
class Due:
    """A due date, whether it stands on a year not yet announced, and why it is this day."""

    day: date
    provisional: bool
    explanation: str


def due(calendar: Calendar, start: date, rule: Rule, event: str = "起算") -> Due:
    """The due date of a term that begins with `event` (such as 交办) on `start`."""
    pauses = _merged(rule.pauses)
    end = _end(calendar, start, rule, pauses)
    day = calendar.next_workday(end) if rule.rolls and rule.unit != "workdays" else end
    provisional = _provisional(calendar, start, end, day, rule)
    words = _Words(calendar, start, end, day, rule, pauses)
    explanation = words.sentence(event)
    if provisional:
        years = sorted({one.year for one in days(start, day) if calendar.is_provisional(one)})
        listed = "、".join(f"{year}年" for year in years)
        explanation += f"；{listed}放假安排尚未公布，暂按周一至周五上班推算"
    return Due(day, provisional, explanation)


def _end(calendar: Calendar, start: date, rule: Rule, pauses: list[Pause]) -> date:
    if rule.unit == "months":
        end = add_months(start, rule.count)
        return _stretched(end - DAY if rule.start_counts else end, start, pauses)
    day, left, tried = (start - DAY if rule.start_counts else start), rule.count, 0
    while left:
        day, tried = day + DAY, tried + 1
        if tried > 20 * LONGEST:
            raise CalendarError("时限在二十年内不能届满，请检查工作日历和暂停的起止日。")
        paused = any(first <= day <= last for first, last in pauses)
        if not paused and (rule.unit == "days" or calendar.is_workday(day)):
            left -= 1
    return day


def _stretched(end: date, start: date, pauses: list[Pause]) -> date:
    for first, last in pauses:
        first = max(first, start + DAY)
        if first <= last and first <= end:
            end += last - first + DAY
    return end


def _merged(pauses: Iterable[Pause]) -> list[Pause]:
    """Sorted, and overlapping or touching pauses made one, so that no day is left out twice."""
    merged: list[Pause] = []
    for first, last in sorted(pauses):
        if merged and first <= merged[-1][1] + DAY:
            merged[-1] = (merged[-1][0], max(merged[-1][1], last))
        else:
            merged.append((first, last))
    return merged


def _provisional(calendar: Calendar, start: date, end: date, day: date, rule: Rule) -> bool:
    if rule.unit == "workdays":
        return any(calendar.is_provisional(one) for one in days(start + DAY, day))
    return rule.rolls and any(calendar.is_provisional(one) for one in days(end, day))


@dataclass(frozen=True, slots=True)
class _Words:
    calendar: Calendar
    start: date
    end: date
    day: date
    rule: Rule
    pauses: list[Pause]

    def sentence(self, event: str) -> str:
        rule = self.rule
        since = "当日起" if rule.start_counts else "次日起"
        unit = UNITS[rule.unit]
        term = (
            f"{since}{rule.count}{unit}"
            if rule.unit == "months"
            else f"{since}第{rule.count}{unit}"
        )
        notes = self._notes()
        aside = f"（{'，'.join(notes)}）" if notes else ""
        head = f"{self._date(self.start)}{event}，{term}{aside}"
        if self.end == self.day:
            return f"{head}，为{self._date(self.day)}"
        why = self.calendar.holiday(self.end)
        met = f"逢{why}" if why and why != "放假" else "为休息日"
        return f"{head}，期满日{self._date(self.end)}{met}，顺延至{self._date(self.day)}"

    def _notes(self) -> list[str]:
        notes = []
        if self.rule.unit == "workdays":
            if off := self._holidays():
                notes.append("、".join(off) + "不计")
            if made_up := [
                day for day in days(self.start + DAY, self.day) if self.calendar.is_made_up(day)
            ]:
                notes.append("、".join(map(self._date, made_up)) + "调休上班计入")
        inside = [one for one in self.pauses if one[1] > self.start and one[0] <= self.end]
        if inside:
            notes.append("、".join(self._run(*one) for one in inside) + "暂停不计")
        return notes

    def _holidays(self) -> list[str]:
        """Each holiday that the term runs through, with all of its days on end."""
        found: list[str] = []
        day = self.start + DAY
        while day <= self.day:
            if not (name := self.calendar.holiday(day)):
                day += DAY
                continue
            first = last = day
            while self.calendar.holiday(first - DAY) == name:
                first -= DAY
            while self.calendar.holiday(last + DAY) == name:
                last += DAY
            found.append(name + self._run(first, last))
            day = last + DAY
        return found

    def _date(self, day: date) -> str:
        return near_day(day, day) if self.start.year == self.day.year else said_day(day)

    def _run(self, first: date, last: date) -> str:
        if first == last:
            return self._date(first)
        same = (first.year, first.month) == (last.year, last.month)
        return f"{self._date(first)}至{f'{last.day}日' if same else self._date(last)}"


def spans(calendar: Calendar, cadence: str, first: date, last: date) -> list[tuple[date, date]]:
    """The days, weeks or months from first to last in each of which a cadence asks for a row.

    `cadence` is 每日, 每工作日, 每周, 每月 or a weekday such as 每周五 (working days only; for 六 and 日
    every one that is not a holiday). A week or month not over by `last` is not yet due; one that
    began before `first` is asked from `first` on when a working day is left of it.
    """
    if cadence == "每日":
        return [(day, day) for day in days(first, last)]
    if cadence == "每工作日":
        return [(day, day) for day in days(first, last) if calendar.is_workday(day)]
    if cadence == "每周":
        return _wholes(calendar, first, last, lambda day: day + timedelta(days=6 - day.weekday()))
    if cadence == "每月":
        return _wholes(calendar, first, last, lambda day: add_months(day.replace(day=1), 1) - DAY)
    weekday = (
        "一二三四五六日".find(cadence[-1]) if len(cadence) == 3 and cadence[:2] == "每周" else -1
    )
    if weekday < 0:
        raise CalendarError(f"看不懂周期“{cadence}”。可写每日、每工作日、每周、每周五或每月。")
    return [
        (day, day)
        for day in days(first, last)
        if day.weekday() == weekday and _asked(calendar, day)
    ]


def _asked(calendar: Calendar, day: date) -> bool:
    return calendar.is_workday(day) if day.weekday() < 5 else not calendar.holiday(day)


def _wholes(
    calendar: Calendar, first: date, last: date, ending: Callable[[date], date]
) -> list[tuple[date, date]]:
    found = []
    while first <= last and (end := ending(first)) <= last:
        if any(calendar.is_workday(day) for day in days(first, end)):
            found.append((first, end))
        first = end + DAY
    return found
