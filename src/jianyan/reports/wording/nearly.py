"""Lists whose words say that they are one, and that one slip of the pen keeps from closing: two digits swapped,
one digit another, or a small part of a number too much or too little."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from .fits import LONGEST, NEAREST, words_of
from .mentions import Mention
from .openlists import each_holds
from .rows import Row

Slip = int
SWAPPED, DIGIT, SMALL = 3, 1, 2
"""How much each slip says that it is one: hardly any list lacks by chance what a swap makes up for."""
ENOUGH = 9
"""What the words and the slip together must say."""


def near_lists(row: Row) -> list[tuple[Mention, tuple[Mention, ...]]]:
    """The lists that one slip keeps from closing, none sharing a part, those the words say most for first."""
    found = sorted(_near(row), key=lambda each: each[0], reverse=True)
    used: set[int] = set()
    kept = []
    for score, total, first, last in found:
        span = {total.index, *(each.index for each in row.items[first : last + 1])}
        if score >= ENOUGH and not used & span:
            used |= span
            kept.append((total, row.items[first : last + 1]))
    return kept


def _near(row: Row) -> Iterator[tuple[int, Mention, int, int]]:
    items = row.items
    for first in range(len(items)):
        found: Fraction = items[first].quantity.value
        for last in range(first + 1, min(len(items), first + LONGEST)):
            found += items[last].quantity.value
            for total in _totals(row, first, last):
                gap = total.quantity.value - found
                parts = items[first : last + 1]
                slip = slipped(total, parts, gap) if gap else 0
                if slip and not each_holds(total, parts, row):
                    yield words_of(row, first, last, total) + slip, total, first, last


def _totals(row: Row, first: int, last: int) -> list[Mention]:
    """The nearest counts before a run that may be its total."""
    items = row.items
    before = [*items[max(0, first - NEAREST) : first]]
    return [each for each in before if items[first].sentence - each.sentence <= 3]


def slipped(total: Mention, parts: Sequence[Mention], gap: Fraction) -> Slip:
    """How much a gap looks like one slip in the total or a part; 0 not at all."""
    if any(gap in _swaps(each, 1) for each in parts) or gap in _swaps(total, -1):
        return SWAPPED
    if any(each.quantity.value >= total.quantity.value for each in parts):
        return 0
    if abs(gap) <= max(1, total.quantity.value / 20) or any(
        0 < -gap <= max(1, each.quantity.value / 9) for each in parts
    ):
        return SMALL
    if any(_digit(each, gap) for each in parts) or _digit(total, -gap):
        return DIGIT
    return 0


def _swaps(each: Mention, sign: int) -> set[Fraction]:
    """By how much a number grows when two digits next to each other change places."""
    digits = each.quantity.digits
    found = set()
    for at in range(len(digits) - 1):
        one, other = digits[at : at + 2]
        ahead = at == 0 and other == "0"
        if one != other and one.isdigit() and other.isdigit() and not ahead:
            swapped = digits[:at] + other + one + digits[at + 2 :]
            found.add((Fraction(swapped) - Fraction(digits)) * _scale(each) * sign)
    return found


def _scale(each: Mention) -> Fraction:
    """What one of its printed number is worth: 10000 of 1.2万."""
    printed = Fraction(each.quantity.digits)
    return each.quantity.value / printed if printed else Fraction(1)


def _digit(each: Mention, more: Fraction) -> bool:
    """Whether a number grows by so much when one of its digits is another."""
    digits = each.quantity.digits
    if not digits:
        return False
    wanted = Fraction(digits) + more / _scale(each)
    if wanted <= 0 or (wanted * 10**each.quantity.places).denominator != 1:
        return False
    one, other = (
        str(int(number * 10**each.quantity.places)) for number in (Fraction(digits), wanted)
    )
    return len(one) == len(other) > 3 and sum(a != b for a, b in zip(one, other, strict=True)) == 1
