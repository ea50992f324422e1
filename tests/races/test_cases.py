"""A case and the tasks of its units: what one takes away the other cannot move."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db.models import Q

from jianyan.ground.models import Record, Trail
from jianyan.ground.register import move, void
from jianyan.kernel.charter import Move
from jianyan.kernel.errors import Denied, Refused, Stale
from jianyan.kernel.rules import Actor, saying
from jianyan.records.proposals.cases import actions as cases
from jianyan.records.proposals.cases.charter import CASES
from jianyan.records.proposals.models import Proposal, Reply, UnitTask
from jianyan.records.proposals.ratings import actions as ratings
from jianyan.records.proposals.replies import actions as replies
from jianyan.records.proposals.tasks import actions as tasks
from jianyan.records.proposals.tasks.actions import Sending
from tests import build
from tests.races.together import first_then, together
from tests.records.proposals import made
from tests.records.proposals.made import Place

DAY = date(2020, 3, 10)


def state(case: Proposal) -> str:
    return Record.objects.get(pk=case.pk).state


def working(at: Place, *units: Any) -> Proposal:
    """A case assigned to units that answer each for themselves."""
    return made.assigned(at, sendings=[Sending(unit, "separate") for unit in units])


def test_a_unit_whose_task_is_taken_away_no_longer_moves_the_case(at: Place) -> None:
    case = made.assigned(at)
    task = made.task(case, at.lead)

    @saying("承办单位")
    def handling(actor: Actor) -> Q:
        return Q(pk__in=UnitTask.objects.filter(unit=at.lead, ended_on=None).values("record"))

    step = Move("answer", "答复", ("assigned",), "replied", by=handling)
    charter = replace(CASES, moves=(step,))
    _, other = first_then(
        lambda: tasks.recall(at.by, task.pk, on=DAY, reason="改交他单位"),
        lambda: move(charter, "answer", at.by, case.pk, on=DAY),
    )
    assert (type(other), state(case)) == (Denied, "assigned")


def test_a_task_of_a_void_case_is_not_accepted(at: Place) -> None:
    case = made.assigned(at)
    task = made.task(case, at.lead)
    _, other = first_then(
        lambda: void(CASES, at.by, case.pk, reason="重复登记"),
        lambda: tasks.accept(at.by, task.pk, on=DAY),
    )
    task.refresh_from_db()
    assert (type(other), task.state, task.accepted_on) == (Stale, "sent", None)


def test_a_task_is_accepted_once(at: Place) -> None:
    task = made.task(made.assigned(at), at.lead)
    found = together(*[lambda: tasks.accept(at.by, task.pk, on=DAY)] * 3)
    assert sorted(type(one).__name__ for one in found) == ["Stale", "Stale", "UnitTask"]
    assert Trail.objects.filter(part_id=task.pk, move="accept").count() == 1


def test_no_task_is_sent_with_a_case_that_was_taken_back(at: Place) -> None:
    case = made.assigned(at)
    tasks.recall(at.by, made.task(case, at.lead).pk, on=DAY, reason="改交")
    one, other = first_then(
        lambda: tasks.take_back(at.by, case.pk, on=DAY),
        lambda: tasks.send(at.by, case.pk, on=DAY, sending=Sending(at.other, "sole")),
    )
    assert (one.record.state, type(other)) == ("filed", Refused)
    assert UnitTask.objects.filter(record=case.pk, ended_on=None).count() == 0


def test_a_case_is_not_taken_back_from_a_unit_just_sent(at: Place) -> None:
    case = made.assigned(at)
    tasks.recall(at.by, made.task(case, at.lead).pk, on=DAY, reason="改交")
    _, other = first_then(
        lambda: tasks.send(at.by, case.pk, on=DAY, sending=Sending(at.other, "sole")),
        lambda: tasks.take_back(at.by, case.pk, on=DAY),
    )
    assert (type(other), state(case)) == (Refused, "assigned")


def test_the_last_two_replies_conclude_the_case_once(at: Place) -> None:
    case = working(at, at.lead, at.other)
    grade = at.category("reply_class", "A")
    todo = [made.task(case, unit).pk for unit in (at.lead, at.other)]
    first_then(
        lambda: replies.reply(at.by, todo[0], on=DAY, grade=grade),
        lambda: replies.reply(at.by, todo[1], on=DAY, grade=grade),
    )
    said = Trail.objects.filter(record=case.pk, label="答复完毕").count()
    assert (state(case), said) == ("replied", 1)


@pytest.mark.parametrize("recalled_first", [True, False])
def test_the_last_reply_and_a_recall_conclude_the_case_once(
    at: Place, recalled_first: bool
) -> None:
    case = working(at, at.lead, at.other)
    grade = at.category("reply_class", "A")
    lead, other = (made.task(case, unit).pk for unit in (at.lead, at.other))
    acts = [
        lambda: tasks.recall(at.by, other, on=DAY, reason="并由住建局办理"),
        lambda: replies.reply(at.by, lead, on=DAY, grade=grade),
    ]
    first_then(*(acts if recalled_first else acts[::-1]))
    said = Trail.objects.filter(record=case.pk, label="答复完毕").count()
    asked = case.record.clocks.filter(kind="feedback").count()
    assert (state(case), said, asked) == ("replied", 1, 1)


def test_a_reply_is_corrected_once(at: Place) -> None:
    made.replied(at)
    row = Reply.objects.get()
    found = together(
        lambda: replies.correct(at.by, row, {"text": ("", "甲")}, "错字"),
        lambda: replies.correct(at.by, row, {"text": ("", "乙")}, "错字"),
    )
    kept = Reply.objects.filter(struck_at=None)
    assert min(type(one).__name__ for one in found) == "Reply", found
    assert (sum(isinstance(one, Refused) for one in found), kept.count()) == (1, 1)


def test_two_cases_are_not_merged_into_each_other(at: Place) -> None:
    one, other = made.filed(at), made.filed(at)
    found = together(
        lambda: cases.merge(at.by, one.pk, main=other.record, on=DAY),
        lambda: cases.merge(at.by, other.pk, main=one.record, on=DAY),
    )
    assert [isinstance(each, Refused) for each in found].count(True) == 1
    assert sorted([state(one), state(other)]) == ["filed", "merged"]


def test_forty_tasks_of_one_case_at_once(at: Place) -> None:
    units = [build.body(at.committee, "unit") for _ in range(40)]
    case = working(at, *units)
    before = Record.objects.get(pk=case.pk).version
    todo = UnitTask.objects.filter(record=case.pk).values_list("pk", flat=True)
    found = together(
        *[lambda pk=pk: tasks.accept(at.by, pk, on=DAY).state for pk in todo]  # type: ignore[misc]
    )
    assert found == ["accepted"] * 40
    assert Record.objects.get(pk=case.pk).version == before + 40


def test_two_units_rehandle_one_case_at_once(at: Place) -> None:
    case = working(at, at.lead, at.other)
    todo = [made.task(case, unit).pk for unit in (at.lead, at.other)]
    for pk in todo:
        replies.reply(at.by, pk, on=DAY, grade=at.category("reply_class", "A"))
    first_then(
        lambda: ratings.rehandle(at.by, todo[0], on=DAY, reason="不满意"),
        lambda: ratings.rehandle(at.by, todo[1], on=DAY, reason="不满意"),
    )
    assert list(UnitTask.objects.values_list("state", flat=True)) == ["rehandling"] * 2
    assert Trail.objects.filter(record=case.pk, part="", move="rehandle").count() == 1
