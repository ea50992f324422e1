"""Writes of ratings and re-handling, one function per verb."""

from .again import add_rehandling, rehandle, rehandle_case, strike_rehandling, unrehandle
from .over import tell_over
from .rating import add, correct, counts, object_to, rate, raters_left, strike
from .saying import RATEABLE, rater_of, say, say_for

__all__ = [
    "RATEABLE",
    "add",
    "add_rehandling",
    "correct",
    "counts",
    "object_to",
    "rate",
    "rater_of",
    "raters_left",
    "rehandle",
    "rehandle_case",
    "say",
    "say_for",
    "strike",
    "strike_rehandling",
    "tell_over",
    "unrehandle",
]
