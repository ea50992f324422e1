"""按期: the days, weeks and months in which at least one row is due, and those without."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from jianyan.ground.days import said_day

from .reader import Post, Reader, Splits

WEEKDAYS = "一二三四五六日"
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Due:
    """A stretch of days in which one row at least is due, and how people call it."""

    start: date
    end: date
    label: str


@dataclass(frozen=True, slots=True)
class Kept:
    """How a cadence was kept: how many were due, and the labels of those without a row."""

    due: int
    gaps: tuple[str, ...]
    posts: int | None = None


def kept(reader: Reader, name: str, splits: Splits, cadence: str, has_posts: bool) -> Kept:
    """Look for a row in everything due in the period up to the cut-off, at every post where asked."""
    if not has_posts:
        dues = due_within(cadence, reader.first, reader.last, reader.known_until, reader.workdays)
        return Kept(len(dues), tuple(_gaps(dues, reader.days(name, splits))))
    count, gaps, posts = 0, list[str](), reader.posts(name, splits)
    inside = [
        post
        for post in posts
        if post.start <= reader.last and (post.end or reader.first) >= reader.first
    ]
    for post in inside:
        dues = _at_post(reader, post, cadence)
        count += len(dues)
        gaps += [f"{post.label} {label}" for label in _runs(dues, post.days)]
    return Kept(count, tuple(gaps), len(inside))


def _at_post(reader: Reader, post: Post, cadence: str) -> list[Due]:
    start, end = max(post.start, reader.first), min(post.end or reader.last, reader.last)
    return due_within(cadence, start, end, reader.known_until, reader.workdays)


def due_within(
    cadence: str,
    start: date,
    end: date,
    until: date,
    workdays: Callable[[date, date], frozenset[date]],
) -> list[Due]:
    """What is due between two days. Weeks and months are clipped at both ends; one not over by the
    cut-off is not due yet. A named weekday is due only where it is a working day.
    """
    stretches = list(_stretches(cadence, start, end))
    if cadence[2:] in WEEKDAYS and cadence[2:]:
        working = workdays(start, end) if start <= end else frozenset[date]()
        stretches = [due for due in stretches if due.start in working]
    return [due for due in stretches if due.end <= until]


def _stretches(cadence: str, start: date, end: date) -> Iterable[Due]:
    day = start
    while day <= end:
        last = min(_last_of(cadence, day), end)
        if cadence[:2] != "每周" or cadence == "每周" or WEEKDAYS[day.weekday()] == cadence[2:]:
            yield Due(day, last, _label(cadence, day, last))
        day = last + _DAY


def _last_of(cadence: str, day: date) -> date:
    if cadence == "每周":
        return day + _DAY * (6 - day.weekday())
    if cadence == "每月":
        following = (day.replace(day=1) + _DAY * 32).replace(day=1)
        return following - _DAY
    return day


def _label(cadence: str, start: date, end: date) -> str:
    if cadence == "每月":
        return f"{start.year}年{start.month}月"
    if cadence == "每周":
        return f"{said_day(start)}至{said_day(end)}"
    return said_day(start)


def _gaps(dues: Iterable[Due], days: Iterable[date]) -> list[str]:
    return [due.label for due in _missing(dues, days)]


def _missing(dues: Iterable[Due], days: Iterable[date]) -> list[Due]:
    found = sorted(days)
    return [due for due in dues if not any(due.start <= day <= due.end for day in found)]


def _runs(dues: list[Due], days: Iterable[date]) -> list[str]:
    """Gaps of a post, days on end said as one run."""
    runs: list[tuple[Due, Due]] = []
    for due in _missing(dues, days):
        if runs and runs[-1][1].end + _DAY == due.start and due.start == due.end:
            runs[-1] = (runs[-1][0], due)
        else:
            runs.append((due, due))
    return [one.label if one == last else f"{one.label}至{last.label}" for one, last in runs]
