"""The board and the statistics: what is open and due, and how the cases of a period divide."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from jianyan.figures.evidence import evidence_of
from jianyan.figures.read import read
from jianyan.ground.due_bands import edges
from jianyan.ground.models import BodyKind, Clock, Membership, Rulebook
from jianyan.ground.register import today
from jianyan.records.proposals.cases import actions as cases
from jianyan.records.proposals.cases.charter import CASES
from jianyan.records.proposals.overview.queries import Tally, cards, opened, tallies
from jianyan.records.proposals.ratings import actions as ratings
from jianyan.records.proposals.replies import actions as replies
from jianyan.records.proposals.tasks.actions import Sending
from tests import build
from tests.cast import Cast
from tests.records.proposals import made
from tests.records.proposals.made import Place, stage

pytestmark = pytest.mark.django_db
D = date
BOARD = 12


@pytest.fixture
def at(cast: Cast) -> Place:
    """A committee, and beside it another one with a case of every stage."""
    elsewhere = made.place(cast.other)
    made.replied(elsewhere)
    made.submitted(elsewhere)
    return stage(cast)


def parts(at: Place, name: str, by: str, until: date | None = None) -> dict[str, Any]:
    found = read(name, at.scope("2020", until), by=by).parts
    return {label: number for label, number in found.items() if number}


def test_origins_follow_the_membership_on_the_day_of_sending_in(at: Place) -> None:
    schools, medicine = (
        build.body(at.committee, BodyKind.SECTOR, name, code=code)
        for name, code in (("教育界", "schools"), ("医卫界", "medicine"))
    )
    street = build.body(at.committee, BodyKind.STREET_GROUP, "石梁街道组", code="001")
    street.parent = build.body(at.committee, BodyKind.STREET, "石梁街道", code="001")
    street.save()
    Membership.objects.create(
        person=at.member, body=schools, since=D(2018, 1, 8), until=D(2020, 2, 29)
    )
    Membership.objects.create(person=at.member, body=medicine, since=D(2020, 3, 1))
    Membership.objects.create(person=at.member, body=street, since=D(2020, 3, 1))
    made.filed(at)
    made.filed(at, proposer=None, body=schools)
    assert parts(at, "提案.来源", "界别") == {"教育界": 2}
    late = made.submitted(at, on=D(2020, 3, 5))
    cases.file(at.by, late.pk, on=D(2020, 3, 9))
    assert parts(at, "提案.来源", "界别") == {"教育界": 2, "医卫界": 1}
    assert parts(at, "提案.来源", "街道") == {"石梁街道组": 1, "未分类": 2}
    rest = read("提案.来源[街道=未分类]", at.scope("2020"))
    assert (rest.value, len(evidence_of(rest))) == (2, 2)
    assert parts(at, "提案.来源", "界别", until=D(2020, 3, 8)) == {"教育界": 2}


def test_progress_is_how_far_a_case_had_come_by_the_cut_off(at: Place) -> None:
    made.filed(at)
    made.assigned(at)
    made.replied(at)
    done = made.replied(at)
    replies.close(at.by, done.pk, on=D(2020, 6, 1))
    assert parts(at, "提案.进度", "进度") == {"已立案": 1, "办理中": 1, "已答复": 1, "已办结": 1}
    assert parts(at, "提案.进度", "进度", until=D(2020, 5, 31)) == {
        "已立案": 1,
        "办理中": 1,
        "已答复": 2,
    }
    assert parts(at, "提案.进度", "进度", until=D(2020, 3, 1)) == {"已立案": 4}
    ratings.rehandle_case(at.by, done.pk, on=D(2020, 7, 1))
    again = {"已立案": 1, "办理中": 1, "重新办理中": 1, "已答复": 1}
    assert parts(at, "提案.进度", "进度", until=D(2020, 7, 31)) == again
    made.reply(at, done, at.lead, on=D(2020, 8, 1))
    assert parts(at, "提案.进度", "进度", until=D(2020, 7, 31)) == again
    assert parts(at, "提案.进度", "进度") == {"已立案": 1, "办理中": 1, "已答复": 2}


def test_time_taken_runs_from_assignment_to_the_last_first_reply(at: Place) -> None:
    made.replied(at, on=D(2020, 4, 1))
    made.replied(at, on=D(2020, 4, 2))
    both = made.assigned(at, sendings=[Sending(at.lead, "separate"), Sending(at.co, "separate")])
    made.reply(at, both, at.lead, on=D(2020, 3, 9))
    assert parts(at, "提案.办理用时", "用时") == {"一个月以内": 1, "一至两个月": 1}
    made.reply(at, both, at.co, on=D(2020, 7, 1))
    counted = {"一个月以内": 1, "一至两个月": 1, "三至六个月": 1}
    assert parts(at, "提案.办理用时", "用时") == counted
    ratings.rehandle_case(at.by, both.pk, on=D(2020, 8, 1))
    made.reply(at, both, at.co, on=D(2020, 12, 1))
    made.reply(at, both, at.lead, on=D(2020, 12, 1))
    assert parts(at, "提案.办理用时", "用时") == counted


def test_the_board_puts_what_is_due_first_and_counts_what_is_late(cast: Cast, at: Place) -> None:
    made.draft(at)
    made.submitted(at)
    later, sooner = made.assigned(at, on=D(2020, 3, 9)), made.assigned(at, on=D(2020, 3, 2))
    actor = cast.office.actor
    rows = opened(CASES.view(actor))
    for day, tally in ((3, Tally(2, 1, 1)), (9, Tally(2, 1, 1)), (10, Tally(2, 0, 2, 1))):
        day_on = D(2020, 6, day)
        found = tallies(rows, day_on, edges(at.committee.pk, day_on))
        assert found == {"submitted": Tally(1), "assigned": tally}
    assert [row.pk for row in cards(rows, 5)["assigned"]] == [sooner.pk, later.pk]
    assert [row.pk for row in cards(rows, 1)["assigned"]] == [sooner.pk]


def test_the_board_takes_twelve_statements_and_shows_only_what_one_may_see(
    client: Client, cast: Cast, at: Place, django_assert_num_queries: Any
) -> None:
    made.assigned(at)
    made.assigned(at, sendings=[Sending(at.co, "sole")], title="别的单位的提案")
    client.force_login(cast.office.account)
    client.get("/proposals/board/")
    for _ in range(3):
        with django_assert_num_queries(BOARD):
            shown = client.get("/proposals/board/").content.decode()
        made.submitted(at)
    assert "别的单位的提案" in shown
    days = iter((today() + timedelta(days=7), today() - timedelta(days=7)))
    for clock in Clock.objects.filter(kind="reply", record__committee=at.committee).order_by("pk"):
        Clock.objects.filter(pk=clock.pk).update(due_on=next(days))
    long = made.assigned(at)
    lanes = {one["key"]: one["bands"] for one in client.get("/proposals/board/").context["lanes"]}
    counted = [(one["label"], one["count"]) for one in lanes["assigned"]]
    assert counted == [("即将到期", 1), ("已逾期", 2), ("逾期已久", 1)]
    opened_ = [
        client.get(one["url"]).context["page"]["count"]["total"] for one in lanes["assigned"]
    ]
    assert opened_ == [1, 2, 1]
    only = client.get("/proposals/board/?due=long").context["lanes"]
    assert [row["url"] for one in only for row in one["cards"]] == [f"/r/proposals/{long.pk}/"]
    tabs = client.get("/r/proposal-tasks/").context["page"]["views"][-3:]
    of_any_step = [("即将到期", 1), ("已逾期", 3), ("逾期已久", 3)]
    assert [(tab["label"], tab["count"]) for tab in tabs] == of_any_step
    said = {"reminders": {"days": [3, 0]}}
    Rulebook.objects.create(committee=at.committee, since=D(2020, 1, 1), number=1, data=said)
    tabs = client.get("/r/proposal-tasks/").context["page"]["views"][-3:]
    assert [tab["count"] for tab in tabs] == [0, 3, 3]
    build.body(at.committee, BodyKind.OFFICE, "区委办公室")
    boxes = {
        box["name"]: box["choices"] for box in client.get("/proposals/board/").context["boxes"]
    }
    assert ("区委办公室", "区委办公室") in boxes["unit"]
    client.force_login(cast.dispatcher.account)
    assert "别的单位的提案" not in client.get("/proposals/board/").content.decode()


def test_the_statistics_print_each_rate_with_its_fraction(
    client: Client, cast: Cast, at: Place
) -> None:
    made.filed(at)
    made.submitted(at)
    scale = at.category("rating_scale", "basically")
    said = {"person": at.member, "result": scale, "attitude": scale}
    ratings.rate(at.by, made.replied(at).pk, on=D(2020, 6, 1), **said)
    client.force_login(cast.leader.account)
    answer = client.get("/proposals/statistics/?period=2020")
    assert '66.7%</a> <small class="quiet">2/3</small>' in answer.content.decode()
    apart = [one for one in answer.context["rates"] if one["label"][:2] in ("态度", "方式")]
    assert [(one["label"], one["fraction"]) for one in apart] == [
        ("态度满意率", "0/1"),
        ("态度基本满意率", "1/1"),
    ]
    assert "关于补建充电设施的提案" in client.get(apart[1]["url"]).content.decode()
    tables = {table["title"]: table["rows"] for table in answer.context["tables"]}
    assert "评价：办理方式（份）" not in tables
    assert [row["label"] for row in tables["评价：办理态度（份）"]] == ["基本满意"]
    client.force_login(cast.officer.account)
    assert client.get("/proposals/statistics/").status_code == 403
