"""Exact values of figures. They are rounded once, when printed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from .errors import FigureError


@dataclass(frozen=True, slots=True)
class Rate:
    """A ratio that remembers its denominator: `num` of `den`. An empty denominator is no rate."""

    num: int
    den: int

    @property
    def exact(self) -> Fraction | None:
        """The fraction, or None over nothing."""
        return Fraction(self.num, self.den) if self.den else None

    def percent(self, places: int = 1) -> str:
        """The percentage half up without a trailing `.0` and without its sign; empty over nothing."""
        if not self.den:
            return ""
        step = Decimal(1).scaleb(-places)
        exact = Decimal(self.num) * 100 / Decimal(self.den)
        printed = format(exact.quantize(step, rounding=ROUND_HALF_UP), "f")
        return printed.rstrip("0").rstrip(".") if "." in printed else printed

    def __add__(self, other: Rate) -> Rate:
        """Numerators over the one denominator.

        Raises FigureError when the denominators differ: such a sum has no meaning.
        """
        if self.den != other.den:
            raise FigureError(f"两个比率的分母不同（{self.den} 与 {other.den}），不能相加。")
        return Rate(self.num + other.num, self.den)


@dataclass(frozen=True, slots=True)
class Span:
    """Least to most."""

    least: int
    most: int


Value = int | Decimal | Rate | Span | list[str] | str | None
