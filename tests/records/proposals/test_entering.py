"""Many rows of a ledger at once come out as they do one by one."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection, models, transaction
from django.test.utils import CaptureQueriesContext

from jianyan.ground.kinds import kind_named
from jianyan.ground.models import Clock, Notice, NumberSeries, Record, Suggestion, Trail
from jianyan.kernel.errors import Denied, Refused
from jianyan.kernel.rules import Actor, Held
from jianyan.records.proposals import actions, entering
from jianyan.records.proposals.models import Cosigner, Proposal, Review, Submission, UnitTask
from tests import build
from tests.entry import bring_in, cleaned
from tests.records.proposals import made
from tests.records.proposals.made import Place

pytestmark = pytest.mark.django_db
OWN = {"id", "record", "entered_at", "at", "part_id", "version_at"}
ROWS: list[dict[str, Any]] = [
    {"title": "草稿", "proposer": "甲"},
    {"title": "刚收到的", "proposer": "甲", "cosigners": "乙", "submitted_on": "2020-01-09"},
    {
        "title": "写了号的",
        "key": "旧-1",
        "proposer": "甲",
        "suggestions": "1. 增建\n2. 收费",
        "wished_leads": "区住建局",
        "submitted_on": "2020-01-10",
        "receipt_number": "7",
        "outcome": "立案",
        "reviewed_on": "2020-01-20",
        "number": "12",
        "assigned_on": "2020-03-02",
        "lead": "区住建局",
        "cos": "区城管局、区教育局",
        "due_on": "2020-06-01",
    },
    {
        "title": "接着编号的",
        "proposer": "甲",
        "submitted_on": "2020-01-11",
        "outcome": "立案",
        "reviewed_on": "2020-01-20",
        "assigned_on": "2020-03-02",
        "separate": "区城管局、区教育局",
    },
    {
        "title": "不予立案的",
        "proposer": "甲",
        "public": "不同意公开",
        "submitted_on": "2020-01-12",
        "outcome": "不予立案",
        "reviewed_on": "2020-01-22",
    },
]


@pytest.fixture
def at() -> Place:
    return made.place()


def plainly(model: type[models.Model], rows: Any, *also: str) -> list[tuple[Any, ...]]:
    names = [one.attname for one in model._meta.concrete_fields if one.name not in {*OWN, *also}]
    return list(rows.values_list(*names))


def state_of(title: str) -> dict[str, Any]:
    record = Record.objects.get(title=title)
    mine = {"record": record.pk}
    row = Proposal.objects.get(pk=record.pk)
    tasks = UnitTask.objects.filter(**mine).order_by("unit__name")
    clocks = Clock.objects.filter(**mine).order_by("part", "kind")
    return {
        "record": plainly(Record, Record.objects.filter(pk=record.pk)),
        "proposal": plainly(Proposal, Proposal.objects.filter(pk=record.pk)),
        "wished": list(row.wished_leads.values_list("name", flat=True)),
        "trail": plainly(Trail, Trail.objects.filter(**mine).order_by("pk")),
        "signed": plainly(Cosigner, Cosigner.objects.filter(**mine).order_by("order")),
        "asked": plainly(Suggestion, Suggestion.objects.filter(**mine).order_by("order")),
        "sent": plainly(Submission, Submission.objects.filter(**mine)),
        "reviews": plainly(Review, Review.objects.filter(**mine)),
        "tasks": plainly(UnitTask, tasks),
        "clocks": plainly(Clock, clocks),
        "parts": [UnitTask.objects.get(pk=one.part_id).unit.name in one.part for one in clocks],
        "notices": Notice.objects.filter(**mine).count(),
        "series": list(NumberSeries.objects.order_by("name").values_list("name", "last")),
    }


def both(at: Place, rows: list[dict[str, Any]]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What stands after entering one by one, and after entering all at once."""
    form = kind_named("proposals").form
    found = []
    for together in (False, True):
        with transaction.atomic():
            data = [cleaned(form, at.committee, **row) for row in rows]
            assert all(entering.fits(one) for one in data)
            if together:
                entering.add_many(at.by, at.committee.pk, data)
            else:
                for one in data:
                    actions.add(at.by, at.committee.pk, one)
            found.append({row["title"]: state_of(row["title"]) for row in rows})
            transaction.set_rollback(True)
    return found[0], found[1]


def test_many_at_once_come_out_as_one_by_one(at: Place) -> None:
    one_by_one, at_once = both(at, ROWS)
    assert at_once == one_by_one


def test_who_may_not_move_a_case_enters_none_at_once(at: Place) -> None:
    stranger = type(at.by)(
        Actor(at.by.actor.day, held=frozenset({Held("leader", at.committee.pk)}))
    )
    data = cleaned(kind_named("proposals").form, at.committee, **ROWS[1])
    with pytest.raises((Denied, Refused)):
        entering.add_many(stranger, at.committee.pk, [data])
    assert Record.objects.count() == 0


def test_a_refused_row_does_not_take_others_with_it(at: Place) -> None:
    build.person(at.committee, "丙")
    rows = [{"title": f"提案{n}", "proposer": "甲", "submitted_on": "2020-01-09"} for n in range(3)]
    twice = {"outcome": "立案", "reviewed_on": "2020-01-20", "number": "5"}
    rows = [rows[0], {**rows[1], **twice, "key": "a"}, {**rows[2], **twice, "key": "b"}]
    result = bring_in("proposals", at.by, at.committee, rows)
    assert [(one.row, one.message[:8]) for one in result.errors] == [(4, "与已有的一条重复")]


def statements(at: Place, count: int) -> int:
    rows = [
        {
            "key": f"{count}-{n}",
            "title": f"关于第{n}件事的提案",
            "proposer": "甲",
            "cosigners": "乙",
            "suggestions": "1. 做\n2. 不做",
            "submitted_on": "2020-01-09",
            "outcome": "立案",
            "reviewed_on": "2020-01-20",
            "assigned_on": "2020-03-02",
            "lead": "区住建局",
            "cos": "区城管局",
        }
        for n in range(count)
    ]
    with CaptureQueriesContext(connection) as said:
        result = bring_in("proposals", at.by, at.committee, rows)
    assert (result.created, result.errors) == (count, [])
    return len(said)


def test_ten_more_rows_cost_hardly_more_statements(at: Place) -> None:
    statements(at, 1)
    # SQLite takes fewer values in one statement.
    asked = {"sqlite": (51, 52), "postgresql": (51, 51)}[connection.vendor]
    assert (statements(at, 10), statements(at, 20)) == asked
