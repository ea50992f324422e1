"""A reply on its way: drafted by the unit, signed by co-units, checked, issued, and told."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from jianyan.ground.days import said_day
from jianyan.ground.models import Clock, Commitment, Notice, Office, Response, Role, Trail
from jianyan.ground.register import today
from jianyan.kernel.errors import Denied, Refused
from jianyan.records.proposals.cases import actions as cases
from jianyan.records.proposals.cases.queries import suggestions
from jianyan.records.proposals.models import (
    Countersign,
    Proposal,
    Reply,
    ReplyClass,
    ReplyDraft,
    UnitTask,
)
from jianyan.records.proposals.ratings import actions as ratings
from jianyan.records.proposals.replies import passing, writing
from jianyan.records.proposals.replies.writing import Said
from jianyan.records.proposals.tasks import actions as tasks
from jianyan.records.proposals.tasks.actions import Sending
from tests import build
from tests.cast import Cast, Player, play
from tests.records.proposals import made
from tests.records.proposals.made import Place

pytestmark = pytest.mark.django_db
DUE = today() + timedelta(days=200)


def case_of(at: Place, *sendings: Sending) -> Proposal:
    """A case assigned ten days ago to the officer's unit, which has accepted it."""
    on = today() - timedelta(days=10)
    sent = list(sendings) or [Sending(at.lead, "sole")]
    row = made.assigned(at, on=on, sendings=sent, cosigners=[at.cosigner])
    tasks.accept(at.by, made.task(row, at.lead).pk, on=on)
    return row


def with_co(at: Place) -> Proposal:
    return case_of(at, Sending(at.lead, "lead"), Sending(at.co, "co"))


def columns(at: Place, **fields: Any) -> dict[str, Any]:
    return {
        "text": "已组织勘察，年内增建。",
        "grade": at.category("reply_class", "A"),
        "handler": "张三",
        "phone": "0513-1234567",
        "public": True,
        "public_reason": "",
        **fields,
    }


def points(case: Proposal) -> list[Said]:
    first, second = suggestions().filter(record=case.pk).order_by("order")
    return [
        Said(first, "adopted", "列入计划", "建成充电桩20个", DUE),
        Said(second, "not", "收费由物价部门核定"),
    ]


def drafted(at: Place, by: Any, case: Proposal, **fields: Any) -> UnitTask:
    pk = made.task(case, at.lead).pk
    writing.keep(by, pk, on=today(), columns=columns(at, **fields), points=points(case))
    return writing.draft(by, pk, on=today())


def told(who: Player) -> list[str]:
    rows = Notice.objects.filter(person=who.person).order_by("pk")
    return list(rows.values_list("text", flat=True))


def forget() -> None:
    Notice.objects.all().delete()


def test_the_whole_way_without_co_units(cast: Cast, at: Place) -> None:
    case = case_of(at)
    forget()
    task = drafted(at, cast.officer.by, case)
    assert task.state == "countersigned"
    words = f"区民政局对《{case.record.title}》的答复已拟就，请核稿。"
    assert (told(cast.dispatcher), told(cast.office)) == ([words], [words])
    passing.check(cast.dispatcher.by, task.pk, on=today())
    words = f"《{case.record.title}》的答复稿已核定，请签发。"
    assert told(cast.signer) == [words]
    forget()
    reply = passing.issue(cast.signer.by, task.pk, on=today())
    number = f"区民政局提复〔{today().year}〕1号"
    assert (reply.number, reply.signer, reply.text, reply.handler, reply.phone, reply.public) == (
        number,
        "局长",
        "已组织勘察，年内增建。",
        "张三",
        "0513-1234567",
        True,
    )
    said = Response.objects.order_by("suggestion__order")
    assert list(said.values_list("suggestion__order", "verdict", "reason", "unit")) == [
        (1, "adopted", "列入计划", at.lead.pk),
        (2, "not", "收费由物价部门核定", at.lead.pk),
    ]
    promise = Commitment.objects.get()
    assert (
        promise.text,
        promise.unit,
        promise.made_on,
        promise.due_on,
        promise.suggestion.order,
    ) == ("建成充电桩20个", at.lead, today(), DUE, 1)
    assert ReplyClass.objects.get().grade.code == "A"
    row = Proposal.objects.select_related("record").get(pk=case.pk)
    assert (row.record.state, made.task(case, at.lead).state) == ("replied", "replied")
    assert Clock.objects.get(record=case.pk, kind="reply").met_on == today()
    grade = at.category("reply_class", "A")
    asked = Clock.objects.get(record=case.pk, kind="feedback").due_on
    words = f"区民政局已答复《{case.record.title}》（{number}，{grade}），请查看。各单位都已答复，请在{said_day(asked)}前评价。"
    assert (told(cast.member), told(cast.cosigner)) == ([words], [words])
    assert ReplyDraft.objects.get().reply == reply


def test_each_unit_numbers_its_own_replies(cast: Cast, at: Place) -> None:
    numbers = []
    for case in (case_of(at), case_of(at)):
        task = drafted(at, cast.officer.by, case)
        passing.check(at.by, task.pk, on=today())
        numbers.append(passing.issue(cast.signer.by, task.pk, on=today()).number)
    year = today().year
    assert numbers == [f"区民政局提复〔{year}〕1号", f"区民政局提复〔{year}〕2号"]


def test_it_cannot_go_on_before_every_co_unit_agrees(cast: Cast, at: Place) -> None:
    case = with_co(at)
    co = play(cast.committee, "会办", Role.UNIT_OFFICER, body=at.co)
    forget()
    task = drafted(at, cast.officer.by, case)
    assert task.state == "drafted"
    assert told(co) == [f"区民政局已拟出《{case.record.title}》的答复，请会签。"]
    for by in (cast.office.by, cast.officer.by):
        with pytest.raises(Refused, match="区城管局还没有会签"):
            tasks.countersign(by, task.pk, on=today())
    with pytest.raises(Refused, match="现为“待会签”"):
        passing.check(cast.dispatcher.by, task.pk, on=today())
    with pytest.raises(Denied):
        passing.sign(cast.officer.by, task.pk, on=today(), agreed=True)
    with pytest.raises(Refused, match="请写明修改意见"):
        passing.sign(co.by, task.pk, on=today(), agreed=False)
    passing.sign(co.by, task.pk, on=today(), agreed=False, reason="补充权属")
    assert told(cast.officer) == [f"区城管局要求修改《{case.record.title}》的答复。补充权属"]
    assert made.task(case, at.lead).state == "drafted"
    assert passing.sign(co.by, task.pk, on=today(), agreed=True).state == "countersigned"
    assert list(Countersign.objects.order_by("pk").values_list("agreed", "words")) == [
        (False, "补充权属"),
        (True, ""),
    ]


def test_a_draft_drawn_up_again_is_signed_again(cast: Cast, at: Place) -> None:
    case = with_co(at)
    co = play(cast.committee, "会办", Role.UNIT_OFFICER, body=at.co)
    task = drafted(at, cast.officer.by, case)
    passing.sign(co.by, task.pk, on=today(), agreed=True)
    forget()
    back = passing.redraft(cast.dispatcher.by, task.pk, on=today(), reason="未写明时间")
    assert back.state == "accepted"
    assert told(cast.officer) == [f"《{case.record.title}》的答复稿退回重拟：未写明时间"]
    assert drafted(at, cast.officer.by, case, text="六月底前增建。").state == "drafted"
    old, new = ReplyDraft.objects.order_by("pk")
    assert (old.ended_on, old.text, new.ended_on, new.text) == (
        today(),
        "已组织勘察，年内增建。",
        None,
        "六月底前增建。",
    )
    assert (old.countersigns.count(), new.countersigns.count()) == (1, 0)


def test_the_dispatcher_changes_the_class_for_a_reason(cast: Cast, at: Place) -> None:
    case = case_of(at)
    task = drafted(at, cast.officer.by, case)
    b = at.category("reply_class", "B")
    with pytest.raises(Refused, match="改定办理类别的，请写明理由"):
        passing.check(cast.dispatcher.by, task.pk, on=today(), grade=b)
    unknown = build.category(at.committee, "reply_class", "E", "E类")
    with pytest.raises(Refused, match="这件提案所依的规程没有E类"):
        passing.check(cast.dispatcher.by, task.pk, on=today(), grade=unknown, reason="新设")
    with pytest.raises(Denied):
        passing.check(cast.officer.by, task.pk, on=today())
    passing.check(cast.dispatcher.by, task.pk, on=today(), grade=b, reason="尚未建成")
    draft = ReplyDraft.objects.get()
    assert (draft.grade.code, draft.grade_checked.code, draft.checked_words) == (
        "A",
        "B",
        "尚未建成",
    )
    said = Trail.objects.filter(record=case.pk, move="check").values_list("reason", flat=True)
    assert list(said) == [f"办理类别由{draft.grade}改为{b}：尚未建成"]
    reply = passing.issue(cast.signer.by, task.pk, on=today())
    assert ReplyClass.objects.get(reply=reply).grade == b


def test_the_leader_signs_where_there_is_one(cast: Cast, at: Place) -> None:
    case = case_of(at)
    task = drafted(at, cast.officer.by, case)
    passing.check(at.by, task.pk, on=today())
    with pytest.raises(Denied):
        passing.issue(cast.officer.by, task.pk, on=today())
    assert passing.issue(cast.signer.by, task.pk, on=today(), number="民发〔2026〕8号").number == (
        "民发〔2026〕8号"
    )
    assert Reply.objects.get().signer == "局长"
    Office.objects.filter(person=cast.signer.person).update(until=today() - timedelta(days=1))


def test_a_second_handling_is_drafted_and_returned_as_one(cast: Cast, at: Place) -> None:
    case = case_of(at)
    task = drafted(at, cast.officer.by, case)
    passing.check(at.by, task.pk, on=today())
    passing.issue(cast.signer.by, task.pk, on=today())
    ratings.rehandle(at.by, task.pk, on=today(), reason="没有解决")
    assert drafted(at, cast.officer.by, case, text="已补建。").state == "countersigned"
    back = passing.redraft(cast.officer.by, task.pk, on=today(), reason="补数字")
    assert back.state == "rehandling"
    drafted(at, cast.officer.by, case, text="已补建20个。")
    passing.check(at.by, task.pk, on=today())
    second = passing.issue(cast.signer.by, task.pk, on=today())
    assert (second.round, second.text) == (2, "已补建20个。")
    assert Clock.objects.get(kind="rehandle").met_on == today()
    row = Proposal.objects.select_related("record").get(pk=case.pk)
    assert row.record.state == "replied"


def test_the_office_s_one_step_ends_what_was_being_drafted(cast: Cast, at: Place) -> None:
    case = case_of(at)
    drafted(at, cast.officer.by, case)
    made.reply(at, case, at.lead, on=today())
    assert (ReplyDraft.objects.get().ended_on, ReplyDraft.objects.get().reply) == (today(), None)


def test_proposers_of_merged_cases_are_told(cast: Cast, at: Place) -> None:
    third = play(cast.committee, "委员丙", Role.MEMBER)
    other = made.filed(at, proposer=third.person)
    case = case_of(at)
    cases.merge(at.by, other.pk, on=today(), main=case.record)
    forget()
    task = drafted(at, cast.officer.by, case)
    passing.check(at.by, task.pk, on=today())
    passing.issue(cast.signer.by, task.pk, on=today())
    assert told(third) == told(cast.member)
    assert len(told(third)) == 1
