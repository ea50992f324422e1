"""Stages of a procedure: 收到, 立案, 并案, 不予立案, 转办. A list only when every outcome is given."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, combinations

from .mentions import Mention
from .nearly import slipped
from .rows import Row, total_of
from .verdicts import goes_on
from .words import ABOUT, FILED, GROSS, MERGED, NOT_FILED

MOST, FEW = 6, 2
"""So many of so many counts among the outcomes are tried as outcomes."""
REACH = 4
"""How many sentences after what came in its outcomes are looked for."""


def stage_lists(row: Row) -> Iterator[tuple[Mention, tuple[Mention, ...]]]:
    """What came in, and what became of it."""
    came = [at for at, each in enumerate(row.items) if _comes_in(each)]
    ends = [*came[1:], len(row.items)]
    heads = [
        at
        for at, end in zip(came, ends, strict=False)
        if any(_side(each) == "filed" for each in row.items[at + 1 : end])
    ]
    for place, at in enumerate(heads):
        until = heads[place + 1] if place + 1 < len(heads) else len(row.items)
        parts = _outcomes(row.items[at], row.items[at + 1 : until])
        if parts and (total_of(parts) == row.items[at].quantity.value or not goes_on(parts, row)):
            yield row.items[at], parts


def _comes_in(each: Mention) -> bool:
    label = each.label
    if NOT_FILED.search(label) or FILED.search(label) or ABOUT.match(label):
        return False
    return GROSS.search(each.before) is not None


def _outcomes(total: Mention, items: Sequence[Mention]) -> tuple[Mention, ...]:
    """The outcomes in the order of the text, with or without what was merged, as it closes."""
    filed = next((each for each in items if _side(each) == "filed"), None)
    if late := _closed(total, items, filed):
        return late
    near = [each for each in items if each.sentence - total.sentence <= REACH]
    left = [each for each in near if _side(each) == "left"]
    if filed is None or not left or filed.quantity.value > 2 * total.quantity.value:
        return ()
    if filed.sentence - total.sentence > REACH:
        return ()
    merged = [each for each in near if _side(each) == "merged"]
    for parts in ([filed, *left], [filed, *left, *merged], [filed, left[0]]):
        ordered = tuple(sorted(parts, key=lambda each: each.index))
        if total_of(ordered) == total.quantity.value:
            return ordered
    if besides := _besides(total, near, [filed, *left]):
        return besides
    chosen = min(
        ([filed, *left], [filed, *left, *merged]),
        key=lambda parts: (not slipped(total, parts), abs(total_of(parts) - total.quantity.value)),
    )
    return tuple(sorted(chosen, key=lambda each: each.index))


def _closed(total: Mention, items: Sequence[Mention], filed: Mention | None) -> tuple[Mention, ...]:
    """Every outcome of the paragraph, however late, where they close."""
    if filed is None or filed.sentence - total.sentence > REACH:
        return ()
    sides = ([each for each in items if _side(each) == side] for side in ("left", "merged"))
    parts = sorted((filed, *chain(*sides)), key=lambda each: each.index)
    closes = len(parts) > 1 and total_of(parts) == total.quantity.value
    return tuple(parts) if closes else ()


def _besides(
    total: Mention, near: Sequence[Mention], parts: Sequence[Mention]
) -> tuple[Mention, ...]:
    """The outcomes with the few counts among them that close them: 归并18件，另有1件会上已经解决."""
    gap, last = total.quantity.value - total_of(parts), max(each.index for each in parts)
    more = [each for each in near if each.index < last and each not in parts][-MOST:]
    for size in range(1, FEW + 1):
        for some in combinations(more, size):
            if total_of(some) == gap:
                return tuple(sorted((*parts, *some), key=lambda part: part.index))
    return ()


def _side(each: Mention) -> str:
    label = each.label
    if NOT_FILED.search(label):
        return "left"
    if MERGED.search(label):
        return "merged"
    return "filed" if FILED.search(label) else ""
