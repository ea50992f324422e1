"""Who is invited to sign a draft, and signs it, declines or takes the signature back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from jianyan.ground import reminders
from jianyan.ground.days import said_day
from jianyan.ground.models import Clock, Notice, Office, Role
from jianyan.ground.register import today
from jianyan.ground.templatetags.jianyan import cn_date
from jianyan.kernel.errors import Denied, Refused
from jianyan.records.proposals.cases import actions as cases
from jianyan.records.proposals.drafting import actions as drafting
from jianyan.records.proposals.drafting import inviting
from jianyan.records.proposals.models import Cosigner
from tests.cast import Cast, play
from tests.records.proposals.drafts import TEXT, in_session, seen, told, written
from tests.records.proposals.made import Place

pytestmark = pytest.mark.django_db


@pytest.fixture
def at(cast: Cast) -> Place:
    return in_session(cast)


def test_invited_members_answer_themselves_and_the_others_lapse(cast: Cast, at: Place) -> None:
    third, fourth = (play(cast.committee, name, Role.MEMBER) for name in ("委员丙", "委员丁"))
    row = written(cast, cosigners=[cast.cosigner.person, third.person, fourth.person])
    assert row.proposer_kind.code == "joint"
    first, second, _ = Cosigner.objects.filter(record=row.pk).order_by("order")
    until = today() + timedelta(days=7)
    asked = f"委员甲邀请您联名提案《{TEXT['title']}》，请在{said_day(until)}前答复。"
    assert told(cast.cosigner) == [asked]
    with pytest.raises(Refused, match="只有受邀委员本人"):
        drafting.answer(cast.member.by, first, agreed=True, on=today())
    drafting.answer(cast.cosigner.by, first, agreed=True, on=today())
    drafting.answer(third.by, second, agreed=False, on=today())
    with pytest.raises(Refused, match="已经答复过"):
        drafting.answer(third.by, second, agreed=True, on=today())
    drafting.submit(cast.member.by, row.pk, on=today())
    standing = Cosigner.objects.filter(record=row.pk, struck_at=None, signed_on__isnull=False)
    assert list(standing.values_list("person__name", flat=True)) == ["委员乙"]
    assert told(cast.member) == [
        f"委员乙同意联名《{TEXT['title']}》。",
        f"委员丙谢绝联名《{TEXT['title']}》。",
    ]
    assert told(cast.cosigner)[1:] == [f"《{TEXT['title']}》已提交，收件号收930001。"]
    row.refresh_from_db()
    assert row.proposer_kind.code == "joint"
    last = Cosigner.objects.get(record=row.pk, person=fourth.person)
    with pytest.raises(Refused, match="已过期"):
        drafting.answer(fourth.by, last, agreed=True, on=today())


def test_an_invitation_lapses_on_its_day(cast: Cast, at: Place) -> None:
    row = written(cast, cosigners=[cast.cosigner.person])
    one = Cosigner.objects.get(record=row.pk)
    with pytest.raises(Refused, match="已过期"):
        drafting.answer(cast.cosigner.by, one, agreed=True, on=today() + timedelta(days=8))
    with pytest.raises(Refused, match="委员乙已经邀请过"):
        drafting.invite(cast.member.by, row.pk, on=today(), people=[cast.cosigner.person])
    with pytest.raises(Refused, match="第一提案人不必邀请"):
        drafting.invite(cast.member.by, row.pk, on=today(), people=[cast.member.person])
    # Whom nobody signed with proposed it alone.
    assert drafting.submit(cast.member.by, row.pk, on=today()).proposer_kind.code == "individual"


def test_who_has_left_neither_signs_nor_sends_in(cast: Cast, at: Place) -> None:
    row = written(cast, cosigners=[cast.cosigner.person])
    people = (cast.member.person, cast.cosigner.person)
    Office.objects.filter(person__in=people).update(until=today() - timedelta(days=1))
    one = Cosigner.objects.get(record=row.pk)
    with pytest.raises(Refused, match="您现在不是本级委员，不能联名"):
        drafting.answer(cast.cosigner.by, one, agreed=True, on=today())
    with pytest.raises(Refused, match="委员乙现不是本级委员，不能联名"):
        written(cast, cosigners=[cast.cosigner.person])
    with pytest.raises(Refused, match="第一提案人现在不是本级委员"):
        drafting.submit(cast.member.by, row.pk, on=today())


def test_who_is_invited_is_reminded_and_the_proposer_told_when_it_lapsed(
    cast: Cast, at: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = written(cast, cosigners=[cast.cosigner.person])
    clock = Clock.objects.get(record=row.pk, kind="invitation")
    assert (clock.due_on, str(clock.part)) == (today() + timedelta(days=7), "联名人委员乙")
    for left in range(7, -9, -1):
        reminders.send_on(clock.due_on - timedelta(days=left))
    sent = Notice.objects.filter(key__startswith=f"clock:{clock.pk}:").order_by("pk")
    assert {one.person_id for one in sent} == {cast.cosigner.person.pk}
    assert [one.text.rsplit("期限", 1)[1] for one in sent] == [
        f"还有7天，{said_day(clock.due_on)}到期。",
        f"还有3天，{said_day(clock.due_on)}到期。",
        "今天到期。",
    ]
    assert inviting.end_lapsed() == 0
    monkeypatch.setattr(inviting, "today", lambda: clock.due_on + timedelta(days=1))
    assert (inviting.end_lapsed(), inviting.end_lapsed()) == (1, 0)
    words = f"委员乙没有在{said_day(clock.due_on)}前答复《{TEXT['title']}》的联名邀请，邀请已失效。"
    assert told(cast.member) == [words]
    clock.refresh_from_db()
    assert clock.ended_on == clock.due_on + timedelta(days=1)
    drafting.invite(cast.member.by, row.pk, on=today(), people=[cast.cosigner.person])


def test_who_signed_is_told_of_each_change_and_may_take_the_signature_back(
    client: Client, cast: Cast, at: Place
) -> None:
    third = play(cast.committee, "委员丙", Role.MEMBER)
    row = written(cast, cosigners=[cast.cosigner.person, third.person])
    signed, later = Cosigner.objects.filter(record=row.pk).order_by("order")
    drafting.answer(cast.cosigner.by, signed, agreed=True, on=today())
    words = f"您联名的《{TEXT['title']}》文稿有修改，请查看；不再同意的，请在提交前撤回联名。"
    for changes in ({"situation": "没有路灯。"}, {"suggestions": ["列入计划"]}, {"public": True}):
        drafting.save(cast.member.by, row.pk, on=today(), changes=changes)
    drafting.answer(third.by, later, agreed=True, on=today())
    assert (told(cast.cosigner)[1:], told(third)[1:]) == ([words, words], [])
    client.force_login(third.account)
    page = client.get(f"/r/proposals/{row.pk}/").content.decode()
    assert page.count(f"同意联名，其后文稿有修改（{cn_date(today())}）") == 1
    assert ("撤回联名" in page, "联名以后的修改" in page) == (True, False)
    client.force_login(cast.cosigner.account)
    page = client.get(f"/r/proposals/{row.pk}/").content.decode()
    assert "联名以后的修改" in page
    assert "<del>石梁街道三条背街</del>没有路灯。" in page
    client.force_login(third.account)
    with pytest.raises(Denied):
        drafting.unsign(cast.member.by, row.pk, on=today())
    answer = client.post(f"/proposals/{row.pk}/unsign/", {"once": "a", "reason": "另有建议"})
    assert (answer.status_code, answer.url) == (302, "/")
    invited = Notice.objects.get(person=third.person)
    assert "查看" not in client.get("/notices/").content.decode().split("<main")[1]
    page = client.post(f"/notices/{invited.pk}/seen/", follow=True).content.decode()
    assert f"“{TEXT['title']}”现在不对您开放" in page
    assert told(cast.member)[-1] == f"委员丙撤回对《{TEXT['title']}》的联名。另有建议"
    assert seen(cast, row) == {"member", "cosigner"}
    drafting.save(
        cast.member.by, row.pk, on=today(), changes={"title": "关于路灯的建议"}, sending=True
    )
    drafting.submit(cast.member.by, row.pk, on=today())
    sent = "《关于路灯的建议》已提交，收件号收930001。您联名以后文稿有修改，请查看。"
    assert told(cast.cosigner)[3:] == [sent]
    with pytest.raises(Refused, match="现为“待审查”"):
        drafting.unsign(cast.cosigner.by, row.pk, on=today())
    cases.send_back(at.by, row.pk, on=today(), reason="写明路段")
    drafting.unsign(cast.cosigner.by, row.pk, on=today())
    row.refresh_from_db()
    assert row.proposer_kind.code == "individual"


def test_an_invited_member_answers_on_a_page(client: Client, cast: Cast, at: Place) -> None:
    row = written(cast, cosigners=[cast.cosigner.person])
    one = Cosigner.objects.get(record=row.pk)
    client.force_login(cast.cosigner.account)
    assert "答复邀请" in client.get(f"/r/proposals/{row.pk}/").content.decode()
    client.post(f"/proposals/cosign/{one.pk}/", {"answer": "yes", "once": "a"})
    one.refresh_from_db()
    assert one.signed_on == today()
    client.force_login(cast.member.account)
    assert client.get(f"/proposals/cosign/{one.pk}/").status_code == 404
