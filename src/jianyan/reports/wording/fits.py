"""Runs of counts that add up to another count, and how much the text speaks for each."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from .mentions import Mention
from .naming import named
from .rows import Row
from .words import AFTER, FILED, GROSS, NEGATED, NOUNS, OTHERS, dimension_of

LONGEST = 24
NEAREST = 8
"""So many counts of one value are tried as a total, the nearest."""
BEHIND = 3
"""So many counts behind a list its total may stand."""
TORN = 6
"""Against a run that leaves out a part like its own at either end."""
LOOSE = 4
"""The same, where the part left out only stands beside it."""
TELLING = 2
"""For a total of five digits or more: hardly two counts add up to it by chance."""
ENOUGH = 4
"""What the words must say for a run that adds up to be taken for a list."""


_SUMMED = re.compile(r"总额|总数|总量|总金额|合计|总计|共计")


@dataclass(frozen=True, slots=True)
class Fit:
    """Items `first` to `last` of a row add up to `total`."""

    score: int
    total: Mention
    first: int
    last: int


def best_fits(row: Row) -> list[Fit]:
    """The runs that the words speak for, none sharing a part."""
    fits = sorted(_fits(row), key=lambda each: (each.score, each.last - each.first), reverse=True)
    used: set[int] = set()
    kept: list[Fit] = []
    for fit in fits:
        span = set(range(fit.first, fit.last + 1))
        if fit.score >= ENOUGH and (not used & span or _goes_on(fit, kept)):
            used |= span
            kept.append(fit)
    return kept


def _goes_on(fit: Fit, kept: Sequence[Fit]) -> bool:
    """14件，1件另议，其余13件转为建议，加上67件，共80件: what one list ends with another begins with, whose
    total stands behind it."""
    met = [each for each in kept if each.first <= fit.last and fit.first <= each.last]
    if len(met) != 1:
        return False
    first, then = sorted((fit, met[0]), key=lambda each: each.first)
    return first.last == then.first < then.last and then.total.start > first.total.start


def _fits(row: Row) -> Iterator[Fit]:
    items = row.items
    values = [light(each.quantity.value) for each in items]
    places: dict[Fraction | int, list[int]] = {}
    for at, value in enumerate(values):
        places.setdefault(value, []).append(at)
    outside: dict[Fraction | int, list[Mention]] = {}
    for each in row.earlier:
        outside.setdefault(light(each.quantity.value), []).append(each)
    for first in range(len(items)):
        run = values[first]
        for last in range(first + 1, min(len(items), first + LONGEST)):
            run += values[last]
            for at in _beside_run(places.get(run, []), first, last):
                score = _at(row, first, last, at) + _telling(items[at])
                yield Fit(score, items[at], first, last)
            for total in outside.get(run, [])[-NEAREST:]:
                if total.end < items[first].start or looks_back(total, items[last]):
                    score = _inner(row, first, last) + _linked(row, first, last, total) - 1
                    score += _telling(total)
                    yield Fit(score, total, first, last)


def _telling(total: Mention) -> int:
    """How much it says by itself that counts add up to a total."""
    return TELLING * (len(total.quantity.digits.replace(".", "").strip("0")) > 4)


def _beside_run(same: list[int], first: int, last: int) -> list[int]:
    """Of the places of one value the nearest before a run and the first close behind it."""
    behind = [at for at in same[bisect_left(same, last + 1) :][:1] if at - last <= BEHIND]
    return same[: bisect_left(same, first)][-NEAREST:] + behind


def _at(row: Row, first: int, last: int, at: int) -> int:
    """How much the words say for a total at some place of the row."""
    if at < first:
        return _score(row, first, last, at)
    next_to = _summed_up(row, first, last) if at == last + 1 else 0
    return max(next_to, _named_behind(row, first, last, at))


def words_of(row: Row, first: int, last: int, total: Mention) -> int:
    """How much the words say that a run before which a total stands is a list of it."""
    near = (*range(first - 1, -1, -1), *range(last + 1, min(last + 1 + BEHIND, len(row.items))))
    place = next((at for at in near if row.items[at] is total), -1)
    if place >= 0:
        return _at(row, first, last, place)
    torn = TORN if _amid(row, first) else 0
    return _inner(row, first, last) + _linked(row, first, last, total) - 1 - torn


def _amid(row: Row, first: int) -> bool:
    """Whether a run begins amid a list that is announced before it: 按界别分，甲36名，乙28名，｜丙18名……."""
    at = first
    while at and row.alike(at) and not row.broken(at) and not row.announced(at):
        at -= 1
    return at < first and row.announced(at)


def _named_behind(row: Row, first: int, last: int, at: int) -> int:
    """建议848件，提案622件。……办理的建议提案共1470件: the sides of one split, and behind them their whole."""
    total, parts = row.items[at], row.items[first : last + 1]
    way = dimension_of([each.label for each in parts])
    whole = GROSS.search(total.around) or FILED.search(total.around)
    summed = _SUMMED.search(total.label) and all(map(row.joined, range(first + 1, last + 1)))
    if (not (way and whole) and not summed) or NEGATED.search(total.label):
        return 0
    return _inner(row, first, last) + 2


def light(value: Fraction) -> Fraction | int:
    """A whole number is added up faster as one."""
    return value.numerator if value.denominator == 1 else value


def looks_back(total: Mention, last: Mention) -> bool:
    """上述150件, in the same sentence or the next."""
    return total.restated and last.index < total.index and total.sentence - last.sentence <= 1


def _score(row: Row, first: int, last: int, at: int) -> int:
    score = _inner(row, first, last) + _linked(row, first, last, row.items[at])
    if at == first - 1:
        return score + (1 if not _beside(row, first, last) else -TORN)
    return score - _torn_before(row, first)


def _beside(row: Row, first: int, last: int) -> bool:
    """Whether what stands before a run is a part like its own, and not their total."""
    if row.announced(first) or not row.alike(first):
        return False
    return not dimension_of([each.label for each in row.items[first : last + 1]])


def _summed_up(row: Row, first: int, last: int) -> int:
    """甲、乙，共T: the total behind its parts."""
    total = row.items[last + 1]
    shares = [row.shared.get(each.index) for each in row.items[first : last + 1]]
    if all(each and each.total and each.total.index == total.index for each in shares):
        return ENOUGH + TORN
    if looks_back(total, row.items[last]):
        return _inner(row, first, last) + 2
    if not AFTER.search(row.gap(last + 1)) or total.sentence != row.items[first].sentence:
        return 0
    torn = bool(first) and row.alike(first) and not row.broken(first)
    rest = OTHERS.match(row.items[first].label)
    return ENOUGH + (last - first) - 3 * (torn and not rest)


def _inner(row: Row, first: int, last: int) -> int:
    """How much the run itself looks like one whole list."""
    labels = [each.label for each in row.items[first : last + 1]]
    inside = range(first + 1, last + 1)
    pairs = sum(row.alike(each) for each in inside)
    score = 2 if pairs == len(inside) else (-2 if 2 * pairs < len(inside) else 0)
    score += 2 * bool(OTHERS.search(labels[-1])) + 3 * bool(dimension_of(labels))
    score += sum(len(labels) >= enough for enough in (3, 4, 6))
    score -= 3 * sum(row.announced(each) for each in inside if not _continued(row, each))
    score -= TORN * sum(bool(NOUNS.search(row.within(each) or "")) for each in inside)
    score -= 2 * sum(row.broken(each) and not row.alike(each) for each in inside)
    parted = [row.parted(each) for each in inside]
    mixed = any(parted) and not all(parted) and not any(row.broken(each) for each in inside)
    score -= 3 * (mixed and row.head(first) is None)
    return score


def _continued(row: Row, at: int) -> bool:
    """按…分 before every item of a list parts nothing."""
    return row.alike(at) and "其中" not in row.gap(at)


def _torn_before(row: Row, first: int) -> int:
    torn = first and row.alike(first) and not row.announced(first) and not row.broken(first)
    return TORN if torn else 0


def _torn_after(row: Row, first: int, last: int, total: Mention) -> int:
    at = last + 1
    if at >= len(row.items) or row.broken(at) or row.announced(at):
        return 0
    if row.items[at].quantity.value >= total.quantity.value:
        return 0
    if row.parted(at) and not any(row.parted(each) for each in range(first + 1, at)):
        return 0
    if row.akin(at) or OTHERS.match(row.items[at].label):
        return 2 * TORN
    return LOOSE if row.alike(at) else 0


def _linked(row: Row, first: int, last: int, total: Mention) -> int:
    """How much the text ties the run to this total."""
    items = row.items[first : last + 1]
    score = (3 if row.announced(first) else 0) - _torn_after(row, first, last, total)
    if (name := row.within(first)) is not None and named(name, total):
        score += 1
    shares = [row.shared[each.index] for each in items if each.index in row.shared]
    if any(each.total and each.total.quantity.value == total.quantity.value for each in shares):
        score += 3
    score += (total.quantity.value >= 300) + (total.quantity.value >= 1000)
    if total.restated and _nearest(row, first) == total.index:
        score += 2
    score += bool(GROSS.search(total.around) or FILED.search(total.around))
    score -= 3 * (total.quantity.value < 10 and not row.announced(first))
    score -= 2 * (items[0].sentence - total.sentence > 3)
    head = row.head(first)
    if head and head.index == total.index:
        score += 3
    elif head:
        score -= 3 if _whole(total) and head.quantity.value >= items[0].quantity.value else TORN
    return score


def _nearest(row: Row, first: int) -> int:
    """The last count before a run, in the row or beside it."""
    start = row.items[first].start
    before = [*row.items[:first][-1:], *(each for each in row.earlier if each.end < start)]
    return max((each.index for each in before), default=-1)


def _whole(total: Mention) -> bool:
    return bool(GROSS.search(total.around) or FILED.search(total.around)) and not total.bracket


def labels_of(parts: Sequence[Mention]) -> list[str]:
    """The labels of parts."""
    return [each.label for each in parts]
