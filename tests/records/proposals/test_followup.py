"""After the reply: three facts with three dates, the look-back of both sides, what is chosen."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from jianyan.figures.read import read
from jianyan.ground.models import Clock, Commitment, File, Item, Notice, Outcome
from jianyan.ground.register import today
from jianyan.ground.reminders import send_on
from jianyan.kernel.errors import Refused
from jianyan.records.proposals.followup import actions, queries
from jianyan.records.proposals.followup.actions import looking
from jianyan.records.proposals.followup.charter import proposer_to_check, unit_to_check
from jianyan.records.proposals.models import (
    Achievement,
    KeyProposal,
    LookBack,
    LookBackCheck,
    Proposal,
    Reply,
    ReplyClass,
    Supervision,
    UnitTask,
)
from jianyan.records.proposals.replies import actions as replies
from tests.cast import Cast
from tests.records.proposals import made
from tests.records.proposals.made import Place

pytestmark = pytest.mark.django_db
D = date


def told(case: Any, words: str) -> set[str]:
    """Who has a notice with the words."""
    rows = Notice.objects.filter(record=case.pk, text__contains=words)
    return set(rows.values_list("person__name", flat=True))


def page(client: Client, player: Any, path: str) -> str:
    client.force_login(player.account)
    answer = client.get(path)
    assert answer.status_code == 200, path
    return str(answer.content.decode())


def test_three_facts_with_three_dates(client: Client, cast: Cast, at: Place) -> None:
    case = made.replied(at)
    path = f"/proposals/{case.pk}/achieve/"
    client.force_login(cast.officer.account)
    sent = {"on": "2020-09-01", "unit": "区民政局", "words": "路灯已全部装好", "place": "青石坊"}
    assert client.post(path, sent).status_code == 302
    row = Achievement.objects.get()
    assert (row.unit, row.on, row.confirmed_on) == (cast.unit, D(2020, 9, 1), None)
    assert told(case, "请您确认") == {"委员甲"}
    assert told(case, "路灯已全部装好") == {"委员甲", "办公室"}
    lamps = Item.objects.create(committee=at.committee, code="lamp", label="路灯", unit="盏")
    sent = {
        "item": "路灯",
        "quantity": "68",
        "place": "青石坊",
        "on": "2020-09-01",
        "note": "验收单",
        "evidence": SimpleUploadedFile("验收单.txt", "路灯68盏".encode(), "text/plain"),
    }
    assert client.post(f"/proposals/{case.pk}/measure/", sent).status_code == 302
    assert File.objects.get(record=case.pk).caption == "成果凭据（2020年9月1日）"
    assert Outcome.objects.get().quantity == Decimal(68)
    assert Outcome.objects.get().item == lamps
    shown = page(client, cast.member, f"/r/proposals/{case.pk}/")
    for words in ("2020年5月6日", "还没有办结", "2020年9月1日", "路灯68盏", "确认或提出异议"):
        assert words in shown
    answer = f"/proposals/achieved/{row.pk}/"
    assert client.post(answer, {"answer": "no", "words": ""}).status_code == 422
    assert client.post(answer, {"answer": "yes", "words": "属实"}).status_code == 302
    row.refresh_from_db()
    assert (row.confirmed_on, row.disputed_on, row.answer) == (today(), None, "属实")
    assert Clock.objects.get(kind="achieved").met_on == today()
    assert told(case, "确认落实：") == {"办公室", "承办", "局长"}
    with pytest.raises(Refused, match="已经确认过"):
        actions.answer_achievement(cast.member.by, row, agreed=True, on=today())


@pytest.mark.parametrize("path", ["achieve", "measure", "supervise"])
def test_others_enter_nothing(client: Client, cast: Cast, at: Place, path: str) -> None:
    case = made.replied(at)
    for player in (cast.member, cast.cosigner, cast.dispatcher):
        client.force_login(player.account)
        assert client.get(f"/proposals/{case.pk}/{path}/").status_code == 403
    others = made.assigned(at, visibility="office", sendings=[made.Sending(at.co, "sole")])
    client.force_login(cast.officer.account)
    assert client.get(f"/proposals/{others.pk}/{path}/").status_code == 404


def tracked(at: Place, **fields: Any) -> Reply:
    """A class B reply of a year ago."""
    day = today() - timedelta(days=364)
    case = made.assigned(at, on=day - timedelta(days=40), **fields)
    made.reply(at, case, at.lead, on=day, grade="B")
    return Reply.objects.get(record=case.pk)


def test_the_replies_of_a_year_ago_come_back_once(cast: Cast, at: Place) -> None:
    reply = tracked(at)
    made.reply(at, made.assigned(at, on=today()), at.lead, on=today(), grade="B")
    promised = made.assigned(at, on=reply.on)
    made.reply(at, promised, at.lead, on=reply.on, grade="A")
    Commitment.objects.create(
        record_id=promised.pk, text="再装三处", made_on=reply.on, due_on=today()
    )
    made.reply(at, made.assigned(at, on=reply.on), at.lead, on=reply.on, grade="A")
    assert looking.come_back() == 2
    assert looking.come_back() == 0
    clock = Clock.objects.get(record=reply.record_id, kind="look_back")
    assert (clock.part_id, clock.starts_on) == (reply.task_id, reply.on)


def test_both_sides_check_and_the_office_settles(client: Client, cast: Cast, at: Place) -> None:
    reply = tracked(at)
    looking.come_back()
    listed, year = "/proposals/look-backs/", f"?year={reply.on.year}"
    path = f"{listed}{reply.pk}/check/"
    waits = f"/proposals/tasks/{reply.task_id}/look-back/"
    client.force_login(cast.officer.account)
    assert client.get(waits)["location"] == path
    assert client.get("/proposals/tasks/0/look-back/").status_code == 404
    assert client.post(path, {"solved": "yes", "finding": "已建成"}).status_code == 302
    assert client.post(path, {"solved": "yes", "finding": "又一次"}).status_code == 422
    client.force_login(cast.cosigner.account)
    assert client.get(path).status_code == 403
    client.force_login(cast.member.account)
    assert client.post(path, {"solved": "no", "finding": "还缺一半"}).status_code == 302
    said = LookBackCheck.objects.order_by("pk").values_list("party", "solved", "person__name")
    assert list(said) == [("unit", True, "承办"), ("proposer", False, "委员甲")]
    assert told(reply.record, "两方意见不一致") == {"办公室"}
    for player in (cast.officer, cast.member, cast.office, cast.dispatcher):
        shown = page(client, player, listed + year)
        assert ("两方不一致" in shown, "已建成" in shown, "还缺一半" in shown) == (True,) * 3
    assert "已建成" not in page(client, cast.cosigner, listed + year)
    for player in (cast.officer, cast.member):
        assert "登记检查<" not in page(client, player, listed + year)
    settle = f"{listed}{reply.pk}/settle/"
    assert client.get(settle).status_code == 403
    client.force_login(cast.office.account)
    sent = {"on": f"{today()}", "solved": "yes", "grade": "A", "words": "现场核实"}
    assert client.post(settle, sent).status_code == 302
    row = LookBack.objects.get()
    assert (row.unit_solved, row.proposer_solved, row.solved) == (True, False, True)
    history = ReplyClass.objects.order_by("on").values_list("grade__code", "ended_on")
    assert list(history) == [("B", today()), ("A", None)]
    assert Clock.objects.get(kind="look_back").met_on == today()
    assert told(reply.record, "回头看核定为已解决") == {"承办", "局长", "委员甲"}
    assert "B类 → " in page(client, cast.office, listed + year)


def test_the_page_opens_on_the_latest_year_whose_look_back_has_come(
    client: Client, cast: Cast, at: Place
) -> None:
    reply = tracked(at)
    today_s = made.assigned(at, on=today())
    made.reply(at, today_s, at.lead, on=today(), grade="B")
    old = made.replied(at, grade="B")
    listed = "/proposals/look-backs/"
    shown = page(client, cast.office, listed)
    assert f'<option value="{today().year}" selected>' in shown
    looking.come_back()
    for player in (cast.office, cast.officer, cast.member):
        shown = page(client, player, listed)
        assert f'<option value="{reply.on.year}" selected>' in shown
        assert f"/{reply.record_id}/" in shown
    assert '<option value="2020">' in shown
    assert f"/{old.pk}/" in page(client, cast.member, f"{listed}?year=2020")
    shown = page(client, cast.cosigner, listed)
    assert "现在没有要回头看的答复" in shown
    assert "<option" not in shown


def test_each_reply_of_a_case_is_looked_back_at(cast: Cast, at: Place) -> None:
    """Two units answer one case apart; having checked one reply, the proposer is asked of the other."""
    day = today() - timedelta(days=364)
    sendings = [made.Sending(unit, "separate") for unit in (at.lead, at.co)]
    case = made.assigned(at, on=day - timedelta(days=40), sendings=sendings)
    for unit in (at.lead, at.co):
        made.reply(at, case, unit, on=day, grade="B")
    looking.come_back()
    waiting = Proposal.objects.filter(proposer_to_check(cast.member.actor))
    for reply, left in zip(Reply.objects.filter(record=case.pk), (1, 0), strict=True):
        actions.check(
            cast.member.by, reply, party="proposer", on=today(), solved=True, finding="看过"
        )
        assert waiting.count() == left


def test_a_consultation_that_was_fixed_waits_for_its_result(
    client: Client, cast: Cast, at: Place
) -> None:
    case = made.assigned(at)
    fixed = actions.consult_overdue(at.by, case.pk, on=today() + timedelta(days=5))
    path = f"/proposals/{case.pk}/consulted/"
    assert path in page(client, cast.office, f"/r/proposals/{case.pk}/")
    early = client.post(path, {"words": "月底前答复"})
    assert (early.status_code, "还没有到" in early.content.decode()) == (422, True)
    type(fixed).objects.filter(pk=fixed.pk).update(on=today())
    assert client.post(path, {"words": "月底前答复"}).status_code == 302
    assert told(case.record, "商定：月底前答复") >= {"委员甲", "承办"}
    assert path not in page(client, cast.office, f"/r/proposals/{case.pk}/")
    assert client.post(path, {"words": "又一次"}).status_code == 422
    assert client.get(path).status_code == 422
    client.force_login(cast.officer.account)
    assert client.get(path).status_code == 403


def test_key_proposals_are_chosen_in_steps(client: Client, cast: Cast, at: Place) -> None:
    first, second = made.filed(at), made.assigned(at)
    client.force_login(cast.office.account)
    sent = {"on": "2020-04-01", "pk": [first.pk, second.pk], "words": "", "leaders": "", "rank": ""}
    assert client.post("/proposals/key/", {**sent, "do": "decided"}).status_code == 302
    assert not KeyProposal.objects.exists()
    for step in ("screened", "consulted"):
        assert client.post("/proposals/key/", {**sent, "do": step}).status_code == 302
    assert [queries.step_now(one.pk) for one in (first, second)] == ["consulted", "consulted"]
    final = {**sent, "pk": [second.pk], "do": "decided", "leaders": "领导", "rank": "主席"}
    assert client.post("/proposals/key/", {**final, "words": "主席会议"}).status_code == 302
    key = KeyProposal.objects.get()
    assert (key.record_id, key.how, str(key.leaders.get())) == (second.pk, "主席会议", "领导领衔")
    assert told(second, "确定为重点提案") == {"委员甲", "领导", "承办", "局长"}
    shown = page(client, cast.leader, "/proposals/led/")
    assert second.record.title in shown
    client.force_login(cast.leader.account)
    visit = {"on": "2020-05-01", "how": "视察督办", "words": "察看现场"}
    assert client.post(f"/proposals/{second.pk}/supervise/", visit).status_code == 302
    assert client.post(f"/proposals/{first.pk}/supervise/", visit).status_code == 403
    assert Supervision.objects.get().leader == cast.leader.person
    client.force_login(cast.member.account)
    assert client.get("/proposals/key/").status_code == 403


def test_a_leader_s_open_key_proposals_stand_before_the_closed_ones(at: Place) -> None:
    days = [date(2020, 4, 1), date(2020, 4, 2), date(2020, 4, 3)]
    older, newer, done = made.assigned(at), made.assigned(at), made.replied(at)
    for case, on in zip((older, newer, done), days, strict=True):
        actions.choose_key(at.by, case.pk, on=on, leaders=[(at.cosigner, "主席")])
    replies.close(at.by, done.pk, on=date(2020, 6, 1))
    led = queries.led_by(at.cosigner.pk).values_list("record", flat=True)
    assert list(led) == [newer.pk, older.pk, done.pk]


def test_outstanding_ones_by_criteria_and_their_figure(
    client: Client, cast: Cast, at: Place
) -> None:
    first = made.filed(at)
    second = made.filed(at, local=at.category("proposal_category", "traffic"))
    made.filed(at)
    client.force_login(cast.office.account)
    sent = {"on": "2020-12-01", "pk": [first.pk, second.pk], "do": "award", "words": ""}
    assert client.post("/proposals/outstanding/", {**sent, "criteria": ""}).status_code == 422
    assert (
        client.post("/proposals/outstanding/", {**sent, "criteria": "建议具体可行"}).status_code
        == 302
    )
    shown = page(client, cast.office, "/proposals/outstanding/")
    assert "已评 2 件，占立案的 66.7%（2/3）" in shown
    assert told(first, "评为优秀提案") == {"委员甲"}
    assert read("提案.优秀", at.scope()).value == 2
    assert read("提案.优秀[城市交通]", at.scope()).value == 1
    assert read("提案.优秀", at.scope("2021")).value == 0
    entry = at.category("outstanding_criteria", "studied")
    with pytest.raises(Refused, match="已经是优秀提案"):
        actions.award(at.by, first.pk, on=D(2020, 12, 2), criteria=[entry])
    assert Proposal.objects.get(pk=first.pk).record.outstandings.count() == 1
    row = first.record.outstandings.get()
    strike = f"/r/proposal-outstanding/{row.pk}/void/"
    assert client.post(strike, {"reason": ""}).status_code == 422
    assert client.post(strike, {"reason": "与他案重复"}).status_code == 302
    assert told(first, "不再作为优秀提案：与他案重复") == {"委员甲"}
    assert read("提案.优秀", at.scope()).value == 1


def test_what_waits_and_who_is_reminded(cast: Cast, at: Place) -> None:
    reply = tracked(at)
    looking.come_back()
    tasks, cases = (model.objects.all() for model in (UnitTask, Proposal))
    units, proposers = unit_to_check, proposer_to_check
    asked = [cast.officer.actor, cast.member.actor, cast.cosigner.actor]
    assert [tasks.filter(units(one)).count() for one in asked] == [1, 0, 0]
    assert [cases.filter(proposers(one)).count() for one in asked] == [0, 1, 0]
    actions.check(cast.officer.by, reply, party="unit", on=today(), solved=True, finding="已建成")
    assert [tasks.filter(units(one)).count() for one in asked] == [0, 0, 0]
    clock = Clock.objects.get(kind="look_back")
    send_on(clock.due_on - timedelta(days=8))
    send_on(clock.due_on - timedelta(days=7))
    assert told(reply.record, "回头看期限还有7天") == {"承办", "局长", "委员甲", "办公室"}
