"""A proposal through merging, a return, a longer term, dissatisfaction and a second handling."""

from __future__ import annotations

from datetime import timedelta

import pytest

from jianyan.ground.days import said_day
from jianyan.ground.models import Clock
from jianyan.ground.register import today
from jianyan.records.proposals.models import Proposal, UnitTask
from tests.records.proposals import made
from tests.records.proposals.district import District
from tests.stories.conftest import Take
from tests.stories.desk import Desk
from tests.stories.life import Life, part

pytestmark = pytest.mark.django_db(transaction=True)

MAIN = "关于在望桥街道增设充电桩的提案"
OTHER = "关于补建充电设施的提案"


def test_one_through_merging_return_extension_and_a_second_handling(
    district: District, take: Take
) -> None:
    day = today()
    for title, who in ((MAIN, district.proposer), (OTHER, district.other)):
        made.submitted(
            district.at, on=day, title=title, proposer=who.person, suggestions=["增设充电桩"]
        )
    life = Life(district, take, MAIN)
    merge_and_assign(life)
    return_and_extend(life)
    reply(life, "已列入计划，明年建设。", 1)
    rate_both(life)
    handle_again(life)


def merge_and_assign(life: Life) -> None:
    with part(18, "并案，各得答复"):
        office = life.at("office")
        office.open("/proposals/review/")
        life.tick(office)
        office.press("立案")
        assert "已立案1件" in office.said()
        office.page.get_by_label(f"选择 {OTHER}").check()
        office.fill(并入提案号="930001")
        office.press("并案")
        assert "已并案1件" in office.said()
        assert life.told("other").startswith(f"您的提案《{OTHER}》已并入930001 {MAIN}一并办理")
        office.open("/proposals/assign/")
        life.tick(office)
        office.page.get_by_label("930001 主办（独办）").fill("区教育局")
        office.press("交办")
        assert "已交办1件" in office.said()


def return_and_extend(life: Life) -> None:
    with part(19, "退件改交，申请延期"):
        third = life.asked("third")
        third.follow("申请退件")
        third.fill(退件理由="不属本单位职责", 应由哪个单位办理="区住建局")
        third.press("申请退件")
        above = life.asked("dispatcher", "审批退件")
        above.follow("同意退件")
        assert above.page.get_by_label("改交单位").input_value() == "区住建局"
        above.press("同意退件")
        assert life.told("lead").startswith(f"交办提案930001 {MAIN}")
        lead = life.asked("lead", "签收")
        lead.press("签收")
        task = UnitTask.objects.get(unit=life.district.at.lead)
        until = task.due_on + timedelta(days=30) if task.due_on else today()
        lead.follow("申请延期")
        lead.fill(申请延至=str(until), 延期理由="方案尚需会商")
        lead.press("申请延期")
        above = life.asked("dispatcher", "批复延期")
        above.press("批准延期")
        assert life.told("lead") == f"《{MAIN}》的答复期限延至{said_day(until)}（区住建局）。"
        assert Clock.objects.get(kind="reply", part_id=task.pk).due_on == until


def reply(life: Life, text: str, turn: int) -> None:
    """The sole unit writes, the dispatcher checks, the unit's leader issues; both proposers are told."""
    lead = life.asked("lead", "拟写答复")
    assert lead.field("经办人").input_value() == ("" if turn == 1 else "张科长")
    lead.fill(答复正文=text, 拟定办理类别="B类", 经办人="张科长", 联系电话="0557-3041234")
    lead.fill(是否公开="同意公开")
    lead.page.get_by_label("意见").first.select_option(label="采纳")
    lead.press("送核稿")
    assert "现为“待核答复”" in lead.said()
    above = life.asked("dispatcher", "核稿")
    above.press("核定答复")
    signer = life.asked("signer", "签发")
    signer.press("签发答复")
    said = f"区住建局已答复《{MAIN}》（区住建局提复〔{today().year}〕{turn}号，B类），请查看。"
    rated_by = Clock.objects.filter(kind="feedback").latest("pk").due_on
    said += f"各单位都已答复，请在{said_day(rated_by)}前评价。"
    assert [life.told(name) for name in ("proposer", "other")] == [said, said]


def rating(life: Life, name: str) -> Desk:
    """Open the page of the rating from one's own list."""
    desk = life.asked(name)
    desk.follow("看答复，作评价")
    return desk


def rate_both(life: Life) -> None:
    with part(20, "不满意，重新办理"):
        for name, one in (("other", "满意"), ("proposer", "不满意")):
            life.at(name, width=390)
            rating(life, name)
            life.rate(name, 对办理态度="满意", 对办理结果=one)


def handle_again(life: Life) -> None:
    clock = Clock.objects.get(kind="rehandle")
    said = f"《{MAIN}》须由区住建局重新办理，{said_day(clock.due_on)}前再次答复"
    assert life.told("signer") == f"{said}：提案者评价不满意，按规程重新办理"
    assert life.told("other") == f"{said}，届时请您再次评价。"
    reply(life, "今年增设20个充电桩。", 2)
    assert Clock.objects.get(kind="rehandle").met_on == today()
    for name in ("proposer", "other"):
        desk = rating(life, name)
        assert "今年增设20个充电桩。" in desk.text()
        life.rate(name, 对办理态度="满意", 对办理结果="满意")
    case = Proposal.objects.select_related("record").get(record__title=MAIN)
    rounds = case.record.ratings.order_by("pk").values_list("person__name", "round", "level")
    assert list(rounds) == [("何采蘩", 1, 1), ("沈知远", 1, 4), ("沈知远", 2, 1), ("何采蘩", 2, 1)]
