"""Lists that the text announces and that do not close: contradiction, or not everything listed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .fits import looks_back
from .judging import Result
from .mentions import Mention
from .naming import named, stem
from .rows import Row, total_of
from .units import MEASURED
from .verdicts import reach_hundred, verdict
from .words import LISTS, MARKED_OUT, NEGATED, OTHERS, STATUS, WHOLES, dimension_of, terse

Open = tuple[Mention, tuple[Mention, ...], Result, str]
_REST = re.compile(r"其余|剩余|余下")
_OTHER_HEAD = re.compile(r"\d\s?[^\d%％.,，;；。)）]{1,6}[,，]?其中")
"""527份，其中: what stands before 其中 is of another unit."""
MANY_NAMES = 8
"""Among so many names one may be written twice."""
MANY = 4
"""From so many like parts on, a list is one without being announced."""


def open_lists(row: Row) -> Iterator[Open]:
    """The lists of a row that do not close, each with the total it means."""
    items = row.items
    at = 0
    while at < len(items):
        last = at
        while last + 1 < len(items) and _goes_on(row, at, last + 1):
            if (head := row.head(at)) and (row.broken(last + 1) or _beside(row, head, last + 1)):
                break
            last += 1
        found = _told(row, at, items[at : last + 1])
        if found:
            yield found
            last = max(last, at + len(found[1]) - 1)
        at = last + 1


def _goes_on(row: Row, at: int, after: int) -> bool:
    """Whether an item goes on with the list that begins at another."""
    if _new_list(row, after):
        return False
    bare = terse(row.items[after].label) and not row.broken(after)
    return row.alike(after) or (bare and after - at > 1 and row.head(at) is not None)


def _beside(row: Row, head: Mention, at: int) -> bool:
    """会议26次，其中专题8次；主席会议61次: behind a semicolon, beside the whole and none of its parts."""
    other = row.items[at]
    if not row.parted(at):
        return False
    if other.quantity.value >= head.quantity.value:
        return True
    if row.akin(at):
        return False
    first = row.text[head.end : other.start].count(";") == 1
    return first and other.label[-2:] == head.label[-2:]


def _told(row: Row, at: int, parts: tuple[Mention, ...]) -> Open | None:
    """What is to be said of a run of like items."""
    if len(parts) == 1:
        return _loose(row, at)
    if _sound(row, at, parts) and (found := _one(row, at, parts)):
        return found
    return _headed(row, parts) if len(parts) > 2 else None


def _headed(row: Row, parts: tuple[Mention, ...]) -> Open | None:
    """应到286名，实到251名，请假38名: the first of like items is the whole of the others."""
    total, rest = parts[0], parts[1:]
    if total.sentence != rest[-1].sentence or not dimension_of([each.label for each in rest]):
        return None
    if total_of(rest) == total.quantity.value or total.family in MEASURED:
        return None
    more = rest[0].quantity.value > total.quantity.value
    if more and (5 * rest[0].quantity.value > 6 * total.quantity.value or not _rest(rest)):
        return None
    said = verdict(total, rest, row)
    return (total, rest, *said) if said else None


def _rest(parts: Sequence[Mention]) -> bool:
    """Whether the last part is what is left, or who stayed away: 实到298名，请假15名."""
    label = parts[-1].label
    return bool(OTHERS.search(label)) or dimension_of([p.label for p in parts]) == "attendance"


def _loose(row: Row, at: int) -> Open | None:
    """Parts of one sentence that are announced, not named alike, and nearly add up."""
    if not (_announced(row, at) or row.within(at) is not None):
        return None
    last = at
    while last + 1 < len(row.items) and not row.broken(last + 1) and not row.announced(last + 1):
        last += 1
    parts = row.items[at : last + 1]
    if any(row.parted(each) for each in range(at + 1, last + 1)):
        return None
    if len(parts) < 2 or not distinct(parts) or any(STATUS.search(each.label) for each in parts):
        return None
    total = _total(row, at, parts)
    if total is None or any(each.quantity.value >= total.quantity.value for each in parts):
        return None
    gap = abs(total_of(parts) - total.quantity.value)
    if 0 < gap < min(each.quantity.value for each in parts) and gap * 5 < total.quantity.value:
        return (total, parts, *(verdict(total, parts, row) or ("contradiction", "gap")))
    return None


def _sound(row: Row, at: int, parts: Sequence[Mention]) -> bool:
    """Parts with names of their own, and not a few that are only marked out (重点, 优秀, 已办结)."""
    shares = [row.shared[each.index].percent.index for each in parts if each.index in row.shared]
    if not distinct(parts) or len(set(shares)) < len(shares):
        return False
    labels = [each.label for each in parts]
    if row.head(at) and len(parts) > 2:
        return True
    if dimension_of(labels) == "grade":
        return True
    if any(MARKED_OUT.search(label) for label in labels):
        return False
    if all(each.index in row.shared for each in parts) or dimension_of(labels):
        return True
    return not any(STATUS.search(label) for label in labels)


def distinct(parts: Sequence[Mention]) -> bool:
    """Parts of one list have names of their own: the same name again is the same thing said again."""
    names = [
        f"{each.quantity.value}{each.after[:4]}"
        if each.after[:4]
        else each.label or str(each.index)
        for each in parts
    ]
    return len(set(names)) >= len(names) - (len(names) >= MANY_NAMES)


def _new_list(row: Row, at: int) -> bool:
    """Whether another list begins with an item: announced anew, or with parts of its own."""
    if _announced(row, at) and "其中" in row.gap(at):
        return True
    if at + 1 < len(row.items) and row.parted(at) and row.head(at + 1) is row.items[at]:
        return True
    again = any(each.quantity.value == row.items[at].quantity.value for each in row.items[:at])
    return ":" in row.gap(at) or (row.broken(at) and (again or row.announced(at)))


def _one(row: Row, at: int, parts: tuple[Mention, ...]) -> Open | None:
    said = _strong(row, at, parts)
    total = _total(row, at, parts)
    if total is None:
        return None
    found, whole = total_of(parts), total.quantity.value
    if found == whole:
        return None
    verdicted = verdict(total, parts, row)
    if verdicted is None:
        return None
    if said:
        return (total, parts, *verdicted)
    between = [each for each in row.items[:at] if each.start > total.end]
    if found + total_of(between) == whole:
        return None
    near = abs(found - whole) < min(each.quantity.value for each in parts)
    same = total.sentence == parts[0].sentence
    if not same and any(each.quantity.value > whole for each in parts):
        return None
    way = dimension_of([each.label for each in parts])
    both = way != "object" or ("建议" in total.around and "提案" in total.around)
    closed = way and (same or (both and abs(found - whole) * 5 <= whole))
    rest = _REST if len(parts) == 2 else OTHERS
    others = rest.search(parts[-1].label) and same
    if len(parts) == 2:
        others = others and abs(found - whole) * 5 <= whole
    if closed or others or (len(parts) >= MANY and near):
        return (total, parts, *verdicted)
    return None


def _strong(row: Row, at: int, parts: Sequence[Mention]) -> bool:
    """Whether the text announces the list, or gives each part its share of one total."""
    shares = [row.shared.get(each.index) for each in parts]
    if all(each and each.total for each in shares):
        return len(parts) > 2 or reach_hundred(row, parts)
    return _announced(row, at) or row.within(at) is not None


def _total(row: Row, at: int, parts: Sequence[Mention]) -> Mention | None:
    """The total of its shares; else what 立案提案中 names; else of what stands before, the nearest in value."""
    totals = [
        share.total for each in parts if (share := row.shared.get(each.index)) and share.total
    ]
    if totals:
        return max(totals, key=lambda each: sum(each.index == other.index for other in totals))
    least = sorted(each.quantity.value for each in parts)[-2]
    before = [
        each
        for each in sorted((*row.earlier, *row.items[:at]), key=lambda each: each.index)
        if each.end < parts[0].start
        and each.quantity.value > least
        and parts[0].sentence - each.sentence <= 3
        and not NEGATED.search(each.label)
    ]
    said = re.split("[。;]", row.gap(at))[-1]
    if "分别" in said and "其中" not in said:
        before = [each for each in before if each.sentence == parts[0].sentence]
    if not before:
        return _after(row, at + len(parts))
    if _OTHER_HEAD.search(said):
        return None
    if before[-1].restated and before[-1].sentence == parts[0].sentence:
        return before[-1]
    if (name := row.within(at)) is not None:
        return _called(row, at, before, name)
    if (head := row.head(at)) and head.quantity.value > least:
        return head
    if _announced(row, at):
        return _head(_other_way(row, before) if "其中" not in said else before)
    found = total_of(parts)
    called = [each for each in before[:-1] if WHOLES.search(each.around)]
    return min((*called, before[-1]), key=lambda each: abs(each.quantity.value - found))


def _other_way(row: Row, before: Sequence[Mention]) -> Sequence[Mention]:
    """立案203件。从提案者看，……158件，……45件。从内容看: behind a list that closes another is of the same whole,
    and of no part of the first."""
    left = {each.index for each in row.items}
    taken = {each.index for each in row.whole if each.index not in left}
    if before[-1].index not in taken:
        return before
    return [each for each in before if each.index not in taken] or before


def _called(row: Row, at: int, before: Sequence[Mention], name: str) -> Mention | None:
    """What 立案提案中 names."""
    if not name.strip():
        return row.items[at - 1] if at else None
    called = [each for each in before if named(name, each)]
    whole = [each for each in called if stem(name) in each.label]
    called = whole or called
    return called[-1] if called else None


def _after(row: Row, at: int) -> Mention | None:
    """上述150件, right behind the list."""
    if at < len(row.items) and looks_back(row.items[at], row.items[at - 1]):
        return row.items[at]
    return None


def _announced(row: Row, at: int) -> bool:
    return LISTS.search(row.said(at)) is not None


def _head(before: Sequence[Mention]) -> Mention | None:
    """The nearest before the announcement."""
    return before[-1] if before else None
