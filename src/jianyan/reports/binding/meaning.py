"""Which figure each number of a text means, where that is beyond doubt: what a check compares."""

from __future__ import annotations

from dataclasses import dataclass

from .bind import Candidate, bind
from .dictionary import Dictionary
from .numbered import numbered
from .signatures import Memory

SURE = 0.72
"""From which score on a number is compared with the register."""
CLOSE = 0.06
"""A second figure within this of the first leaves the number in doubt."""


@dataclass(frozen=True, slots=True)
class Meant:
    """A number of a text and the figure it means.

    `start`..`end` is the number without its unit, `unit_end` closes the unit; `value` is a figure
    with its brackets, or two rates added or the lower of them, as a template would write it.
    """

    start: int
    end: int
    unit_end: int
    value: str
    score: float
    why: str


def meanings(text: str, dictionary: Dictionary, memory: Memory | None = None) -> list[Meant]:
    """The numbers of a text whose figure is beyond doubt, in order. Nothing is said of the others."""
    return [
        Meant(mark.start, mark.end, mark.unit_end, best.figure, best.score, best.why)
        for bound in bind(text, dictionary, memory, numbered(text))
        if (best := _beyond_doubt(bound.candidates)) and (mark := bound.mark)
    ]


def _beyond_doubt(candidates: tuple[Candidate, ...]) -> Candidate | None:
    """The first candidate, where it is sure and the others are well behind or parts of it."""
    if not candidates:
        return None
    best, *others = candidates
    if best.kind != "figure" or best.score < SURE or not best.listed:
        return None
    close = [each for each in others if best.score - each.score < CLOSE]
    return best if all(each.figure in best.figure for each in close) else None
