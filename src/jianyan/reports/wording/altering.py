"""The recipe for altered numbers: one written number of a relation changed so that it holds no more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
UNITS = 2
"""A percentage is moved by so many units of its last printed digit."""


@dataclass(frozen=True, slots=True)
class Altered:
    """A text with one number changed at `start`, and which relation it was part of."""

    text: str
    start: int
    how: str
    was: str
    now: str


def altered(text: str, operands: list[dict[str, Any]], kind: str) -> Iterator[Altered]:
    """The alterations of one relation.

    `operands` have role (total, part, numerator, percent), start and end. Of a sum: each part up by
    a tenth (at least one), the total down by a twentieth (at least one), and two digits of the
    largest part swapped; of a share: the percentage moved by two units of its last digit, and the
    count up by a fifth (at least two). A total that the text repeats is left alone.
    """
    totals = [each for each in operands if each["role"] == "total"]
    parts = [each for each in operands if each["role"] == "part"]
    changes = [(each, "part-up", _up) for each in parts]
    if len(totals) == 1:
        changes.append((totals[0], "total-down", _down))
    if parts:
        largest = max(parts, key=lambda each: _value(text, each))
        changes.append((largest, "digits-swapped", _swapped))
    if kind == "ratio":
        changes += [
            (each, "percent-moved", _moved) for each in operands if each["role"] == "percent"
        ]
        numerators = [each for each in operands if each["role"] == "numerator"]
        if len(numerators) == 1:
            changes.append((numerators[0], "count-up", _much_up))
    for operand, how, change in changes:
        if found := _NUMBER.search(text, operand["start"], operand["end"]):
            now = change(found[0])
            if now != found[0]:
                changed = text[: found.start()] + now + text[found.end() :]
                yield Altered(changed, found.start(), how, found[0], now)


def _value(text: str, operand: dict[str, Any]) -> Fraction:
    found = _NUMBER.search(text, operand["start"], operand["end"])
    return Fraction(found[0]) if found else Fraction(0)


def _up(number: str) -> str:
    return str(int(Fraction(number)) + max(1, int(Fraction(number)) // 10))


def _much_up(number: str) -> str:
    return str(int(Fraction(number)) + max(2, int(Fraction(number)) // 5))


def _down(number: str) -> str:
    return str(int(Fraction(number)) - max(1, int(Fraction(number)) // 20))


def _swapped(number: str) -> str:
    for at in range(len(number) - 1):
        one, other = number[at], number[at + 1]
        if one != other and one.isdigit() and other.isdigit() and not (at == 0 and other == "0"):
            return number[:at] + other + one + number[at + 2 :]
    return number


def _moved(number: str) -> str:
    places = len(number.partition(".")[2])
    step = Fraction(UNITS, 10**places)
    value = Fraction(number) + step
    if value > 100:
        value = Fraction(number) - step
    return f"{float(value):.{places}f}"
