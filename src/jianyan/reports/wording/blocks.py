"""A long text block by block: what ties numbers together reaches a few sentences, never pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from .mentions import Mention

MOST = 100
"""From so many numbers on a block ends with its paragraph, from half as many more with its sentence,
from twice as many where it is."""
BEFORE = 30
"""So many numbers before a block are read with it again."""


def blocks(placed: Sequence[Mention]) -> Iterator[tuple[int, list[Mention]]]:
    """The numbers of a text in blocks, numbered anew, and from which offset on they are the block's own."""
    cuts = list(_cuts(placed))
    for start, stop in pairwise([*cuts, len(placed)]):
        first = max(0, start - BEFORE)
        while 0 < first < start and placed[first].sentence == placed[first - 1].sentence:
            first += 1
        block = placed[first:stop]
        yield placed[start].start, [replace(each, index=at) for at, each in enumerate(block)]


def _cuts(placed: Sequence[Mention]) -> Iterator[int]:
    last = 0
    if placed:
        yield 0
    for at, (before, each) in enumerate(pairwise(placed), 1):
        size = at - last
        ends = (
            (size >= MOST and before.paragraph != each.paragraph)
            or (2 * size >= 3 * MOST and before.sentence != each.sentence)
            or size >= 2 * MOST
        )
        if ends:
            last = at
            yield at
