"""An ordinary day of those who read and follow: 委员, 召集人, 领导, 交办, 单位, 审计, 来访."""

from __future__ import annotations

from jianyan.ground.models import Record
from tests.stories.conftest import Sit
from tests.stories.desk import act


def test_a_member_on_the_phone(sit: Sit) -> None:
    desk = sit("member", width=390)
    with act(27, "手机上看与我有关的"):
        assert "我的提案和信息" in desk.text()
        desk.picture("phone-home")
        desk.enter("关于在荻洲街道发展普惠托育服务的提案")
        assert desk.title == "关于在荻洲街道发展普惠托育服务的提案"
        desk.picture("phone-record")
    with act(28, "搜索"):
        desk.open("/search/")
        box = desk.page.locator("main input[type=search], header input[type=search]").last
        box.fill("加装路灯")
        box.press("Enter")
        desk.settle()
        assert "关于在汇文路东段加装路灯的提案" in desk.text()
    with act(29, "换成大字"):
        desk.press("大字", within="body")
        assert desk.page.locator("html[data-type=large]").count() == 1
        desk.picture("phone-large")
        desk.press("标准字", within="body")
        assert desk.page.locator("html[data-type=large]").count() == 0


def test_a_convener(sit: Sit) -> None:
    desk = sit("convener")
    with act(30, "看本界别的提案"):
        desk.open("/r/proposals/")
        assert desk.page.get_by_role("link", name="登记提案").count() == 0
        desk.open("/r/proposals/?q=全民阅读")
        assert "关于深入推进全民阅读的提案" in desk.text()


def test_leaders(sit: Sit) -> None:
    desk = sit("leader")
    with act(31, "看重点提案和逾期"):
        assert "办理中的重点提案" in desk.text()
        desk.enter("关于优化区妇幼保健院公交站点设置的提案")
        assert desk.page.locator(".action-bar a").count() == 0
    with act(32, "由读数看到记录"):
        desk.open("/")
        desk.page.get_by_role("link", name="提案.办复率").first.click()
        desk.settle()
        assert "办复" in desk.title


def test_the_dispatcher(sit: Sit) -> None:
    desk = sit("dispatcher")
    with act(33, "盯住归口单位的逾期"):
        assert "还没有答复" in desk.text()
        desk.open("/r/proposal-tasks/")
        assert desk.rows() > 0


def test_a_unit(sit: Sit) -> None:
    officer, leader = sit("unit"), sit("unit-leader")
    with act(34, "看本单位的任务和期限"):
        officer.enter("关于改善瓷窑社区进出道路通行条件的提案")
        assert "住建局" in officer.text()
    with act(35, "只见本单位的"):
        leader.open("/r/proposals/")
        shown = leader.text(".filters")
        assert f"共 {Record.objects.filter(kind='proposals').count()} 件" not in shown
        leader.open("/figures/", status=403)
        assert "您现在的身份是" in leader.text()


def test_an_auditor(sit: Sit) -> None:
    desk = sit("auditor")
    with act(36, "审计查阅"):
        assert "只查阅，不办理" in desk.text()
        desk.open("/r/gifts/")
        assert desk.page.get_by_role("link", name="登记捐赠").count() == 0
        desk.open("/r/proposals/add/", status=403)


def test_a_visitor(sit: Sit) -> None:
    desk = sit()
    with act(37, "登录和退出"):
        desk.open("/r/proposals/")
        assert "登录" in desk.title
        desk.fill(用户名="general", 口令="not-the-password")
        desk.press("登录")
        assert "用户名或口令不对" in desk.text()
        desk.fill(口令="lanting-demo")
        desk.press("登录")
        assert desk.title == "提案"
        desk.open("/r/proposals/999999/", status=404)
        assert "没有找到" in desk.text()
        desk.page.locator(".who").click()
        desk.press("退出登录", within="body")
        desk.open("/r/people/")
        assert "登录" in desk.title
