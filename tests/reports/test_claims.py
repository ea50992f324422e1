"""Claims: when they hold, what breaks them, and what they say."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from jianyan.reports.claims import Verdict, judge, printed_number
from jianyan.reports.fill import fill, judged
from jianyan.reports.reader import Post
from jianyan.reports.readings import Readings
from jianyan.reports.slots import parse, scan
from jianyan.reports.syntax import Claim

from .cases import people, rate, register
from .register import Entry, Register, Row, figure, parts


def verdict(condition: str, reader: Register) -> Verdict:
    claim = parse(f'声明({condition}, "词")')
    assert isinstance(claim, Claim)
    return judge(claim.condition, Readings(reader))


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("提案.办复 = 提案.交办", True), ("协商.完成 = 协商.计划项数", False), ("协商.完成 >= 13", True),
        ("协商.完成 <= 12", False), ("提案.办复率 >= 95%", True), ("提案.面商率 = 提案.办复率", False),
        ("提案.办复 = 提案.交办 且 协商.完成 >= 14", False), ("走访.企业 = 走访.企业", False),
    ],
)  # fmt: skip
def test_comparison(condition: str, expected: bool) -> None:
    assert verdict(condition, register()).holds is expected


def test_comparison_names_what_breaks_it() -> None:
    assert verdict("协商.完成 = 协商.计划项数", register()) == Verdict(
        False, "协商.完成为13项，协商.计划项数为14项，前者不等于后者，差在议题13。", ("议题13",)
    )


def test_an_empty_left_side_does_not_hold_and_is_flagged() -> None:
    found = verdict("走访.企业 = 走访.企业", register())
    assert (found.holds, found.empty) == (False, True)


def test_coverage() -> None:
    assert verdict("覆盖(党组成员, 学习.党课主讲人)", register()) == Verdict(
        False, "“党组成员”共3个，其中1个不见于“学习.党课主讲人”：丙。", ("丙",)
    )
    assert verdict("覆盖(党组成员, 学习.党课主讲人 或 学习.代讲人)", register()).holds


def test_coverage_of_different_models_is_refused() -> None:
    found = verdict("覆盖(党组成员, 协商.完成)", register())
    assert (found.holds, found.detail) == (False, "“覆盖”的各项所指不是同一种人或事，请改模板。")


def test_coverage_of_nobody_does_not_hold() -> None:
    assert verdict(
        "覆盖(党组成员, 学习.党课主讲人)",
        Register().add(people("党组成员"), people("学习.党课主讲人")),
    ).empty


def test_last_year_by_name_or_by_call() -> None:
    look_back = people("提案.回头看", "旧一")
    replies = Entry(look_back.info.__class__(**{**_fields(look_back), "name": "提案.乙类答复"}))
    replies.before = [Row("旧一", subject="旧一"), Row("旧二", subject="旧二")]
    reader = Register().add(look_back, replies)
    for name in ("上年提案.乙类答复", "上年(提案.乙类答复)"):
        assert verdict(f"覆盖({name}, 提案.回头看)", reader).breaks == ("旧二",)


def _fields(entry: Entry) -> dict[str, object]:
    return {name: getattr(entry.info, name) for name in entry.info.__dataclass_fields__}


def test_part_by_part() -> None:
    items = parts("口罩", "测温仪")
    given = figure("捐赠.数量", "sum", "", own="物品", splits={"物品": items})
    handed = figure("捐赠.发放数量", "sum", "", own="物品", splits={"物品": items})
    gifts = [Row("一", 100, codes={"物品": "x口罩"}), Row("二", 3, codes={"物品": "x测温仪"})]
    reader = Register().add(Entry(given, gifts), Entry(handed, gifts))
    assert verdict("逐项(捐赠.发放数量 = 捐赠.数量)", reader).holds
    reader.add(Entry(handed, [Row("一", 103, codes={"物品": "x口罩"})]))
    assert verdict("逐项(捐赠.发放数量 = 捐赠.数量)", reader).breaks == (
        "口罩（103与100）",
        "测温仪（0与3）",
    )


def test_every_month_tells_the_gap_and_waits_for_the_month_to_end() -> None:
    reader = register()
    assert verdict("按期(学习.次数, 每月)", reader).breaks == ("2020年3月",)
    reader.known_until = date(2020, 3, 30)
    assert verdict("按期(学习.次数, 每月)", reader) == Verdict(
        True, "“学习.次数”每月应有2次，均有记录。"
    )


def test_every_friday_that_is_a_working_day() -> None:
    reader = Register(
        first=date(2020, 5, 1), last=date(2020, 5, 31), holidays=frozenset({date(2020, 5, 1)})
    )
    days = [date(2020, 5, 8), date(2020, 5, 15), date(2020, 5, 22)]
    reader.add(Entry(figure("活动.次数"), [Row(str(day), day=day) for day in days]))
    assert verdict("按期(活动.次数, 每周五)", reader).breaks == ("2020年5月29日",)


def test_a_post_without_any_row_is_seen() -> None:
    first, last = date(2020, 2, 1), date(2020, 2, 29)
    walked = frozenset(first + timedelta(days=at) for at in range(29) if at not in (4, 5))
    posts = [
        Post("新河社区", first, last, walked),
        Post("东关社区", date(2020, 2, 28), None, frozenset()),
    ]
    reader = Register(known_until=last).add(Entry(figure("责任.巡查", has_posts=True), posts=posts))
    found = verdict("按期(责任.巡查, 每日)", reader)
    assert found.breaks == (
        "新河社区 2020年2月5日至2020年2月6日",
        "东关社区 2020年2月28日至2020年2月29日",
    )
    assert found.detail.startswith("“责任.巡查”每日应有31次，2个点位，缺：")


def test_p_is_the_number_the_next_slot_prints() -> None:
    template = '{{ 声明(提案.面商率 >= p, "达") }}{{ 提案.办复率 }}'
    reader = register().add(rate("提案.面商率", 89, 90), rate("提案.办复率", 989, 1000))
    assert fill(template, reader).claims[0].holds  # 98.9 % as both print, though 89/90 is less
    reader.add(rate("提案.面商率", 88, 90))
    assert fill(template, reader).claims[0].detail == "提案.面商率为97.8%，小于文中的98.9%。"


def test_before_the_lower_of_the_same_figures_it_holds_by_itself() -> None:
    template = '{{ 声明(提案.面商率 >= p 且 提案.办复率 >= p, "均") }}达{{ 低者(提案.面商率, 提案.办复率) }}'
    found = fill(template, register())
    assert (found.text, found.claims[0].evident) == ("均达98.3%", True)


NO_RATE = "没有应计的记录，没有比率可写，请改写这一句。"


@pytest.mark.parametrize(
    ("met", "answered", "text", "detail"),
    [
        ((0, 5), (0, 5), "均为0%", "提案.面商率为0%，不小于文中的0%。提案.办复率为0%，不小于文中的0%。"),
        ((0, 5), (3, 5), "为0%", "提案.办复率为60%，大于文中的0%。"),
        ((0, 0), (0, 0), "达到（待填）", f"提案.面商率{NO_RATE}提案.办复率{NO_RATE}"),
    ],
)  # fmt: skip
def test_nothing_is_reached_by_a_rate_of_nought_nor_by_none(
    met: tuple[int, int], answered: tuple[int, int], text: str, detail: str
) -> None:
    template = '{{ 声明(提案.面商率 >= p 且 提案.办复率 >= p, "均") }}达到{{ 低者(提案.面商率, 提案.办复率) }}'
    found = fill(
        template, register().add(rate("提案.面商率", *met), rate("提案.办复率", *answered))
    )
    assert (found.text, found.claims[0].detail) == (text, detail)
    assert found.claims[0].holds is (text == "均为0%")
    assert found.text[found.slots[0].start :] == found.slots[0].text


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("98.9%", 989),
        ("120余万", 12_000_000),
        ("3万余", 300_000),
        ("180", 1800),
        ("（待填）", None),
    ],
)
def test_printed_number(text: str, number: int | None) -> None:
    found = printed_number(text)
    assert (None if found is None else found * 10) == number


def test_one_claim_judged_by_itself_says_what_the_filled_text_says() -> None:
    template = (
        '面商{{ 声明(提案.面商率 >= p, "达") }}{{ 提案.办复率 }}，计划{{ 声明(协商.完成 = 协商.计划项数, "全部") }}完成，'
        '{{ 声明(提案.面商率 >= p 且 提案.办复率 >= p, "均") }}达{{ 低者(提案.面商率, 提案.办复率) }}'
    )
    pieces, filled = scan(template), fill(template, register())
    places = [at for at, piece in enumerate(pieces) if isinstance(piece, Claim)]
    alone = [judged(pieces, at, Readings(register())) for at in places]
    assert [(one.holds, one.detail, one.evident) for one in alone] == [
        (one.holds, one.detail, one.evident) for one in filled.claims
    ]
