"""What ends the handling of a case: all that is owed was given, whatever step came last."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from jianyan.ground.models import Clock, Notice, Oversight, Trail
from jianyan.ground.register import today, void
from jianyan.kernel.errors import Refused
from jianyan.records.proposals.models import Proposal, ReplyDraft, UnitTask
from jianyan.records.proposals.replies import writing
from jianyan.records.proposals.replies.passing import sign
from jianyan.records.proposals.tasks import actions as tasks
from jianyan.records.proposals.tasks.actions import Sending
from jianyan.records.proposals.tasks.charter import TASKS
from tests import build
from tests.cast import Cast, Player
from tests.records.proposals import made
from tests.records.proposals.made import Place
from tests.records.proposals.test_assigning import ask, officer
from tests.records.proposals.test_replying import drafted, forget, told

pytestmark = pytest.mark.django_db
TEN = timedelta(days=10)
TITLE = "关于补建充电设施的提案"


def state(case: Proposal) -> str:
    return Proposal.objects.select_related("record").get(pk=case.pk).record.state


def by_two(cast: Cast, at: Place) -> tuple[Proposal, UnitTask]:
    """A case that one of two units has answered five days ago, and the other's task."""
    for unit in (at.co, at.other):
        Oversight.objects.create(dispatcher=cast.dispatching, unit=unit, since=build.START)
    sent = [Sending(at.lead, "separate"), Sending(at.other, "separate")]
    case = made.assigned(at, on=today() - TEN, sendings=sent, cosigners=[at.cosigner])
    made.reply(at, case, at.lead, on=today() - TEN / 2)
    task = made.task(case, at.other)
    Clock.objects.filter(part_id=task.pk, kind="accept").update(due_on=today())
    return case, task


def recall(cast: Cast, at: Place, task: UnitTask) -> Any:
    return tasks.recall(cast.dispatcher.by, task.pk, on=today(), reason="改由区民政局一并办理")


def grant(cast: Cast, at: Place, task: UnitTask) -> Any:
    ask(officer(cast, at.other), task, at.lead)
    return tasks.returns.grant(cast.dispatcher.by, task.pk, on=today())


def make_co(cast: Cast, at: Place, task: UnitTask) -> Any:
    return tasks.change_role(cast.dispatcher.by, task.pk, role="co", on=today(), reason="改为会办")


def strike(cast: Cast, at: Place, task: UnitTask) -> Any:
    return void(TASKS, cast.office.by, task.pk, reason="误交")


TAKING = (recall, grant, make_co, strike)


@pytest.mark.parametrize("take", TAKING)
def test_taking_away_the_last_task_that_owes_ends_the_case(
    cast: Cast, at: Place, take: Callable[..., Any]
) -> None:
    case, task = by_two(cast, at)
    forget()
    take(cast, at, task)
    assert state(case) == "replied"
    (step,) = Trail.objects.filter(record=case.pk, label="答复完毕")
    assert (step.source, step.target, step.on) == ("assigned", "replied", today())
    (clock,) = Clock.objects.filter(record=case.pk, kind="feedback")
    assert (clock.starts_on, clock.met_on, clock.ended_on) == (today(), None, None)
    assert not Clock.objects.filter(part_id=task.pk, met_on=None, ended_on=None).exists()
    due = f"{clock.due_on.year}年{clock.due_on.month}月{clock.due_on.day}日"
    words = f"《{TITLE}》各单位都已答复，请在{due}前评价。"
    assert [told(who).count(words) for who in (cast.member, cast.cosigner, cast.office)] == [1] * 3


def test_it_ends_on_the_day_the_last_of_it_was_given(cast: Cast, at: Place) -> None:
    case, task = by_two(cast, at)
    with pytest.raises(Refused, match="早于交办日期"):
        tasks.recall(cast.office.by, task.pk, on=today() - TEN * 2, reason="改交")
    tasks.recall(cast.office.by, task.pk, on=today() - TEN, reason="改交")
    (step,) = Trail.objects.filter(record=case.pk, label="答复完毕")
    assert (step.on, state(case)) == (today() - TEN / 2, "replied")


def test_a_case_that_still_owes_or_that_nobody_holds_goes_on(cast: Cast, at: Place) -> None:
    case, task = by_two(cast, at)
    ask(officer(cast, at.other), task, at.co)
    tasks.returns.grant(cast.dispatcher.by, task.pk, on=today(), unit=at.co)
    assert state(case) == "assigned"
    alone = made.assigned(at)
    tasks.recall(cast.dispatcher.by, made.task(alone, at.lead).pk, on=today(), reason="改交")
    assert (state(alone), Trail.objects.filter(label="答复完毕").count()) == ("assigned", 0)


def waiting(cast: Cast, at: Place) -> tuple[Proposal, UnitTask, Player]:
    """A case whose lead's draft waits for two co-units; the second one's task and its officer."""
    sent = [Sending(at.lead, "lead"), Sending(at.co, "co"), Sending(at.other, "co")]
    for unit in (at.co, at.other):
        Oversight.objects.create(dispatcher=cast.dispatching, unit=unit, since=build.START)
    case = made.assigned(at, on=today() - TEN, sendings=sent)
    tasks.accept(at.by, made.task(case, at.lead).pk, on=today() - TEN)
    task = made.task(case, at.other)
    Clock.objects.filter(part_id=task.pk, kind="accept").update(due_on=today())
    return case, task, officer(cast, at.co)


@pytest.mark.parametrize("take", [recall, grant, strike])
def test_a_draft_no_longer_waits_for_a_co_unit_that_left(
    cast: Cast, at: Place, take: Callable[..., Any]
) -> None:
    case, task, co = waiting(cast, at)
    lead = drafted(at, cast.officer.by, case)
    sign(co.by, lead.pk, on=today(), agreed=True)
    forget()
    take(cast, at, task)
    lead.refresh_from_db()
    assert lead.state == "countersigned"
    words = f"区教育局不再会办《{TITLE}》，答复稿会签完毕，已送核稿。"
    asked = f"区民政局对《{TITLE}》的答复已拟就，请核稿。"
    assert (told(cast.officer).count(words), told(cast.office).count(asked)) == (1, 1)


def test_a_lead_is_told_of_whom_it_need_not_wait_for(cast: Cast, at: Place) -> None:
    case, task, _ = waiting(cast, at)
    lead = drafted(at, cast.officer.by, case)
    forget()
    recall(cast, at, task)
    lead.refresh_from_db()
    words = f"区教育局不再会办《{TITLE}》，不必再等其会办意见和会签。"
    assert (lead.state, told(cast.officer)) == ("drafted", [words])


def test_a_recalled_task_ends_its_draft(cast: Cast, at: Place) -> None:
    case = made.assigned(at, on=today() - TEN)
    pk = made.task(case, at.lead).pk
    tasks.accept(at.by, pk, on=today() - TEN)
    writing.keep(cast.officer.by, pk, on=today(), columns={"text": "拟稿"})
    tasks.recall(cast.office.by, pk, on=today() - timedelta(days=1), reason="改交")
    draft = ReplyDraft.objects.get()
    assert (draft.text, draft.ended_on) == ("拟稿", today() - timedelta(days=1))
    assert Notice.objects.filter(person=cast.officer.person, text__contains="收回").count() == 1


def test_a_draft_goes_on_with_the_unit_in_its_new_role(cast: Cast, at: Place) -> None:
    case = made.assigned(at, on=today() - TEN)
    pk = made.task(case, at.lead).pk
    tasks.accept(at.by, pk, on=today() - TEN)
    writing.keep(cast.officer.by, pk, on=today(), columns={"text": "拟稿"})
    tasks.change_role(cast.dispatcher.by, pk, role="lead", on=today(), reason="增加会办")
    new = made.task(case, at.lead)
    tasks.accept(cast.officer.by, new.pk, on=today())
    draft = writing.keep(cast.officer.by, new.pk, on=today(), columns={})
    assert (ReplyDraft.objects.get(), draft.text, draft.task_id) == (draft, "拟稿", new.pk)


def test_who_recalls_for_a_dispatcher_does_so_today(cast: Cast, at: Place) -> None:
    case = made.assigned(at)
    task = tasks.recall(
        cast.dispatcher.by, made.task(case, at.lead).pk, on=date(2020, 3, 3), reason="改交"
    )
    assert task.ended_on == today()
