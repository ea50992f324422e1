"""Does it hold? Sums are exact; a printed percentage may be rounded or cut."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import floor
from typing import Literal

from .quantities import Quantity

Kind = Literal["parts-sum", "ratio", "yoy", "claim", "heading", "mark", "blank"]
Result = Literal[
    "ok", "rounded", "truncated", "last-digit", "open-breakdown", "mixed", "contradiction", "notice"
]
FITTING = ("ok", "rounded", "truncated", "last-digit")
EXACTLY = ("ok", "rounded")
WHOLE = 100
"""A printed 100% claims that it was all: no slip in the last digit."""


@dataclass(frozen=True, slots=True)
class Check:
    """One relation or mark: `spans` are those of the operands in their order in the expression."""

    kind: Kind
    spans: tuple[tuple[int, int], ...]
    expression: str
    result: Result
    message: str
    elsewhere: bool = False
    """Whether it holds, but on another total than the words before it name."""

    @property
    def accuses(self) -> bool:
        """A contradiction in the arithmetic: what makes a text wrong."""
        return self.result == "contradiction"


def half_up(value: Fraction, places: int) -> Fraction:
    """Rounded half up (away from zero) at so many decimals."""
    scaled = abs(value) * 10**places
    rounded = Fraction(floor(scaled + Fraction(1, 2)), 10**places)
    return rounded if value >= 0 else -rounded


def judge(exact: Fraction, printed: Quantity) -> Result:
    """How a printed percentage stands to its exact value."""
    if printed.approx:
        return "rounded" if _true_of(exact, printed) else "contradiction"
    scale = 10**printed.places
    wanted = printed.value * scale
    top, bottom = abs(exact.numerator) * scale, exact.denominator
    sign = -1 if exact < 0 else 1
    if sign * top == wanted * bottom:
        return "ok"
    rounded = sign * ((2 * top + bottom) // (2 * bottom))
    if rounded == wanted:
        return "rounded"
    if sign * (top // bottom) == wanted:
        return "truncated"
    if abs(rounded - wanted) > 1 or wanted == WHOLE * scale:
        return "contradiction"
    return "last-digit"


def _true_of(exact: Fraction, printed: Quantity) -> bool:
    """Whether some reading of 近, 余, 以上, 一半 is true."""
    value, words = printed.value, printed.words
    slack = max(value / 10, Fraction(5))
    low, high = value - slack, value + slack
    if printed.most is not None:
        high = printed.most + slack
    if any(each in words for each in ("以上", "超", "余", "多", "过半", "逾", "至少")):
        low, high = (
            value,
            max(value + 2 * slack, Fraction(100)) if "以上" in words else value + 2 * slack,
        )
        low -= Fraction(1, 2)
    elif any(each in words for each in ("近", "不足", "不到", "以下", "以内", "最多")):
        low = value - 2 * slack if "近" in words else Fraction(0)
        high = value + Fraction(1, 2)
    return low <= exact <= high


def shown(value: Fraction, places: int | None = None) -> str:
    """A number as an expression prints it: integers whole, decimals without an end at `places`."""
    if value.denominator == 1:
        digits = str(value.numerator)
        return digits if not places else f"{digits}.{'0' * places}"
    if places is None:
        places = 0
        while places < 6 and (value * 10**places).denominator != 1:
            places += 1
    rounded = half_up(value, places)
    sign = "-" if rounded < 0 else ""
    whole, rest = divmod(abs(rounded) * 10**places, 10**places) if places else (abs(rounded), 0)
    return f"{sign}{whole}" + (f".{int(rest):0{places}d}" if places else "")
