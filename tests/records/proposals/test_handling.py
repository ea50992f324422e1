"""Handling by a unit from its own sign-in: contacts on both sides, opinions, longer terms, reminders."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from jianyan.figures.read import read
from jianyan.ground import reminders
from jianyan.ground.days import said_day
from jianyan.ground.models import Clock, File, Notice, Role, Trail
from jianyan.ground.register import today
from jianyan.kernel.errors import Denied, Refused
from jianyan.records.proposals.models import Contact, ContactAnswer, Opinion, Proposal, UnitTask
from jianyan.records.proposals.tasks import actions as tasks
from jianyan.records.proposals.tasks.actions import Sending, contacts
from tests.cast import Cast, Player, play
from tests.records.proposals import made
from tests.records.proposals.made import Place

pytestmark = pytest.mark.django_db
SENT = timedelta(days=20)


@pytest.fixture
def case(cast: Cast, at: Place) -> Proposal:
    """Assigned twenty days ago to the officer's unit with another as co-unit, and accepted."""
    on = today() - SENT
    both = [Sending(at.lead, "lead"), Sending(at.co, "co")]
    row = made.assigned(at, on=on, sendings=both, cosigners=[at.cosigner])
    tasks.accept(at.by, made.task(row, at.lead).pk, on=on)
    Notice.objects.all().delete()
    return row


def told(who: Player) -> list[str]:
    rows = Notice.objects.filter(person=who.person).order_by("pk")
    return list(rows.values_list("text", flat=True))


def signed_in(who: Player) -> Client:
    client = Client()
    client.force_login(who.account)
    return client


def contact(at: Place, by: Any, case: Proposal, **fields: Any) -> Contact:
    said = {
        "met_on": today() - timedelta(days=2),
        "stage": "before",
        "way": at.category("contact_way", "face"),
        "who": "张科长",
        "words": "商定先勘察",
        **fields,
    }
    return contacts.hold_contact(by, made.task(case, at.lead).pk, on=today(), **said)


def test_a_contact_waits_for_the_proposers_who_are_told(
    cast: Cast, at: Place, case: Proposal
) -> None:
    row = contact(at, cast.officer.by, case)
    assert (row.unit, row.face, row.signed_form, row.who) == (at.lead, True, False, "张科长")
    clock = Clock.objects.get(kind="confirm")
    assert (clock.count, clock.unit, row.clock_id) == (10, "workdays", clock.pk)
    words = f"区民政局登记{said_day(row.on)}与您就《{case.record.title}》面商，请在{said_day(clock.due_on)}前确认或否认。"
    assert (told(cast.member), told(cast.cosigner), told(cast.officer)) == ([words], [words], [])
    assert Clock.objects.get(kind="contact", part_id=made.task(case, at.lead).pk).met_on == row.on


def test_a_confirmed_contact_counts_and_an_open_one_does_not(
    cast: Cast, at: Place, case: Proposal
) -> None:
    row = contact(at, cast.officer.by, case)
    scope = at.scope(str(today().year), until=today())
    assert [read(f"提案.面商.{name}", scope).value for name in ("已确认", "被否认", "未确认")] == [
        0,
        0,
        1,
    ]
    contacts.say(cast.member.by, row, verdict="confirmed")
    assert [read(f"提案.面商.{name}", scope).value for name in ("已确认", "被否认", "未确认")] == [
        1,
        0,
        0,
    ]
    assert Clock.objects.get(kind="confirm").met_on == today()
    with pytest.raises(Refused, match="已经答复过"):
        contacts.say(cast.member.by, row, verdict="denied", words="没有此事")


def test_only_a_proposer_says_so_of_a_contact_that_stands(
    cast: Cast, at: Place, case: Proposal
) -> None:
    row = contact(at, cast.officer.by, case)
    for other in (cast.officer, cast.office, cast.outsider):
        with pytest.raises(Denied, match="只有提案者本人"):
            contacts.say(other.by, row, verdict="confirmed")
    contacts.strike_contact(at.by, row, "误登")
    with pytest.raises(Refused, match="已更正、作废"):
        contacts.say(cast.member.by, row, verdict="confirmed")
    assert ContactAnswer.objects.count() == 0


def test_a_denial_wants_words_and_is_told_to_unit_dispatcher_and_office(
    cast: Cast, at: Place, case: Proposal
) -> None:
    row = contact(at, cast.officer.by, case)
    with pytest.raises(Refused, match="请写明实际情况"):
        contacts.say(cast.cosigner.by, row, verdict="denied", words=" ")
    contacts.say(cast.cosigner.by, row, verdict="denied", words="只通过一次电话")
    words = (
        f"委员乙否认区民政局登记的{said_day(row.on)}面商（《{case.record.title}》）。只通过一次电话"
    )
    receivers = (cast.officer, cast.dispatcher, cast.office)
    assert [told(one) for one in receivers] == [[words], [words], [words]]


def test_with_the_signed_form_it_counts_at_once_and_may_still_be_denied(
    cast: Cast, at: Place, case: Proposal
) -> None:
    form = SimpleUploadedFile("面商表.pdf", b"%PDF-1.4 signed")
    row = contact(at, cast.officer.by, case, file=form)
    kept = File.objects.get(record=case.pk)
    assert (row.signed_form, row.file, row.clock) == (True, kept, None)
    scope = at.scope(str(today().year), until=today())
    assert read("提案.面商.已确认", scope).value == 1
    contacts.say(cast.member.by, row, verdict="denied", words="不是我签的")
    assert read("提案.面商.被否认", scope).value == 1
    with pytest.raises(Refused, match="文件内容"):
        contact(at, cast.officer.by, case, file=SimpleUploadedFile("表.pdf", b"MZ program"))
    assert Contact.objects.count() == 1


def test_left_unanswered_it_is_never_confirmed(cast: Cast, at: Place, case: Proposal) -> None:
    row = contact(at, cast.officer.by, case)
    Clock.objects.filter(kind="confirm").update(due_on=today() - timedelta(days=1))
    row = Contact.objects.get(pk=row.pk)
    with pytest.raises(Refused, match=r"确认期限.*已过，这次面商计为未确认"):
        contacts.say(cast.member.by, row, verdict="confirmed")
    assert (contacts.lapse(), contacts.lapse()) == (1, 0)
    assert Clock.objects.get(kind="confirm").ended_on == today()
    scope = at.scope(str(today().year), until=today())
    assert read("提案.面商.未确认", scope).value == 1


@pytest.mark.parametrize("days", [-21, 1])
def test_not_before_the_assignment_nor_still_to_come(
    cast: Cast, at: Place, case: Proposal, days: int
) -> None:
    with pytest.raises(Refused, match="面商日期应在交办日"):
        contact(at, cast.officer.by, case, met_on=today() + timedelta(days=days))


def test_only_a_unit_with_a_task_in_force_enters_contacts(
    cast: Cast, at: Place, case: Proposal
) -> None:
    stranger = play(cast.committee, "他单位", Role.UNIT_OFFICER, body=at.other)
    with pytest.raises(Denied):
        contact(at, stranger.by, case)
    with pytest.raises(Denied):
        contact(at, cast.member.by, case)
    tasks.recall(at.by, made.task(case, at.lead).pk, on=today(), reason="改交")
    task = UnitTask.objects.get(record=case.pk, unit=at.lead)
    with pytest.raises(Refused, match="现为“已收回”"):
        contacts.hold_contact(
            cast.officer.by, task.pk, on=today(), met_on=today(), stage="before",
            way=at.category("contact_way", "face"), words="",
        )  # fmt: skip


def test_an_opinion_with_words_signer_and_file_is_told_to_the_lead(
    cast: Cast, at: Place, case: Proposal
) -> None:
    co = play(cast.committee, "会办", Role.UNIT_OFFICER, body=at.co)
    pk = made.task(case, at.co).pk
    with pytest.raises(Refused, match="请写明会办意见"):
        tasks.opine(co.by, pk, on=today())
    with pytest.raises(Denied):
        tasks.opine(cast.officer.by, pk, on=today(), words="同意")
    scan = SimpleUploadedFile("意见.pdf", b"%PDF-1.4 x")
    tasks.opine(co.by, pk, on=date(2020, 1, 1), words="同意增设", signer="李局长", file=scan)
    row = Opinion.objects.get()
    assert (row.on, row.words, row.signer, row.file) == (
        today(), "同意增设", "李局长", File.objects.get(),
    )  # fmt: skip
    assert told(cast.officer) == [f"区城管局已报送《{case.record.title}》的会办意见。"]
    assert Clock.objects.get(kind="opinion").met_on == today()
    url = reverse("kind-record", args=["proposal-tasks", made.task(case, at.lead).pk])
    seen = {
        name: "李局长" in signed_in(who).get(url).content.decode()
        for name, who in (("lead", cast.officer), ("co", co), ("proposer", cast.member))
    }
    assert seen == {"lead": True, "co": True, "proposer": False}


def test_a_longer_term_is_asked_by_the_unit_and_granted_by_its_dispatcher(
    cast: Cast, at: Place, case: Proposal
) -> None:
    task = made.task(case, at.lead)
    until = task.due_on + timedelta(days=20)
    tasks.ask_extension(
        cast.officer.by, task.pk, on=date(2020, 1, 1), asked_until=until, reason="尚需会商"
    )
    words = f"区民政局申请将《{case.record.title}》的答复期限延至{said_day(until)}，理由：尚需会商"
    assert (told(cast.dispatcher), told(cast.office)) == ([words], [words])
    with pytest.raises(Denied):
        tasks.grant_extension(cast.officer.by, task.pk, on=today())
    client = signed_in(cast.dispatcher)
    case_page = client.get(reverse("kind-record", args=["proposals", case.pk]))
    assert case_page.context["next"]["text"] == "单位申请延期，待批复"
    asked = client.get(case_page.context["next"]["url"]).context["page"]["about"]
    assert f"区民政局申请延至{said_day(until)}，理由：尚需会商" in asked
    tasks.grant_extension(cast.dispatcher.by, task.pk, on=today(), reason="同意")
    words = f"《{case.record.title}》的答复期限延至{said_day(until)}（区民政局）。同意"
    receivers = (cast.officer, cast.member, cast.cosigner)
    assert [told(one) for one in receivers] == [[words], [words], [words]]
    assert Clock.objects.get(kind="reply").due_on == until


def test_one_refused_is_told_to_the_unit(cast: Cast, at: Place, case: Proposal) -> None:
    task = made.task(case, at.lead)
    until = task.due_on + timedelta(days=20)
    tasks.ask_extension(cast.officer.by, task.pk, on=today(), asked_until=until, reason="尚需会商")
    tasks.refuse_extension(cast.dispatcher.by, task.pk, on=today(), reason="可如期答复")
    assert told(cast.officer) == [f"《{case.record.title}》的延期申请未获批准：可如期答复"]


def test_reminders_reach_officer_leader_dispatcher_and_desk(
    cast: Cast, at: Place, case: Proposal
) -> None:
    head = play(cast.committee, "局长", Role.UNIT_LEADER, body=at.lead)
    contact(at, cast.officer.by, case)
    Notice.objects.all().delete()
    Clock.objects.exclude(kind__in=("reply", "confirm")).update(ended_on=today())
    Clock.objects.filter(kind__in=("reply", "confirm")).update(due_on=today() + timedelta(days=3))
    reminders.send_on(today())
    name = f"{case.record.number}《{case.record.title}》区民政局（主办）的"
    due = today() + timedelta(days=3)
    reply = f"{name}答复期限还有3天，{said_day(due)}到期。"
    confirm = f"{name}面商确认期限还有3天，{said_day(due)}到期。"
    assert [told(one) for one in (cast.officer, head, cast.dispatcher)] == [[reply]] * 3
    assert [told(one) for one in (cast.member, cast.cosigner)] == [[confirm]] * 2
    assert sorted(told(cast.office)) == sorted([reply, confirm])
    assert [told(one) for one in (cast.leader, cast.auditor, cast.outsider)] == [[], [], []]


def test_a_member_confirms_on_the_page_of_the_case(cast: Cast, at: Place, case: Proposal) -> None:
    row = contact(at, cast.officer.by, case)
    client = signed_in(cast.member)
    page = client.get(reverse("kind-record", args=["proposals", case.pk])).content.decode()
    url = reverse("proposal-contact-answer", args=[row.pk])
    asked = reverse("proposal-contact-asked", args=[made.task(case, at.lead).pk])
    assert f'href="{asked}"' in page
    assert client.get(asked)["location"] == url
    assert signed_in(cast.officer).get(asked).status_code == 422
    assert f'href="{url}"' in page
    assert client.get(url).status_code == 200
    answer = client.post(url, {"verdict": "denied", "words": ""})
    assert (answer.status_code, row.answers.count()) == (422, 0)
    assert client.post(url, {"verdict": "confirmed", "words": ""}).status_code == 302
    assert row.answers.get().person == at.member
    assert signed_in(cast.officer).get(url).status_code == 403
    assert signed_in(cast.outsider).get(url).status_code == 404


def test_a_unit_names_who_of_its_own_handles_a_task(cast: Cast, at: Place, case: Proposal) -> None:
    """Whoever is named is told and reminded, the letter begins with the name, and the others go on."""
    task = made.task(case, at.lead)
    leader, title = signed_in(cast.signer), case.record.title
    url = reverse("proposal-hand-on", args=[task.pk])
    names = [label for _, label in leader.get(url).context["form"].fields["handler"].choices]
    assert names == ["未定", "局长", "承办"]
    sent = {"handler": cast.officer.person.pk, "section": "救助科", "once": "a"}
    assert leader.post(url, sent).status_code == 302
    assert told(cast.officer) == [f"区民政局指定您承办《{title}》。"]
    late = {"handler": cast.signer.person.pk, "section": "", "shown": "", "once": "b"}
    refused = leader.post(url, late)
    assert refused.status_code == 409
    assert "承办人已改为承办，请核对后再存" in refused.content.decode()
    assert refused.context["form"]["shown"].value() == str(cast.officer.person.pk)
    client = signed_in(cast.officer)
    listed = client.get("/r/proposal-tasks/")
    whole, own = listed.context["page"]["tools"][:2]
    assert (whole["label"], own["label"]) == ("本单位的", "我承办的")
    listed_now = [
        client.get(url).context["page"]["count"]["total"]
        for url in ("/r/proposal-tasks/", whole["url"])
    ]
    assert listed_now == [2, 1]
    assert client.get(own["url"]).context["page"]["count"]["total"] == 1
    (own,) = [
        one
        for one in leader.get("/r/proposal-tasks/").context["page"]["tools"]
        if one["label"] == "我承办的"
    ]
    assert leader.get(own["url"]).context["page"]["count"]["total"] == 0
    said = "承办人救助科 承办"
    assert said in leader.get(f"/r/proposals/{case.pk}/").content.decode()
    draft = client.get(reverse("proposal-draft", args=[task.pk])).context["form"]
    assert draft["handler"].value() == "承办"
    with pytest.raises(Refused, match="会办现不是区民政局的经办人或负责人"):
        tasks.hand_on(cast.officer.by, task.pk, on=today(), handler=cast.co.person)
    with pytest.raises(Denied):
        tasks.hand_on(cast.dispatcher.by, task.pk, on=today(), handler=cast.signer.person)
    tasks.hand_on(cast.signer.by, task.pk, on=today(), handler=cast.signer.person)
    assert told(cast.officer)[1:] == [f"《{title}》改由局长承办。"]
    (clock,) = Clock.objects.filter(part_id=task.pk, kind="reply")
    reminders.send_on(clock.due_on)
    assert [told(who)[-1].rsplit("期限", 1)[1] for who in (cast.signer, cast.officer)] == [
        "今天到期。"
    ] * 2
    tasks.change_role(cast.office.by, task.pk, role="separate", on=today(), reason="分别答复")
    assert made.task(case, at.lead).handler == cast.signer.person
    steps = Trail.objects.filter(record=case.pk, move="hand_on").order_by("pk")
    assert list(steps.values_list("reason", flat=True)) == ["救助科 承办", "局长"]


def test_another_unit_s_case_is_not_there(cast: Cast, at: Place) -> None:
    """Every page and act of a case and task of other units answers a unit's officer with 404."""
    other = made.assigned(at, sendings=[Sending(at.other, "lead"), Sending(at.co, "co")])
    task = made.task(other, at.other)
    row = contacts.contact(
        at.by, other.pk,
        {
            "unit": at.other, "on": today(), "way": at.category("contact_way", "face"),
            "stage": "before", "place": "", "who": "", "words": "密谈", "signed_form": False,
        },
    )  # fmt: skip
    moves = [one.name for one in made_moves("proposal-tasks")]
    acts = [
        reverse("proposal-contact-answer", args=[row.pk]),
        reverse("proposal-draft", args=[task.pk]),
        *(reverse("kind-move", args=["proposal-tasks", task.pk, name]) for name in moves),
        *(
            reverse(f"proposal-{name}", args=[task.pk])
            for name in ("hand-on", "sign", "check", "redraft", "redraft_again", "issue")
        ),
    ]
    pages = [
        reverse("kind-record", args=["proposals", other.pk]),
        reverse("kind-record", args=["proposal-tasks", task.pk]),
        reverse("kind-record", args=["proposal-contacts", row.pk]),
    ]
    client = signed_in(cast.officer)
    read = {url: client.get(url, follow=True).status_code for url in [*pages, *acts]}
    sent = {url: client.post(url, follow=True).status_code for url in acts}
    assert (set(read.values()), set(sent.values())) == ({404}, {404})


def made_moves(charter: str) -> Any:
    from jianyan.kernel.charter import CHARTERS

    return CHARTERS[charter].moves
