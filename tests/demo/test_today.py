"""The demo on the day it is loaded: nothing of the old years waits, and every role has work."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from jianyan.demo.nouns import CALENDAR
from jianyan.demo.today.years import hold_sessions
from jianyan.figures.read import read, read_codes
from jianyan.ground.actors import actor_of
from jianyan.ground.models import Account, Clock, Committee, Record, Session, Term
from jianyan.ground.periods import scope_of
from jianyan.ground.register import today
from jianyan.ground.todo import waiting
from jianyan.records.proposals.models import KeyLeader, LookBackCheck

RECENT = timedelta(days=60)


def waits(username: str, committee: Committee) -> list[Any]:
    account = Account.objects.get(username=username)
    groups = waiting(actor_of(account), committee.pk, (200,) * 4)
    return [task for group in groups for task in group.tasks]


def test_nothing_is_overdue_for_years(demo_db: Committee) -> None:
    oldest = today() - RECENT
    assert [task.title for task in waits("admin", demo_db) if task.due and task.due < oldest] == []
    open_ones = Clock.objects.filter(met_on=None, ended_on=None, due_on__lt=oldest)
    assert list(open_ones.exclude(record__state="closed")) == []


def test_every_role_has_something_waiting(demo_db: Committee) -> None:
    """The auditor alone acts on nothing."""
    idle = [
        account.username
        for account in Account.objects.filter(demo=True)
        if not waits(account.username, demo_db)
    ]
    assert idle == ["auditor"]


def test_a_few_things_are_late_and_most_are_not(demo_db: Committee) -> None:
    days = [task.due - today() for task in waits("admin", demo_db) if task.due]
    assert 3 <= sum(left.days < 0 for left in days) < len(days) / 2


def test_the_year_of_loading_has_a_session(demo_db: Committee) -> None:
    last = Session.objects.latest("opens_on")
    assert today() - last.opens_on < timedelta(days=380)
    assert list(Term.objects.filter(ends_on=None)) == [last.term]
    assert Record.objects.filter(kind="proposals", session=last).exists()
    people = read_codes("提案.承办.答复", scope_of((demo_db.pk,), last.code), "经办人")
    assert sum(people.values()) == read("提案.承办.答复", scope_of((demo_db.pk,), last.code)).value
    groups = read("提案.来源", scope_of((demo_db.pk,), "2020"), by="街道").parts
    assert sum(1 for name in groups if name != "未分类" and groups[name]) == 12


def test_the_dispatcher_has_cases_to_assign_and_a_leader_one_to_lead(demo_db: Committee) -> None:
    assert [task.wait.verb for task in waits("dispatcher", demo_db)].count("交办") == 2
    leader = Account.objects.get(username="leader").person
    led = KeyLeader.objects.filter(person=leader, ended_on=None)
    assert [one.rank for one in led] == ["区委常委、常务副区长"]


@pytest.mark.parametrize(
    ("day", "code"),
    [(date(2021, 1, 3), "9.3"), (date(2022, 6, 1), "9.5"), (date(2023, 2, 1), "10.1"), (date(2030, 3, 1), "11.3")],
)  # fmt: skip
def test_sessions_follow_the_years(demo_db: Committee, day: date, code: str) -> None:
    """Whatever day it is loaded on, a term lasts five years and a session one."""
    Record.objects.filter(session__opens_on__gt=date(2020, 12, 31)).update(session=None)
    Session.objects.filter(opens_on__gt=date(2020, 12, 31)).delete()
    Term.objects.filter(number__gt=9).delete()
    house = type("House", (), {"committee": demo_db, "calendar": CALENDAR})()
    hold_sessions(house, day)
    assert Session.objects.latest("opens_on").code == code


def test_work_of_today_counts_in_its_own_year_only(demo_db: Committee) -> None:
    """What was let lie in 2020 and done since is not told of 2020."""
    scope = scope_of((demo_db.pk,), "2020")
    found = read("提案.办复", scope).value, read("提案.交办", scope).value
    assert found[1] - found[0] == 1


def test_replies_of_a_year_ago_are_looked_back_at(demo_db: Committee) -> None:
    """Three have come: one that nobody has checked, one that the unit has not, one of two minds."""
    clocks = Clock.objects.filter(kind="look_back", met_on=None).order_by("part_id", "pk")
    cases = list(clocks.values_list("record", flat=True))
    assert len(cases) == 3
    said = [
        sorted(LookBackCheck.objects.filter(record=case).values_list("party", "solved"))
        for case in cases
    ]
    assert said == [[], [], [("proposer", False), ("unit", True)]]
    left = {
        name: sum(task.wait.clock == "look_back" for task in waits(name, demo_db))
        for name in ("unit", "member", "proposals")
    }
    assert left == {"unit": 2, "member": 1, "proposals": 3}
