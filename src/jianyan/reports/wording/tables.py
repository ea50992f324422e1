"""Tables in prose: the same counts again and again, whose columns add up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .mentions import Mention
from .rows import Row
from .words import FILED, GROSS, NEGATED

Column = tuple[Mention, tuple[Mention, ...]]
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
