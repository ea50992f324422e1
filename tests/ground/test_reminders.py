"""Reminders of open clocks, each once; and one ticking at a time."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection

from jianyan.ground import clocks, reminders, ticking
from jianyan.ground.models import Clock, Notice, Role, Rulebook
from jianyan.ground.register import today, void
from jianyan.records.proposals.cases.charter import CASES
from jianyan.records.proposals.models import Proposal
from jianyan.records.proposals.tasks import actions as tasks
from jianyan.records.proposals.tasks.actions import Sending
from tests import build
from tests.records.proposals import made
from tests.records.proposals.made import Place

pytestmark = pytest.mark.django_db
D = date


@pytest.fixture
def at() -> Place:
    return made.place()


def dues(case: Proposal) -> dict[str, date]:
    return dict(Clock.objects.filter(record=case.pk).values_list("kind", "due_on"))


def told(**where: Any) -> list[str]:
    rows = Notice.objects.filter(key__startswith="clock:", **where).order_by("pk")
    return list(rows.values_list("text", flat=True))


@pytest.fixture
def officer(at: Place) -> Any:
    """Who handles proposals at the lead unit."""
    person = build.person(at.committee, "承办")
    build.office(person, Role.UNIT_OFFICER, body=at.lead)
    build.account(person)
    return person


def test_reminders_come_before_on_and_after_the_day_and_each_once(at: Place, officer: Any) -> None:
    case = made.assigned(at)
    tasks.accept(at.by, made.task(case, at.lead).pk, on=D(2020, 3, 3))
    clocks.meet(case.pk, "contact", D(2020, 3, 4))
    sent = {}
    day = D(2020, 5, 20)
    while day <= D(2020, 6, 20):
        sent[day] = [reminders.send_on(day), reminders.send_on(day)]
        day += timedelta(days=1)
    assert {day: found for day, found in sent.items() if found != [0, 0]} == {
        D(2020, 5, 26): [1, 0],
        D(2020, 5, 30): [1, 0],
        D(2020, 6, 2): [1, 0],
        D(2020, 6, 3): [1, 0],
        D(2020, 6, 9): [1, 0],
    }
    what = f"{case.record.number}《{case.record.title}》区住建局（独办）的答复期限"
    assert told(person=officer) == [
        f"{what}还有7天，2020年6月2日到期。",
        f"{what}还有3天，2020年6月2日到期。",
        f"{what}今天到期。",
        f"{what}已逾期1天。",
        f"{what}已逾期7天。",
    ]
    assert set(Notice.objects.values_list("url", flat=True)) == {f"/r/proposals/{case.pk}/"}


def test_days_without_a_ticking_are_made_up_by_the_last_reminder_alone(
    at: Place, officer: Any
) -> None:
    case = made.assigned(at)
    clocks.end(case.pk, D(2020, 3, 3), kinds=("accept", "contact"))
    assert reminders.send_on(D(2020, 5, 20)) == 0
    assert reminders.send_on(D(2020, 6, 5)) == 1
    assert told() == [
        f"{case.record.number}《{case.record.title}》区住建局（独办）的答复期限已逾期3天。"
    ]


def test_old_clocks_are_not_reminded_of_when_the_ticking_begins(at: Place, officer: Any) -> None:
    made.assigned(at)
    assert reminders.send_on(D(2021, 1, 4)) == 0


def test_a_lawful_delay_is_not_nagged(at: Place, officer: Any) -> None:
    extended, paused, gone = (made.assigned(at) for _ in range(3))
    for case in (extended, paused, gone):
        clocks.end(case.pk, D(2020, 3, 3), kinds=("accept", "contact"))
    task = made.task(extended, at.lead)
    until = {"asked_until": D(2020, 7, 1), "granted_until": D(2020, 7, 1)}
    tasks.extend(at.by, task, on=D(2020, 5, 1), answered_on=D(2020, 5, 3), **until)
    still = made.task(paused, at.lead).pk
    tasks.pause(at.by, still, on=D(2020, 5, 20), until=D(2020, 6, 2), reason="等待上级意见")
    void(CASES, at.by, gone.pk, reason="重复")
    assert reminders.send_on(D(2020, 6, 2)) == 0
    # 暂停十四天的，期限是6月16日，已不再暂停。
    assert reminders.send_on(D(2020, 7, 1)) == 2
    assert [text.split("期限")[1] for text in told()] == ["今天到期。", "已逾期15天。"]


def test_staff_of_the_desk_and_the_proposer_are_told_and_else_who_entered(at: Place) -> None:
    desks = {"提案": "甲岗", "": "总务", "信息": "乙岗"}
    staff = {desk: build.person(at.committee, name) for desk, name in desks.items()}
    enterer = build.account(build.person(at.committee, "登记"))
    for desk, person in staff.items():
        build.account(person)
        office = build.office(person, Role.STAFF, desk=desk)
        if desk != "信息":
            type(office).objects.filter(pk=office.pk).update(since=D(2020, 5, 25))
    case = made.replied(at)
    type(case.record).objects.filter(pk=case.pk).update(entered_by=enterer)
    build.account(at.member)
    # 5月6日答复，次日起第十五个工作日（5月9日调休上班）。
    assert dues(case)["feedback"] == D(2020, 5, 26)
    assert reminders.send_on(D(2020, 5, 19)) == 1
    assert len(told(person=at.member)) == 1
    assert reminders.send_on(D(2020, 5, 26)) == 3
    late = Notice.objects.filter(key__endswith=":0").values_list("person__name", flat=True)
    assert sorted(late) == sorted(["甲", "甲岗", "总务"])
    at.member.accounts.update(is_active=False)
    type(staff[""].offices.get()).objects.update(until=D(2020, 5, 26))
    assert reminders.send_on(D(2020, 5, 27)) == 1
    assert told(person=enterer.person) == [
        f"{case.record.number}《{case.record.title}》评价期限已逾期1天。"
    ]


def test_the_rulebook_in_force_says_on_which_days(at: Place, officer: Any) -> None:
    data = {"reminders": {"days": [30]}}
    Rulebook.objects.create(
        committee=at.committee, number=1, name="甲", since=D(2018, 1, 1), data=data
    )
    case = made.assigned(at)
    clocks.end(case.pk, D(2020, 3, 3), kinds=("accept", "contact"))
    assert [reminders.send_on(D(2020, 5, day)) for day in (2, 3, 4, 26)] == [0, 1, 0, 0]


def test_reminding_of_many_asks_no_more_than_of_one(
    at: Place, officer: Any, django_assert_num_queries: Any
) -> None:
    reminders.send_on(D(2020, 5, 1))
    for _ in range(3):
        case = made.assigned(at)
        clocks.end(case.pk, D(2020, 3, 3), kinds=("accept", "contact"))
    with django_assert_num_queries(11):
        assert reminders.send_on(D(2020, 5, 26)) == 3


# One ticking at a time.


def test_a_ticking_runs_every_task_and_says_what_each_did(at: Place) -> None:
    done = ticking.tick()
    assert set(done) == {*ticking.TASKS, "at"}
    assert {"clocks", "reminders", "statistics"} <= set(done)


@pytest.mark.django_db(transaction=True)
def test_two_tickings_at_once_tell_once(transactional_db: None) -> None:
    from tests.races.together import together

    at = made.place()
    person = build.person(at.committee, "承办")
    build.office(person, Role.UNIT_OFFICER, body=at.lead)
    build.account(person)
    due_on = today() + timedelta(days=7)
    case = made.assigned(at, sendings=[Sending(at.lead, "sole", due_on)])
    first, second = together(ticking.tick, ticking.tick)
    assert sum(done.get("reminders", 0) for done in (first, second)) == len(told()) == 1
    assert Clock.objects.filter(record=case.pk).count() == 3


@pytest.mark.skipif(
    connection.vendor != "postgresql", reason="advisory locks are PostgreSQL's; SQLite waits"
)
@pytest.mark.django_db(transaction=True)
def test_a_ticking_stands_aside_for_one_that_runs(transactional_db: None) -> None:
    from tests.races.together import together

    def holding() -> dict[str, Any]:
        with ticking._alone() as alone:
            assert alone
            (found,) = together(ticking.tick)
            return found

    (found,) = together(holding)
    assert set(found) == {"waiting", "at"}
    assert "waiting" not in ticking.tick()
