"""The page of a case: what each party may do, in one place, and nothing twice."""

from __future__ import annotations

import re
from datetime import date
from importlib import import_module

import pytest
from django.apps import apps
from django.test import Client

from jianyan.ground.kinds import kind_named
from jianyan.ground.models import Body, Clock, Oversight, Response, Trail
from jianyan.ground.pages.story import story_of
from jianyan.ground.register import today
from jianyan.records.proposals.assigning import actions as assigning
from jianyan.records.proposals.cases import actions as cases
from jianyan.records.proposals.cases.models import Proposal
from jianyan.records.proposals.cases.queries import suggestions
from jianyan.records.proposals.replies.models import Reply, ReplyDraft
from jianyan.records.proposals.tasks import actions as tasks
from jianyan.records.proposals.tasks.actions import contacts, returns
from jianyan.records.proposals.tasks.models import TaskState, UnitTask
from tests.cast import Player
from tests.records.proposals import made
from tests.records.proposals.district import District, settle

pytestmark = pytest.mark.django_db
BAR = re.compile(r'<div class="action-bar".*?</div>', re.S)
NAME = "指定承办人"
ACT = re.compile(r">([^<>]+)</(?:a|button)>")


@pytest.fixture
def here() -> District:
    return settle()


def given(here: District) -> Proposal:
    """A case given today to a lead and a co-unit."""
    row = made.filed(here.at, today())
    assigning.assign(here.office.by, row.pk, on=today(), lead=here.at.lead, cos=[here.at.co])
    return Proposal.objects.get(pk=row.pk)


def shown(client: Client, who: Player, row: Proposal) -> str:
    client.force_login(who.account)
    return str(client.get(f"/r/proposals/{row.pk}/").content.decode())


def acts(client: Client, who: Player, row: Proposal) -> list[str]:
    """The buttons at the foot of the page of a case."""
    return ACT.findall("".join(BAR.findall(shown(client, who, row))))


def tasks_of(here: District, row: Proposal) -> tuple[UnitTask, UnitTask]:
    return made.task(row, here.at.lead), made.task(row, here.at.co)


def test_a_unit_finds_its_own_work_on_the_page_of_the_case(client: Client, here: District) -> None:
    row = given(here)
    lead, co = tasks_of(here, row)
    assert acts(client, here.lead, row) == ["签收", "申请退件", "登记面商", NAME]
    assert acts(client, here.co, row) == ["签收", "申请退件", "登记面商", "报送会办意见", NAME]
    assert (acts(client, here.third, row), acts(client, here.proposer, row)) == ([], [])
    for task, who in ((lead, here.lead), (co, here.co)):
        returns.accept(who.by, task.pk, on=today())
    held = ["拟写答复", "申请退件", "登记面商", "申请延期", NAME]
    assert acts(client, here.lead, row) == acts(client, here.signer, row) == held
    assert acts(client, here.co, row) == ["申请退件", "登记面商", "报送会办意见", NAME]
    assert acts(client, here.dispatcher, row) == []


def test_who_signs_checks_and_issues_finds_it_there(client: Client, here: District) -> None:
    row = given(here)
    lead, _ = tasks_of(here, row)
    ReplyDraft.objects.create(record=row.record, task=lead, on=today(), text="已办。")

    def stand(state: str) -> None:
        UnitTask.objects.filter(pk=lead.pk).update(state=state)

    stand(TaskState.DRAFTED)
    assert "会签" in " ".join(acts(client, here.co, row))
    assert "会签" not in " ".join(acts(client, here.lead, row))
    stand(TaskState.COUNTERSIGNED)
    assert acts(client, here.dispatcher, row)[:2] == ["核定答复", "退回重拟"]
    stand(TaskState.CHECKED)
    assert acts(client, here.signer, row)[0] == "签发答复"
    assert "签发答复" not in acts(client, here.lead, row)


def test_a_return_is_decided_there_with_the_proposed_unit_filled_in(
    client: Client, here: District
) -> None:
    row = given(here)
    lead, _ = tasks_of(here, row)
    returns.ask(here.lead.by, lead.pk, on=today(), reason="不属本单位职责", rather=here.at.other)
    assert acts(client, here.dispatcher, row)[:2] == ["同意退件", "不同意退件"]
    assert acts(client, here.office, row)[:2] == ["同意退件", "不同意退件"]
    assert filled(client, f"proposal-tasks/{lead.pk}/move/grant_return")["unit"] == "区教育局"
    returns.grant(here.office.by, lead.pk, on=today())
    assert filled(client, f"proposals/{row.pk}/move/send")["units"] == ""
    UnitTask.objects.filter(record=row.pk, ended_on=None).update(ended_on=today())
    found = filled(client, f"proposals/{row.pk}/move/send")
    assert (found["units"], found["role"]) == ("区教育局", "lead")


def filled(client: Client, path: str) -> dict[str, str]:
    """What the form of a step shows before anything is typed."""
    form = client.get(f"/r/{path}/").context["form"]
    return {one.name: str(one.value() or "") for one in form}


def test_contacts_stand_once(client: Client, here: District) -> None:
    row = given(here)
    lead, _ = tasks_of(here, row)
    way = here.at.category("contact_way", "face")
    met = {"met_on": today(), "stage": "during", "way": way}
    contacts.hold_contact(here.lead.by, lead.pk, on=today(), words="现场看了路口", **met)
    for who in (here.office, here.lead, here.proposer):
        page = shown(client, who, row)
        assert page.count("现场看了路口") == 1
        assert ('id="part-proposal-contacts"' in page, page.count("<h2>面商")) == (False, 1)
    assert "登记面商与联系" in shown(client, here.office, row)


def test_a_reply_stands_there_point_by_point_and_says_what_it_does_not_answer(
    client: Client, here: District
) -> None:
    row = made.replied(here.at)
    reply = Reply.objects.get(record=row.pk)
    asked = list(suggestions().filter(record=row.pk).order_by("order"))
    assert len(asked) > 1
    Response.objects.create(
        record=row.record,
        suggestion=asked[0],
        unit=reply.task.unit,
        on=reply.on,
        verdict="adopted",
        reason="年内增建。",
    )
    page = shown(client, here.cosigner, row)
    assert (page.count("年内增建。"), page.count("这一条没有答复")) == (1, len(asked) - 1)
    assert ('id="part-proposal-replies"' in page, page.count("<h2>答复</h2>")) == (False, 1)
    assert "登记提案答复" in shown(client, here.office, row)


def test_what_is_settled_or_no_longer_asked_is_folded(client: Client, here: District) -> None:
    row = made.assigned(here.at)
    assert "已了结的期限" not in shown(client, here.lead, row)
    row = made.replied(here.at)
    running = Clock.objects.filter(record=row.pk, kind="contact")
    assert list(running.values_list("met_on", "ended_on")) == [(None, None)]
    folded = shown(client, here.lead, row).partition("<summary>已了结的期限")[2]
    assert "首次联系期限" in folded.partition("</details>")[0]
    assert ("未办" in folded, "现阶段不再催办。" in folded) == (True, True)


def head(client: Client, who: Player, row: Proposal) -> str:
    """The sentences at the head of the page of a case, without the tags."""
    found = re.search(r'<ul class="stands">(.*?)</ul>', shown(client, who, row), re.S)
    return " ".join(re.sub(r"<[^>]+>", " ", found[1]).split()) if found else ""


def test_the_head_says_what_happened_who_has_it_until_when_and_why(
    client: Client, here: District
) -> None:
    at, day, both = here.at, "2020年1月9日", (here.proposer, here.office)

    def said(row: Proposal) -> str:
        one, other = (head(client, who, row) for who in both)
        assert one == other
        return one

    assert said(made.submitted(at)).startswith(f"{day}提交，收件号收")
    assert said(made.submitted(at)).endswith("由提案委审查。")
    assert said(made.filed(at)) == "2020年1月20日立案。由提案委交办。"
    row = made.submitted(at)
    cases.send_back(at.by, row.pk, on=date(2020, 1, 10), reason="建议请写具体")
    assert said(row) == "2020年1月10日退回修改。由提案者改好后再提交。 建议请写具体"
    row = made.submitted(at)
    cases.withdraw(at.by, row.pk, on=date(2020, 1, 10), reason="另行补充")
    assert said(row) == "2020年1月10日撤回，不再办理。 另行补充"


def test_the_head_says_of_each_unit_where_it_stands(client: Client, here: District) -> None:
    row = given(here)
    lead, _ = tasks_of(here, row)
    now = f"{today().year}年{today().month}月{today().day}日"
    words = head(client, here.proposer, row)
    assert words.count(f"{now}交办，待签收。 签收期限") == 2
    clock = Clock.objects.get(part_id=lead.pk, kind="accept")
    assert f"{clock.explanation}。" in words
    due = f"{clock.due_on.year}年{clock.due_on.month}月{clock.due_on.day}日"
    page = client.get(f"/r/proposals/{row.pk}/").content.decode()
    assert page.count(f'签收期限：<span class="num">{due}</span>') == 2
    returns.ask(here.lead.by, lead.pk, on=today(), reason="不属本单位职责", rather=here.at.other)
    words = head(client, here.proposer, row)
    assert f"区住建局（主办）：{now}交办，申请退件，由交办机构或提案委审批。" in words
    Oversight.objects.filter(unit=here.at.co).delete()
    assert "区城管局" not in head(client, here.dispatcher, row)
    page = shown(client, here.dispatcher, row)
    assert ("区住建局（主办）签收期限" in page, "区城管局（会办）签收期限" in page) == (True, False)


def test_a_task_keeps_its_story_whatever_its_unit_is_called(here: District) -> None:
    at, by = here.at, here.office.by
    pk = made.task(made.assigned(at), at.lead).pk
    tasks.accept(by, pk, on=date(2020, 3, 3))
    Body.objects.filter(pk=at.lead.pk).update(name="区社会工作局")
    tasks.recall(by, pk, on=date(2020, 3, 4), reason="改交")

    def story() -> list[str]:
        row = UnitTask.objects.select_related("record", "unit").get(pk=pk)
        return [
            one["what"] for one in story_of(kind_named("proposal-tasks"), row, here.office.actor)
        ]

    assert story() == ["收回", "签收"]
    Trail.objects.update(part_kind="")
    assert story() == ["收回"]
    import_module("jianyan.records.proposals.migrations.0010_trail_of_tasks").fill(apps, None)
    assert story() == ["收回", "签收"]
