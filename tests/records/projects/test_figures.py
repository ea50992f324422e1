"""Each figure of projects, counted by hand from a few rows, with something that could leak."""

from datetime import date
from decimal import Decimal

from jianyan.figures.evidence import evidence_of
from jianyan.figures.read import read
from jianyan.ground.register import strike_fact, void
from jianyan.kernel.values import Rate
from jianyan.records.projects.charter import PROJECTS
from jianyan.records.projects.models import Project
from tests.entry import scope_of, value
from tests.records.projects.conftest import Scene


def scrap(scene: Scene, row: Project) -> None:
    void(PROJECTS, scene.cast.office.by, row.pk, reason="重复登记")


def test_work_points(scene: Scene) -> None:
    scene.project(title="甲", body="经济委员会", done_on="2020-12-30")
    scene.project(title="乙", done_on="2021-01-05")
    scene.project(title="丙", stopped_on="2020-05-01")
    scene.project(title="上年", planned_on="2019-01-17", done_on="2020-02-01")
    scene.project("重点项目", done_on="2020-12-01")
    scene.elsewhere(done_on="2020-06-01")
    scrap(scene, scene.project(title="作废", done_on="2020-06-01"))
    here = scene.committee
    assert value("要点.项数", here) == 3
    assert value("要点.项数[经济委员会]", here) == 1
    assert value("要点.完成", here) == 1
    assert value("要点.完成", here, until=date(2021, 1, 31)) == 2
    assert value("要点.完成率", here) == Rate(1, 3)
    assert value("要点.项数", here, "2019") == 1


def test_key_projects_led_on_the_last_day(scene: Scene) -> None:
    scene.project("重点项目", title="津渡安置小区", started_on="2020-05-01")
    scene.project("重点项目", title="砚湖科创园", planned_on="2019-01-01", started_on="2019-03-01")
    scene.project("重点项目", title="已完成", started_on="2020-02-01", done_on="2020-12-30")
    scene.project("重点项目", title="末日完成", started_on="2020-06-01", done_on="2020-12-31")
    scene.project("重点项目", title="未分包")
    scene.project("委员之家", title="不是项目", started_on="2020-02-01")
    scene.elsewhere("重点项目", started_on="2020-02-01")
    scrap(scene, scene.project("重点项目", title="作废", started_on="2020-02-01"))
    here = scene.committee
    assert value("项目.名单", here) == ["砚湖科创园", "津渡安置小区", "末日完成"]
    assert value("项目.个数", here) == 3
    assert value("项目.名单", here, "2019") == ["砚湖科创园"]


def test_households(scene: Scene) -> None:
    row = scene.project("重点项目", title="征迁", started_on="2020-03-01")
    scene.households(row, "计划", 320, "2020-03-01")
    scene.households(row, "签约", 120, "2020-05-01")
    scene.households(row, "签约", 200, "2020-06-01")
    scene.households(row, "签约", 5, "2021-01-01")
    gone = scene.households(row, "签约", 9, "2020-07-01")
    strike_fact(scene.cast.office.by, gone, label="作废", reason="登记有误")
    other = scene.project("重点项目", title="作废", started_on="2020-03-01")
    scene.households(other, "计划", 50, "2020-03-01")
    scrap(scene, other)
    here = scene.committee
    assert value("项目.计划户数", here) == 320
    assert value("项目.签约户数", here) == 320
    assert value("项目.签约户数", here, until=date(2020, 5, 31)) == 120
    rows = evidence_of(read("项目.签约户数", scope_of(here)))
    assert [(found.record, found.contribution) for found in rows] == [
        (row.pk, "120"),
        (row.pk, "200"),
    ]


def test_members_homes_and_the_money_put_in(scene: Scene) -> None:
    home = scene.project("委员之家", title="新河社区委员之家", done_on="2020-09-01")
    scene.project("委员之家", title="柳林委员之家", done_on="2020-06-01")
    scene.project("委员之家", title="在建")
    scene.project("委员之家", title="次年", done_on="2021-01-01")
    scene.elsewhere("委员之家", done_on="2020-06-01")
    scene.invest(home, "120000", "2020-03-01")
    scene.invest(home, "3500.5", "2020-04-01")
    scene.invest(home, "1", "2019-12-31")
    scene.invest(scene.project("重点项目"), "9999", "2020-04-01")
    here = scene.committee
    assert value("阵地.委员之家", here) == 2
    assert value("阵地.名单", here) == ["柳林委员之家", "新河社区委员之家"]
    assert value("阵地.投入", here) == Decimal("123500.5")


def test_partners_by_day_of_signing(scene: Scene) -> None:
    scene.project("协作协议", partner="云陂理工大学", started_on="2020-06-01")
    scene.project("协作协议", title="续签", partner="云陂理工大学", started_on="2020-07-01")
    scene.project("协作协议", title="未签", partner="云陂理工大学")
    assert value("协作.单位.名单", scene.committee) == ["云陂理工大学"]
    assert value("协作.协议", scene.committee) == 2
    assert value("协作.单位.名单", scene.committee, "2019") == []
