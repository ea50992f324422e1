"""From an empty database to a small signed report, as the guide of the first day goes."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from python_calamine import CalamineWorkbook

from jianyan.front.first_run import setup_code
from tests.stories.desk import RAIL, Desk, act, sheet

pytestmark = pytest.mark.django_db(transaction=True)

FIRST, SECOND = "plum-river-lantern", "willow-bridge-morning"
HEADS = ["原编号", "案由", "届次", "提出时间", "提案者类别", "第一提案人", "类别", "情况", "建议"]
HEADS += ["收到日期", "审查结果", "审查日期", "交办日期", "主办单位"]
#: The old ledger calls 情况 by a name of its own.
FOREIGN = ["反映的问题" if one == "情况" else one for one in HEADS]
LATER = "关于设立社区书屋的提案"
SLOT = "{{ 提案.交办 }}"
TEMPLATE = """2020年工作小结

一、提案

全年共交办提案{{ 提案.交办 }}件，{{ 声明(提案.办复 = 提案.交办, "全部") }}答复。
"""


def row(key: str, title: str, category: str, unit: str, on: str = "2020-02-03") -> list[str]:
    """A row of the sheet of proposals."""
    first = [
        key,
        title,
        "九届三次",
        "大会提案",
        "委员个人",
        "沈知远",
        category,
        "路灯少。",
        "增设路灯。",
    ]
    return [*first, "2020-01-09", "立案", "2020-01-16", on, unit]


def test_from_an_empty_database_to_a_signed_report(page: Any) -> None:
    desk = Desk(page)
    found_the_committee(desk)
    enter_the_house(desk)
    enter_proposals(desk)
    write_a_template(desk)
    write_and_sign(desk)


def found_the_committee(desk: Desk) -> None:
    with act(1, "建立委员会"):
        desk.open("/")
        assert desk.title == "建立委员会"
        assert desk.field("规程样本").input_value()
        desk.fill(启动码=setup_code(), 代码="lanting", 全称="政协云陂市澜汀区委员会")
        desk.fill(区县简称="澜汀", 上级市简称="云陂", 届="9", 本届起始日="2018-01-08", 次="3")
        desk.fill(会议开幕日="2020-01-08", 会议闭幕日="2020-01-11")
        desk.fill(姓名="林管理", 用户名="lin", 口令=FIRST, 再写一遍=FIRST)
        desk.press("建立委员会并登录")
        assert "已建立" in desk.said()
        assert "从这里开始" in desk.text()
    with act(2, "更换口令"):
        desk.page.locator(".who").click()
        desk.follow("我的账户", within="header")
        desk.follow("更换口令")
        desk.fill(现在的口令=FIRST, 新口令=SECOND, 再写一遍=SECOND)
        desk.press("更换口令")
        assert "口令已更换" in desk.said()


def enter_the_house(desk: Desk) -> None:
    with act(3, "登记机构、单位和委员"):
        desk.follow("承办单位", within=RAIL)
        desk.follow("登记承办单位")
        desk.fill(代码="zjj", 名称="区住房和城乡建设局", 简称="住建局", 成立="2018-01-08")
        desk.press("登记承办单位")
        desk.follow("机构", within=RAIL)
        desk.follow("登记机构")
        desk.fill(种类="界别", 代码="jy", 名称="教育界", 成立="2018-01-08")
        desk.press("登记机构")
        desk.follow("委员", within=RAIL)
        desk.follow("导入")
        empty = CalamineWorkbook.from_filelike(BytesIO(desk.download("下载空表")))
        heads = ["编号", "姓名", "界别", "单位职务", "任委员起"]
        assert set(heads) <= set(map(str, empty.get_sheet_by_index(0).to_python()[0]))
        people = [
            ["001", "沈知远", "教育界", "中学教师", "2018-01-08"],
            ["002", "白榕锐", "", "医师", "2018-01-08"],
        ]
        desk.choose_file(sheet(heads, *people))
        desk.press("试导")
        desk.press("导入2人")
        assert "新增2" in desk.said()
        desk.open("/")
        left = desk.page.locator("[aria-label=从这里开始] li").all_inner_texts()
        assert [one.split("\n")[0] for one in left] == ["开通账号，打印一次性口令"]


def try_out(desk: Desk, heads: list[str], *rows: list[str]) -> None:
    """Choose a sheet of proposals and run it dry."""
    desk.choose_file(sheet(heads, *rows))
    desk.press("试导")


def import_proposals(desk: Desk, *rows: list[str]) -> None:
    desk.open("/r/proposals/import/")
    try_out(desk, HEADS, *rows)
    desk.press(f"导入{len(rows)}件")


def enter_proposals(desk: Desk) -> None:
    with act(4, "导入旧台账"):
        import_the_ledger(desk)
    with act(5, "撤销一批导入"):
        undo_imports(desk)
    enter_one(desk)


def import_the_ledger(desk: Desk) -> None:
    good = row("旧1", "关于在云陂路增设路灯的提案", "城市交通", "住建局")
    wrong = row("旧2", "关于增加公交班次的提案", "城市交道", "住建局", on="2020-13-40")
    desk.follow("提案", within=RAIL)
    desk.follow("导入")
    try_out(desk, FOREIGN, good, wrong)
    assert desk.text("[aria-current=step]") == "对应列"
    desk.fill(反映的问题="情况")
    desk.press("试导")
    assert desk.cells() == [
        ["3", "交办日期", "2020-13-40", "没有“2020-13-40”这一天，请改正。"],
        ["3", "类别", "城市交道", "没有“城市交道”。是否为城市交通？"],
    ]
    assert desk.faults() == []
    mended = row("旧2", "关于增加公交班次的提案", "城市交通", "住建局")
    desk.follow("换一份表格")
    try_out(desk, FOREIGN, good, mended)
    desk.fill(反映的问题="情况")
    desk.press("试导")
    desk.press("导入2件")
    assert "新增2" in desk.said()
    assert desk.rows() == 2
    desk.open("/r/proposals/import/")
    try_out(desk, FOREIGN, good, mended)
    assert "上次的对应" in desk.text()
    desk.press("试导")
    assert re.search(r"2\s*没有变化", desk.text())
    assert desk.page.get_by_role("button", name=re.compile("^导入")).count() == 0


def undo_imports(desk: Desk) -> None:
    desk.follow("导入记录", within=RAIL)
    desk.follow("撤销")
    desk.press("整批撤销")
    assert "已撤销" in desk.said()
    desk.open("/r/proposals/?state=void")
    assert desk.rows() == 2
    not_assigned = row("旧3", LATER, "城市交通", "")[:10]
    import_proposals(desk, not_assigned)
    import_proposals(desk, [*not_assigned[:1], "关于设立街道书屋的提案", *not_assigned[2:]])
    assert "更新1" in desk.said()
    desk.open("/imports/")
    desk.follow("撤销", nth=1)
    desk.press("整批撤销")
    assert "导入之后已有办理，不能整批撤销" in desk.text()
    desk.open("/imports/")
    desk.follow("撤销")
    desk.press("整批撤销")
    desk.open("/r/proposals/")
    assert LATER in desk.text()


def steps(desk: Desk) -> int:
    """How many lines 办理经过 has of what was done."""
    return int(desk.page.locator(".story li:not(.next)").count())


def enter_one(desk: Desk) -> None:
    with act(6, "登记一件提案"):
        desk.follow("提案", within=RAIL)
        desk.follow("登记提案")
        desk.fill(案由="关于在云陂路增设路灯的提案", 第一提案人="沈知远", 类别="城市交通")
        desk.fill(情况="夜间路灯少。", 建议="增设路灯。", 收到日期="2020-01-09")
        desk.press("登记提案")
        done = [steps(desk)]
        desk.follow("立案")
        desk.fill(立案日期="2020-01-16")
        desk.press("立案")
        done.append(steps(desk))
        desk.follow("交办")
        desk.fill(交办日期="2020-02-03", 主办单位="住建局")
        desk.press("交办")
        done.append(steps(desk))
        assert done == [done[0], done[0] + 1, done[0] + 2]
        assert "办理中" in desk.text(".case-head")
    with act(7, "登记答复"):
        others = desk.text("p.absent")
        for fact in ("面商与联系", "提案评价", "延期申请", "回头看"):
            assert fact in others
        desk.follow("提案答复")
        desk.fill(承办单位="住建局", 答复日期="2020-05-06", 办理类别="A类")
        desk.press("登记提案答复")
        assert "A类" in desk.text()


def write_a_template(desk: Desk) -> None:
    with act(8, "写报告模板"):
        desk.follow("报告模板", within=RAIL)
        desk.follow("新模板")
        before = TEMPLATE.partition(SLOT)[0]
        desk.fill(正文=before)
        desk.press("提案.交办")
        assert desk.field("正文").input_value() == before + SLOT
        desk.fill(名称="小结", 正文=TEMPLATE.replace("提案.交办", "提案.交辦", 1))
        desk.press("存为模板")
        assert "提案.交办" in desk.text(".problems")
        assert desk.field("名称").input_value() == "小结"
        desk.fill(正文=TEMPLATE)
        desk.press("存为模板")
        assert "已存下" in desk.said()


def write_and_sign(desk: Desk) -> None:
    with act(9, "写报告、看出处"):
        desk.follow("用它写报告")
        desk.fill(标题="2020年工作小结", 期间="2020")
        desk.press("登记报告")
        assert "全年共交办提案1件，全部答复。" in desk.text(".doc")
        desk.page.locator(".doc a.fig").first.click()
        desk.page.locator("#evidence").get_by_text("关于在云陂路增设路灯的提案").wait_for()
        assert "全年共交办提案" in desk.text(".doc")
        assert desk.faults() == []
    with act(10, "核对、送审、签发"):
        for step in ("核对", "送审", "审核通过", "审核通过", "签发"):
            desk.follow(step)
            desk.press(step)
        assert "已封存" in desk.said()
        assert re.search("印记 [0-9a-f]{16}。数字不再变动", desk.text())
    with act(11, "下载 Word 公文"):
        desk.follow("导出")
        body = desk.download("导出文件", "button")
        words = [one.text for one in Document(BytesIO(body)).paragraphs]
        assert "全年共交办提案1件，全部答复。" in words
    desk.page.go_back()
    desk.page.set_viewport_size({"width": 390, "height": 844})
    assert desk.faults() == []
