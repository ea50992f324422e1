"""Lists whose words say that they are one, and that one slip of the pen keeps from closing: two digits swapped,
one digit another, or a number a little too much or too little."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache

from .fits import BEHIND, LONGEST, NEAREST, Fit, light, words_of
from .mentions import Mention
from .rows import Row, total_of
from .units import MEASURED
from .verdicts import denied, each_holds, goes_on, reach_hundred
from .words import FILED, MARKED_OUT

Exact = Fraction | int
_WHOLE = re.compile(r"(?<!中)共(?![产青同])|总计|合计|已收到")
SWAPPED, SMALL, DIGIT = 3, 2, 1
"""How much each slip says that it is one: hardly any list lacks by chance what a swap makes up for."""
ENOUGH = 8
"""What the words and the slip together must say."""
FAR = 5
"""So much more the words must say for a list with a slip than for one that closes."""
MONEY = "元"
NEAR, FURTHER = 2, 3
"""So many sentences from its total a list stands, and one that is announced."""
LONG = 4
"""Of so many parts a list may close by chance on all but one of them."""


def near_lists(row: Row) -> list[tuple[Mention, tuple[Mention, ...]]]:
    """The lists that one slip keeps from closing, none sharing a part, those the words say most for first."""
    found = sorted(nearly(row), key=lambda each: (each.score, each.last - each.first), reverse=True)
    used: set[int] = set()
    kept = []
    for each in found:
        parts = row.items[each.first : each.last + 1]
        span = {each.total.index, *(part.index for part in parts)}
        if each.score >= ENOUGH and not used & span:
            used |= span
            kept.append((each.total, parts))
    return kept


def likelier(row: Row, fits: Sequence[Fit]) -> list[Fit]:
    """The lists that close, without those that close by chance: the words say far more for another of the
    same parts, which a slip keeps from closing."""
    near = [each for each in nearly(row) if each.score >= ENOUGH + FAR - 1] if fits else []
    return [fit for fit in fits if not any(_instead(each, fit) for each in near)]


def _instead(near: Fit, fit: Fit) -> bool:
    """Whether a list with a slip is meant rather than one that closes."""
    if near.score < fit.score + FAR or near.first > fit.last or fit.first > near.last:
        return False
    if fit.first <= near.first and near.last <= fit.last:
        return False
    other = near.total.quantity.value != fit.total.quantity.value
    return other or near.last - near.first + 1 >= LONG


def nearly(row: Row) -> Iterator[Fit]:
    """The runs that one slip keeps from adding up to a count before or behind them."""
    items = row.items
    for first in range(len(items)):
        found: Exact = light(items[first].quantity.value)
        slips = set(_swaps(items[first]))
        largest = found
        for last in range(first + 1, min(len(items), first + LONGEST)):
            value = light(items[last].quantity.value)
            found, largest = found + value, max(largest, value)
            slips.update(_swaps(items[last]))
            for total in _totals(row, first, last):
                gap = light(total.quantity.value) - found
                slip = _slip(total, items[first : last + 1], gap, slips, largest) if gap else 0
                if slip and _list(row, first, last, total):
                    yield Fit(words_of(row, first, last, total) + slip, total, first, last)


def _list(row: Row, first: int, last: int, total: Mention) -> bool:
    """Whether nothing forbids that a run is a list: no wholes among its parts, nor parts that overlap."""
    parts = row.items[first : last + 1]
    if 0 < sum(map(_a_whole, parts)) < len(parts):
        return False
    if any("其中" in row.said(at) for at in range(first + 1, last + 1)):
        return False
    if total.quantity.value > total_of(parts) and goes_on(parts, row):
        return False
    overlap = each_holds(total, parts, row) and not reach_hundred(row, parts)
    return not overlap and not denied(total, parts, row)


def _a_whole(each: Mention) -> bool:
    """Whether a count is called a whole itself (共收到, 立案), or only marked out (重点)."""
    marked = MARKED_OUT.search(each.around) or FILED.search(each.label)
    return _WHOLE.search(each.before) is not None or marked is not None


def _totals(row: Row, first: int, last: int) -> list[Mention]:
    """The nearest counts beside a run that may be its total."""
    items = row.items
    before = [each for each in row.earlier if each.end < items[first].start][-NEAREST:]
    beside = (
        *before,
        *items[max(0, first - NEAREST) : first],
        *items[last + 1 : last + 1 + BEHIND],
    )
    reach = FURTHER if row.announced(first) else NEAR
    return [each for each in beside if -FURTHER <= items[first].sentence - each.sentence <= reach]


def slipped(total: Mention, parts: Sequence[Mention]) -> int:
    """How much it looks like one slip in the total or a part that they do not add up; 0 not at all."""
    slips = {more for each in parts for more in _swaps(each)}
    largest = max(light(each.quantity.value) for each in parts)
    gap = light(total.quantity.value - total_of(parts))
    return _slip(total, parts, gap, slips, largest) if gap else 0


def _slip(
    total: Mention, parts: Sequence[Mention], gap: Exact, slips: set[Exact], largest: Exact
) -> int:
    if gap in slips or -gap in _swaps(total):
        return SWAPPED
    whole = light(total.quantity.value)
    if largest >= whole or (total.family in MEASURED and total.family != MONEY):
        return 0
    off: Exact = gap if gap > 0 else -gap
    if off * 19 <= max(19, whole):
        others = light(total_of(parts)) - largest
        return SMALL if off <= max(1, others) else 0
    if gap < 0 and off * 11 <= largest:
        return DIGIT
    return DIGIT if any(_digit(each, gap) for each in parts) or _digit(total, -gap) else 0


def _swaps(each: Mention) -> frozenset[Exact]:
    """By how much a number grows when two digits next to each other change places."""
    return _swapped(each.quantity.digits, light(each.quantity.value))


@lru_cache(maxsize=4096)
def _swapped(digits: str, value: Exact) -> frozenset[Exact]:
    found = set()
    for at in range(len(digits) - 1):
        one, other = digits[at], digits[at + 1]
        ahead = at == 0 and other == "0"
        if one != other and one.isdigit() and other.isdigit() and not ahead:
            swapped = digits[:at] + other + one + digits[at + 2 :]
            more = (Fraction(swapped) - Fraction(digits)) * _worth(digits, value)
            found.add(light(more))
    return frozenset(found)


def _worth(digits: str, value: Exact) -> Fraction:
    """What one of a printed number is worth: 10000 of 1.2万."""
    printed = Fraction(digits)
    return Fraction(value) / printed if printed else Fraction(1)


def _digit(each: Mention, more: Exact) -> bool:
    """Whether a number of four digits or more grows by so much when one of them is another."""
    digits, places = each.quantity.digits, each.quantity.places
    if len(digits.replace(".", "")) < 4 or _not_one(each, more):
        return False
    scale = 10**places
    wanted = (Fraction(digits) + more / _worth(digits, each.quantity.value)) * scale
    one, other = str(int(Fraction(digits) * scale)), str(wanted)
    differ = [(a, b) for a, b in zip(one, other, strict=False) if a != b]
    return len(one) == len(other) and len(differ) == 1 and "0" not in differ[0]


def _not_one(each: Mention, more: Exact) -> bool:
    """Whether a whole number cannot grow by so much through one digit: by more than one digit and noughts."""
    plain = each.quantity.value.denominator == 1 and each.quantity.places == 0
    return plain and isinstance(more, int) and len(str(abs(more)).rstrip("0")) > 1
