"""A percentage that its nearest counts do not explain: whether other counts of the paragraph do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .judging import EXACTLY
from .mentions import Mention
from .rating import TELLING, Rate
from .words import GROWTH, THEN

NEAREST = 8
"""So many counts before its part are tried as its total."""
BEHIND = 3
"""So many counts behind a percentage are tried as its total."""
RUN = 3
"""So many counts beside each other are tried as its part."""
LEAST = 20
"""Of a smaller total many a percentage is a round share."""


def explained(text: str, placed: Sequence[Mention], percent: Mention) -> Rate | None:
    """The part and total that a percentage of three digits or more fits, nearest first; by chance it fits
    hardly any."""
    digits = percent.quantity.digits.replace(".", "")
    clause = text[percent.clause : percent.start]
    if len(digits) < TELLING or percent.quantity.value >= 100 or GROWTH.search(clause):
        return None
    for parts in _runs(placed, percent):
        for total in _totals(placed, percent, parts):
            rate = Rate(percent, parts, total)
            if rate.result in EXACTLY and rate.exact < 100:
                return rate
    return None


def _runs(placed: Sequence[Mention], percent: Mention) -> Iterator[tuple[Mention, ...]]:
    """The last count before a percentage, and it with those of its unit before it."""
    here = [
        each
        for each in placed[: percent.index]
        if each.sentence == percent.sentence and each.counts and not THEN.search(each.before)
    ]
    if not here:
        return
    same = [each for each in here if each.family == here[-1].family]
    for length in range(1, RUN + 1):
        for first in range(len(same) - length, -1, -1):
            run = tuple(same[first : first + length])
            if length == 1 and run[0] is not here[-1]:
                continue
            if len({each.bracket for each in run}) == 1:
                yield run


def _totals(
    placed: Sequence[Mention], percent: Mention, parts: Sequence[Mention]
) -> Iterator[Mention]:
    """Counts of the same unit in the paragraph: before the part, then behind the percentage."""
    same = [
        each
        for each in placed
        if each.family == parts[0].family
        and each.counts
        and each.paragraph == percent.paragraph
        and each.quantity.value >= LEAST
    ]
    before = [each for each in same if each.index < parts[0].index]
    yield from reversed(before[-NEAREST:])
    yield from [each for each in same if each.index > percent.index][:BEHIND]
