"""Suggestions told one from another, however their proposer counts them."""

from __future__ import annotations

import pytest

from jianyan.ground.paper_parts import parse

HEAD = "调研情况：背街没有路灯。问题分析：没有列入计划。具体建议："
TWO = "列入明年计划。\n先在路口加装。"


def suggestions(text: str) -> str:
    return str(parse([HEAD + text])["suggestions"])


@pytest.mark.parametrize(
    "text",
    [
        "一、列入明年计划。二、先在路口加装。",
        "（一）列入明年计划。（二）先在路口加装。",
        "1、列入明年计划。2、先在路口加装。",
        "1.列入明年计划。2.先在路口加装。",
        "１．列入明年计划。２．先在路口加装。",
        "（1）列入明年计划。（2）先在路口加装。",
        "1）列入明年计划。2）先在路口加装。",
        "一是列入明年计划。二是先在路口加装。",
        "第一，列入明年计划。第二，先在路口加装。",
        "首先，列入明年计划。其次，先在路口加装。",
        "①列入明年计划。②先在路口加装。",
        "建议1：列入明年计划。建议2：先在路口加装。",
        "为此建议：\n1、列入明年计划。\n2、先在路口加装。",
        "列入明年计划。\n先在路口加装。",
    ],
)
def test_every_way_of_counting(text: str) -> None:
    assert suggestions(text) == TWO


def test_the_outermost_way_of_counting_tells_them_apart() -> None:
    text = "一、列入计划。（1）查清底数。（2）安排1.5亿元。二、先在路口加装。一是主路；二是背街。"
    assert suggestions(text).splitlines() == [
        "列入计划。（1）查清底数。（2）安排1.5亿元。",
        "先在路口加装。一是主路；二是背街。",
    ]


def test_a_heading_stays_apart_from_its_text() -> None:
    assert suggestions("1、列入计划\n由住建局列入。\n2、加装\n先装路口。").splitlines() == [
        "列入计划 由住建局列入。",
        "加装 先装路口。",
    ]


def test_what_leads_up_to_the_suggestions_is_kept() -> None:
    why = "路灯关系出行安全，也是群众多年的期盼，各方面对此都已有共识，为此提出以下建议："
    found = parse([f"{HEAD}{why}一、列入计划。二、加装。"])
    assert found["analysis"] == f"没有列入计划。\n{why}"
    assert found["suggestions"] == "列入计划。\n加装。"


def test_numbers_in_a_sentence_count_nothing() -> None:
    text = "安装路灯68.5盏，第一批在2.3公里的主路上，由十一、二位师傅施工。"
    assert suggestions(text) == text


def test_only_the_paper_s_headings_part_its_text() -> None:
    text = "一、查清原因。主要问题：线路老化。二、限期更换。措施：分段停电。"
    assert suggestions(text).splitlines() == [
        "查清原因。主要问题：线路老化。", "限期更换。措施：分段停电。",
    ]  # fmt: skip


def test_opinions_are_suggestions_too() -> None:
    text = "调研情况：没有路灯。问题分析：没有计划。具体意见：一是列入。二是加装。"
    assert parse([text])["suggestions"] == "列入。\n加装。"


def test_a_first_line_without_end_is_the_title() -> None:
    found = parse(["让背街亮起来", HEAD + TWO])
    assert (found["title"], found["situation"]) == ("让背街亮起来", "背街没有路灯。")


def test_numbers_that_lost_their_full_stops_are_told_apart() -> None:
    assert suggestions("一、列入明年计划二、先在路口加装") == "列入明年计划\n先在路口加装"


@pytest.mark.parametrize(
    ("told", "asked"),
    [
        ("背街没有路灯。为此，建议区城管局列入明年计划。", "区城管局列入明年计划。"),
        ("背街没有路灯。\n建议由区城管局列入明年计划。", "由区城管局列入明年计划。"),
        ("背街没有路灯，建议：\n1、列入计划。\n2、先装路口。", "列入计划。\n先装路口。"),
        ("背街没有路灯，呼吁区城管局列入计划。", "区城管局列入计划。"),
        (
            "背街没有路灯。\n首先，要列入计划，建议今年办。其次，先装路口。",
            "要列入计划，建议今年办。\n先装路口。",
        ),
    ],
)
def test_a_text_without_headings_is_parted_where_it_asks(told: str, asked: str) -> None:
    found = parse(["关于背街路灯的提案", *told.split("\n")])
    assert (found["situation"].rstrip("，。"), found["suggestions"]) == ("背街没有路灯", asked)


def test_a_long_reason_is_no_title() -> None:
    paper = [
        "题 目 关于背街路灯的提案",
        f"案由：{'背街没有路灯，' * 8}夜间出行不便。",
        "建议：列入计划。",
    ]
    found = parse(paper)
    assert (found["title"], found["situation"][:6]) == ("关于背街路灯的提案", "背街没有路灯")
