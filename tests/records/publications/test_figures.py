"""Each figure of publications, counted by hand from a few rows, with something that could leak."""

from jianyan.figures.read import read
from jianyan.ground.register import void
from jianyan.records.publications.charter import PUBLICATIONS
from tests.entry import scope_of, value
from tests.records.publications.conftest import Scene


def leaks(scene: Scene, sort: str) -> None:
    """The like that must not count: void, draft, before and after the year, another committee's."""
    row = scene.publication(sort=sort)
    void(PUBLICATIONS, scene.cast.office.by, row.pk, reason="重复登记")
    scene.publication(sort=sort, issued_on="")
    scene.publication(sort=sort, dated_on="2019-12-31")
    scene.publication(sort=sort, issued_on="2021-01-01")
    scene.publication(of=scene.cast.other, sort=sort)


def test_reports_papers_and_regulations_are_counted_by_the_day_of_issue(scene: Scene) -> None:
    for sort in ("调研报告", "调研报告", "理论文章", "制度"):
        scene.publication(sort=sort)
    for sort in ("调研报告", "理论文章", "制度"):
        leaks(scene, sort)
    of = scene.committee
    assert value("调研.报告", of) == 2
    assert value("学习.论文", of) == 1
    assert value("制度.修订", of) == 1
    assert value("文稿.印发", of) == 4
    assert value("文稿.印发[调研报告|理论文章]", of) == 3


def test_titles_of_regulations_run_by_date_then_number(scene: Scene) -> None:
    scene.publication(sort="制度", title="请假办法", dated_on="2020-05-01")
    scene.publication(sort="制度", title="学习制度", dated_on="2020-02-01")
    scene.publication(sort="制度", title="考勤办法", dated_on="2020-05-01")
    assert value("制度.名单", scene.committee) == ["学习制度", "请假办法", "考勤办法"]


def test_the_parts_are_all_kinds_in_the_order_of_the_list(scene: Scene) -> None:
    scene.publication(sort="荣誉", title="省级文明单位")
    parts = read("文稿.印发", scope_of(scene.committee), by="").parts
    assert parts == {
        "调研报告": 0, "理论文章": 0, "制度": 0, "指南": 0, "文章": 0, "宣传报道": 0, "荣誉": 1, "验收": 0,
        "锦旗": 0, "请示报告": 0,
    }  # fmt: skip
