"""Candidates from decisions and from the vocabulary, similar texts, and what is said of a draft."""

from __future__ import annotations

import pytest

from jianyan.assist.alike import Text, clusters
from jianyan.assist.answered import untouched
from jianyan.assist.judging import ranked
from jianyan.assist.learning import Case, Learnt, learn
from jianyan.assist.structure import structure, vague

OPTIONS = {"traffic": "城市交通", "culture": "教科文卫", "other": "其他"}
BUSES = ("关于加密早高峰公交班次的建议", "早高峰公交车班次少，市民候车时间长，站台拥挤。")
SCHOOL = ("关于增加小学课后服务的建议", "小学放学早，家长下班晚，课后服务的教师和经费不足。")


def test_without_decisions_the_vocabulary_speaks() -> None:
    best = ranked(*BUSES, OPTIONS, Learnt())[0]
    assert (best.code, best.words[0], best.cases) == ("traffic", "公交", 0)


def test_nothing_is_said_of_what_is_like_nothing() -> None:
    assert ranked("关于建议的建议", "进一步做好有关工作。", OPTIONS, Learnt()) == []


def test_decisions_are_learnt_from_though_they_go_against_the_vocabulary() -> None:
    cases = [Case(*BUSES, "other") for _ in range(120)] + [
        Case(*SCHOOL, "culture") for _ in range(120)
    ]
    found = ranked(*BUSES, OPTIONS, learn(cases))
    assert (found[0].code, found[0].cases) == ("other", 120)
    assert "以往定为此项的120件" in found[0].why


def test_texts_of_one_matter_are_one_group() -> None:
    texts = {1: Text(*BUSES), 2: Text("加密早高峰公交班次", "公交车太挤。"), 3: Text(*SCHOOL)}
    assert clusters(texts) == [[1, 2]]


def test_a_suggestion_of_general_words_is_vague_and_one_with_a_measure_is_not() -> None:
    assert vague("进一步提高认识，加强领导，切实完善工作机制，营造良好氛围。") >= 0.5
    assert vague("由区交通委在早高峰加开15路公交车4班，今年6月底前试行。") == 0


def test_the_make_of_a_draft() -> None:
    found = structure(
        "关于停车的建议和关于绿化的建议",
        "停车难。" * 60,
        "",
        ["加强管理，提高认识，完善机制，落实责任，推进工作。"],
    )
    assert [one.label for one in found if not one.fault] == ["情况", "分析", "建议"]
    assert {one.label for one in found if one.fault} == {
        "没有分析", "建议偏少", "疑似不止一事", "建议空泛", "没有写明由谁办",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("title", "two"),
    [
        ("关于在望桥南路增设行人过街设施和加强学校食堂管理的提案", True),
        ("关于在望桥南路增设行人过街设施的提案", False),
        ("关于加强学校食堂管理和完善食堂管理制度的提案", False),
    ],
)
def test_two_matters_in_one_title(title: str, two: bool) -> None:
    found = structure(title, "情况。" * 60, "原因。" * 60, ["由区教育局每月检查一次。"])
    assert ("疑似不止一事" in {one.label for one in found}) == two


def test_what_a_reply_does_not_touch() -> None:
    asked = ["在幸福路小学门口加装红绿灯和人行横道线", "开通从地铁站到人民医院的社区巴士"]
    reply = "关于您提出的在幸福路小学门口加装信号灯一事，我局已会同学校现场勘查，拟于暑期加装红绿灯，并重新施划人行横道线，届时欢迎您监督。感谢您对交通工作的关心。"
    assert [one.order for one in untouched(asked, reply)] == [2]
    assert untouched(asked, "详见附件。") == []
