"""The language of the search box: words, conditions, days; and any other text is only words."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianyan.ground.typed import Days, Said, Typed, bare_days, days_of, read

NAMES = {"单位", "状态", "日期"}
YEAR_2020 = Days("2020年", date(2020, 1, 1), date(2020, 12, 31))


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("停车 难", Typed("停车 难")),
        (
            "单位:住建局 状态：已答复 2020年",
            Typed(
                "",
                (
                    Said("单位", ("住建局",), "单位:住建局"),
                    Said("状态", ("已答复",), "状态：已答复"),
                ),
                (YEAR_2020,),
            ),
        ),
        (
            "停车 状态: 已答复、已办结 难",
            Typed("停车 难", (Said("状态", ("已答复", "已办结"), "状态: 已答复、已办结"),)),
        ),
        ('单位:"区 住建局"', Typed("", (Said("单位", ("区 住建局",), '单位:"区 住建局"'),))),
        ("关于:停车", Typed("关于:停车")),
        ("“单位:住建局” “2020年”", Typed("“单位:住建局” “2020年”")),
        ("2020年工作要点", Typed("2020年工作要点")),
        ("新单位:住建局", Typed("新单位:住建局")),
        ("单位:", Typed("单位:")),
        ("状态:、", Typed("状态:、")),
        ("2020 2020-12 第0123号", Typed("2020 2020-12 第0123号")),
        ("停车 2020年 难", Typed("停车 难", (), (YEAR_2020,))),
    ],
)
def test_a_typed_text(text: str, typed: Typed) -> None:
    assert read(text, NAMES) == typed


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2020", "2020-01-01", "2020-12-31"),
        ("2020年度", "2020-01-01", "2020-12-31"),
        ("２０２０年２月", "2020-02-01", "2020-02-29"),
        ("2020年3月2日", "2020-03-02", "2020-03-02"),
        ("2020-3", "2020-03-01", "2020-03-31"),
        ("2020-03-02", "2020-03-02", "2020-03-02"),
        ("2020年下半年", "2020-07-01", "2020-12-31"),
        ("2019年11月..2020-03-02", "2019-11-01", "2020-03-02"),
        ("..2020年3月", "0001-01-01", "2020-03-31"),
        ("2020..", "2020-01-01", "9999-12-31"),
    ],
)
def test_days(text: str, start: str, end: str) -> None:
    assert days_of(text) == Days(text, date.fromisoformat(start), date.fromisoformat(end))


@pytest.mark.parametrize(
    "text",
    ["", "..", "2020年13月", "2020-02-30", "2020..2019", "..20年", "20年", "0123", "九届四次"],
)
def test_what_are_no_days(text: str) -> None:
    assert days_of(text) is None


@pytest.mark.parametrize("text", ["2020", "2020-03", "2020年度", "930123"])
def test_what_may_be_a_number_is_no_day_by_itself(text: str) -> None:
    assert bare_days(text) is None


@given(st.text(max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    typed = read(text, NAMES)
    kept = re.sub(r"\s", "", typed.words) + "".join(
        re.sub(r"\s", "", one.text) for one in (*typed.said, *typed.days)
    )
    assert sorted(kept) == sorted(re.sub(r"[\s\0]", "", text))
    assert all(one.name in NAMES and one.values for one in typed.said)


@given(st.lists(st.sampled_from(["停车", "难", "单位:甲", "2020年", "“2020年”", "状态：乙、丙"])))
def test_each_piece_is_read_wherever_it_stands(pieces: list[str]) -> None:
    typed = read(" ".join(pieces), NAMES)
    conditions = {"单位:甲", "状态：乙、丙"}
    assert [one.text for one in typed.said] == [one for one in pieces if one in conditions]
    assert len(typed.days) == pieces.count("2020年")
    words = [one for one in pieces if one not in conditions and one != "2020年"]
    assert typed.words == " ".join(words)
