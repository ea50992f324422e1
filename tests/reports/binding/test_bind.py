"""What an old report's places are, and which figures they mean, rule by rule."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianyan.reports.binding.around import look_around
from jianyan.reports.binding.bind import Bound, TooMany, bind
from jianyan.reports.binding.dictionary import Dictionary, dictionary_of
from jianyan.reports.binding.making import composed, places_of, years
from jianyan.reports.binding.marks import masked
from jianyan.reports.binding.meaning import meanings
from jianyan.reports.binding.numbered import marks_of, numbered
from jianyan.reports.binding.offers import offers
from jianyan.reports.binding.signatures import KEEP, Agreed, Memory, signature


def first(text: str, memory: Memory | None = None) -> list[str]:
    """The best expression of each place; empty where none fits."""
    found = bind(text, dictionary_of(), memory)
    return [each.candidates[0].expression if each.candidates else "" for each in found]


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("交办提案X件", [("X", "件", True)]),
        ("捐款XX余万元", [("XX余万", "元", True)]),
        ("达到××%。", [("××%", "%", True)]),
        ("提案____件，信息（  ）条", [("____", "件", True), ("（  ）", "条", True)]),
        ("某区政协与XX社区", [("某", "", False), ("XX", "", False)]),
        ("落实X部署，到X路", [("X", "", False), ("X", "", False)]),
        ("使用X光机，编号A3X", []),
    ],
)
def test_masks(text: str, marks: list[tuple[str, str, bool]]) -> None:
    assert [(each.text, each.unit, each.number) for each in masked(text)] == marks


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("2020年5月共交办提案126件", [("126", "件")]),
        ("九届三次全会以来，捐款12.5万元", [("九", "届"), ("三", "次"), ("12.5万", "元")]),
        ("办复率98.5%，走访30余家", [("98.5%", "%"), ("30余", "家")]),
        ("联系2至5个委员组", [("2", "个"), ("5", "个")]),
        ("增强“四个意识”，落实八条", [("八", "条")]),
    ],
)
def test_numbers(text: str, marks: list[tuple[str, str]]) -> None:
    assert [(each.text, each.unit) for each in numbered(text)] == marks


def test_a_range_has_a_least_and_a_most() -> None:
    text = "每名党组成员联系2至5个委员组"
    assert first(text) == ["{{ 联系.每人委员组数 | 低 }}", "{{ 联系.每人委员组数 | 高 }}"]


def test_a_masked_report_is_read_by_its_masks() -> None:
    assert [each.text for each in marks_of("2020年交办X件，答复X件，四项制度")] == ["X", "X"]


def test_known_names_are_places_of_a_numbered_report() -> None:
    assert [each.text for each in marks_of("澜汀区交办126件，答复120件", {"澜汀": True})] == [
        "澜汀", "126", "120",
    ]  # fmt: skip


def test_a_known_name_is_sure() -> None:
    dictionary = Dictionary(dictionary_of().entries, {"政协.市名": "云陂"})
    found = bind("推动云陂发展，交办126件，答复3件。", dictionary)[0].candidates[0]
    assert (found.expression, found.score) == ("{{ 政协.市名 }}", 0.9)


def test_an_entry_of_a_list_is_known_by_its_name() -> None:
    listed = {"岩背村": ("帮扶.村.名单[产业] | 第(1)", "帮扶.村.名单 | 第(1)")}
    dictionary = Dictionary(dictionary_of().entries, {}, listed)
    found = bind("帮扶岩背村，交办提案126件，答复3件。", dictionary)[0]
    assert [(each.kind, each.expression) for each in found.candidates] == [
        ("list", "{{ 帮扶.村.名单[产业] | 第(1) }}"),
        ("list", "{{ 帮扶.村.名单 | 第(1) }}"),
    ]


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("共收到提案X件，立案X件。", ["{{ 提案.提交 }}", "{{ 提案.立案 }}"]),
        ("见面率和办复率均达到X%。", ["{{ 低者(提案.面商率, 提案.办复率) }}"]),
        ("满意率和基本满意率达到X%。", ["{{ 提案.满意率 + 提案.基本满意率 }}"]),
        ("立案提案X件，占提案总数的X%。", ["{{ 提案.立案 }}", "{{ 提案.立案率 }}"]),
        ("收到提案X件，比上年的X件增加X件。", ["{{ 提案.提交 }}", "{{ 上年(提案.提交) }}", ""]),
        ("与上年收到提案X件相比。", ["{{ 上年(提案.提交) }}"]),
        ("举行X次全体会议、X次协商座谈会。", ["{{ 会议.次数[全体会议] }}", "{{ 协商.举行 }}"]),
        ("区委X届X次全会", ["{{ 文本.届 }}", "{{ 文本.次 }}"]),
        ("区政协X届X次全会", ["{{ 届次.届 | 汉字 }}", "{{ 届次.次 | 汉字 }}"]),
        ("人大代表建议X件，全部办复。", [""]),
        ("召开党组会议、主席会议X次。", ["{{ 会议.次数[党组会议|主席会议] }}"]),
        ("委员捐款XX余万元。", ["{{ 捐赠.金额 | 万 | 余 }}"]),
        ("两项均未提交的X名，未提交信息的X名。", ["", ""]),
        ("委员捐款捐物总价值X亿元，其中资金X万元。", ["", "{{ 捐赠.金额 | 万 }}"]),
        ("全年委员捐款X亿元。", ["{{ 捐赠.金额 | 万 }}"]),
        ("走访慰问困难户，户均发放慰问金X元。", [""]),
        ("九届二次会议请假X名，出席率X%。", ["", ""]),
        ("九届二次会议以来，会议请假X人次，出席率X%。", [
            "{{ 会议.请假人次 }}", "{{ 会议.出席率 }}",
        ]),
        ("第九届常委会第十次会议出席率X%。", [""]),
        ("开展活动X次，其中“委员进社区”活动X场次。", ["{{ 活动.次数 }}", ""]),
        ("开展“委员进社区”活动X场次，“委员进校园”等活动X次。", ["", "{{ 活动.次数 }}"]),
        ("关于第0123号等X件重点提案，确定重点提案X件。", ["", "{{ 提案.重点 }}"]),
        ("立案X件，其中委员提案X件、集体提案X件，党派团体提案X件，界别小组提案X件。", [
            "{{ 提案.立案 }}",
            "{{ 提案.立案[提案者=委员个人|委员联名] }}",
            "{{ 提案.立案[提案者=党派|团体|界别|小组|专委会] }}",
            "{{ 提案.立案[提案者=党派|团体] }}",
            "{{ 提案.立案[提案者=界别|小组] }}",
        ]),
        ("立案X件，其中委员提案X件，联名提案X件。", [
            "{{ 提案.立案 }}", "{{ 提案.立案[提案者=委员个人] }}", "{{ 提案.立案[提案者=委员联名] }}",
        ]),
        ("立案X件，其中委员提案X件，其中联名提案X件。", [
            "{{ 提案.立案 }}", "{{ 提案.立案[提案者=委员个人|委员联名] }}",
            "{{ 提案.立案[提案者=委员联名] }}",
        ]),
        ("收到提案X件，立案提案X件。\n按类别分，城市交通类X件，教科文卫类X件。", [
            "{{ 提案.提交 }}", "{{ 提案.立案 }}",
            "{{ 提案.立案[城市交通] }}", "{{ 提案.立案[教科文卫] }}",
        ]),
        (
            "交办提案X件，其中城市交通类X件，乡村振兴类X件，其他X件。",
            [
                "{{ 提案.交办 }}",
                "{{ 提案.交办[城市交通] }}",
                "{{ 提案.交办[乡村振兴] }}",
                "{{ 提案.交办[其他] }}",
            ],
        ),
        ("区政协主席XXX听取了XX局的通报，XX区财政局、XX路工程有关人员参加，收到提案X件。", [
            "{{ 文本.空1 }}", "{{ 文本.空2 }}", "{{ 政协.区名 }}", "{{ 文本.路4 }}",
            "{{ 提案.提交 }}",
        ]),
        ("修订《XX》《XX》等X项制度。", [
            "{{ 制度.名单 | 第(1) }}", "{{ 制度.名单 | 第(2) }}", "{{ 制度.修订 }}",
        ]),
    ],
)  # fmt: skip
def test_what_is_meant(text: str, slots: list[str]) -> None:
    assert first(text) == slots


def test_what_is_not_sure_of_its_part_may_be_the_whole() -> None:
    found = bind("走访企业X家，收集问题X条。", dictionary_of())[1].candidates
    assert [each.figure for each in found] == ["意见.收集[企业]", "意见.收集"]


def test_a_sort_that_the_list_lacks_is_said_to_be_lacking() -> None:
    found = bind("交办提案X件，其中乡村振兴类X件。", dictionary_of())[1].candidates[0]
    assert (found.listed, "类别表中没有" in found.why) == (False, True)


def test_a_part_is_never_larger_than_its_total() -> None:
    text = "立案提案90件，撤回3件。其中，经济建设方面60件，文化建设方面95件。"
    assert first(text)[2:] == ["{{ 提案.立案[全国类别=经济建设] }}", ""]


# what was agreed to


def agreed(text: str, place: int, expression: str, on: str = "2025-12-01") -> Agreed:
    around = look_around(text, marks_of(text))[place]
    return Agreed(signature(around), expression, on)


def test_what_was_agreed_to_comes_first() -> None:
    memory = Memory([agreed("全年完成重要工作X项。", 0, "{{ 要点.完成 }}")])
    assert first("全年完成重要工作18项。", memory) == ["{{ 要点.完成 }}"]
    assert first("全年完成重要工作18项。") != ["{{ 要点.完成 }}"]


def test_what_was_agreed_to_be_kept_is_not_asked_again() -> None:
    text = "慰问老委员18人，交办提案5件。"
    memory = Memory([agreed(text, 0, "{{ 文本.旧 }}"), agreed(text, 0, KEEP)])
    found = places_of(text, bind(text, DICTIONARY, memory))
    assert [(each.bound.kept, each.asked, each.default) for each in found] == [
        ("2025-12-01", False, KEEP),
        ("", False, "{{ 提案.交办 }}"),
    ]


def test_more_places_than_a_report_has_are_refused() -> None:
    with pytest.raises(TooMany, match="空位和数超过1500处，请分成几篇再转。"):
        first("收到提案5件。" * 1501)
    with pytest.raises(TooMany, match="文中的数超过1500处，请分成几篇再核。"):
        meanings("收到提案5件。" * 1501, DICTIONARY)


def test_the_latest_agreement_counts() -> None:
    old = agreed("慰问老委员X人。", 0, "{{ 文本.旧 }}", "2024-12-01")
    new = agreed("慰问老委员X人。", 0, "{{ 帮扶.受益人数 }}", "2025-12-01")
    assert first("慰问老委员9人。", Memory([new, old])) == ["{{ 帮扶.受益人数 }}"]


def test_a_wording_nearly_the_same_is_known_again() -> None:
    memory = Memory([agreed("一年来，共走访慰问离退休老委员X人，", 0, "{{ 文本.老委员 }}")])
    assert first("一年来，累计走访慰问离退休老委员12人，", memory) == ["{{ 文本.老委员 }}"]
    assert first("组织老委员书画展12场，", memory) != ["{{ 文本.老委员 }}"]


# the template that is made


def test_the_text_is_made_with_what_was_chosen() -> None:
    text = "一、提案\n交办提案X件，办复X件。"
    found = bind(text, dictionary_of())
    chosen = [(found[0], "{{ 提案.交办 }}"), (found[1], KEEP)]
    assert composed(text, chosen) == "一、提案\n交办提案{{ 提案.交办 }}件，办复X件。"
    assert [place.heading for place in places_of(text, found)] == ["一、提案"] * 2


def test_years_follow_the_report() -> None:
    text = "2020年工作总结\n2020年5月交办提案X件。2021年，2017-2020年，2019年。"
    found = bind(text, dictionary_of())
    assert composed(text, [(found[0], "{{ 提案.交办 }}")], years(text)) == (
        "{{ 文本.年度 }}年工作总结\n2020年5月交办提案{{ 提案.交办 }}件。"
        "{{ 文本.次年 }}年，2017-2020年，2019年。"
    )


words = st.text(
    st.sampled_from("提案立案交办信息X某余万件条个次%，。、一《》“”\n区（）12"), max_size=60
)


@given(words)
def test_any_text_is_read_in_order_and_kept_whole(text: str) -> None:
    found: list[Bound] = bind(text, DICTIONARY)
    ends = [(each.mark.start, each.mark.end) for each in found]
    assert ends == sorted(ends)
    assert all(start < end <= after for (start, end), (after, _) in pairwise(ends))
    assert all(text[each.mark.start : each.mark.end] == each.mark.text for each in found)
    assert composed(text, [(each, KEEP) for each in found]) == text


DICTIONARY = dictionary_of()


def test_a_breakdown_is_offered_for_the_parts_of_one_figure() -> None:
    text = "完成协商16项，其中专题协商6项、对口协商10项，全部完成；占比分别为37.5%、62.5%。"
    dictionary = dictionary_of()
    found = offers(text, places_of(text, bind(text, dictionary)), lambda slot: True)
    assert [(each.words, each.expression) for each in found] == [
        ("专题协商6项、对口协商10项", "{{ 协商.完成 | 分列 }}"),
        ("全部", '{{ 声明(协商.完成 = 协商.计划项数, "全部") }}'),
    ]
    assert offers(text, places_of(text, bind(text, dictionary)), lambda slot: False) == []
