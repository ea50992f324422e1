"""The home page by role: what waits, its groups and verbs, the boxes beside, at a known cost."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jianyan.ground import clocks
from jianyan.ground.duedates import Rule
from jianyan.ground.kinds import kind_named
from jianyan.ground.models import Account, Clock, Office, Person, Role, Trail, Visibility
from jianyan.ground.pages.places import add_url, move_url
from jianyan.ground.register import today
from jianyan.ground.todo import waiting, waits_of
from jianyan.records.proposals.cases.models import Cosigner
from tests import build, cast
from tests.ground.walking import publication, signed_in, stage
from tests.records.proposals import made

DAY = timedelta(days=1)


@pytest.fixture
def players(db: None) -> cast.Cast:
    return stage()


@pytest.fixture
def at(players: cast.Cast) -> made.Place:
    return made.place(players.committee)


def titles(groups: list[Any]) -> list[list[str]]:
    return [[task.title for task in group.tasks] for group in groups]


def due_in(case: Any, days: int, kind: str = "reply") -> None:
    """The case's only open clock falls due so many days from today."""
    open_ones = Clock.objects.filter(record=case.pk, met_on=None)
    open_ones.exclude(kind=kind).update(ended_on=today())
    open_ones.filter(kind=kind).update(due_on=today() + days * DAY)


def test_what_waits_stands_in_four_groups_by_its_day(players: cast.Cast, at: made.Place) -> None:
    for days in (-2, -9, 0, 7, 8):
        due_in(made.assigned(at, title=f"{days}天"), days)
    made.submitted(at, title="没有期限的")
    groups = waiting(players.office.actor, players.committee.pk)
    assert titles(groups) == [["-9天", "-2天"], ["0天"], ["7天"], ["8天", "没有期限的"]]


def test_only_those_wait_on_me_whom_the_rules_name(players: cast.Cast, at: made.Place) -> None:
    due_in(made.assigned(at, sendings=[made.Sending(players.unit, "sole")], title="民政"), 3)
    due_in(made.assigned(at, title="住建"), 3)
    made.assigned(at, title="已作废", proposer=players.member.person)
    void = Clock.objects.filter(record__title="已作废")
    type(void[0].record).objects.filter(title="已作废").update(state="void")
    seen = {
        name: sorted(task.title for group in waiting(player.actor, players.committee.pk) for task in group.tasks)
        for name, player in players.players().items()
    }  # fmt: skip
    assert seen == {
        "member": [],
        "cosigner": [],
        "office": ["住建", "民政"],
        "officer": ["民政"],
        "signer": ["民政"],
        "co": [],
        "dispatcher": ["民政"],
        "leader": [],
        "auditor": [],
        "administrator": ["住建", "民政"],
        "outsider": [],
    }


def test_who_is_invited_to_sign_is_asked_to_answer(players: cast.Cast, at: made.Place) -> None:
    case = made.draft(at, proposer=players.member.person)
    invitation = Cosigner.objects.create(
        record_id=case.pk, person=players.cosigner.person, invited_on=today(), lapses_on=today()
    )
    groups = waiting(players.cosigner.actor, players.committee.pk)
    assert [(t.wait.why, t.due) for g in groups for t in g.tasks] == [
        ("邀请您联名，请答复", today())
    ]
    assert [group.count for group in groups] == [0, 1, 0, 0]
    Cosigner.objects.filter(pk=invitation.pk).update(signed_on=today())
    groups = waiting(players.cosigner.actor, players.committee.pk)
    assert [t for g in groups for t in g.tasks] == []


def test_staff_at_a_desk_sees_the_work_of_that_desk(players: cast.Cast) -> None:
    """Who has no desk, or one that no work is named for, sees everything."""
    shown = {}
    for desk in ("提案", "信息科", "秘书", ""):
        Office.objects.filter(person=players.office.person).update(desk=desk)
        actor = players.office.actor
        shown[desk] = {wait.charter for wait in waits_of(actor, players.committee.pk)}
    every = shown[""]
    assert shown["提案"] == {"proposals", "proposal-tasks"}
    assert shown["信息科"] == {"briefs"}
    assert shown["秘书"] == every > shown["提案"]


def test_a_committee_s_staff_sees_its_own_desk_and_what_committees_do(players: cast.Cast) -> None:
    shown = {}
    office = Office.objects.filter(person=players.office.person)
    for desk in ("提案", "经济"):
        office.update(role=Role.COMMITTEE_STAFF, desk=desk)
        found = waits_of(players.office.actor, players.committee.pk)
        shown[desk] = {wait.charter for wait in found}
    assert shown["经济"] == {"suggestions", "consultations", "activities"}
    assert shown["提案"] == shown["经济"] | {"proposals", "proposal-tasks"}


def test_a_proposer_is_asked_to_rate(players: cast.Cast, at: made.Place) -> None:
    case = made.replied(at, proposer=players.member.person)
    (task,) = [t for g in waiting(players.member.actor, players.committee.pk) for t in g.tasks]
    assert (task.record, task.wait.why) == (case.pk, "请您评价办理结果")
    assert [t for g in waiting(players.cosigner.actor, players.committee.pk) for t in g.tasks] == []


def test_a_verb_opens_the_page_of_its_move(players: cast.Cast, at: made.Place) -> None:
    case = made.assigned(at)
    due_in(case, 3)
    task = made.task(case, at.lead)
    page = signed_in(players.office).get("/")
    (group,) = [group for group in page.context["queue"] if group["count"]]
    (row,) = group["rows"]
    assert (row["verb"], row["verb_url"]) == (
        "登记答复",
        f"/r/proposal-tasks/{task.pk}/move/reply/",
    )
    assert signed_in(players.office).get(row["verb_url"]).status_code == 200


def test_every_verb_leads_somewhere(players: cast.Cast, at: made.Place) -> None:
    made.submitted(at)
    made.filed(at)
    made.replied(at)
    made.assigned(at)
    client = signed_in(players.office)
    rows = [row for group in client.get("/").context["queue"] for row in group["rows"]]
    assert sorted({row["verb"] for row in rows}) == [
        "交办",
        "审查",
        "登记签收",
        "登记评价",
        "登记超期协商",
        "登记面商",
    ]
    assert {client.get(row["verb_url"]).status_code for row in rows} == {200}


def test_an_overdue_reply_opens_the_consultation_on_it(players: cast.Cast, at: made.Place) -> None:
    late, running = made.assigned(at, title="逾期"), made.assigned(at, on=today(), title="未到")
    client = signed_in(players.office)
    rows = [row for group in client.get("/").context["queue"] for row in group["rows"]]
    opened = {
        row["title"]: (row["verb"], row["verb_url"]) for row in rows if "还没有答复" in row["why"]
    }
    page = add_url(kind_named("overdue-consultations"), record=late.pk)
    replying = move_url(kind_named("proposal-tasks"), made.task(running, at.lead).pk, "reply")
    assert opened == {"逾期": ("登记超期协商", page), "未到": ("登记答复", replying)}
    assert late.record.number in client.get(page).content.decode()
    leader = signed_in(players.leader)
    boxes = {box["title"]: box for box in leader.get("/").context["boxes"]}
    (counted,) = boxes["逾期任务，按单位"]["rows"]
    rows = leader.get(counted["url"]).context["page"]["rows"]
    assert (counted["value"], len(rows)) == (1, 1)


def test_a_cut_group_leads_to_its_whole_list(players: cast.Cast, at: made.Place) -> None:
    case = made.filed(at)
    calendar = clocks.calendar_of(players.committee.pk)
    terms = [
        clocks.Term("feedback", "答复", date(2020, 1, day), Rule("days", 1)) for day in range(1, 13)
    ]
    clocks.start(calendar, case.record, terms)
    type(case.record).objects.filter(pk=case.pk).update(state="replied")
    client = signed_in(players.office)
    late = client.get("/").context["queue"][0]
    assert (late["count"], len(late["rows"]), late["more_url"]) == (12, 8, "/waiting/?part=0")
    whole = client.get(late["more_url"]).context["queue"][0]
    assert (whole["count"], len(whole["rows"]), whole["more_url"]) == (12, 12, "")


SEEN = {
    "member": {"mine", "tiles", "boxes"},
    "cosigner": {"mine", "tiles", "boxes"},
    "office": {"readings"},
    "officer": {"tiles"},
    "signer": {"tiles"},
    "co": {"tiles"},
    "dispatcher": {"boxes"},
    "leader": {"readings", "boxes"},
    "auditor": {"readings"},
    "administrator": {"boxes", "readings"},
    "outsider": {"readings"},
}


def test_each_role_has_its_own_home(players: cast.Cast) -> None:
    found = {}
    for name, player in players.players().items():
        page = signed_in(player).get("/")
        parts = ("mine", "tiles", "boxes", "readings")
        found[name] = {part for part in parts if page.context.get(part)}
        assert page.context["queue_blank"]["what"]
    assert found == SEEN


def test_a_reading_says_how_it_differs_from_the_same_days_of_last_year(
    players: cast.Cast, at: made.Place
) -> None:
    this = today().year
    for year, month in ((this - 1, 1), (this, 1), (this, 1)):
        made.submitted(at, on=date(year, month, 1))
    made.submitted(at, on=date(this - 1, 12, 31))
    rows = {
        row["name"]: row for row in signed_in(players.office).get("/").context["readings"]["rows"]
    }
    found = rows["提案.提交"]
    before = 2 if (today().month, today().day) == (12, 31) else 1
    change = f"▲ 比上年同期多 {2 - before} 件" if before == 1 else "与上年同期持平"
    assert (found["value"], found["change"], found["values"][0]) == ("2", change, 2.0)
    assert found["url"].startswith("/figures/")


def test_recent_steps_are_those_on_records_one_may_see(players: cast.Cast) -> None:
    publication(players, "内部的", visibility=Visibility.OFFICE)
    publication(players, "公开的")
    said = {
        name: [step["what"] for step in signed_in(player).get("/").context["recent"]]
        for name, player in players.players().items()
    }
    assert said["office"] == ["登记：公开的", "登记：内部的"]
    assert said["member"] == ["登记：公开的"]
    assert (said["officer"], said["outsider"]) == ([], [])


def test_an_approval_is_said_once(players: cast.Cast) -> None:
    """What was approved is named like the step itself."""
    row = publication(players, "总结", visibility=Visibility.PUBLIC)
    said = {"move": "add", "label": "主席签发", "on": today(), "part": "主席签发"}
    Trail.objects.create(committee=players.committee, record=row.record, **said)
    (step, *_) = signed_in(players.office).get("/").context["recent"]
    assert step["what"] == "主席签发：总结"


COST = {"member": 16, "office": 19, "officer": 11, "dispatcher": 15, "leader": 20, "auditor": 18}


@pytest.mark.parametrize("size", [1, 3])
def test_the_home_page_costs_the_same_however_much_waits(
    players: cast.Cast, at: made.Place, size: int
) -> None:
    own = {"sendings": [made.Sending(players.unit, "sole")], "proposer": players.member.person}
    for number in range(size):
        due_in(made.assigned(at, title=f"第{number}件", **own), -1)
    cost = {}
    for name in COST:
        client = signed_in(players.players()[name])
        client.get("/")
        with CaptureQueriesContext(connection) as asked:
            client.get("/")
        cost[name] = len(asked)
    assert cost == COST


def test_who_holds_no_office_is_told_so(players: cast.Cast) -> None:
    person: Person = build.person(players.committee, "离任")
    account: Account = build.account(person)
    page = signed_in(cast.Player(person, account)).get("/")
    assert (page.status_code, page.context["queue_blank"]["what"]) == (200, "您现在没有任何职务")
    build.office(person, Role.VISITOR)
    assert Office.objects.filter(person=person).count() == 1
    page = signed_in(cast.Player(person, account)).get("/")
    assert page.context["queue_blank"]["what"] == "来访身份没有要办的事"


TABS = {
    "member": "我的",
    "office": "登记",
    "officer": "待办",
    "dispatcher": "待办",
    "leader": "搜索",
    "auditor": "搜索",
}


def test_the_phone_has_four_tabs_by_role_and_each_opens(players: cast.Cast) -> None:
    for name, own in TABS.items():
        client = signed_in(players.players()[name])
        tabs = client.get("/").context["tabs"]
        assert [tab["label"] for tab in tabs] == ["首页", own, "消息", "更多"]
        assert [client.get(tab["url"]).status_code for tab in tabs] == [200] * 4


def test_my_page_lists_what_is_mine(players: cast.Cast, at: made.Place) -> None:
    made.submitted(at, title="我提的", proposer=players.member.person)
    made.submitted(at, title="别人的")
    (box,) = signed_in(players.member).get("/mine/").context["boxes"]
    assert [row["title"] for row in box["rows"]] == ["我提的"]
