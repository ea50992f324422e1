"""An ordinary day of those who keep the register: 机关, 专委会, 管理员."""

from __future__ import annotations

import re
from io import BytesIO

from django.utils import timezone
from python_calamine import CalamineWorkbook

from jianyan.ground.days import said_day
from jianyan.ground.models import Record, Trail
from jianyan.records.proposals.models import UnitTask
from tests.stories.conftest import Sit
from tests.stories.desk import RAIL, Desk, act

OWN = "plum-river-lantern"


def test_the_proposals_desk(sit: Sit) -> None:
    desk = sit("proposals")
    with act(12, "看今天要办的事"):
        assert desk.title == "今天要办的事"
        waits = desk.text()
        parts = [waits.index(part) for part in ("已逾期", "今天到期", "七日内", "以后")]
        assert parts == sorted(parts)
        assert "还没有答复，期限 " in waits
        desk.picture("home")
    with act(14, "查找、加条件、存为视图"):
        desk.follow("提案", within=RAIL)
        assert "已答复" in desk.text("nav.views")
        desk.picture("list")
        desk.page.get_by_text("加条件", exact=True).click()
        desk.fill(状态="已答复")
        desk.fill(届次="九届三次")
        desk.press("按条件查看")
        assert desk.page.locator(".chip em").all_inner_texts() == ["状态", "届次"]
        desk.follow("去掉条件：届次 九届三次")
        assert desk.page.locator(".chip em").all_inner_texts() == ["状态"]
        desk.follow("存为视图")
        desk.fill(名称="等评价的")
        desk.press("存为视图")
        assert desk.page.locator("nav.views").get_by_text("等评价的").count() == 1
    with act(15, "导出所见"):
        desk.open("/r/proposals/?session=9.3&size=20")
        book = CalamineWorkbook.from_filelike(BytesIO(desk.download("导出")))
        rows = book.get_sheet_by_index(0).to_python()[1:]
        assert desk.rows() == 20
        assert f"共 {len(rows)} 件" in desk.text()
        assert Trail.objects.filter(move="export").count() == 1


def test_what_waits_is_entered_from_its_row(sit: Sit) -> None:
    desk = sit("general")
    with act(13, "从待办登记进展"):
        waiting = "登记进展：编印委员履职手册"
        desk.enter(waiting)
        assert "2026-001" in desk.text()
        desk.fill(日期="2020-12-21")
        desk.press("登记项目进展")
        assert len(desk.errors()) == 1
        assert desk.field("日期").input_value() == "2020-12-21"
        desk.fill(进展="已完成一期。")
        desk.press("登记项目进展")
        assert "已登记" in desk.said()
        still = re.compile(rf"^{waiting}".replace("：", r"\s*："))
        desk.open("/")
        row = desk.page.get_by_role("link", name=still)
        assert row.count() == 1
        desk.enter("编印委员履职手册")
        desk.follow("完成")
        desk.press("完成")
        desk.open("/")
        assert row.count() == 0


def test_records_are_corrected_never_erased(sit: Sit) -> None:
    desk = sit("proposals")
    desk.open("/r/proposals/?q=930032")
    desk.page.locator("main tbody a").first.click()
    desk.settle()
    with act(16, "看一件提案的全部经过"):
        assert desk.title == "关于优化区妇幼保健院公交站点设置的提案"
        for head in ("基本情况", "一、情况", "三、建议", "单位任务", "面商", "提案答复"):
            assert head in desk.text(".cols > :first-child")
        story = desk.text(".story")
        assert story.index("确定为重点提案") < story.index("立案")
        desk.picture("record")
    with act(17, "更正一条记录"):
        desk.follow("更正")
        desk.fill(案由="关于优化区妇幼保健院公交站点的提案", 更正理由="案由以原件为准。")
        desk.press("更正")
        assert desk.title == "关于优化区妇幼保健院公交站点的提案"
        story = desk.text(".story")
        for words in ("案由以原件为准", "公交站点设置的提案", "公交站点的提案"):
            assert words in story
        desk.follow("作废")
        desk.fill(理由="重复登记。")
        desk.press("作废")
        assert "已作废" in desk.text(".case-head")
        assert "930032" in desk.text(".case-head")


def figure_on(desk: Desk) -> int:
    """The figure on its page."""
    found = re.match(r"\d+", desk.text("#evidence .value"))
    return int(found[0]) if found else -1


def test_a_draft_outlives_a_reload(sit: Sit) -> None:
    desk = sit("general")
    desk.open("/figures/活动.次数/?period=2020-12-28..2020-12-28")
    before = figure_on(desk)
    with act(18, "写到一半，关了页面"):
        desk.follow("会议活动", within=RAIL)
        desk.follow("登记会议活动")
        desk.fill(标题="主题党日：学习全会精神")
        desk.page.get_by_text("已自动保存").wait_for()
        desk.page.reload()
        desk.press("填回来")
        assert desk.field("标题").input_value() == "主题党日：学习全会精神"
        desk.page.reload()
        desk.press("不要了")
        desk.page.reload()
        assert desk.page.get_by_text("填回来").count() == 0
    with act(19, "登记一次活动"):
        desk.fill(
            标题="主题党日：学习全会精神",
            种类="主题党日",
            开始日期="2020-12-28",
            举行日期="2020-12-28",
            地点="三楼会议室",
        )
        desk.fill(主持人="谷言捷", 参加人员="夏欣靖、卢熙鸿", 其他人数="12")
        desk.press("登记会议活动")
        assert desk.title == "主题党日：学习全会精神"
        assert "夏欣靖" in desk.text()
    with act(20, "从指标看到记录"):
        desk.open("/figures/活动.次数/?period=2020-12-28..2020-12-28")
        assert figure_on(desk) == before + 1
        told = desk.text()
        for words in ("口径", "出自这些记录", "主题党日：学习全会精神", "年度总结（疫情之年）"):
            assert words in told
        desk.open("/figures/")
        desk.page.get_by_text("澜汀", exact=True).first.wait_for()
        desk.picture("figures")


def test_a_special_committee(sit: Sit) -> None:
    desk = sit("committee")
    with act(21, "登记协商议题"):
        desk.follow("协商议题", within=RAIL)
        desk.follow("登记协商议题")
        desk.fill(
            议题="推进老旧小区加装电梯", 形式="专题协商", 计划年度="2020", 征集日期="2019-12-02"
        )
        desk.fill(提请日期="2019-12-20")
        desk.press("登记协商议题")
        assert desk.title == "推进老旧小区加装电梯"
        assert "已提请" in desk.text(".case-head")


def test_the_administrator(sit: Sit) -> None:
    desk, newcomer = sit("admin"), sit()
    with act(22, "开通账号，打印一次性口令"):
        desk.follow("开通账号", within=RAIL)
        desk.follow("领导")
        desk.page.locator("main tbody input[type=checkbox]").first.check()
        desk.press("开通账号，打印口令")
        assert "首次登录须改为自己的口令" in desk.text()
        name, username, once, _ = desk.cells()[0]
        desk.open("/accounts/issue/?role=leader")
        assert once not in desk.text()
        newcomer.sign_in(username, once)
        assert newcomer.title == "设置自己的口令"
        newcomer.fill(新口令=OWN, 再写一遍=OWN)
        newcomer.press("设置口令")
        assert "口令已更换" in newcomer.said()
        desk.open(f"/r/accounts/?q={username}")
        desk.page.locator("main tbody a.t").first.click()
        desk.settle()
        desk.press("换发一次性口令")
        assert desk.cells()[0][:2] == [name, username]
        newcomer.open("/")
        assert "登录" in newcomer.title
    with act(23, "看规程和届次"):
        look_after_the_rules(desk)
        change_the_term(desk)


def look_after_the_rules(desk: Desk) -> None:
    """A new version of the rulebook; a case filed before keeps the day it was given."""
    task = UnitTask.objects.filter(state="accepted", extensions=None).latest("sent_on")
    desk.follow("规程", within=RAIL)
    desk.follow("制定新版")
    desk.fill(名称="县区通用（修订）", 施行日期=f"{timezone.localdate()}")
    desk.page.get_by_label("答复期限（月）", exact=True).fill("1")
    desk.press("施行新版")
    desk.follow("规程", within=RAIL)
    assert desk.title == "县区通用（修订）"
    assert "县区通用" in desk.text().replace("县区通用（修订）", "")
    desk.open(f"/r/proposal-tasks/{task.pk}/")
    assert f"答复期限：{said_day(task.due_on)}" in desk.text()


def change_the_term(desk: Desk) -> None:
    """A session is entered, then the wizard: filled in, previewed, carried out."""
    desk.follow("届次", within=RAIL)
    desk.follow("登记届次")
    desk.fill(届="10", 次="6", 开幕="2027-01-08", 闭幕="2027-01-11")
    desk.press("登记届次")
    desk.open("/terms/")
    assert "十届六次" in desk.text()
    desk.follow("换届")
    desk.fill(起始日="2028-01-08", 会议开幕日="2028-01-08", 会议闭幕日="2028-01-11")
    desk.fill(新任委员="999，钟晚晴，，，小学教师")
    desk.press("预览")
    assert desk.title == "换届预览：第十一届"
    assert "钟晚晴" in desk.text()
    desk.press("确认换届")
    assert re.search(r"已换届：留任\d+人，离任\d+人，新任1人", desk.said())
    assert "十一届一次" in desk.text()


def test_the_annual_report(sit: Sit) -> None:
    general, chair = sit("general"), sit("chair")
    with act(24, "写年度总结"):
        general.follow("报告模板", within=RAIL)
        general.follow("写报告", within="tr:has-text('疫情之年')")
        general.fill(标题="2020年工作总结", 期间="2020")
        general.press("登记报告")
        general.page.locator(".doc p", has_text="全年交办提案").locator("a.fig").first.click()
        general.page.locator("#evidence").get_by_text("出自这些记录").wait_for(timeout=30_000)
        general.picture("report")
    address = general.page.url.split("?")[0]
    with act(25, "处理不成立的话，填待写的文字"):
        stopped = general.page.get_by_role("button", name="核对", exact=True)
        assert stopped.is_disabled()
        assert "处要先处理" in general.text(".action-bar")
        general.follow("填文字")
        for box in general.page.locator("main textarea").all():
            if not box.input_value():
                box.fill("按实际情况填写。")
        general.press("存下")
        assert "提案.办复为180件，提案.交办为181件" in general.text(".claim-note")
        assert general.page.locator(".claim.broken svg").first.is_visible()
        general.follow("改写这一句")
        assert "声明(" in general.field("正文").input_value()
        general.page.go_back()
        keep = general.page.get_by_role("link", name="说明理由后保留")
        while keep.count():
            keep.first.click()
            general.fill(理由="已经主席会议认可。")
            general.press("保留这句话")
        assert "已说明理由后保留" in general.text(".claim-note")
    with act(26, "送审，由领导签发"):
        for step in ("核对", "送审", "审核通过", "审核通过"):
            general.follow(step)
            general.press(step)
        chair.open("/")
        chair.enter("审签：2020年工作总结")
        chair.follow("签发")
        chair.press("签发")
        assert "已封存" in chair.said()
        counted = Record.objects.get(kind="proposals", number="930032")
        general.open(f"/r/proposals/{counted.pk}/void/")
        general.fill(理由="重复登记。")
        general.press("作废")
        general.open(address)
        general.follow("封存后差异")
        assert "不再计入的 1 条" in general.text()
