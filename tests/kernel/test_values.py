"""Rates, spans and how they are rounded once, when printed."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianyan.kernel.errors import FigureError
from jianyan.kernel.values import Rate


@pytest.mark.parametrize(
    ("num", "den", "printed"),
    [
        (176, 180, "97.8"),
        (1, 1, "100"),
        (1, 8, "12.5"),
        (1, 3, "33.3"),
        (2, 3, "66.7"),
        (0, 5, "0"),
        (1, 0, ""),
    ],
)
def test_a_rate_prints_half_up_with_one_decimal(num: int, den: int, printed: str) -> None:
    assert Rate(num, den).percent() == printed


def test_rates_over_one_denominator_add_their_numerators() -> None:
    assert Rate(160, 176) + Rate(14, 176) == Rate(174, 176)


def test_rates_over_different_denominators_do_not_add() -> None:
    with pytest.raises(FigureError, match="分母不同（176 与 180）"):
        Rate(160, 176) + Rate(14, 180)


@given(st.integers(0, 10_000), st.integers(1, 10_000))
def test_a_printed_rate_is_within_half_a_tenth(num: int, den: int) -> None:
    printed = Fraction(Rate(num, den).percent())
    assert abs(printed - Fraction(num * 100, den)) <= Fraction(1, 20)
