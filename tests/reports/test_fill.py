"""Filling: text, slots, claims and blanks in the shapes of the command line."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jianyan.reports.fill import fill, tidy_text

from .cases import register


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("共{{ 提案.交办 }}件", "共59件"),
        ("其中{{ 提案.交办[城市交通] }}件", "其中18件"),
        ("其中{{ 提案.交办[城市交通|其他] }}件", "其中27件"),
        ("{{ 提案.交办 | 分列 }}", "城市建设管理类32件、城市交通类18件、其他9件"),
        ("捐款{{ 捐赠.金额 | 万 | 余 }}元", "捐款120余万元"),
        ("满意的占{{ 提案.满意率 + 提案.基本满意率 }}", "满意的占96.5%"),
        ("均达{{ 低者(提案.面商率, 提案.办复率) }}", "均达98.3%"),
        ("比上年{{ 提案.交办 - 上年(提案.交办) | 增减 }}", "比上年增加54件"),
        ("{{ 届次.届 | 汉字 }}届", "九届"),
        ("各{{ 活动.期数[道德讲堂|文化讲堂] | 各 }}期", "各4期"),
        ("到{{ 责任.社区.名单 | 第(1) }}社区", "到新河社区"),
        ("到{{ 责任.社区.名单 | 等(1) }}地", "到新河社区等地"),
        ("每人{{ 联系.每人委员组数 | 低 }}至{{ 联系.每人委员组数 | 高 }}个", "每人2至5个"),
        ("{{ 文本.下一步 }}", "一、努力。\n二、再努力。"),
        ("{{ 文本.年度 }}年，{{ 文本.截止日 }}止", "2020年，2020年12月31日止"),
    ],
)
def test_texts(template: str, text: str) -> None:
    assert fill(template, register(), {"下一步": " 一、努力。\r\n\r\n  二、再努力。"}).text == text


def test_json() -> None:
    filled = fill(
        '{{政协.区名}}共交办{{ 提案.交办 }}件，{{声明(提案.办复=提案.交办,"全部")}}办复', register()
    )
    assert filled.text == "澜汀共交办59件，全部办复"
    assert filled.as_json() == {
        "text": "澜汀共交办59件，全部办复",
        "slots": [
            {"slot": 1, "start": 0, "expression": "{{ 政协.区名 }}", "text": "澜汀", "value": "澜汀", "rows": 1, "flag": None},
            {"slot": 2, "start": 5, "expression": "{{ 提案.交办 }}", "text": "59", "value": 59, "rows": 59, "flag": None},
        ],
        "claims": [
            {
                "phrase": "全部", "holds": True, "detail": "提案.办复为59件，提案.交办为59件，前者等于后者。", "start": 9,
                "expression": '声明(提案.办复=提案.交办,"全部")', "printed": True, "evident": False, "breaks": [], "reason": None,
            }
        ],
        "blank": 0,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("template", "value"),
    [
        ("{{ 提案.办复率 }}", {"num": 58, "den": 59, "percent": "98.3"}),
        ("{{ 联系.每人委员组数 | 低 }}", [2, 5]),
        ("{{ 捐赠.金额 }}", "1245100.5"),
        ("{{ 责任.社区.名单 }}", ["新河社区", "东关社区"]),
        ("{{ 文本.没有 }}", None),
    ],
)
def test_values_in_json(template: str, value: object) -> None:
    slots = fill(template, register()).as_json()["slots"]
    assert isinstance(slots, list)
    assert slots[0]["value"] == value


def test_blanks_and_flags() -> None:
    template = "{{ 走访.企业.名单 }}{{ 走访.企业 }}{{ 文本.无 }}{{ 无此.指标 }}{{ 提案.满意率 + 提案.办复率 }}{{ 坏 坏 }}"
    filled = fill(template, register())
    assert [(slot.text, slot.flag) for slot in filled.slots] == [
        ("（待填）", "无记录"),
        ("0", "无记录"),
        ("（待填）", "缺少文字"),
        ("（待填）", "没有名为“无此.指标”的指标。"),
        ("（待填）", "两个比率的分母不同（57 与 59），不能相加。"),
        (
            "（待填）",
            "第1行第73字，“坏”之后：应有“|”加格式、“+”、“-”，或就此结束，此处写的是“坏”。",
        ),
    ]
    assert filled.blank == 5


def test_a_claim_that_fails_is_withheld_until_a_person_lets_it_stand() -> None:
    template = '计划{{ 声明(协商.完成 = 协商.计划项数, "全部") }}完成'
    expression = '声明(协商.完成 = 协商.计划项数, "全部")'
    withheld = fill(template, register())
    assert (withheld.text, withheld.claims[0].breaks) == ("计划完成", ("议题13",))
    stands = fill(template, register(), stands={expression: "余下一项已并入他项"})
    assert (stands.text, stands.claims[0].holds) == ("计划全部完成", False)


def test_each_figure_is_read_once() -> None:
    found = register()
    fill("{{ 提案.交办 }}{{ 提案.交办 }}{{ 提案.交办 | 余 }}{{ 政协.区名 }}", found)
    assert found.asked == ["提案.交办", "政协.区名"]


def test_tidy_text() -> None:
    assert tidy_text("\ufeff题\r\n\r\n　　一、甲 \n\x0b乙\x01\n") == "题\n一、甲\n乙"


VALUES = (
    "提案.交办",
    "提案.办复率",
    "政协.区名",
    "责任.社区.名单",
    "联系.每人委员组数",
    "走访.企业.名单",
    "文本.无",
    "捐赠.金额",
)
SHAPES = ("{}", "{} | 余", "{} | 万", "{} | 万 | 余", "{} | 汉字", "{} | 至", "{} | 各", "{} | 分列", "{} | 第(1)", "{} | 分数",
          "上年({})", "{} - 上年({}) | 增减", "低者({}, {})", "{} + {}", "{}[城市交通]", '声明({} = {}, "词")',
          '声明(逐项({} = {}), "词")', '声明(覆盖({}, {}), "词")', '声明(按期({}, 每月), "词")', '声明({} >= p, "词")')  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(SHAPES), st.sampled_from(VALUES)), max_size=4))
def test_filling_never_fails_and_offsets_hold(made: list[tuple[str, str]]) -> None:
    template = "共".join(f"{{{{ {shape.replace('{}', name)} }}}}" for shape, name in made)
    filled = fill(template, register())
    assert all(filled.text[slot.start : slot.end] == slot.text for slot in filled.slots)
    assert all(
        filled.text[claim.start : claim.end] == claim.phrase
        for claim in filled.claims
        if claim.printed
    )
