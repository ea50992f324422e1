"""Last year's report becomes a template: sent, looked through place by place, saved, written from."""

from __future__ import annotations

import pytest

from tests.records.proposals.district import District
from tests.stories.conftest import Take

pytestmark = pytest.mark.django_db(transaction=True)

REPORT = """政协某区委员会工作总结
一、提案工作
全年共收到提案XX件，经审查立案XX件，立案率XX%。已办复提案XX件，办复率XX%，提案者满意率和基本满意率达到XX%。
二、社情民意
全年报送社情民意信息XX余条，被采用XX条。
三、其他
组织文艺演出XX轮，为XX小区添置长椅。
交办的XX件提案已全部办复。
立案提案中，城市交通XX件、社区建设XX件、教科文卫XX件。
"""


def test_an_old_report_becomes_a_template(district: District, take: Take) -> None:
    desk = take(district.office)
    desk.open("/reports/templates/")
    desk.follow("旧稿转模板")
    faults = desk.faults(narrow=True)
    desk.fill(或者贴在这里="没有空位的一句话。")
    desk.press("下一步：逐处认定")
    assert "没有找到空位和数" in desk.said()
    desk.fill(或者贴在这里=REPORT)
    desk.press("下一步：逐处认定")
    assert "请您看" in desk.text()
    faults += desk.faults(narrow=True)
    desk.picture("old-report")
    desk.page.locator("#field-s2 summary").click()
    desk.page.locator("#id_o2").fill("提案.立岸")
    desk.fill(模板名称="去年的写法")
    desk.press("存为模板")
    assert "提案.立岸" in desk.errors()[0]
    assert desk.field("模板名称").input_value() == "去年的写法"
    desk.page.locator("#id_o2").fill("")
    offered = desk.page.locator("input[type=checkbox][name^=f]")
    assert [box.is_checked() for box in offered.all()] == [False, False]
    for box in offered.all():
        box.check()
    desk.press("存为模板")
    assert desk.title == "去年的写法"
    text = desk.field("正文").input_value()
    assert (
        "共收到提案{{ 提案.提交 }}件，经审查立案{{ 提案.立案 }}件，立案率{{ 提案.立案率 }}。"
        in text
    )
    assert '提案已{{ 声明(提案.办复 = 提案.交办, "全部") }}办复。' in text
    assert "立案提案中，{{ 提案.立案 | 分列 }}。" in text
    assert "达到{{ 提案.满意率 + 提案.基本满意率 }}。" in text
    assert faults == []


def test_the_places_are_agreed_to_without_a_script(district: District, take: Take) -> None:
    desk = take(district.office, javascript=False)
    desk.open("/reports/templates/from-report/")
    desk.fill(或者贴在这里=REPORT)
    desk.press("下一步：逐处认定")
    desk.fill(模板名称="不用脚本")
    desk.press("存为模板")
    assert desk.title == "不用脚本"
