"""Counts of one unit in a paragraph, in order: what can be added up."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from .mentions import Mention
from .shares import Share, beside_share
from .words import (
    CHANGE,
    LISTS,
    OTHERS,
    PER,
    STATUS,
    THEN,
    WHOLES,
    WITHIN,
    alike,
    named_alike,
    side,
    terse,
)

_SIGNS = r"[,，;；、\s和与及以共计的为达是约有]*"
_SIGN = re.compile(r"[,，;；、\s和与及以]")
_VERBS = r"[\s的为达是约有]*"
_CLAUSE = re.compile(r"[,;:。()]")
_CLOSED = re.compile(r"[(（【][^()（）【】]*[)）】]")
"""What stands in brackets says nothing of what comes behind them."""
BESIDE = 40
DONE = 2
"""Which side of a result is that it was done."""


def total_of(parts: Sequence[Mention]) -> Fraction:
    """What parts add up to."""
    return sum((each.quantity.value for each in parts), Fraction())


@dataclass(frozen=True, slots=True)
class Row:
    """Items of one unit, one paragraph and one bracket (or none), in order."""

    text: str
    items: tuple[Mention, ...]
    shared: Mapping[int, Share]
    """The shares of the items that have one."""
    whole: tuple[Mention, ...] = ()
    """The items of the row before any were taken out."""
    earlier: tuple[Mention, ...] = ()
    """Counts of the same unit in brackets and in the paragraph before: totals, but not parts."""

    def without(self, taken: set[int]) -> Row:
        """The row without items that are parts of a list already; they may be totals yet."""
        kept = tuple(each for each in self.items if each.index not in taken)
        gone = tuple(each for each in self.items if each.index in taken)
        return replace(self, items=kept, earlier=(*self.earlier, *gone))

    def gap(self, at: int) -> str:
        """The words before an item since the item before it, or since its sentence's beginning."""
        return self.gap_before(self.items[at])

    def gap_before(self, item: Mention) -> str:
        """The same for any item of the whole row."""
        before = self._before(item)
        left = before.end if before else max(0, item.start - BESIDE)
        return _CLOSED.sub("", self.text[left : item.start])

    def _before(self, item: Mention) -> Mention | None:
        """The item of the whole row right before an item."""
        place = bisect_left(self.whole, item.index, key=lambda each: each.index)
        return self.whole[place - 1] if place else None

    def head(self, at: int) -> Mention | None:
        """What stands right before 其中 in the sentence of an item."""
        return self.head_of(self.items[at])

    def head_of(self, item: Mention) -> Mention | None:
        """The same for any item of the whole row."""
        before = self._before(item)
        if before is None or before.sentence != item.sentence:
            return None
        return before if "其中" in self.gap_before(item) else None

    def announcing(self, item: Mention) -> Mention | None:
        """What stands last before 其中, in the sentence of an item or the one before."""
        before = self._before(item)
        near = before is not None and item.sentence - before.sentence <= 1
        return before if near and "其中" in self.gap_before(item) else None

    def asides(self) -> set[int]:
        """Parts of one item only, named between it and the next: 133件，其中联名11件；团体7件."""
        aside = set()
        for at in range(1, len(self.items) - 1):
            head, after = self.items[at - 1], self.items[at + 1]
            if not self._nested(at):
                continue
            least = head.quantity.value * 9 / 10
            larger = any(each.quantity.value > least for each in self.items[: at - 1])
            if larger and alike(head.label, after.label) and not self._adds_up(at):
                aside.add(self.items[at].index)
        return aside

    def _nested(self, at: int) -> bool:
        """Whether an item is a part of the one before it only, and the next stands beside that again."""
        head, item, after = self.items[at - 1 : at + 2]
        if self.broken(at + 1):
            return self.announcing(item) is head and not named_alike(item.label, after.label)
        return (self.head(at) is head or self._of_that(at)) and self.parted(at + 1)

    def _adds_up(self, at: int) -> bool:
        """Whether what stands behind an item adds up to it, from the next on."""
        whole, found = self.items[at - 1].quantity.value, self.items[at].quantity.value
        for each in self.items[at + 1 :]:
            found += each.quantity.value
            if found >= whole:
                return found == whole
        return False

    def _of_that(self, at: int) -> bool:
        """Whether an item says what became of the one before it: 建议11件，已经解决9件."""
        head, each = self.items[at - 1], self.items[at]
        if self.broken(at) or self.parted(at) or each.quantity.value > head.quantity.value:
            return False
        return side("result", each.label) == DONE and side("result", head.label) != DONE

    def announced(self, at: int) -> bool:
        """Whether a list is announced between this item and the one before it."""
        return LISTS.search(self.said(at)) is not None or self.within(at) is not None

    def said(self, at: int) -> str:
        """The words before an item in its own sentence."""
        return self.gap(at).rpartition("。")[2]

    def within(self, at: int) -> str | None:
        """The name of the whole in 立案提案中."""
        return self.named_before(self.items[at])

    def named_before(self, item: Mention) -> str | None:
        """The same for any item of the whole row."""
        found = WITHIN.search(self.gap_before(item))
        return found["name"] if found else None

    def joined(self, at: int) -> bool:
        """Whether an item stands in the clause of the one before it: 9个单位、34个单位和2个单位."""
        return _CLAUSE.search(self.gap(at)) is None and not self.broken(at)

    def broken(self, at: int) -> bool:
        """Whether a new sentence begins between this item and the one before it."""
        return self.items[at].sentence != self.items[at - 1].sentence

    def parted(self, at: int) -> bool:
        """Whether a semicolon stands between this item and the one before it."""
        return ";" in self.gap(at) or "；" in self.gap(at)

    def shared_alike(self, at: int) -> bool:
        """Whether an item and the one before it have shares of the same total."""
        one, other = (self.shared.get(self.items[each].index) for each in (at - 1, at))
        return one is not None and other is not None and _same_total(one, other)

    def akin(self, at: int) -> bool:
        """Whether an item is named as a thing of the same list as the item before it."""
        one, other = self.items[at - 1], self.items[at]
        if one.noun and other.noun and not set(one.noun) & set(other.noun):
            return False
        if self.shared_alike(at) and other.sentence - one.sentence <= 1:
            return True
        return alike(one.label, other.label) or bool(one.after and alike(one.after, other.after))

    def alike(self, at: int) -> bool:
        """Akin, or bare names right after each other: 农业20件，工业30件."""
        one, other = self.items[at - 1], self.items[at]
        if self.akin(at) or (OTHERS.match(other.label) and not self.broken(at)):
            return True
        if one.noun and other.noun and not set(one.noun) & set(other.noun):
            return False
        if self.broken(at) or (one.index in self.shared) != (other.index in self.shared):
            return False
        if not other.label and re.fullmatch(r"[、,，和与及\s]+", self.gap(at)):
            return True
        if not self._enumerated(at):
            return False
        if self.gap(at).lstrip().startswith("、") or (one.noun and one.noun == other.noun):
            return not any(STATUS.search(each.label) for each in (one, other))
        return terse(one.label) and terse(other.label)

    def _enumerated(self, at: int) -> bool:
        """Whether nothing but a sign and its own name stands between an item and the one before."""
        name = re.escape(self.items[at].label)
        gap = self.gap(at)
        return _SIGN.match(gap) is not None and bool(re.fullmatch(rf"{_SIGNS}{name}{_VERBS}", gap))


def _same_total(one: Share, other: Share) -> bool:
    if one.total is None or other.total is None:
        return one.total is other.total
    return one.total.quantity.value == other.total.quantity.value


def _spoken_of(again: Mention, placed: Sequence[Mention]) -> bool:
    """Whether a whole was given before the place that speaks of it again."""
    return any(
        each.family == again.family
        and each.paragraph == again.paragraph
        and (each.quantity.value == again.quantity.value or WHOLES.search(each.around))
        for each in placed[: again.index]
    )


def _difference(each: Mention, placed: Sequence[Mention]) -> bool:
    """由412座增至498座，新增86座: what came in between two counts is part of neither."""
    if not each.before.endswith("新增") or each.index < 2:
        return False
    then, now = placed[each.index - 2 : each.index]
    same = then.family == now.family == each.family and then.sentence == each.sentence
    return same and now.quantity.value - then.quantity.value == each.quantity.value


def rows(text: str, placed: Sequence[Mention], found: Sequence[Share]) -> list[Row]:
    """The counts by paragraph, bracket and unit. Approximate numbers and ranges are left out."""
    shared = {part.index: share for share in found for part in share.parts}
    table: dict[tuple[int, int, str], list[Mention]] = {}
    earlier: dict[tuple[int, str], list[Mention]] = {}
    for each in placed:
        if (
            not each.counts
            or PER.search(each.before)
            or CHANGE.search(each.before)
            or THEN.search(each.before)
        ):
            continue
        if _difference(each, placed):
            continue
        again = each.restated and _spoken_of(each, placed)
        if not again:
            level = each.bracket
            if level and each.index and beside_share(text, placed[each.index - 1], each):
                level = placed[each.index - 1].bracket
            table.setdefault((each.paragraph, level, each.family), []).append(each)
        for paragraph in (each.paragraph, each.paragraph + 1):
            if each.bracket or again or paragraph != each.paragraph:
                earlier.setdefault((paragraph, each.family), []).append(each)
    return [
        Row(text, tuple(items), shared, tuple(items), tuple(earlier.get((key[0], key[2]), ())))
        for key, items in table.items()
    ]
