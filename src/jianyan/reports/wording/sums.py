"""Parts and their total: which counts the text means to add up, and whether they do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from .judging import Result
from .mentions import Mention
from .naming import named
from .shares import Share
from .words import ANNOUNCES, DIMENSIONS, FILED, GROSS, NEGATED, OTHERS, dimension_of, side

_AFTER = re.compile(r"(?:合计|总计|共计|一共|总共|共)[^,，;；。\d]{0,8}$")
LONGEST = 24
ENOUGH = 4


@dataclass(frozen=True, slots=True)
class Sum:
    total: Mention
    parts: tuple[Mention, ...]
    result: Result
    why: str = ""

    @property
    def found(self) -> Fraction:
        return sum((each.quantity.value for each in self.parts), Fraction())


@dataclass(frozen=True, slots=True)
class Row:
    """Counts of one unit and one level in a paragraph, in order."""

    text: str
    items: tuple[Mention, ...]
    shared: dict[int, Share]

    def gap(self, at: int) -> str:
        """The words before an item, since the item before it."""
        left = self.items[at - 1].end if at else max(0, self.items[at].start - 40)
        return self.text[left : self.items[at].start]

    def tail(self, at: int) -> str:
        right = self.items[at + 1].start if at + 1 < len(self.items) else self.items[at].end + 20
        return self.text[self.items[at].end : right]

    def announced(self, at: int) -> bool:
        """Whether a list is announced between this item and the one before it."""
        return ANNOUNCES.search(self.gap(at)) is not None

    def alike(self, one: int, other: int) -> bool:
        """Whether two items are named as things of one list are."""
        first, second = self.items[one], self.items[other]
        if (first.index in self.shared) != (second.index in self.shared):
            return False
        if first.index in self.shared:
            return True
        return _alike(first.label, second.label) or _alike(first.after, second.after)

    def breaks(self, at: int) -> bool:
        """Whether a new sentence begins between this item and the one before it."""
        return self.items[at].sentence != self.items[at - 1].sentence


def _alike(one: str, other: str) -> bool:
    if not one or not other:
        return False
    one, other = one.rstrip("的有为是共计达 "), other.rstrip("的有为是共计达 ")
    if len(one) > 1 and len(other) > 1 and (one[-2:] == other[-2:] or one[:2] == other[:2]):
        return True
    if one[-1:] == other[-1:] == "类":
        return True
    return any(
        (first := side(name, one)) is not None
        and (second := side(name, other)) is not None
        and first != second
        for name in DIMENSIONS
    )


def rows(text: str, placed: Sequence[Mention], found: Sequence[Share]) -> list[Row]:
    """The counts by paragraph, bracket and unit."""
    shared = {part.index: share for share in found for part in share.parts}
    table: dict[tuple[int, int, str], list[Mention]] = {}
    for each in placed:
        if not each.quantity.share and not each.quantity.approx and each.quantity.most is None:
            table.setdefault((each.paragraph, each.bracket, each.family), []).append(each)
    return [Row(text, tuple(items), shared) for items in table.values() if items]


@dataclass(frozen=True, slots=True)
class Fit:
    """Items `first` to `last` of a row add up to a total."""

    score: int
    total: Mention
    first: int
    last: int


def sums(text: str, placed: Sequence[Mention], found: Sequence[Share]) -> list[Sum]:
    """The sums of a text."""
    result: list[Sum] = []
    for row in rows(text, placed, found):
        bracket = row.items[0].bracket
        if bracket:
            result += _bracketed(text, placed, row, bracket)
        elif len(row.items) > 1:
            result += _closing(row)
    return result


def _bracketed(text: str, placed: Sequence[Mention], row: Row, bracket: int) -> Iterator[Sum]:
    head = next(
        (
            each
            for each in reversed(placed[: row.items[0].index])
            if each.bracket == 0 and not each.quantity.share
        ),
        None,
    )
    if head is None or len(row.items) < 2 or head.family != row.items[0].family:
        return
    if len(text[head.end : bracket - 1]) > 16 and "率" not in text[head.end : bracket - 1]:
        return
    parts = row.items
    if sum(each.quantity.value for each in parts) == head.quantity.value:
        yield Sum(head, parts, "ok")
    else:
        yield Sum(head, parts, *verdict(head, parts, row))


def _closing(row: Row) -> list[Sum]:
    fits = sorted(_fits(row), key=lambda each: (each.score, each.last - each.first), reverse=True)
    used: set[int] = set()
    kept: list[Fit] = []
    for fit in fits:
        span = range(fit.first, fit.last + 1)
        if fit.score < ENOUGH or used & set(span):
            continue
        used |= set(span)
        kept.append(fit)
    found = [Sum(each.total, row.items[each.first : each.last + 1], "ok") for each in kept]
    return found + list(_open(row, used, found))


def _fits(row: Row) -> Iterator[Fit]:
    items = row.items
    values = [each.quantity.value for each in items]
    for first in range(len(items)):
        run = values[first]
        for last in range(first + 1, min(len(items), first + LONGEST)):
            run += values[last]
            for at, each in enumerate(items):
                if values[at] == run and not first <= at <= last and (at < first or at == last + 1):
                    score = _score(row, first, last, at)
                    yield Fit(score, each, first, last)


def _score(row: Row, first: int, last: int, at: int) -> int:
    items = row.items
    labels = [each.label for each in items[first : last + 1]]
    length = last - first + 1
    if at > last:
        if not _AFTER.search(row.gap(at)) or row.items[at].sentence != row.items[first].sentence:
            return 0
        return (
            5
            + length
            - (3 if first and row.alike(first - 1, first) and not row.breaks(first) else 0)
        )
    score = 0
    total = items[at]
    inner = sum(row.alike(each, each + 1) for each in range(first, last))
    score += 2 if inner == length - 1 else (-2 if inner * 2 < length - 1 else 0)
    if row.announced(first):
        score += 3
    if at == first - 1:
        score += 1
    if OTHERS.search(labels[-1]):
        score += 2
    if dimension_of(labels):
        score += 3
    if any(
        (share := row.shared.get(each.index))
        and share.total
        and share.total.quantity.value == total.quantity.value
        for each in items[first : last + 1]
    ):
        score += 3
    score += (length >= 3) + (length >= 4) + (length >= 6)
    score += bool(GROSS.search(total.around) or FILED.search(total.around))
    if at != first - 1 and first and row.alike(first - 1, first) and not row.announced(first):
        score -= 2
    if (
        last + 1 < len(items)
        and row.alike(last, last + 1)
        and not row.breaks(last + 1)
        and not row.announced(last + 1)
    ):
        score -= 2
    if total.quantity.value < 6 and not row.announced(first):
        score -= 2
    for each in range(first + 1, last + 1):
        if row.announced(each):
            score -= 3
        if GROSS.search(items[each].label) and not GROSS.search(items[first].label):
            score -= 1
    score -= 2 * sum(
        row.breaks(each) and not row.alike(each - 1, each) for each in range(first + 1, last + 1)
    )
    if total.sentence < items[first].sentence - 3:
        score -= 2
    return score


def _open(row: Row, used: set[int], closed: list[Sum]) -> Iterator[Sum]:
    """Lists that the text announces and that do not close."""
    items = row.items
    at = 1
    while at < len(items):
        if at in used or not row.announced(at):
            at += 1
            continue
        last = at
        while (
            last + 1 < len(items)
            and last + 1 not in used
            and not row.announced(last + 1)
            and (row.alike(last, last + 1))
        ):
            last += 1
        parts = items[at : last + 1]
        total = _total(row, at, parts)
        if total is not None and len(parts) > 1:
            yield Sum(total, parts, *verdict(total, parts, row))
        at = last + 1


def _total(row: Row, first: int, parts: Sequence[Mention]) -> Mention | None:
    totals = [
        share.total for each in parts if (share := row.shared.get(each.index)) and share.total
    ]
    if totals:
        return max(totals, key=lambda each: sum(each.index == other.index for other in totals))
    largest = max(each.quantity.value for each in parts)
    before = [
        each
        for each in row.items[:first]
        if each.quantity.value >= largest and not NEGATED.search(each.label)
    ]
    return before[-1] if before else None


def verdict(total: Mention, parts: Sequence[Mention], row: Row) -> tuple[Result, str]:
    """What it means that parts do not add up to their total."""
    found = sum((each.quantity.value for each in parts), Fraction())
    gap = total.quantity.value - found
    labels = [each.label for each in parts]
    if gap < 0:
        return "contradiction", "above"
    if OTHERS.search(labels[-1]) or dimension_of(labels):
        return "contradiction", "closes"
    shares = [row.shared[each.index] for each in parts if each.index in row.shared]
    if len(shares) == len(parts) and abs(
        sum(each.percent.quantity.value for each in shares) - 100
    ) <= Fraction(len(parts), 2):
        return "contradiction", "hundred"
    if gap < min(each.quantity.value for each in parts):
        return "contradiction", "gap"
    return "open-breakdown", ""
