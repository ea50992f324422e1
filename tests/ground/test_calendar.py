"""Working days, due dates with their reasons, and cadences."""

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianyan.ground.calendar import Calendar, CalendarError, add_months, days
from jianyan.ground.duedates import Due, Rule, due, spans

PLAIN = Calendar()
ANNOUNCED = Path(__file__).resolve().parents[3] / "shared/data/calendar/holidays_2007_2026.csv"

dates = st.dates(date(2008, 1, 1), date(2025, 12, 31))
counts = st.integers(1, 120)


def test_the_announced_days_are_as_the_state_council_says():
    if not ANNOUNCED.exists():
        pytest.skip(f"放假安排表不在：{ANNOUNCED}")
    with ANNOUNCED.open(encoding="utf-8-sig") as opened:
        rows = list(csv.DictReader(opened))
    wrong = [
        row["date"]
        for row in rows
        if PLAIN.is_workday(date.fromisoformat(row["date"])) == (row["is_off_day"] == "1")
    ]
    assert len(rows) > 600 and wrong == []


def test_names_make_up_days_and_overrides():
    assert PLAIN.holiday(date(2020, 4, 6)) == "清明节"
    assert PLAIN.holiday(date(2020, 4, 11)) == ""
    assert PLAIN.is_made_up(date(2020, 4, 26))
    shut = Calendar(
        {date(2020, 3, 17): False, date(2020, 3, 21): True}, {date(2020, 3, 17): "停电"}
    )
    assert [shut.is_workday(day) for day in days(date(2020, 3, 16), date(2020, 3, 22))] == [
        True,
        False,
        True,
        True,
        True,
        True,
        False,
    ]
    assert shut.holiday(date(2020, 3, 17)) == "停电"


@given(dates, st.integers(-120, 120))
def test_adding_working_days_is_counting_them(day, count):
    reached = PLAIN.add_workdays(day, count)
    assert PLAIN.is_workday(reached)
    if count > 0:
        assert PLAIN.workdays_between(day, reached) == count
    if count < 0:
        assert (
            PLAIN.workdays_between(reached - timedelta(days=1), day - timedelta(days=1)) == -count
        )


@given(dates, st.integers(-60, 60))
def test_adding_months_keeps_the_day_or_takes_the_last(day, count):
    reached = add_months(day, count)
    assert (reached.year * 12 + reached.month) - (day.year * 12 + day.month) == count
    last = (reached + timedelta(days=1)).month != reached.month
    assert reached.day == day.day or (last and reached.day < day.day)


def test_months_of_unequal_length():
    assert add_months(date(2019, 11, 30), 3) == date(2020, 2, 29)
    assert add_months(date(2020, 12, 15), 1) == date(2021, 1, 15)


@given(dates, counts, st.lists(st.tuples(dates, st.integers(0, 40)), max_size=4), st.booleans())
def test_a_due_date_has_exactly_the_days_asked_for(start, count, pauses, start_counts):
    paused = tuple((first, first + timedelta(days=more)) for first, more in pauses)
    first = start if start_counts else start + timedelta(days=1)

    def counted(until, worked):
        return sum(
            1
            for day in days(first, until)
            if not any(a <= day <= b for a, b in paused) and (not worked or PLAIN.is_workday(day))
        )

    rule = Rule("workdays", count, paused, start_counts)
    reached = due(PLAIN, start, rule).day
    assert counted(reached, True) == count and PLAIN.is_workday(reached)
    plain = due(PLAIN, start, Rule("days", count, paused, start_counts, rolls=False)).day
    assert counted(plain, False) == count
    rolled = due(PLAIN, start, Rule("days", count, paused, start_counts)).day
    assert rolled == PLAIN.next_workday(plain)


@given(dates, st.integers(1, 12), dates, st.integers(0, 40))
def test_a_pause_moves_a_term_of_months_by_its_days(start, count, first, more):
    pause = (first, first + timedelta(days=more))
    end = add_months(start, count)
    reached = due(PLAIN, start, Rule("months", count, (pause,), rolls=False)).day
    inside = max(pause[0], start + timedelta(days=1))
    lost = (pause[1] - inside).days + 1 if inside <= pause[1] and inside <= end else 0
    assert reached == end + timedelta(days=lost)


def test_the_reason_is_a_sentence():
    assert due(PLAIN, date(2020, 3, 16), Rule("workdays", 10), "交办") == Due(
        date(2020, 3, 30), False, "3月16日交办，次日起第10个工作日，为3月30日"
    )
    assert due(PLAIN, date(2020, 4, 1), Rule("workdays", 20), "交办").explanation == (
        "4月1日交办，次日起第20个工作日（清明节4月4日至6日不计，4月26日调休上班计入），为4月29日"
    )
    assert due(PLAIN, date(2020, 1, 6), Rule("months", 3), "交办").explanation == (
        "1月6日交办，次日起3个月，期满日4月6日逢清明节，顺延至4月7日"
    )
    assert due(
        PLAIN, date(2020, 3, 2), Rule("days", 5, start_counts=True, rolls=False)
    ).explanation == ("3月2日起算，当日起第5日，为3月6日")
    paused = Rule(
        "workdays", 5, ((date(2020, 3, 3), date(2020, 3, 8)), (date(2020, 3, 7), date(2020, 3, 10)))
    )
    assert due(PLAIN, date(2020, 3, 2), paused, "交办") == Due(
        date(2020, 3, 17), False, "3月2日交办，次日起第5个工作日（3月3日至10日暂停不计），为3月17日"
    )
    assert due(PLAIN, date(2019, 12, 30), Rule("workdays", 3), "转办").explanation == (
        "2019年12月30日转办，次日起第3个工作日（元旦2020年1月1日不计），为2020年1月3日"
    )


def test_a_year_not_announced_is_provisional_and_says_so():
    start = date(2036, 12, 30)
    found = due(PLAIN, start, Rule("workdays", 5), "交办")
    assert found.provisional
    assert found.explanation.endswith("；2036年、2037年放假安排尚未公布，暂按周一至周五上班推算")
    entered = Calendar(announced=frozenset({2036, 2037}))
    assert not due(entered, start, Rule("workdays", 5)).provisional
    assert not due(PLAIN, start, Rule("days", 5, rolls=False)).provisional


@pytest.mark.parametrize(
    ("unit", "count", "pauses"),
    [
        ("days", 0, ()),
        ("days", -3, ()),
        ("weeks", 3, ()),
        ("days", 99999, ()),
        ("days", 3, ((date(2020, 2, 2), date(2020, 2, 1)),)),
    ],
)
def test_a_rule_without_sense_is_refused(unit, count, pauses):
    with pytest.raises(CalendarError):
        Rule(unit, count, pauses)


def test_a_calendar_without_working_days_is_refused_not_walked_for_ever():
    shut = Calendar(dict.fromkeys(days(date(2020, 1, 1), date(2022, 1, 1)), False))
    with pytest.raises(CalendarError):
        shut.add_workdays(date(2020, 1, 1), 1)


def test_cadences():
    fridays = spans(PLAIN, "每周五", date(2020, 4, 20), date(2020, 5, 20))
    assert fridays == [(date(2020, 4, 24),) * 2, (date(2020, 5, 8),) * 2, (date(2020, 5, 15),) * 2]
    assert spans(PLAIN, "每月", date(2020, 1, 20), date(2020, 3, 30)) == [
        (date(2020, 1, 20), date(2020, 1, 31)),
        (date(2020, 2, 1), date(2020, 2, 29)),
    ]
    assert spans(PLAIN, "每周", date(2020, 3, 7), date(2020, 3, 16)) == [
        (date(2020, 3, 9), date(2020, 3, 15))
    ]
    assert len(spans(PLAIN, "每日", date(2020, 1, 1), date(2020, 12, 31))) == 366
    assert len(spans(PLAIN, "每工作日", date(2020, 4, 20), date(2020, 4, 26))) == 6
    assert spans(PLAIN, "每周日", date(2020, 4, 20), date(2020, 5, 3)) == [(date(2020, 4, 26),) * 2]
    with pytest.raises(CalendarError):
        spans(PLAIN, "经常", date(2020, 1, 1), date(2020, 1, 2))
