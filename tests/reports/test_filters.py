"""Every case of reference/filters.md, and what holds of 万 and 余 for all numbers."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianyan.kernel.errors import FigureError
from jianyan.kernel.values import Rate, Span, Value
from jianyan.reports.filters import BLANK, Shown, drop_ending, shown
from jianyan.reports.numbers import chinese, in_wan, over, over_wan
from jianyan.reports.reader import Part, PartReading
from jianyan.reports.readings import Amount
from jianyan.reports.syntax import Filter


def printed(value: Value, *filters: str, unit: str = "件", rows: int = 5) -> str:
    made = [Filter(*name.rstrip(")").split("(")) for name in filters]
    return shown(Amount(value, rows, unit), made).text


@pytest.mark.parametrize(
    ("value", "filters", "text"),
    [
        (124_500, "万", "12.45万"), (80_000, "万", "8万"), (3_000, "万", "3000"), (10_000, "万", "1万"),
        (1_234, "余", "1200余"), (126, "余", "120余"), (120, "余", "120"), (57, "余", "50余"), (9, "余", "9"),
        (10, "余", "10"), (0, "余", "0"), (Decimal("10.5"), "余", "10余"),
        (1_245_000, "万 余", "120余万"), (100_004, "万 余", "10余万"), (1_200_000, "万 余", "120万"),
        (34_500, "万 余", "3万余"), (30_000, "万 余", "3万"), (3_210, "万 余", "3200余"),
        (9, "汉字", "九"), (12, "汉字", "十二"), (20, "汉字", "二十"), (105, "汉字", "一百零五"),
        (Span(2, 5), "低", "2"), (Span(2, 5), "高", "5"), (Span(2, 5), "至", "2至5"), (Span(3, 3), "至", "3"),
        (12, "增减", "增加12件"), (-12, "增减", "减少12件"), (0, "增减", "持平"), (-24_500, "万 增减", "减少2.45万件"),
        (Rate(176, 180), "分数", "176/180"),
        (["甲", "乙", "丙", "丁"], "等(3)", "甲、乙、丙等"), (["甲", "乙", "丙"], "等(3)", "甲、乙、丙"),
        (["甲", "乙", "丙"], "前(2)", "甲、乙"), (["甲", "乙", "丙"], "第(2)", "乙"),
    ],
)  # fmt: skip
def test_cases(value: Value, filters: str, text: str) -> None:
    assert printed(value, *filters.split()) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (180, "180"), (Decimal("124500.50"), "124500.5"), (Rate(176, 180), "97.8%"), (Rate(1, 1), "100%"),
        (Rate(19, 20), "95%"), (Rate(1969, 2000), "98.5%"), ("澜汀", "澜汀"), (["甲", "乙"], "甲、乙"),
    ],
)  # fmt: skip
def test_defaults(value: Value, text: str) -> None:
    assert printed(value) == text


@pytest.mark.parametrize("value", [None, [], "", Rate(0, 0)])
def test_nothing_is_to_be_filled_in(value: Value) -> None:
    assert shown(Amount(value, 0, "件")) == Shown(BLANK, "无记录")


def test_a_count_of_nothing_prints_nought_and_is_flagged() -> None:
    assert shown(Amount(0, 0, "件")) == Shown("0", "无记录")


def test_fewer_than_asked_is_flagged() -> None:
    assert shown(Amount(["甲"], 1), [Filter("第", "2")]) == Shown(BLANK, "名单不足")


@pytest.mark.parametrize(
    ("values", "expected"), [((4, 4, 4, 4), Shown("4")), ((3, 5, 4), Shown("3至5", "各项不等"))]
)
def test_each(values: tuple[int, ...], expected: Shown) -> None:
    each = [Amount(value, value, "期") for value in values]
    assert shown(Amount(sum(values), 9, "期"), [Filter("各")], each) == expected


def test_each_of_rates() -> None:
    each = [Amount(Rate(num, 10), 10, "%") for num in (9, 8)]
    assert shown(each[0], [Filter("各")], each) == Shown("80%至90%", "各项不等")


def listed(total: int, *parts: tuple[str, int], argument: str | None = None) -> Shown:
    found = tuple(
        PartReading(Part(label, label, suffix="类"), number, number) for label, number in parts
    )
    return shown(Amount(total, total, "件", parts=found), [Filter("分列", argument)])


def test_parts_in_order_with_the_other_last() -> None:
    parts = ("城市建设管理", 32), ("其他", 9), ("教科文卫", 0), ("城市交通", 18)
    assert listed(59, *parts) == Shown("城市建设管理类32件、城市交通类18件、其他9件")


def test_parts_largest_first() -> None:
    parts = ("城市交通", 18), ("其他", 40), ("城市建设管理", 32)
    assert listed(90, *parts, argument="大") == Shown(
        "城市建设管理类32件、城市交通类18件、其他40件"
    )


def test_parts_close_to_the_total() -> None:
    assert listed(20, ("城市交通", 18)) == Shown("城市交通类18件、未分类2件", "分项之和与总数不符")


def test_lower_is_flagged_when_the_two_print_differently() -> None:
    one, other = Amount(Rate(89, 90), 90), Amount(Rate(180, 180), 180)
    assert shown(Amount(one.value, 90, pair=(one, other))) == Shown("98.9%", "两数不同")
    assert shown(Amount(one.value, 90, pair=(one, one))) == Shown("98.9%")


@pytest.mark.parametrize(
    ("name", "following", "text"),
    [
        ("新河社区", "社区和", "新河"), ("新河社区", "和", "新河社区"), ("社区", "社区的", "社区"),
        ("锦河街道", "办事处", "锦河街道"), ("青石镇", "镇消费", "青石"),
    ],
)  # fmt: skip
def test_a_name_drops_the_ending_that_the_text_has(name: str, following: str, text: str) -> None:
    assert drop_ending(name, following) == text


@pytest.mark.parametrize(
    ("value", "filter_name"),
    [
        (Rate(1, 2), "余"),
        (["甲"], "余"),
        (Span(1, 2), "万"),
        ("文字", "汉字"),
        (3, "低"),
        (Decimal("1.5"), "汉字"),
    ],
)
def test_a_filter_that_does_not_fit_is_never_ignored(value: Value, filter_name: str) -> None:
    with pytest.raises(FigureError):
        printed(value, filter_name)


number = st.integers(0, 10**12)


@given(number)
def test_wan_is_within_half_a_hundred(value: int) -> None:
    text = in_wan(value)
    if value < 10_000:
        assert text == str(value)
    else:
        said = Decimal(text.removesuffix("万"))
        assert said == (Decimal(value) / 10_000).quantize(Decimal("0.01"), ROUND_HALF_UP)


@given(number)
def test_over_never_says_more_than_there_is(value: int) -> None:
    text = over(value)
    said = int(text.removesuffix("余"))
    assert said <= value
    assert (said == value) == (not text.endswith("余"))
    assert len(str(said).rstrip("0")) <= (2 if value >= 100 else 1) or value == said


@given(number)
def test_over_wan_never_says_more_than_there_is(value: int) -> None:
    text = over_wan(value)
    said = int(text.replace("余", "").replace("万", "")) * (10_000 if "万" in text else 1)
    assert said <= value
    assert (said == value) == ("余" not in text)
    assert Fraction(said) > Fraction(value) * Fraction(1, 2) or value < 10
    if value >= 100_000 and "余" in text:
        assert text.endswith("余万")
    elif value >= 10_000 and "余" in text:
        assert text.endswith("万余")


@given(st.integers(1, 9_999_999))
def test_chinese_numerals_read_back(value: int) -> None:
    digits = {char: at for at, char in enumerate("零一二三四五六七八九")}
    total = section = current = 0
    for char in chinese(value):
        if char in digits:
            current = digits[char]
        elif char == "万":
            total, section, current = (section + current) * 10_000, 0, 0
        else:
            section += (current or 1) * {"十": 10, "百": 100, "千": 1000}[char]
            current = 0
    assert total + section + current == value
