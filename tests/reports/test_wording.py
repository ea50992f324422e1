"""Checking a text's own arithmetic: numbers, relations, verdicts."""

from fractions import Fraction

import pytest

from jianyan.reports.wording.examine import MOST, examine
from jianyan.reports.wording.quantities import plain_signs, quantities


def relations(text: str) -> list[tuple[str, str]]:
    return [(each.expression, each.result) for each in examine(text).checks if each.expression]


@pytest.mark.parametrize(
    ("text", "value", "unit", "approx"),
    [
        ("收到１２６件", 126, "件", False),
        ("捐款1,234.5万元", 12_345_000, "元", False),
        ("走访30多家", 30, "家", True),
        ("二十三名委员", 23, "名", False),
        ("约占三成", 30, "%", True),
        ("参与2300余人次", 2300, "人次", True),
        ("不低于百分之六十", 60, "%", False),
    ],
)
def test_a_number_is_read_with_its_unit(text: str, value: int, unit: str, approx: bool) -> None:
    found = [(each.value, each.unit, each.approx) for each in quantities(plain_signs(text))]
    assert found == [(Fraction(value), unit, approx)]


@pytest.mark.parametrize(
    "text",
    ["2020年3月15日下午5时", "十四届三次会议", "第0123号提案", "“四个意识”", "一批项目", "前五名"],
)
def test_dates_ordinals_and_set_phrases_are_no_quantities(text: str) -> None:
    assert quantities(plain_signs(text)) == []


def test_parts_and_shares_are_checked() -> None:
    text = "共收到提案134件，立案129件，作为意见处理的5件，占提案总数的6%。"
    assert relations(text) == [("134=129+5", "ok"), ("5/134=6%", "contradiction")]
    (check,) = examine("投入1351.30万元，其中一期723.40万元，二期527.90万元。").accused
    assert check.message.startswith("2项相加为1251.30万元，总数写的是1351.30万元，少100.00万元：")


@pytest.mark.parametrize(
    "text",
    [
        f"收到提案{'9' * 5000}件，立案{'八' * 5000}件，占{'1' * 5000}%",
        f"增长0.{'3' * 5000}%，共1{',999' * 2000}件",
        "收到提案0件，立案0件，立案率100%，占0%，其中A类0件、B类0件，分别占0件的50%、50%",
        "“" * 3000 + "（" * 3000,
        "占50%，" * 100,
        "",
    ],
)
def test_what_nobody_would_write_is_read_without_a_word(text: str) -> None:
    assert not examine(text).accused


def test_a_very_long_text_is_checked_as_far_as_said() -> None:
    line = "立案150件，其中经济类80件、社会类60件、文化类9件。\n"
    found = examine(line * (MOST // 4 + 1))
    assert found.until == len(line) * (MOST // 4) + line.index("150")
    assert len(found.accused) == MOST // 4
