"""What a person types into a search box: words, conditions such as 单位:住建局, and days such as 2020年.

A condition is a known name, a colon of either width, and a value, which may be quoted or several
values parted by 、. What looks like one and names nothing known stays words, as does all in quotes.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from .tokens import HANS, LONGEST_QUERY

QUOTES = r'"[^"]*"|“[^”]*”|「[^」]*」|『[^』]*』'
PIECE = re.compile(
    rf"(?P<quoted>{QUOTES})"
    rf"|(?<!\S)(?P<name>[{HANS}]{{1,10}})\s*[:：]\s*(?P<value>{QUOTES}|[^\s\"“「『]+)"
    r"|(?<!\S)(?P<plain>[^\s\"“「『]+)(?!\S)"
)
YEAR = r"([12]\d{3})年?度?"
DAY = re.compile(r"([12]\d{3})(?:年(\d{1,2})月(?:(\d{1,2})[日号])?|-(\d{1,2})(?:-(\d{1,2}))?)")
HALF = re.compile(r"([12]\d{3})年(上|下)半年")
BARE = re.compile(
    r"[12]\d{3}年|[12]\d{3}年\d{1,2}月(\d{1,2}[日号])?|[12]\d{3}年[上下]半年|\d{4}-\d\d-\d\d"
)
"""Days that need no name before them: others (2020, 2020-03) are as often a number."""


@dataclass(frozen=True, slots=True)
class Days:
    """Days from `start` to `end`, both included, as they were typed."""

    text: str
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Said:
    """One condition: its name, its values, and all of it as it was typed."""

    name: str
    values: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Typed:
    """The words that are left, the conditions, and the days."""

    words: str
    said: tuple[Said, ...] = ()
    days: tuple[Days, ...] = ()


def read(text: str, names: Collection[str]) -> Typed:
    """Take a typed text apart; `names` are the conditions known."""
    text = text[:LONGEST_QUERY].replace("\0", " ")
    words, said, days, at = [], list[Said](), list[Days](), 0
    for piece in PIECE.finditer(text):
        taken: Said | Days | None = None
        if piece["name"]:
            taken = _said(piece) if piece["name"] in names else None
        elif piece["plain"]:
            taken = bare_days(piece["plain"])
        if taken is None:
            continue
        (said if isinstance(taken, Said) else days).append(taken)  # type: ignore[arg-type]
        words.append(text[at : piece.start()])
        at = piece.end()
    words.append(text[at:])
    return Typed(" ".join("".join(words).split()), tuple(said), tuple(days))


def _said(piece: re.Match[str]) -> Said | None:
    value = piece["value"]
    quoted = value[0] in '"“「『'
    values = [value[1:-1]] if quoted else re.split(r"[、,，|]", value)
    kept = tuple(dict.fromkeys(one.strip() for one in values if one.strip()))
    return Said(piece["name"], kept, piece[0]) if kept else None


def bare_days(text: str) -> Days | None:
    """The days that a word is by itself (2020年, 2020年3月, 2020-03-02, 2020-03..2020-06)."""
    plain = unicodedata.normalize("NFKC", text)
    return days_of(text) if ".." in plain or BARE.fullmatch(plain) else None


def days_of(text: str) -> Days | None:
    """The days that a text says where days are asked for: also 2020, 2020-03, and with one end left
    open 2020-03.. and ..2020-03; None for another."""
    plain = unicodedata.normalize("NFKC", text).strip()
    first, dots, last = plain.partition("..")
    if not (first or last):
        return None
    if not dots:
        last = first
    start = _span(first) if first else (date.min,) * 2
    end = _span(last) if last else (date.max,) * 2
    if start is None or end is None or end[1] < start[0]:
        return None
    return Days(text, start[0], end[1])


def _span(text: str) -> tuple[date, date] | None:
    """The first and the last day of a year, a half, a month or a day."""
    try:
        if found := re.fullmatch(YEAR, text):
            return _months(int(found[1]), 1, 12)
        if found := HALF.fullmatch(text):
            first = 1 if found[2] == "上" else 7
            return _months(int(found[1]), first, first + 5)
        if (found := DAY.fullmatch(text)) is None:
            return None
        year, month, day = int(found[1]), int(found[2] or found[4]), found[3] or found[5]
        if day is None:
            return _months(year, month, month)
        return (date(year, month, int(day)),) * 2
    except ValueError:
        return None


def _months(year: int, first: int, last: int) -> tuple[date, date]:
    if not 1 <= first <= last <= 12:
        raise ValueError(first)
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])
