"""Periods as people name them: 2020, 2020H1, 2020-03, FROM..TO, or a session such as 9.4."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

from .errors import Refused


@dataclass(frozen=True, slots=True)
class Period:
    """Days `start` to `end`, both included.

    `session` is (term, number) when a session named it, and `earlier` then the session before.
    """

    start: date
    end: date
    label: str
    session: tuple[int, int] | None = None
    earlier: Period | None = None

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise Refused(f"期间的止日 {self.end} 早于起日 {self.start}，请改正。")

    @property
    def words(self) -> str:
        """As a page says it: 2020年, 2020年上半年, 2020年3月; others by their label."""
        if re.fullmatch(r"\d{4}", self.label):
            return f"{self.label}年"
        if found := re.fullmatch(r"(\d{4})(H|Q)(\d)", self.label):
            half = "上半年" if found[3] == "1" else "下半年"
            return f"{found[1]}年{half if found[2] == 'H' else f'第{found[3]}季度'}"
        if re.fullmatch(r"\d{4}-\d{2}", self.label):
            return f"{self.start.year}年{self.start.month}月"
        return self.label

    def previous(self) -> Period:
        """The like period before: the session, year, half, quarter, month or the same days a year
        before."""
        if self.earlier:
            return self.earlier
        if re.fullmatch(r"\d{4}", self.label):
            return parse_period(str(self.start.year - 1))
        if found := re.fullmatch(r"(\d{4})(H|Q)(\d)", self.label):
            year, kind, part = int(found[1]), found[2], int(found[3])
            return parse_period(f"{year - 1}{kind}{part}")
        if re.fullmatch(r"\d{4}-\d{2}", self.label):
            last = self.start - timedelta(days=1)
            return parse_period(f"{last.year}-{last.month:02d}")
        start, end = _year_before(self.start), _year_before(self.end)
        return Period(start, end, f"{start}..{end}")

    def months(self) -> list[Period]:
        """The months that the period touches, whole."""
        found, day = [], self.start.replace(day=1)
        while day <= self.end:
            month = parse_period(f"{day.year}-{day.month:02d}")
            found.append(month)
            day = month.end + timedelta(days=1)
        return found


def _year_before(day: date) -> date:
    last = monthrange(day.year - 1, day.month)[1]
    return date(day.year - 1, day.month, min(day.day, last))


YEAR = r"[12]\d{3}"
SESSION = re.compile(r"(\d{1,2})\.(\d{1,2})")
QUARTERS = str.maketrans("一二三四", "1234")
SAID = (
    (re.compile(rf"({YEAR})年度?"), lambda found: found[1]),
    (re.compile(rf"({YEAR})年?上半年"), lambda found: f"{found[1]}H1"),
    (re.compile(rf"({YEAR})年?下半年"), lambda found: f"{found[1]}H2"),
    (
        re.compile(rf"({YEAR})年?第?([1-4一二三四])季度"),
        lambda found: f"{found[1]}Q{found[2].translate(QUARTERS)}",
    ),
    (re.compile(rf"({YEAR})(?:年|-)(\d{{1,2}})月?"), lambda found: f"{found[1]}-{found[2]:0>2}"),
)
"""How people say a period, and the form that is meant."""


def plain_period(text: str) -> str:
    """What a person wrote as its form: 2020年, ２０２０ and 2020年度 are 2020, 2020年上半年 is 2020H1."""
    plain = "".join(unicodedata.normalize("NFKC", text).split()).upper()
    for pattern, form in SAID:
        if found := pattern.fullmatch(plain):
            return form(found)
    return plain


def parse_period(text: str) -> Period:
    """The period a person wrote. Sessions are resolved by ground, which knows their days.

    Raises Refused with the accepted forms.
    """
    written, text = text.strip(), plain_period(text)
    if found := re.fullmatch(YEAR, text):
        year = int(text)
        return Period(date(year, 1, 1), date(year, 12, 31), text)
    if found := re.fullmatch(rf"({YEAR})H([12])", text):
        year, half = int(found[1]), int(found[2])
        first, last = (1, 6) if half == 1 else (7, 12)
        return Period(date(year, first, 1), date(year, last, monthrange(year, last)[1]), text)
    if found := re.fullmatch(rf"({YEAR})Q([1-4])", text):
        year, last = int(found[1]), int(found[2]) * 3
        return Period(date(year, last - 2, 1), date(year, last, monthrange(year, last)[1]), text)
    if found := re.fullmatch(rf"({YEAR})-(0[1-9]|1[0-2])", text):
        year, month = int(found[1]), int(found[2])
        return Period(date(year, month, 1), date(year, month, monthrange(year, month)[1]), text)
    if ".." in text:
        return _run(text)
    raise Refused(
        f"看不懂期间“{written}”。可写 2020、2020H1、2020-03、2020-01-08..2020-12-25 或届次 9.3。"
    )


def _run(text: str) -> Period:
    first, _, last = text.partition("..")
    try:
        if not re.match(YEAR, first):
            raise ValueError(first)
        return Period(date.fromisoformat(first), date.fromisoformat(last), text)
    except ValueError:
        raise Refused(f"期间“{text}”的日期应写作 2020-01-08..2020-12-25。") from None


def clip(period: Period, until: date) -> Period:
    """The period up to a cut-off, not before its first day."""
    return replace(period, end=max(period.start, min(period.end, until)))
