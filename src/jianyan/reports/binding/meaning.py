"""Which figure each number of a text means, where that is sure: what a check compares."""

from __future__ import annotations

from dataclasses import dataclass

from .bind import PLACES, Bound, TooMany, bind
from .dictionary import Dictionary
from .numbered import numbered
from .signatures import Memory

SURE = 0.66
"""From which score on a number is compared with the register."""
CLOSE = 0.08
"""Figures within this of the first may be meant as well."""


@dataclass(frozen=True, slots=True)
class Meant:
    """A number of a text and the figure it means.

    `start`..`end` is the number without its unit, `unit_end` closes the unit; `value` is a figure
    with its brackets, or two rates added or the lower of them, as a template would write it.
    `others`: figures that may be meant as well; the number is wrong only when it is none of them.
    `rounds`: it is written with 余 or 多. `side`: low or high of a range.
    """

    start: int
    end: int
    unit_end: int
    value: str
    others: tuple[str, ...]
    score: float
    why: str
    rounds: bool = False
    side: str = ""


def meanings(text: str, dictionary: Dictionary, memory: Memory | None = None) -> list[Meant]:
    """The numbers of a text whose figure is sure, in order. Nothing is said of the others.

    Raises TooMany when there are more than any report has.
    """
    try:
        found = bind(text, dictionary, memory, numbered(text))
    except TooMany:
        raise TooMany(f"文中的数超过{PLACES}处，请分成几篇再核。") from None
    return [meant for bound in found if (meant := _meant(bound)) is not None]


def _meant(bound: Bound) -> Meant | None:
    if not bound.candidates or bound.kept:
        return None
    mark, (best, *others) = bound.mark, bound.candidates
    if best.kind != "figure" or best.score < SURE or not best.listed:
        return None
    close = [
        each.figure
        for each in others
        if best.score - each.score < CLOSE and each.figure not in best.figure
    ]
    return Meant(
        mark.start, mark.end, mark.unit_end, best.figure, tuple(close), best.score, best.why,
        mark.rounds, mark.side,
    )  # fmt: skip
