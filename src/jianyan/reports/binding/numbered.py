"""The numbers of a report that was not masked, and what the place is called where that is known."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from jianyan.reports.wording.numerals import SPELT
from jianyan.reports.wording.quantities import Quantity, plain_signs, quantities

from .marks import JOINTS, MEASURE, Mark, masked

_DIGIT = re.compile(rf"[\d{SPELT}]")
_TERM = re.compile(
    rf"(?<![{SPELT}\d第])第?(?P<number>[{SPELT}]{{1,3}}|\d{{1,2}})(?P<unit>届)(?=政协|委员会|[{SPELT}\d]+次|全[国体])"
)
_SESSION = re.compile(
    rf"(?<=届)(?P<number>[{SPELT}]{{1,3}}|\d{{1,2}})(?P<unit>次)(?=全体会议|全会|会议|大会|委员会)"
)
_RANGE = re.compile(
    rf"(?<![\d.])(?P<low>\d+)\s?[{re.escape(JOINTS)}]{{1,2}}\s?(?P<high>\d+)\s?(?P<unit>{MEASURE})"
)
_LEFT_OVER = re.compile(
    rf"(?<![\d.A-Za-z])(?P<number>\d+(?:\.\d+)?)(?P<tail>[余多几]?(?:万|亿)?[余多几]?)(?P<unit>{MEASURE})"
)
_OF_A_KIND = "(?=区|市|县|镇|乡|村|街道|办事处|社区|小区|政协)"
_CALENDAR = ("年", "日", "月", "周年", "届")


def marks_of(text: str, names: Mapping[str, bool] | None = None) -> list[Mark]:
    """The places of a report: its masks, or its numbers and known names where there are more."""
    masks, numbers = masked(text), numbered(text)
    if len(masks) >= len(numbers):
        return masks
    kept: list[Mark] = []
    taken: set[int] = set()
    for mark in (*masks, *numbers, *_names(text, names or {})):
        if taken.isdisjoint(range(mark.start, mark.end)):
            kept.append(mark)
            taken.update(range(mark.start, mark.end))
    return sorted(kept, key=lambda mark: mark.start)


def numbered(text: str) -> list[Mark]:
    """The numbers of a text with their units, and its terms and sessions, in order."""
    plain = plain_signs(text)
    found: list[Mark] = []
    for mark in _all(plain):
        if not any(mark.start < each.end and each.start < mark.end for each in found):
            found.append(mark)
    return sorted(found, key=lambda mark: mark.start)


def _all(text: str) -> Iterator[Mark]:
    for match in _RANGE.finditer(text):
        yield from _range(text, match)
    for pattern in (_TERM, _SESSION):
        for match in pattern.finditer(text):
            start, end = match.span("number")
            yield Mark(start, end, match.end("unit"), text[start:end], match["unit"], True)
    for quantity in quantities(text):
        yield from _quantity(text, quantity)
    for match in _LEFT_OVER.finditer(text):
        if match["unit"] not in _CALENDAR:
            yield _mark(text, match.start(), match.end("tail"), match.end(), match["unit"])


def _range(text: str, match: re.Match[str]) -> Iterator[Mark]:
    for name, side in (("low", "low"), ("high", "high")):
        start, end = match.span(name)
        yield Mark(
            start, end, match.end(), text[start:end], match["unit"], True,
            value=float(match[name]), side=side,
        )  # fmt: skip


def _quantity(text: str, quantity: Quantity) -> Iterator[Mark]:
    written = text[quantity.start : quantity.end]
    first = _DIGIT.search(written)
    if first is None or quantity.unit in _CALENDAR or quantity.most is not None:
        return
    start = quantity.start + (0 if "分之" in written else first.start())
    at = written.rfind(quantity.unit)
    if at < 0:
        yield _mark(text, start, quantity.end, quantity.end, quantity.unit, float(quantity.value))
        return
    unit_at = quantity.start + at
    end = unit_at + 1 if quantity.unit == "%" else unit_at
    yield _mark(text, start, end, quantity.end, quantity.unit, float(quantity.value))


def _mark(
    text: str, start: int, end: int, unit_end: int, unit: str, value: float | None = None
) -> Mark:
    written = text[start:end]
    rounds, scaled = (
        any(each in written for each in "余多几"),
        any(each in written for each in "万亿"),
    )
    return Mark(start, end, unit_end, written, unit, True, rounds, scaled, value)


def _names(text: str, names: Mapping[str, bool]) -> Iterator[Mark]:
    """Known names, the longest first; a short one of others only before what such names are of."""
    for name in sorted(names, key=lambda each: (-len(each), each)):
        kinds = "" if names[name] or len(name) > 2 else _OF_A_KIND
        for match in re.finditer(re.escape(name) + kinds, text) if len(name) > 1 else ():
            yield Mark(match.start(), match.end(), match.end(), name, "", False)
