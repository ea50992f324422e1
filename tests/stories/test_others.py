"""An ordinary day of those who read and follow: 委员, 召集人, 领导, 交办, 单位, 审计, 来访."""

from __future__ import annotations

import re

from django.db.models import Q
from django.utils import timezone

from jianyan.ground.models import Account, Office, Oversight, Record, Role, Trail
from jianyan.records.proposals.models import UnitTask
from tests.stories.conftest import Sit
from tests.stories.desk import RAIL, act


def test_a_member_on_the_phone(sit: Sit) -> None:
    desk = sit("member", width=390)
    with act(27, "手机上看与我有关的"):
        for box in ("等您办理", "我的提案和信息", "未读消息", "将要举行的会议活动"):
            assert box in desk.text()
        desk.picture("phone-home")
        desk.enter("关于加密晴岚街道微循环公交线路的提案")
        for words in ("已答复", "交通运输局", "答复、办结、落实", "办理经过"):
            assert words in desk.text()
        desk.picture("phone-record")
    with act(28, "搜索"):
        desk.open("/search/")
        box = desk.page.locator("main input[type=search], header input[type=search]").last
        box.fill("加装路灯")
        box.press("Enter")
        desk.settle()
        assert "关于在汇文路东段加装路灯的提案" in desk.text()
        box.fill("单位:住建局 状态:已答复 2020年")
        box.press("Enter")
        desk.settle()
        chips = desk.page.locator("[aria-label=条件] .chip").all_inner_texts()
        assert [chip.strip() for chip in chips] == ["单位:住建局", "状态:已答复", "2020年"]
    with act(29, "换成大字"):
        desk.press("大字", within="body")
        desk.open("/")
        assert desk.page.locator("html[data-type=large]").count() == 1
        desk.picture("phone-large")
        desk.press("标准字", within="body")
        assert desk.page.locator("html[data-type=large]").count() == 0


def test_a_convener(sit: Sit) -> None:
    desk = sit("convener")
    with act(30, "看本界别的提案"):
        box = desk.page.locator("[aria-label=我的提案和信息]").inner_text()
        assert "关于在望桥街道设立残疾人日间照护点的提案" in box
        desk.follow("写提案")
        assert desk.title == "写提案"
        desk.open("/r/proposals/?q=残疾人日间照护点")
        assert "关于在望桥街道设立残疾人日间照护点的提案" in desk.text()
        assert b"xl/workbook.xml" in desk.download("导出")
        assert desk.page.get_by_role("link", name="登记提案").count() == 0


def test_leaders(sit: Sit) -> None:
    desk = sit("leader")
    with act(31, "看重点提案和逾期"):
        for box in ("办理中的重点提案", "逾期任务，按单位", "区住房城乡建设局"):
            assert box in desk.text()
        desk.enter("关于在梧桐里街道建设嵌入式养老服务站的提案")
        assert "办理中" in desk.text(".case-head")
        assert desk.page.locator(".action-bar a").count() == 0
    with act(32, "由读数看到记录"):
        desk.open("/")
        assert "上年同期" in desk.text()
        desk.follow("提案.办复率")
        for words in ("口径", "出自这些记录"):
            assert words in desk.text()


def test_the_dispatcher(sit: Sit) -> None:
    desk = sit("dispatcher")
    with act(33, "盯住归口单位的逾期"):
        waits = desk.text()
        for words in ("还没有签收", "还没有面商", "还没有答复"):
            assert words in waits
        assert waits.index("已逾期") < waits.index("七日内")
        desk.follow("单位任务", within=RAIL)
        told = re.search(r"共 (\d+) 件次", desk.text())
        own = tasks_of_own_units(Account.objects.get(username="dispatcher"))
        assert (int(told[1]) if told else 0, own < UnitTask.objects.count()) == (own, True)


def tasks_of_own_units(account: Account) -> int:
    """How many tasks a dispatcher's units, or those below, have in the proposals they handle today."""
    bodies = Office.objects.filter(person=account.person, role=Role.DISPATCHER).values("body")
    today = timezone.localdate()
    below = Q(dispatcher__in=bodies) | Q(dispatcher__parent__in=bodies)
    own = Oversight.objects.filter(below, struck_at=None, since__lte=today).exclude(until__lt=today)
    tasks = UnitTask.objects.filter(unit__in=own.values("unit"))
    cases = tasks.filter(Q(ended_on=None) | Q(ended_on__gt=today)).values("record")
    return tasks.filter(record__in=cases).count()


def test_a_unit(sit: Sit) -> None:
    officer, leader = sit("unit"), sit("unit-leader")
    with act(34, "看本单位的任务和期限"):
        waits = officer.text()
        late = [int(days) for days in re.findall(r"逾期 (\d+) 天", waits)]
        assert len(late) >= 2
        assert late == sorted(late, reverse=True)
        assert waits.rindex("逾期 ") < waits.index("七日内")
        officer.enter("关于解决虹影里冬季供暖温度不达标问题的提案")
        for words in ("一、情况", "三、建议", "提案者", "承办单位", "住建局"):
            assert words in officer.text()
        offered = officer.page.locator(".action-bar a").all_inner_texts()
        assert offered == ["拟写答复", "登记面商", "指定承办人"]
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
        pages = Trail.objects.filter(move="audit").values_list("reason", flat=True)
        assert list(pages) == ["/", "/r/gifts/"]


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
        stranger = sit()
        stranger.open("/sign-in/")
        for _ in range(6):
            stranger.fill(用户名="chair", 口令="a-guess-of-somebody")
            stranger.press("登录")
        assert "再试。在其他设备上登录不受影响" in stranger.text()
        stranger.sign_in("admin")
        desk.open("/r/proposals/999999/", status=404)
        assert "没有找到" in desk.text()
        desk.page.locator(".who").click()
        desk.press("退出登录", within="body")
        desk.open("/r/people/")
        assert "登录" in desk.title
