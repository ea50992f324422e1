"""Tables in prose: the same counts again and again, whose columns add up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from .mentions import Mention
from .rows import Row
from .words import CALLED_SUM, FILED, GROSS, NEGATED, NOUNS

Column = tuple[Mention, tuple[Mention, ...]]
_THING = re.compile(rf"(?<=[\u4e00-\u9fff]{{2}})(?:{NOUNS.pattern})$")
_TOTALLED = re.compile(rf"{CALLED_SUM.pattern}|共")
LINES = 3
"""So many lines make a table."""


def columns(row: Row) -> Iterator[Column]:
    """甲会受理195件，立案187件；乙会受理183件，立案178件: the sums of what came in and what was filed."""
    lines = _lines(row)
    if len(lines) < LINES or len({each.sentence for line in lines for each in line}) > 1:
        return
    for pattern in (GROSS, FILED):
        parts = []
        for line in lines:
            fitting = [
                each
                for each in line
                if pattern.search(each.label) and not NEGATED.search(each.label)
            ]
            if fitting:
                parts.append(fitting[0])
        before = [each for each in row.items if each.index < parts[0].index] if parts else []
        totals = [
            each
            for each in before
            if pattern.search(each.before) and not NEGATED.search(each.before)
        ]
        totals = [each for each in totals if pattern is FILED or not FILED.search(each.before)]
        if len(parts) == len(lines) and totals:
            yield totals[-1], tuple(parts)


def _lines(row: Row) -> list[list[Mention]]:
    """The parts of a sentence between semicolons that hold both what came in and what was filed."""
    lines: list[list[Mention]] = []
    for at, each in enumerate(row.items):
        if not lines or row.parted(at) or row.broken(at) or "其中" in row.gap(at):
            lines.append([])
        lines[-1].append(each)
    return [
        line
        for line in lines
        if len(line) > 1
        and GROSS.search(line[0].label)
        and any(FILED.search(each.label) for each in line[1:])
        and line[0].index != row.items[0].index
    ]


def totalled(row: Row) -> Iterator[Column]:
    """甲类立案68件，办结66件；乙类立案91件，办结85件。合计立案159件，办结151件: each column with its total,
    once one of them closes."""
    lines: list[list[Mention]] = []
    for at, each in enumerate(row.items):
        if not lines or row.parted(at) or row.broken(at):
            lines.append([])
        lines[-1].append(each)
    for at, line in enumerate(lines):
        if at < 2 or len(line) < 2 or _TOTALLED.search(line[0].before) is None:
            continue
        above = [each for each in lines[:at] if len(each) > 1]
        yield from _across([each for each in (*above, line) if len(each) > 2])
        yield from _down(above, line)


def _across(lines: list[list[Mention]]) -> Iterator[Column]:
    """The lines whose first cell is the sum of the others, once all but one are so."""
    closing = [each for each in lines if _closes(each[0], each[1:])]
    if len(closing) > 1 and len(lines) - len(closing) < 2:
        yield from ((each[0], tuple(each[1:])) for each in lines)


def _down(above: list[list[Mention]], last: list[Mention]) -> Iterator[Column]:
    """The columns above the cells of the last line, once one of them closes."""
    found = []
    for total in last:
        cells = [cell for each in above for cell in each if _head(cell) == _head(total)]
        if len(cells) > 1:
            found.append((total, tuple(cells)))
    if len(found) > 1 and any(_closes(*each) for each in found):
        yield from (each for each in found if _closes(*each) or len(each[1]) == len(above))


def _closes(total: Mention, parts: Sequence[Mention]) -> bool:
    return sum(each.quantity.value for each in parts) == total.quantity.value


def _head(cell: Mention) -> str:
    return _THING.sub("", cell.label)[-2:]


def paired(
    placed: Sequence[Mention], found: Sequence[tuple[Mention, tuple[Mention, ...]]]
) -> Iterator[Column]:
    """项目86个、资金5.28亿元，产业类41个、2.97亿元，民生类45个、2.31亿元: beside a list that closes stands
    another, a part by each part, and its total before them."""
    for whole, parts in found:
        if len(parts) < 2 or whole.index > parts[0].index or parts[0].bracket:
            continue
        starts = [parts[0].index - 2, *(each.index for each in parts)]
        before = _cells(placed, parts, starts[:-1])
        ends = [*starts[2:], parts[-1].index + 3]
        beside = _cells(placed, parts, [part.index for part in parts], ends)
        beside = beside or before
        if not beside:
            continue
        totals = [
            each
            for each in placed[max(0, whole.index - 3) : beside[0].index]
            if each.counts and each.family == beside[0].family and each.sentence == whole.sentence
        ]
        added = sum((each.quantity.value for each in beside), Fraction())
        if (
            len(totals) == 1
            and abs(added - totals[0].quantity.value) * 5 <= totals[0].quantity.value
        ):
            yield totals[0], tuple(beside)


def _cells(
    placed: Sequence[Mention],
    parts: Sequence[Mention],
    starts: Sequence[int],
    ends: Sequence[int] = (),
) -> list[Mention]:
    """The one count of another unit by each part, between a place and the part, or another place."""
    ends = ends or [part.index for part in parts]
    found = []
    for part, start, end in zip(parts, starts, ends, strict=True):
        cells = [each for each in placed[max(0, start + 1) : end] if _beside(part, each)]
        found += cells[:1]
    alike = len({each.family for each in found}) == 1
    return found if alike and len(found) == len(parts) else []


def _beside(part: Mention, each: Mention) -> bool:
    """A measure or a count of another unit in the words of a part."""
    same = each.sentence == part.sentence and each.bracket == part.bracket
    return same and each.counts and each.family != part.family


def bracket_columns(
    placed: Sequence[Mention], found: Sequence[tuple[Mention, tuple[Mention, ...]]]
) -> Iterator[Column]:
    """76件（建议34、提案42），主办35件（建议24、提案11），会办41件（建议10、提案31）: by column."""
    inside: dict[int, list[Mention]] = {}
    for total, parts in found:
        if parts[0].bracket:
            inside[total.index] = list(parts)
    for total, parts in found:
        grids = [inside.get(each.index) for each in (total, *parts)]
        if any(grid is None for grid in grids):
            continue
        full = [grid for grid in grids if grid]
        if len({len(grid) for grid in full}) != 1:
            continue
        for at in range(len(full[0])):
            cells = [grid[at] for grid in full]
            if len({each.label[-2:] for each in cells}) == 1:
                yield cells[0], tuple(cells[1:])
