"""Each figure of suggestions, counted by hand from a few rows, with something that could leak."""

from datetime import date
from decimal import Decimal

from jianyan.figures.evidence import evidence_of
from jianyan.figures.read import read
from jianyan.ground.models import Record
from jianyan.ground.register import strike_fact, void
from jianyan.kernel.values import Rate
from jianyan.records.suggestions.charter import SUGGESTIONS
from tests.entry import scope_of, value
from tests.records.suggestions.conftest import Scene, source


def leaks(scene: Scene) -> None:
    """Void, of a void record, of another year, of another committee."""
    gone = scene.problem(text="作废")
    void(SUGGESTIONS, scene.cast.office.by, gone.pk, reason="重复登记")
    scrapped = source(scene.committee, "activities", "2020-009")
    scene.suggestion(scrapped, place="新河社区", nature="问题")
    Record.objects.filter(pk=scrapped.pk).update(state="void")
    scene.problem(text="上年", raised_on="2019-12-31")
    scene.problem(text="次年", raised_on="2021-01-01")
    scene.elsewhere()


def test_opinions_collected(scene: Scene) -> None:
    leaks(scene)
    scene.problem()
    scene.problem(nature="建议")
    scene.suggestion(scene.visit, place="澜汀织锦厂")
    scene.suggestion(scene.visit)
    scene.suggestion(scene.brief)
    scene.suggestion(scene.consultation)
    scene.suggestion(scene.proposal)
    here = scene.committee
    assert value("意见.收集", here) == 5
    assert value("意见.收集[社区]", here) == 2
    assert value("意见.收集[社区|企业]", here) == 3
    assert value("意见.收集[来源=信息]", here) == 1
    assert value("意见.收集[性质=问题]", here) == 1
    parts = read("意见.收集", scope_of(here), by="").parts
    assert {label: number for label, number in parts.items() if number} == {
        "社区": 2, "企业": 1, "未分类": 2
    }  # fmt: skip


def test_opinions_settled_by_the_cut_off(scene: Scene) -> None:
    leaks(scene)
    said, confirmed, disputed, again, late, _open = (scene.problem() for _ in range(6))
    scene.settle(said, "报告办结")
    scene.settle(confirmed, "报告办结")
    scene.settle(confirmed, "确认办结", "2020-05-09")
    for row in (disputed, again):
        scene.settle(row, "报告办结")
        scene.settle(row, "有异议", "2020-05-20")
    scene.settle(again, "确认办结", "2020-06-20")
    scene.settle(late, "报告办结", "2021-02-01")
    here = scene.committee
    assert value("意见.解决[社区]", here) == 3
    assert value("意见.解决[社区]", here, until=date(2021, 3, 1)) == 4
    assert value("意见.解决[社区]", here, until=date(2020, 5, 10)) == 4
    assert value("意见.有异议", here) == 1
    assert value("意见.有异议", here, until=date(2020, 6, 1)) == 2
    assert value("意见.解决率", here) == Rate(3, 6)
    rows = evidence_of(read("意见.解决", scope_of(here)))
    assert [(row.record, row.part) for row in rows] == [(scene.visit.pk, "楼道积水")] * 3


def test_a_settlement_struck_out_does_not_count(scene: Scene) -> None:
    fact = scene.settle(scene.problem(), "报告办结")
    strike_fact(scene.cast.office.by, fact, label="作废", reason="登记有误")
    assert value("意见.解决", scene.committee) == 0


def test_opinions_settled_in_time(scene: Scene) -> None:
    due = {"due_on": "2020-06-01"}
    in_time, on_the_day, late, no_due, redone = (
        scene.suggestion(scene.brief, **typed) for typed in (due, due, due, {}, due)
    )
    scene.settle(in_time, "报告办结", "2020-05-01")
    scene.settle(in_time, "确认办结", "2020-07-01")
    scene.settle(on_the_day, "报告办结", "2020-06-01")
    scene.settle(late, "报告办结", "2020-06-02")
    scene.settle(no_due, "报告办结", "2020-05-01")
    scene.settle(redone, "报告办结", "2020-05-01")
    scene.settle(redone, "有异议", "2020-05-05")
    scene.settle(redone, "报告办结", "2020-07-05")
    here = scene.committee
    assert value("意见.按期解决[来源=信息]", here) == 2
    assert value("意见.按期解决[来源=走访]", here) == 0


def test_suggestions_raised_and_adopted(scene: Scene) -> None:
    leaks(scene)
    whole, both, part, refused, late, silent = (scene.suggestion() for _ in range(6))
    scene.answer(whole, "采纳")
    scene.answer(both, "部分采纳", unit="区住建局")
    scene.answer(both, "采纳", unit="区民政局")
    scene.answer(part, "部分采纳")
    scene.answer(refused, "未采纳")
    scene.answer(late, "采纳", "2021-01-05")
    scene.suggestion(scene.proposal)
    here = scene.committee
    assert silent.state == "raised"
    assert value("建议.提出[来源=协商]", here) == 6
    assert value("建议.提出", here) == 7
    assert value("建议.采纳[来源=协商]", here) == 2
    assert value("建议.采纳[来源=协商]", here, until=date(2021, 1, 31)) == 3
    assert value("建议.部分采纳", here) == 1
    assert value("建议.未采纳", here) == 1
    assert value("建议.回应", here) == 4
    assert value("建议.采纳率[来源=协商]", here) == Rate(2, 6)


def test_commitments(scene: Scene) -> None:
    scene.commit(unit="区住建局", kept_on="2020-06-30")
    scene.commit(text="甲", kept_on="2020-07-01")
    scene.commit(text="乙")
    scene.commit(text="丙", due_on="2021-03-01", kept_on="2021-02-01")
    scene.commit(text="上年", made_on="2019-12-30", kept_on="2020-05-01")
    here = scene.committee
    assert value("承诺.作出", here) == 4
    assert value("承诺.兑现", here) == 2
    assert value("承诺.兑现", here, until=date(2021, 2, 1)) == 3
    assert value("承诺.按期兑现率", here) == Rate(2, 4)
    assert value("承诺.作出[区住建局]", here) == 1


def test_outcomes_by_item(scene: Scene) -> None:
    scene.measure(quantity=20)
    scene.measure(quantity=16, place="望桥路")
    scene.measure(quantity=9, on="2019-12-31")
    scene.measure(item="路灯间距", quantity="32.5")
    scene.measure(item="路灯间距", quantity=40, on="2019-06-01")
    gone = scene.measure(quantity=7, place="作废")
    strike_fact(scene.cast.office.by, gone, label="作废", reason="登记有误")
    here = scene.committee
    assert value("成果.数量[路灯]", here) == 36
    assert value("成果.数值[路灯间距]", here) == Decimal("32.5")
    assert value("成果.数值[路灯间距]", here, "2019") == 40
    assert value("成果.项数", here) == 3


def test_instructions(scene: Scene) -> None:
    scene.instruct()
    scene.instruct(on="2020-07-01")
    scene.instruct(scene.consultation)
    scene.instruct(on="2021-01-01")
    here = scene.committee
    assert value("批示.件数", here) == 3
    assert value("批示.件数[信息]", here) == 2
    assert value("批示.件数", scene.cast.other) == 0
