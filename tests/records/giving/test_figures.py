"""Each figure of giving, counted by hand from a few rows, with something that could leak."""

from decimal import Decimal

from jianyan.figures.read import read
from jianyan.ground.register import void
from jianyan.records.giving.charter import AID, GIFTS
from tests.entry import scope_of, value
from tests.records.giving.conftest import Scene


def leaks(scene: Scene, *lines: tuple[str, str, str]) -> None:
    """Gifts that must not count: void, pledged only, before the year, after it."""
    row = scene.gift(*lines)
    void(GIFTS, scene.cast.office.by, row.pk, reason="重复登记")
    scene.gift(*lines, received_on="")
    scene.gift(*lines, pledged_on="2019-12-31")
    scene.gift(*lines, pledged_on="2021-01-01")


def test_acts_of_giving_count_the_named_and_the_stated(scene: Scene) -> None:
    scene.gift(donors="安宁、柏舟", unnamed="40")
    scene.gift(donors="安宁")
    leaks(scene)
    assert value("捐赠.人次", scene.committee) == 43
    assert value("捐赠.次数", scene.committee) == 2


def test_goods_are_summed_in_the_base_unit_and_money_apart(scene: Scene) -> None:
    scene.gift(("口罩", "1.2", "万个"), ("资金", "3", "万元"))
    scene.gift(("口罩", "500", ""), ("测温仪", "6", "台"), ("资金", "4500.50", "元"))
    leaks(scene, ("口罩", "9", "个"), ("资金", "9", "元"))
    assert value("捐赠.数量[口罩]", scene.committee) == 12_500
    assert value("捐赠.数量[测温仪]", scene.committee) == 6
    assert value("捐赠.数量[医用手套]", scene.committee) == 0
    assert value("捐赠.金额", scene.committee) == Decimal("34500.5")


def test_what_was_handed_on_and_to_whom(scene: Scene) -> None:
    gift = scene.gift(("口罩", "1000", ""))
    scene.handed(gift, "口罩", "600")
    scene.handed(gift, "口罩", "300")
    scene.handed(gift, "口罩", "100", recipient="云居隔离点", recipient_kind="隔离点")
    scene.handed(
        gift, "口罩", "100", on="2021-01-02", recipient="云居隔离点", recipient_kind="隔离点"
    )
    assert value("捐赠.发放数量[口罩]", scene.committee) == 1000
    assert value("捐赠.受赠单位", scene.committee) == 2
    assert value("捐赠.受赠单位[街道]", scene.committee) == 1
    assert value("捐赠.受赠单位[隔离点]", scene.committee) == 1
    assert value("捐赠.受赠单位[医疗机构]", scene.committee) == 0


def test_aid_is_no_gift_and_splits_by_programme(scene: Scene) -> None:
    scene.aid(("资金", "4", "万元", ""), members="安宁、柏舟", standard="2000", beneficiaries="20")
    scene.aid(("资金", "1000", "元", ""), members="安宁", title="再助学", beneficiaries="1")
    scene.aid(
        ("图书", "1200", "册", "24000"), ("图书", "10", "册", ""), programme="文化", others="12",
        members="柏舟", village="石桥村", county="望川",
    )  # fmt: skip
    scene.aid(
        ("衣被", "300", "件", "6000"), programme="温暖", given_on="2020-12-01", village="白塔村"
    )
    row = scene.aid(("资金", "9", "元", ""), members="安宁", beneficiaries="9", others="9")
    void(AID, scene.cast.office.by, row.pk, reason="重复登记")
    scene.aid(("资金", "9", "元", ""), given_on="", beneficiaries="9", others="9")
    scene.aid(("资金", "9", "元", ""), pledged_on="2019-05-01", members="安宁", beneficiaries="9")
    of = scene.committee
    assert value("捐赠.金额", of) == 0
    assert value("帮扶.次数", of) == 4
    assert value("帮扶.金额[助学]", of) == 41_000
    assert value("帮扶.参与委员[助学]", of) == 2
    assert value("帮扶.参与委员", of) == 2
    assert value("帮扶.受益人数", of) == 21
    assert value("帮扶.受益人数[助学]", of) == 21
    assert value("帮扶.人次[文化]", of) == 13
    assert value("帮扶.人次", of) == 16
    assert value("帮扶.数量[图书]", of) == 1210
    assert value("帮扶.数量[衣被|其他生活物资]", of) == 300
    assert value("帮扶.价值[图书]", of) == 24_000
    assert value("帮扶.款物价值", of) == 41_000 + 24_000 + 6_000
    assert value("帮扶.村.名单", of) == ["石桥村", "白塔村"]
    assert value("帮扶.县.名单[文化]", of) == ["望川"]
    assert value("帮扶.镇.名单", of) == []


def test_the_standard_is_what_was_recorded(scene: Scene) -> None:
    scene.aid(standard="2000")
    scene.aid(standard="1500", pledged_on="2019-05-01")
    scene.aid(standard="800", programme="文化")
    assert value("帮扶.资助标准[助学]", scene.committee) == 2000
    assert value("帮扶.资助标准[产业]", scene.committee) is None


def test_every_item_given_is_listed_beside_what_was_handed_on(scene: Scene) -> None:
    gift = scene.gift(("口罩", "1000", ""), ("测温仪", "2", ""))
    scene.handed(gift, "口罩", "1000")
    given = read("捐赠.数量", scope_of(scene.committee), by="").parts
    handed = read("捐赠.发放数量", scope_of(scene.committee), by="").parts
    assert {label: (given[label], handed[label]) for label in given if given[label]} == {
        "口罩": (1000, 1000), "测温仪": (2, 0)
    }  # fmt: skip
