"""The grammar: what parses, into what, and what a wrong slot is told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianyan.reports.lexer import SlotError
from jianyan.reports.slots import parse, scan
from jianyan.reports.syntax import (
    Bracket,
    Broken,
    Claim,
    Compare,
    Covers,
    EachPart,
    Every,
    Filter,
    Label,
    LastYear,
    Lower,
    Name,
    OnTime,
    Printed,
    Prose,
    Slot,
    Sum,
    Words,
)

from . import masked


def bracket(*labels: str, dimension: str | None = None) -> Bracket:
    return Bracket(dimension, tuple(Label(label) for label in labels))


def value(source: str) -> object:
    found = parse(source)
    assert isinstance(found, Slot)
    return found.value


def condition(source: str) -> object:
    found = parse(f'声明({source}, "词")')
    assert isinstance(found, Claim)
    return found.condition


@pytest.mark.parametrize(
    ("source", "tree"),
    [
        ("提案.交办", Name("提案.交办")),
        ("提案.交办[城市交通]", Name("提案.交办", (bracket("城市交通"),))),
        (
            "建议.采纳[来源=协商|视察]",
            Name("建议.采纳", (bracket("协商", "视察", dimension="来源"),)),
        ),
        ("甲.乙[丙][来源=丁]", Name("甲.乙", (bracket("丙"), bracket("丁", dimension="来源")))),
        ("会议.次数[党组（扩大）会议]", Name("会议.次数", (bracket("党组（扩大）会议"),))),
        ("文本.下一步", Words("下一步")),
        ("上年(提案.交办)", LastYear(Name("提案.交办"))),
        ("提案.交办-上年（提案.交办）", Sum("-", Name("提案.交办"), LastYear(Name("提案.交办")))),
        ("低者(甲.乙， 丙.丁)", Lower(Name("甲.乙"), Name("丙.丁"))),
        ("甲 + 乙 - 丙", Sum("-", Sum("+", Name("甲"), Name("乙")), Name("丙"))),
        ("ａ．ｂ【丙｜丁】", Name("ａ．ｂ", (bracket("丙", "丁"),))),
    ],
)
def test_values(source: str, tree: object) -> None:
    found = value(source)
    if isinstance(tree, Name) and "ａ" in tree.text:
        tree = Name("a.b", tree.brackets)
    assert found == tree


def test_filters_with_and_without_argument() -> None:
    found = parse("责任.名单 ｜ 第（2） | 分列(大)")
    assert isinstance(found, Slot)
    assert found.filters == (Filter("第", "2"), Filter("分列", "大"))


@pytest.mark.parametrize(
    ("source", "tree"),
    [
        ("甲 = 乙", Compare(Name("甲"), "=", Name("乙"))),
        (
            "甲≥p且乙 >= p",
            Every((Compare(Name("甲"), ">=", Printed()), Compare(Name("乙"), ">=", Printed()))),
        ),
        ("逐项(甲 = 乙)", EachPart(Compare(Name("甲"), "=", Name("乙")))),
        ("覆盖(甲, 乙 或 丙)", Covers(Name("甲"), (Name("乙"), Name("丙")))),
        ("覆盖(上年(甲)，乙)", Covers(LastYear(Name("甲")), (Name("乙"),))),
        ("按期(甲[丁], 每周五)", OnTime(Name("甲", (bracket("丁"),)), "每周五")),
        ("按期(甲, 每天)", OnTime(Name("甲"), "每日")),
    ],
)
def test_conditions(source: str, tree: object) -> None:
    assert condition(source) == tree


def test_curly_quotes_and_wide_braces() -> None:
    (piece,) = scan("｛｛ 声明（提案.办复＝提案.交办，“全部”） ｝｝")
    assert isinstance(piece, Claim)
    assert piece.phrase == "全部"


def test_prose_and_slots_keep_their_places() -> None:
    text = "共{{ 提案.交办 }}件"
    assert [piece.place for piece in scan(text) if isinstance(piece, Prose)] == [(0, 1), (12, 13)]


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("提案.交办[城市", "第2行第9字，“提案.交办”之后：方括号没有关上，应有“]”。"),
        (
            "提案.交办 提案",
            "第2行第10字，“提案.交办”之后：应有“|”加格式、“+”、“-”，或就此结束，此处写的是“提案”。",
        ),
        (
            "甲|约",
            "第2行第6字，“甲|”之后：没有名为“约”的格式，可用的有万、余、汉字、低、高、至、各、分列、等、前、第、增减、分数。",
        ),
        ("甲|第", "第2行第6字，“甲|”之后：“第”后面要写第几或几个，如 第(3)。"),
        ("甲|万(2)", "第2行第6字，“甲|”之后：“万”后面不写括号。"),
        ("", "第2行第4字，取数处是空的，应写一个指标名称，如 提案.交办。"),
        ("低者(甲)", "第2行第8字，“低者(甲”之后：应有“,”和另一个指标，此处写的是“)”。"),
        (
            '声明(按期(甲, 每年), "词")',
            "第2行第13字，“声明(按期(甲,”之后：不认识周期“每年”，可写每日、每周、每周一、每周二、每周三、每周四、每周五、每周六、每周日、每月。",
        ),
        ("声明(甲 = 乙)", "第2行第12字，“声明(甲 = 乙”之后：应有“,”和要写出的词，此处写的是“)”。"),
        ("甲[乙||丙]", "第2行第5字，“甲”之后：方括号里缺少分项的名称。"),
    ],
)
def test_messages_name_the_place_and_what_was_expected(source: str, message: str) -> None:
    broken = [piece for piece in scan(f"标题\n甲{{{{{source}}}}}乙") if isinstance(piece, Broken)]
    assert [piece.message for piece in broken] == [message]


def test_a_brace_without_partner_is_told() -> None:
    assert [type(piece) for piece in scan("共{{ 提案.交办 件")] == [Prose, Broken, Prose]


@given(
    st.lists(
        st.sampled_from(
            [
                "{{",
                "}}",
                "｛｛",
                "提案.交办",
                "[",
                "]",
                "甲",
                "|",
                "余",
                "声明(",
                "“",
                "”",
                ")",
                ",",
                "且",
                "= 3",
                "%",
                "\n",
            ]
        )
    )
)
def test_no_text_is_lost_and_none_crashes(words: list[str]) -> None:
    text = "".join(words)
    at = 0
    for piece in scan(text):
        start, end = piece.place
        if isinstance(piece, Slot | Claim):
            start, end = start - 2, end + 2
        assert start == at < end
        at = end
    assert at == len(text)


def test_parse_raises_with_the_offset() -> None:
    with pytest.raises(SlotError) as error:
        parse("提案.交办 ？")
    assert error.value.at == 6


@pytest.mark.skipif(not masked.SHARED.exists(), reason=masked.ABSENT)
def test_all_expressions_of_both_lists() -> None:
    slots = [scan(row["expression"]) for row in masked.rows("slots")]
    claims = [scan(f"{{{{ {row['expression']} }}}}") for row in masked.rows("claims")]
    assert [[type(piece) for piece in pieces] for pieces in slots] == [[Slot]] * 166
    assert [[type(piece) for piece in pieces] for pieces in claims] == [[Claim]] * 21
