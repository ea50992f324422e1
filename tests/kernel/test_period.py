"""Periods as people write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianyan.kernel.errors import Refused
from jianyan.kernel.period import Period, parse_period


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2020", date(2020, 1, 1), date(2020, 12, 31)),
        ("2020H1", date(2020, 1, 1), date(2020, 6, 30)),
        ("2020H2", date(2020, 7, 1), date(2020, 12, 31)),
        ("2020Q1", date(2020, 1, 1), date(2020, 3, 31)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("2020-01-08..2020-12-25", date(2020, 1, 8), date(2020, 12, 25)),
    ],
)
def test_a_period_is_read(text: str, start: date, end: date) -> None:
    assert parse_period(text) == Period(start, end, text)


@pytest.mark.parametrize(
    ("said", "form"),
    [
        ("2020年", "2020"),
        ("2020年度", "2020"),
        ("２０２０", "2020"),
        ("2020h1", "2020H1"),
        ("2020年上半年", "2020H1"),
        ("2020下半年", "2020H2"),
        ("2020年第一季度", "2020Q1"),
        ("2020年 2月", "2020-02"),
        ("2020-2", "2020-02"),
    ],
)
def test_a_period_is_read_as_it_is_said(said: str, form: str) -> None:
    assert parse_period(said) == parse_period(form)


@pytest.mark.parametrize(
    "text",
    [
        "20",
        "2020H3",
        "2020-13",
        "二〇二〇",
        "0000",
        "0001-01-01..2020-12-25",
        "2020-1-8..2020-12-25",
    ],
)
def test_what_cannot_be_read_is_refused_with_the_forms(text: str) -> None:
    with pytest.raises(Refused, match=r"2020-01-08\.\.2020-12-25"):
        parse_period(text)


def test_a_period_does_not_end_before_it_starts() -> None:
    with pytest.raises(Refused, match="早于起日"):
        parse_period("2020-12-25..2020-01-08")


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("2020", "2019"),
        ("2020H1", "2019H1"),
        ("2020Q4", "2019Q4"),
        ("2020-01", "2019-12"),
        ("2020-02-29..2020-03-31", "2019-02-28..2019-03-31"),
    ],
)
def test_the_period_before(text: str, before: str) -> None:
    assert parse_period(text).previous() == parse_period(before)


@given(st.integers(2000, 2050))
def test_the_months_of_a_year_cover_it(year: int) -> None:
    months = parse_period(str(year)).months()
    assert [month.start.month for month in months] == list(range(1, 13))
    assert (months[0].start, months[-1].end) == (date(year, 1, 1), date(year, 12, 31))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2020", "2020年"),
        ("2020H1", "2020年上半年"),
        ("2020H2", "2020年下半年"),
        ("2020Q3", "2020年第3季度"),
        ("2020-03", "2020年3月"),
        ("2020-03-01..2020-03-05", "2020-03-01..2020-03-05"),
    ],
)
def test_a_period_in_words(text: str, words: str) -> None:
    assert parse_period(text).words == words
