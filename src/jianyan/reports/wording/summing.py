"""Totals behind their parts that are another number, and parts above the whole that they are said to be of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .mentions import Mention
from .openlists import Open, distinct
from .rows import Row, total_of
from .words import AFTER, CALLED_SUM

_THEREOF = re.compile(r"[^,，。;；:：()（）]{0,8}[,，(（]?\s?其中[^,，。;；:：()（）每均]{0,16}")
_SUMS_UP = re.compile(rf"{CALLED_SUM.pattern}|^[^\d]{{0,4}}[,、]\s*共[有计为]?$")
_IN_ALL = re.compile(rf"{CALLED_SUM.pattern}|累计")


def above_heads(row: Row) -> Iterator[Open]:
    """150件，其中180件: a part right behind 其中 that is more than its whole."""
    for at in range(1, len(row.items)):
        part, head = row.items[at], row.head(at)
        if (
            head
            and head.quantity.value < part.quantity.value <= 2 * head.quantity.value
            and _directly(row, head, part)
        ):
            yield head, (part,), "contradiction", "above"


def called_sums(row: Row) -> Iterator[Open]:
    """甲、乙，共计T, in plain words, where T is another number."""
    for each in summed_up(row):
        at = row.items.index(each[0])
        if CALLED_SUM.search(row.gap(at)):
            yield each


def summed_up(row: Row) -> Iterator[Open]:
    """甲、乙，共T, where T is another number."""
    for at in range(2, len(row.items)):
        total, before = row.items[at], row.items[at - 1]
        if row.broken(at) or not AFTER.search(row.gap(at)):
            continue
        called = _SUMS_UP.search(row.gap(at)) is not None
        first = _first(row, at, called)
        parts = row.items[first:at]
        if len(parts) < 2 or not distinct(parts):
            continue
        if any(each.quantity.value == total.quantity.value for each in parts):
            continue
        called = called or all(row.joined(each) for each in range(first + 1, at))
        added = total_of(parts)
        gap = abs(added - total.quantity.value)
        near = 0 < gap < min(each.quantity.value for each in parts)
        near = near or (called and 0 < gap * 5 <= total.quantity.value)
        if near and before.quantity.value < total.quantity.value:
            why = "above" if added > total.quantity.value else "gap"
            yield total, parts, "contradiction", why


def _first(row: Row, at: int, called: bool) -> int:
    """Where the parts before a total behind them begin."""
    first = at - 1
    while first and not row.broken(first) and not row.parted(first):
        if not (called or row.alike(first) or row.joined(first)) or row.announced(first):
            break
        first -= 1
    alone = first == at - 1 and first and not row.broken(first)
    if alone and AFTER.search(row.gap(first - 1)) and _IN_ALL.search(row.gap(at)):
        first -= 1
    return first


def _directly(row: Row, head: Mention, part: Mention) -> bool:
    """Whether nothing but a noun and 其中 stands between a whole and its part."""
    return _THEREOF.fullmatch(row.text[head.end : part.start]) is not None
