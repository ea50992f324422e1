"""Each figure of briefs, counted by hand from a few rows, with something that could leak."""

from dataclasses import replace
from datetime import date

from jianyan.figures.evidence import evidence_of
from jianyan.figures.read import read, rows_of
from jianyan.ground.models import Instruction
from jianyan.ground.register import add_fact, strike_fact, void
from jianyan.kernel.figure import figure_named
from jianyan.kernel.values import Rate
from jianyan.records.briefs.charter import BRIEFS
from tests.entry import scope_of, value
from tests.records.briefs.conftest import Scene


def leaks(scene: Scene) -> None:
    """A draft, a void one, one of each neighbouring year, one of another committee."""
    scene.brief(title="草稿")
    gone = scene.issued(title="作废")
    scene.send(gone)
    scene.take(gone)
    void(BRIEFS, scene.cast.office.by, gone.pk, reason="重复登记")
    for title, year in (("上年", 2019), ("次年", 2021)):
        scene.issued(
            title=title,
            dated_on=f"{year}-06-01",
            submitted_on=f"{year}-06-01",
            accepted_on=f"{year}-06-02",
            issued_on=f"{year}-06-03",
        )
    scene.elsewhere()


def test_submitted_kept_accepted_issued(scene: Scene) -> None:
    leaks(scene)
    scene.issued()
    scene.issued(title="农业", category="经济发展", authors="", body="民盟澜汀区总支")
    scene.brief(title="留存", submitted_on="2020-04-01", kept_on="2020-04-02")
    scene.issued(title="综合", make="综合", authors="")
    here = scene.committee
    assert value("信息.提交", here) == 3
    assert value("信息.提交[城市交通]", here) == 2
    assert value("信息.提交[来稿单位=党派]", here) == 1
    assert value("信息.留存", here) == 1
    assert value("信息.录用", here) == 2
    assert value("信息.编发", here) == 3
    assert value("信息.编发[体例=综合]", here) == 1
    assert value("信息.综合", here) == 1


def test_reported_counts_a_brief_once_on_its_first_sending(scene: Scene) -> None:
    leaks(scene)
    both, before, after = (scene.issued(title=title) for title in ("甲", "乙", "丙"))
    scene.send(both, "区", "2020-03-20")
    scene.send(both, "市", "2020-03-25")
    scene.send(before, "市", "2019-12-20")
    scene.send(before, "省", "2020-02-01")
    scene.send(after, "市", "2021-01-05")
    struck = scene.send(after, "市", "2020-06-05")
    strike_fact(scene.cast.office.by, struck, label="作废", reason="登记有误")
    here = scene.committee
    assert value("信息.报送", here) == 1
    assert value("信息.报送", here, "2019") == 1
    assert value("信息.报送", here, "2021") == 1
    assert value("信息.报送", here, until=date(2020, 3, 19)) == 0
    assert value("信息.报送条次", here) == 3
    assert value("信息.报送条次[市]", here) == 1
    rows = evidence_of(read("信息.报送", scope_of(here)))
    assert [row.record for row in rows] == [both.pk]
    assert read("信息.报送", scope_of(here), by="").parts["城市交通"] == 1


def test_taken_up_by_level(scene: Scene) -> None:
    leaks(scene)
    one, two, none = (scene.issued(title=title) for title in ("甲", "乙", "丙"))
    for row in (one, two, none):
        scene.send(row)
    scene.take(one, "市")
    scene.take(one, "省", way="综合")
    scene.take(two, "市", "2021-01-10")
    here = scene.committee
    assert value("信息.采用", here) == 1
    assert value("信息.采用[市]", here) == 1
    assert value("信息.采用[方式=综合]", here) == 1
    assert value("信息.采用条次", here) == 2
    assert value("信息.采用率", here) == Rate(1, 3)
    assert value("信息.采用率", here, until=date(2021, 1, 31)) == Rate(2, 3)


def test_instructed(scene: Scene) -> None:
    row = scene.issued()
    for day in (date(2020, 5, 1), date(2020, 5, 9), date(2021, 5, 1)):
        fact = Instruction(record=row.record, leader="区委书记", on=day, text="请研究。")
        add_fact(scene.cast.office.by, fact, label="登记批示", on=day)
    assert value("信息.批示", scene.committee) == 1


def test_what_a_member_is_credited_with(scene: Scene) -> None:
    one, two = scene.authors
    joint = scene.issued(authors="安宁、柏舟")
    scene.issued(title="独作", authors="柏舟")
    scene.take(joint)
    scope = scope_of(scene.committee)
    found = [
        rows_of(figure_named(name), replace(scope, person=person.pk)).count()
        for name in ("信息.提交", "信息.采用")
        for person in (one, two)
    ]
    assert found == [1, 2, 1, 1]
