"""The loaded demo committee: states, trail, clocks, numbers, ties, sign-ins."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.request import urlopen

import pytest
from django.db.models import Count, Q

from jianyan.demo.load import load_demo
from jianyan.demo.plan import Plan
from jianyan.demo.show import how_to_start
from jianyan.demo.signins import signins
from jianyan.ground.actors import actor_of
from jianyan.ground.models import Account, Clock, Committee, NumberSeries, Record, Role, Tie, Trail
from jianyan.ground.search import matching
from jianyan.kernel.charter import CHARTERS
from jianyan.records.proposals.models import UnitTask


def test_every_record_stands_where_its_trail_leads(demo_db: Committee) -> None:
    """The last target of a record's own moves is its state, and each move began where the one
    before ended."""
    stood: dict[int, str] = {}
    broken = []
    rows = Trail.objects.filter(record__committee=demo_db).exclude(target="").order_by("id")
    kinds = {record.pk: record for record in Record.objects.filter(committee=demo_db)}
    for row in rows:
        charter = CHARTERS[kinds[row.record_id].kind]
        moved = row.move == "enter" or row.move in {step.name for step in charter.moves}
        if row.part or not moved:
            continue
        if row.move != "enter" and stood[row.record_id] != row.source:
            broken.append((kinds[row.record_id], row.label))
        stood[row.record_id] = row.target
    assert broken == []
    assert stood == {pk: record.state for pk, record in kinds.items()}


def test_every_task_stands_where_its_trail_leads(demo_db: Committee) -> None:
    tasks = {task.pk: task for task in UnitTask.objects.filter(record__committee=demo_db)}
    last = {
        row.part_id: row.target
        for row in Trail.objects.filter(record__kind="proposals", part_id__in=tasks)
        .exclude(target="")
        .order_by("id")
        if row.part == str(tasks[row.part_id])[:80]
    }
    assert last == {
        pk: task.state for pk, task in tasks.items() if task.state != "sent" or pk in last
    }


def test_clocks(demo_db: Committee, demo_plan: Plan) -> None:
    """Terms are counted by the rulebook: a reply is due when the letter of assignment says so, and
    the only one that did not come in its year came in the next."""
    own = Q(record__session__opens_on__lte=date(2020, 12, 31))
    due = {
        (clock.record.number, clock.part_id): clock
        for clock in Clock.objects.filter(own, kind="reply").select_related("record")
    }
    assert [c.due_on for c in due.values() if "暂" in c.explanation] == []
    silent = [row for row in demo_plan.proposals if row.assigned and not row.replies]
    late = {c.record.title for c in due.values() if c.met_on and c.met_on.year == 2021}
    assert late == {row.title for row in silent}
    assert [c for c in due.values() if c.met_on is None and c.ended_on is None] == []
    tasks = UnitTask.objects.filter(own).exclude(role="co").exclude(ended_as="returned")
    terms = dict(tasks.filter(extensions__isnull=True).values_list("pk", "due_on"))
    assert {c.part_id: c.due_on for c in due.values() if c.part_id in terms} == terms


def test_numbers_go_on(demo_db: Committee) -> None:
    """No number is given twice, and each series knows its last; a draft has none yet."""
    twice = (
        Record.objects.filter(committee=demo_db)
        .exclude(kind="proposals", state="draft")
        .values("kind", "number")
        .annotate(n=Count("pk"))
        .filter(Q(n__gt=1) | Q(number=""))
    )
    assert list(twice) == []
    filed = Record.objects.filter(kind="proposals", session__number=3, session__term__number=9)
    numbers = filed.exclude(number__startswith="收").values_list("number", flat=True)
    series = NumberSeries.objects.get(committee=demo_db, name="proposals", scope="9.3")
    assert max(numbers) == f"93{series.last:04d}"


def test_ties(demo_db: Committee, demo_plan: Plan) -> None:
    found = dict(Tie.objects.values_list("why").annotate(Count("pk")).order_by())
    plan = demo_plan
    assert found == {
        "merged_into": sum(bool(row.merged_into) for row in plan.proposals),
        "turned_into": sum(bool(row.from_proposal) for row in plan.briefs),
        "combined_into": sum(len(row.members) for row in plan.briefs),
        "held_for": sum(bool(r.topic) + bool(r.plan_item) for r in plan.activities),
        "report_of": sum(bool(row.topic) for row in plan.publications),
        "came_from": sum(bool(row.proposal) for row in plan.publications),
    }


def test_search_finds(demo_db: Committee) -> None:
    found = Record.objects.filter(matching("柳堤路东段 路灯"), kind="proposals")
    assert [record.title for record in found] == ["关于在柳堤路东段加装路灯的提案"]


def test_sign_ins(demo_db: Committee) -> None:
    """One for each role of the house but the visitor, each with an office in force today."""
    accounts = {account.username: account for account in Account.objects.filter(demo=True)}
    assert list(accounts) == [each.username for each in signins()]
    assert all(each.check_password(signins()[0].password) for each in accounts.values())
    held = {h.role for account in accounts.values() for h in actor_of(account).held}
    assert held == set(Role.values) - {Role.VISITOR}
    assert len(actor_of(accounts["dispatcher"]).reach) > 30


def test_a_second_load_does_nothing(demo_db: Committee) -> None:
    said: list[str] = []
    before = Record.objects.count()
    load_demo(said.append)
    assert (said, Record.objects.count()) == ([], before)


def test_a_live_server_shows_it(demo_site: Committee, live_server: Any) -> None:
    with urlopen(f"{live_server.url}/", timeout=30) as answer:
        assert answer.status == 200
    assert Record.objects.filter(committee=demo_site).exists()


@pytest.mark.parametrize(
    ("bind", "opened"),
    [("127.0.0.1:8931", "，打开 http://127.0.0.1:8931"), ("unix:/run/jianyan.sock", "")],
)
def test_the_address_told_is_the_one_served(bind: str, opened: str) -> None:
    assert (
        how_to_start(bind) == f"启动：JIANYAN_DEMO=1 jianyan serve（make run 会自己启动）{opened}"
    )
