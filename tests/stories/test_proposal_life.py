"""One proposal through all of its life, as every party to it, in the browser."""

from __future__ import annotations

from datetime import timedelta

import pytest

from jianyan.ground.days import said_day
from jianyan.ground.models import Clock
from jianyan.ground.register import today
from jianyan.records.proposals.followup.actions.looking import come_back_on
from tests.records.proposals.district import District
from tests.stories.conftest import Take
from tests.stories.life import Life, part

pytestmark = pytest.mark.django_db(transaction=True)

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TITLE = "关于在汇文路东段加装路灯的提案"
SITUATION = "汇文路东段一公里没有路灯，两所学校的学生晚上走这条路。"
ANSWER = "您的提案收悉，我局会同城管局到现场查看，详情请电13812345678。"


def test_one_proposal_through_all_of_it(district: District, take: Take) -> None:
    life = Life(district, take, TITLE)
    write_and_send_in(life)
    review_and_assign(life)
    contact_and_opinion(life)
    reply(life)
    rate_and_close(life)
    achieve(life)
    choose_and_supervise(life)
    look_back(life)
    open_and_archive(life)


def write_and_send_in(life: Life) -> None:
    phone = life.at("proposer", width=390)
    with part(1, "写提案，存草稿，邀请联名"):
        phone.open("/")
        phone.follow("写提案")
        phone.fill(案由=TITLE, 情况=SITUATION)
        phone.page.reload()
        phone.press("填回来")
        assert phone.field("情况").input_value() == SITUATION
        assert phone.faults() == []
        phone.picture("proposal-write")
        phone.fill(邀请联名="白榕锐", 希望主办单位="区住建局")
        phone.press("存草稿")
        assert "联名人" not in phone.text(".facts")
        life.at("cosigner", width=390)
        friend = life.asked("cosigner")
        friend.follow("答复邀请")
        friend.page.get_by_label("同意联名").check()
        friend.press("答复")
        assert life.told("proposer") == f"白榕锐同意联名《{TITLE}》。"
    with part(2, "提交，得到收件号"):
        phone.page.go_back()
        assert "还没有写分析" in phone.text()
        assert "相近的提案" in phone.text()
        phone.follow("继续写")
        phone.fill(
            分析="建路时没有同步设计照明。", 建议="补装路灯，先装学校路口。\n路灯由城管接管养护。"
        )
        phone.press("提交")
        assert "已提交，收件号 收930001" in phone.said()
        assert phone.wide() == []


def review_and_assign(life: Life) -> None:
    with part(3, "预审，按审查意见立案"):
        office = life.asked("office", "审查")
        office.follow("登记审查意见")
        office.fill(阶段="预审", 审查意见="建议立案")
        office.fill(建议主办单位="区住建局", 建议会办单位="区城管局")
        office.press("登记审查意见")
        office.open("/proposals/review/")
        life.tick(office)
        office.press("按审查意见办理")
        assert "已按审查意见办理1件" in office.said()
        assert life.told("proposer") == f"您的提案《{TITLE}》已立案，提案号930001。"
    with part(4, "转交办机构"):
        office.open("/proposals/assign/")
        life.tick(office)
        office.fill(转交办机构="区政府督查室")
        office.press("转交办机构")
        assert "已转交1件" in office.said()
    with part(5, "交办，签收"):
        above = life.at("dispatcher")
        above.open("/proposals/assign/")
        life.tick(above)
        above.press("交办")
        assert "已交办1件" in above.said()
        for name in ("lead", "co"):
            unit = life.asked(name, "签收")
            unit.press("签收")
            assert "办理中" in unit.text(".case-head")


def contact_and_opinion(life: Life) -> None:
    with part(6, "面商，由提案者确认"):
        lead = life.asked("lead", "登记面商")
        lead.fill(面商日期=str(today()), 阶段="办前", 方式="面商", 单位人员="张科长")
        lead.fill(沟通情况="现场看了缺灯路段，商定先装学校路口。")
        lead.press("登记面商")
        phone = life.asked("proposer")
        phone.follow("确认或否认")
        phone.page.get_by_label("属实，确认").check()
        phone.press("答复")
        assert "已确认 1 次" in phone.text()
    with part(7, "报送会办意见"):
        co = life.asked("co", "报送")
        co.fill(会办意见="同意接管养护。", 签发人="马局长")
        co.press("报送会办意见")
        assert life.told("lead") == f"区城管局已报送《{TITLE}》的会办意见。"


def reply(life: Life) -> None:
    with part(8, "逐条拟写答复"):
        lead = life.asked("lead", "拟写答复")
        first, second = (
            lead.page.locator("section.sheet", has_text=f"建议{place}") for place in (1, 2)
        )
        lead.fill(答复正文=ANSWER, 拟定办理类别="A类", 经办人="张科长")
        lead.fill(联系电话="0557-3041234", 是否公开="同意公开")
        first.get_by_label("意见").select_option(label="采纳")
        lead.press("送会签")
        assert "建议2还没有答复" in lead.text()
        assert lead.faults() == []
        lead.picture("proposal-reply")
        second.get_by_label("意见").select_option(label="采纳")
        second.get_by_label("答复").fill("由城管局接管。")
        second.get_by_label("承诺事项").fill("办妥移交")
        second.get_by_label("承诺期限").fill(str(today() + timedelta(days=60)))
        lead.press("送会签")
        assert "现为“待会签”" in lead.said()
    with part(9, "会签，核稿"):
        co = life.asked("co", "会签")
        assert "由城管局接管。" in co.text()
        co.page.get_by_label("同意", exact=True).check()
        co.press("会签")
        above = life.asked("dispatcher", "核稿")
        above.fill(改定办理类别="B类", 核稿意见="移交还没有办妥")
        above.press("核定答复")
    with part(10, "签发"):
        signer = life.asked("signer", "签发")
        assert "移交还没有办妥" in signer.text()
        signer.press("签发答复")
        assert "已答复" in signer.text(".case-head")
        said = f"区住建局已答复《{TITLE}》（区住建局提复〔{today().year}〕1号，B类），请查看。"
        rated_by = Clock.objects.get(kind="feedback").due_on
        asked = f"各单位都已答复，请在{said_day(rated_by)}前评价。"
        assert life.told("proposer") == said + asked


def rate_and_close(life: Life) -> None:
    with part(11, "看答复，作评价"):
        phone = life.asked("proposer")
        phone.follow("看答复，作评价")
        assert "由城管局接管。" in phone.text()
        assert phone.faults() == []
        phone.picture("proposal-rate")
        life.rate("proposer", 对办理态度="满意", 对办理结果="基本满意")
    with part(12, "办结"):
        office = life.on_the_case("office")
        office.follow("办结")
        office.press("办结")
        assert "已办结" in office.text(".case-head")


def achieve(life: Life) -> None:
    with part(13, "登记落实和成果"):
        lead = life.on_the_case("lead")
        lead.follow("登记落实")
        lead.fill(落实情况="汇文路东段68盏路灯全部点亮。", 地点="汇文路东段")
        lead.press("登记落实")
        lead.follow("登记成果")
        lead.fill(项目="路灯", 数量="68", 地点="汇文路东段", 依据="竣工验收单")
        lead.press("登记成果")
        assert "路灯68盏" in "".join(lead.text().split())
    with part(14, "确认落实"):
        phone = life.on_the_case("proposer")
        phone.follow("确认或提出异议")
        phone.page.get_by_label("确认落实", exact=True).check()
        phone.press("提交意见")
        assert "已确认落实" in phone.said()


def choose_and_supervise(life: Life) -> None:
    with part(15, "评选重点提案，领衔督办"):
        office, chair = life.at("office"), life.at("chair")
        office.open("/proposals/key/")
        for step in ("登记初选", "登记征求意见", "登记审定"):
            life.tick(office)
            if step == "登记审定":
                office.fill(说明="主席会议研究确定", 领衔领导="江望川", 领衔身份="主席")
            office.press(step)
            assert "已登记 1 件" in office.said()
        chair.open("/proposals/led/")
        chair.enter("登记督办")
        chair.fill(督办方式="视察督办", 督办情况="到汇文路看灯，要求按期移交。")
        chair.press("登记督办")
        assert "江望川 登记督办" in chair.text(".story")


def look_back(life: Life) -> None:
    year = f"/proposals/look-backs/?year={today().year}"
    assert come_back_on(today() + timedelta(days=366)) == 1
    with part(17, "回头看"):
        for name, found, finding, verb in (
            ("lead", "已解决", "移交协议已签", "登记自查"),
            ("proposer", "未解决", "还有两盏不亮", "登记检查意见"),
        ):
            desk = life.at(name)
            desk.open(year)
            desk.enter("登记检查")
            desk.page.get_by_label(found, exact=True).check()
            desk.fill(检查情况=finding)
            desk.press(verb)
    with part(16, "核定回头看"):
        office = life.at("office")
        office.open(year)
        assert "两方意见不一致 1 件" in office.text()
        office.enter("核定 930001")
        office.page.get_by_label("已解决", exact=True).check()
        office.fill(办理类别改为="A类", 说明="两盏已修好")
        office.press("核定回头看")
        office.open(year)
        assert "B类 → A类" in office.text()


def open_and_archive(life: Life) -> None:
    with part(21, "公开的提案和答复"):
        office = life.on_the_case("office")
        office.follow("公开")
        office.press("公开")
        assert "公开日期" in office.text()
        visitor = life.take()
        visitor.open("/public/proposals/")
        visitor.page.get_by_role("link", name=TITLE).click()
        visitor.settle()
        words = visitor.text("body")
        assert (SITUATION in words, "由城管局接管。" in words) == (True, True)
        assert [one for one in ("3041234", "张科长", "13812345678") if one in words] == []
    with part(22, "案卷"):
        office = life.on_the_case("office")
        content = office.download("案卷")
        office.follow("核对案卷")
        office.choose_file({"name": "案卷.docx", "mimeType": DOCX, "buffer": content})
        office.press("核对案卷")
        assert "文字、事实和附件都与出卷时一致" in office.text()
