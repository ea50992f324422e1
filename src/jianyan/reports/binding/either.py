"""What the best reading may be otherwise: the whole figure, or the like part of its other list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from .around import Around
from .labels import beside
from .matching import Match, Matcher

SORTS = ("类别", "全国类别")
"""Two lists of the same matters: a committee's own and the nation's."""
LESS = 0.1
"""How much less sure each is; a check takes it for no second meaning of the number."""
SURE = 0.9
"""From which worth on a part was said beside the place, in its own words."""


def otherwise(matcher: Matcher, around: Around, best: Match) -> Iterator[Match]:
    """The other readings of the best, less sure than it."""
    part = best.part
    if part is None or best.earlier:
        return
    score = best.score - LESS
    if part.dimension.name in SORTS:
        for dimension in best.entry.splits:
            if dimension.name in SORTS and dimension != part.dimension:
                other = beside(around, dimension, matcher.words)
                if other is not None:
                    why = f"“{other.told}”也在{dimension.name}表中。"
                    yield Match(best.entry, other, score, why)
    elif min(part.near, part.worth) < SURE:
        yield replace(best, part=None, score=score, why=best.why + "也可能不分列。")
