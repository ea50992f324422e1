"""Clocks by the calendar: recomputed, paused, corrected."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jianyan.ground import clocks, imports_undo, workdays
from jianyan.ground.duedates import Rule, due
from jianyan.ground.models import Batch, Clock, ClockPause, Holiday, Trail
from jianyan.ground.nouns.lists import add_holiday, change_holiday
from jianyan.ground.recomputing import calendar_changed, keep_up, recompute
from jianyan.ground.register import today
from jianyan.kernel.errors import Refused
from jianyan.records.proposals import actions as proposals
from jianyan.records.proposals.models import Proposal
from jianyan.records.proposals.ratings import actions as ratings
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


def holiday(at: Place, day: date, name: str = "台风", workday: bool = False) -> Holiday:
    data = {"day": day, "workday": workday, "name": name}
    return add_holiday(at.by, at.committee.pk, data)


def test_worked_examples_over_the_holidays_of_2020(at: Place) -> None:
    case = made.assigned(at, on=D(2020, 3, 30))
    assert dues(case) == {
        "accept": D(2020, 4, 2),
        "contact": D(2020, 4, 14),
        "reply": D(2020, 6, 30),
    }
    contact = Clock.objects.get(record=case.pk, kind="contact")
    assert contact.explanation == (
        "3月30日交办，次日起第10个工作日（清明节4月4日至6日不计），为4月14日"
    )
    kept = (contact.event, contact.unit, contact.count, contact.rolls, contact.set_by_hand)
    assert kept == ("交办", "workdays", 10, True, False)
    made.reply(at, case, at.lead, on=D(2020, 4, 24))
    feedback = Clock.objects.get(record=case.pk, kind="feedback")
    # 4月26日、5月9日调休上班，五一放假五天。
    assert feedback.due_on == D(2020, 5, 18)
    assert dues(made.assigned(at, on=D(2020, 2, 4)))["reply"] == D(2020, 5, 6)


def test_a_day_off_moves_what_runs_over_it_and_nothing_else(at: Place) -> None:
    there = made.place(build.committee("other"))
    here, other, done = made.assigned(at), made.assigned(there), made.replied(at)
    own = made.assigned(at, sendings=[Sending(at.lead, "sole", D(2020, 6, 2))])
    row = holiday(at, D(2020, 6, 2))
    clock = Clock.objects.get(record=here.pk, kind="reply")
    assert (clock.due_on, clock.explanation) == (
        D(2020, 6, 3),
        "3月2日交办，次日起3个月，期满日6月2日逢台风，顺延至6月3日",
    )
    assert made.task(here, at.lead).due_on == D(2020, 6, 3)
    told = Trail.objects.get(record=here.pk, move="recompute")
    assert (told.label, told.changes) == ("重算期限", {"due_on": ["2020-06-02", "2020-06-03"]})
    for case in (other, done, own):
        assert dues(case)["reply"] == D(2020, 6, 2)
    change_holiday(at.by, row, {"day": (D(2020, 6, 2), D(2020, 3, 9))}, "填错")
    assert dues(here) == {
        "accept": D(2020, 3, 5),
        "contact": D(2020, 3, 17),
        "reply": D(2020, 6, 2),
    }
    assert made.task(here, at.lead).due_on == D(2020, 6, 2)


def test_a_committee_s_own_day_prevails_over_the_day_for_all(at: Place) -> None:
    Holiday.objects.create(committee=None, day=D(2020, 6, 2), workday=False, name="停电")
    Holiday.objects.create(committee=at.committee, day=D(2020, 6, 2), workday=True)
    other = build.committee("other")
    assert workdays.calendar_of(at.committee.pk).is_workday(D(2020, 6, 2))
    assert not workdays.calendar_of(other.pk).is_workday(D(2020, 6, 2))


def test_a_year_announced_at_last_is_counted_anew_by_the_ticking(at: Place) -> None:
    record = made.filed(at).record
    term = clocks.Term("contact", "交办", D(2036, 4, 28), Rule("workdays", 5))
    (clock,) = clocks.start(workdays.calendar_of(at.committee.pk), record, [term])
    keep_up()
    clock.refresh_from_db()
    assert clock.provisional
    assert clock.due_on == D(2036, 5, 5)
    names = ("元旦", "春节", "清明节", "端午节", "中秋节", "国庆节")
    days = [Holiday(committee=at.committee, day=D(2036, n, 15), workday=False, name=name)
            for n, name in enumerate(names, 6)]  # fmt: skip
    Holiday.objects.bulk_create(days)
    assert keep_up() == 0
    Holiday.objects.create(committee=at.committee, day=D(2036, 5, 1), workday=False, name="劳动节")
    assert (keep_up(), keep_up()) == (1, 0)
    clock.refresh_from_db()
    assert (clock.provisional, clock.due_on, clock.explanation) == (
        False,
        D(2036, 5, 6),
        "4月28日交办，次日起第5个工作日（劳动节5月1日不计），为5月6日",
    )


def test_the_ticking_asks_a_handful_of_statements_when_nothing_changed(
    at: Place, django_assert_num_queries: Any
) -> None:
    made.assigned(at)
    keep_up()
    with django_assert_num_queries(4):
        assert keep_up() == 0


START = D(2020, 3, 2)


@settings(
    max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(
    st.sampled_from(("workdays", "days", "months")),
    st.integers(1, 12),
    st.booleans(),
    st.lists(
        st.tuples(st.integers(-3, 40), st.booleans()), max_size=4, unique_by=lambda pair: pair[0]
    ),
)
def test_a_changed_calendar_leaves_no_clock_behind(
    at: Place, unit: Any, count: int, rolls: bool, days: list[tuple[int, bool]]
) -> None:
    Clock.objects.all().delete()
    Holiday.objects.all().delete()
    record = (Proposal.objects.first() or made.filed(at)).record
    rule = Rule(unit, count, rolls=rolls)
    term = clocks.Term("reply", "交办", START, rule)
    clocks.start(workdays.calendar_of(at.committee.pk), record, [term])
    for ahead, workday in days:
        day = START + timedelta(days=ahead)
        Holiday.objects.create(committee=at.committee, day=day, workday=workday)
        calendar_changed(at.committee.pk, [day])
        now = due(workdays.calendar_of(at.committee.pk), START, rule, "交办")
        clock = Clock.objects.get()
        assert (clock.due_on, clock.provisional) == (now.day, now.provisional)
    recompute(Clock.objects.all())
    assert recompute(Clock.objects.all()) == 0


def test_a_pause_lengthens_the_terms_of_a_task_and_is_told(at: Place) -> None:
    case = made.assigned(at)
    task = made.task(case, at.lead)
    tasks.accept(at.by, task.pk, on=D(2020, 3, 3))
    with pytest.raises(Refused, match="早于起日"):
        tasks.pause(at.by, task.pk, on=D(2020, 3, 9), until=D(2020, 3, 8), reason="疫情")
    with pytest.raises(Refused, match="请写明暂停计时的理由"):
        tasks.pause(at.by, task.pk, on=D(2020, 3, 9), reason=" ")
    with pytest.raises(Refused, match="暂停须起于2020年3月2日至2020年6月2日之间"):
        tasks.pause(at.by, task.pk, on=D(2020, 6, 3), reason="疫情")
    tasks.pause(at.by, task.pk, on=D(2020, 3, 9), until=D(2020, 3, 13), reason="疫情")
    clock = Clock.objects.get(record=case.pk, kind="contact")
    assert (clock.due_on, clock.explanation) == (
        D(2020, 3, 23),
        "3月2日交办，次日起第10个工作日（3月9日至13日暂停不计），为3月23日",
    )
    assert dues(case) == {
        "accept": D(2020, 3, 5),
        "contact": D(2020, 3, 23),
        "reply": D(2020, 6, 8),
    }
    rows = Trail.objects.filter(record=case.pk).order_by("-pk")
    assert sorted(rows.values_list("label", "reason")[:3]) == [
        ("暂停计时", "疫情"),
        (
            "重算期限",
            "3月2日交办，次日起3个月（3月9日至13日暂停不计），期满日6月7日为休息日，顺延至6月8日",
        ),
        ("重算期限", "3月2日交办，次日起第10个工作日（3月9日至13日暂停不计），为3月23日"),
    ]


def test_a_running_pause_moves_on_each_day_until_it_ends(at: Place) -> None:
    case = made.assigned(at)
    task = made.task(case, at.lead)
    with pytest.raises(Refused, match="没有暂停"):
        tasks.resume(at.by, task.pk, on=D(2020, 3, 13))
    tasks.pause(at.by, task.pk, on=D(2020, 3, 10), reason="等待上级意见")
    # What was to be accepted by 5 March had run out: it is left.
    paused = ClockPause.objects.order_by("clock__kind")
    assert list(paused.values_list("clock__kind", flat=True)) == ["contact", "reply"]
    with pytest.raises(Refused, match="已在暂停"):
        tasks.pause(at.by, task.pk, on=D(2020, 3, 11), reason="再停")
    still = (today() - D(2020, 3, 9)).days
    assert dues(case)["reply"] >= D(2020, 6, 2) + timedelta(days=still)
    with pytest.raises(Refused, match="早于暂停的起日"):
        tasks.resume(at.by, task.pk, on=D(2020, 3, 9))
    tasks.resume(at.by, task.pk, on=D(2020, 3, 13))
    assert dues(case)["reply"] == made.task(case, at.lead).due_on == D(2020, 6, 5)
    with pytest.raises(Refused, match="没有暂停"):
        tasks.resume(at.by, task.pk, on=D(2020, 3, 13))


def test_a_pause_by_mistake_is_taken_back_on_its_first_day(at: Place) -> None:
    case = made.assigned(at)
    task = made.task(case, at.lead)
    before = dues(case)
    tasks.pause(at.by, task.pk, on=D(2020, 3, 4), reason="误登")
    tasks.resume(at.by, task.pk, on=D(2020, 3, 4), reason="误登")
    assert dues(case) == before
    assert ClockPause.objects.filter(until=D(2020, 3, 3)).count() == 3


def test_a_case_stops_with_all_its_tasks(at: Place) -> None:
    both = [Sending(at.lead, "lead"), Sending(at.co, "co")]
    case = made.assigned(at, sendings=both)
    tasks.pause_case(at.by, case.pk, on=D(2020, 3, 9), reason="疫情")
    tasks.resume_case(at.by, case.pk, on=D(2020, 3, 16))
    assert (dues(case)["reply"], dues(case)["opinion"]) == (D(2020, 6, 9), D(2020, 4, 9))


def test_what_a_person_set_is_extended_and_not_paused(at: Place) -> None:
    case = made.assigned(at, sendings=[Sending(at.lead, "sole", D(2020, 5, 10))])
    tasks.pause(at.by, made.task(case, at.lead).pk, on=D(2020, 3, 4), reason="疫情")
    assert set(ClockPause.objects.values_list("clock__kind", flat=True)) == {"accept", "contact"}
    Clock.objects.filter(record=case.pk).exclude(kind="reply").update(met_on=D(2020, 3, 9))
    with pytest.raises(Refused, match="没有可以暂停计时的期限"):
        tasks.pause(at.by, made.task(case, at.lead).pk, on=D(2020, 3, 9), reason="疫情")


def reassign(at: Place, case: Proposal, **changes: tuple[Any, Any]) -> None:
    row = Proposal.objects.select_related("record").get(pk=case.pk)
    proposals.change(at.by, row, changes, "填错")


def test_a_corrected_day_of_assignment_moves_clocks_and_terms(at: Place) -> None:
    both = [Sending(at.lead, "lead"), Sending(at.co, "co")]
    case = made.assigned(at, sendings=both)
    later = tasks.send(at.by, case.pk, on=D(2020, 3, 9), sending=Sending(at.other, "separate"))
    tasks.accept(at.by, made.task(case, at.lead).pk, on=D(2020, 3, 3))
    reassign(at, case, assigned_on=(D(2020, 3, 2), D(2020, 2, 4)))
    lead = made.task(case, at.lead)
    assert (lead.sent_on, lead.due_on) == (D(2020, 2, 4), D(2020, 5, 6))
    mine = Clock.objects.filter(part_id=lead.pk).order_by("kind")
    assert list(mine.values_list("kind", "starts_on", "due_on")) == [
        ("accept", D(2020, 2, 4), D(2020, 2, 7)),
        ("contact", D(2020, 2, 4), D(2020, 2, 18)),
        ("reply", D(2020, 2, 4), D(2020, 5, 6)),
    ]
    assert mine.get(kind="reply").explanation == (
        "2月4日交办，次日起3个月，期满日5月4日逢劳动节，顺延至5月6日"
    )
    assert made.task(case, at.co).due_on is None
    other = made.task(case, at.other)
    assert (other.sent_on, other.due_on) == (D(2020, 3, 9), D(2020, 6, 9))
    changed = {"sent_on": (D(2020, 3, 9), D(2020, 3, 10))}
    assert tasks.change_task(at.by, later, changed, "填错").due_on == D(2020, 6, 10)
    assert Clock.objects.get(part_id=other.pk, kind="reply").due_on == D(2020, 6, 10)
    first = made.task(case, at.lead)
    with pytest.raises(Refused, match="请在提案中更正"):
        tasks.change_task(at.by, first, {"sent_on": (first.sent_on, D(2020, 3, 1))}, "填错")


def test_a_term_set_by_the_letter_or_granted_stays_when_the_start_is_corrected(at: Place) -> None:
    letter = made.assigned(at, sendings=[Sending(at.lead, "sole", D(2020, 6, 2))])
    granted = made.assigned(at)
    task = made.task(granted, at.lead)
    until = {"asked_until": D(2020, 7, 1), "granted_until": D(2020, 7, 1)}
    tasks.extend(at.by, task, on=D(2020, 5, 1), answered_on=D(2020, 5, 3), **until)
    for case in (letter, granted):
        reassign(at, case, assigned_on=(D(2020, 3, 2), D(2020, 2, 4)))
    assert (dues(letter)["reply"], made.task(letter, at.lead).due_on) == (D(2020, 6, 2),) * 2
    kept = (dues(granted)["reply"], made.task(granted, at.lead).due_on)
    assert kept == (D(2020, 7, 1), D(2020, 5, 6))


def test_a_corrected_term_is_kept_by_task_and_clock(at: Place) -> None:
    case = made.assigned(at)
    reassign(at, case, due_on=(D(2020, 6, 2), D(2020, 5, 20)))
    clock = Clock.objects.get(record=case.pk, kind="reply")
    assert (clock.due_on, clock.set_by_hand) == (D(2020, 5, 20), True)
    assert made.task(case, at.lead).due_on == D(2020, 5, 20)
    row = made.task(case, at.lead)
    tasks.change_task(at.by, row, {"due_on": (D(2020, 5, 20), D(2020, 5, 21))}, "又错")
    assert dues(case)["reply"] == made.task(case, at.lead).due_on == D(2020, 5, 21)


def test_the_term_of_a_second_handling_goes_with_its_clock(at: Place) -> None:
    case = made.replied(at)
    again = ratings.rehandle(at.by, made.task(case, at.lead).pk, on=D(2020, 5, 11))
    assert again.due_on == D(2020, 6, 10)
    holiday(at, D(2020, 6, 10))
    again.refresh_from_db()
    assert again.due_on == dues(case)["rehandle"] == D(2020, 6, 11)


def test_an_import_is_undone_though_its_clocks_were_counted_anew(at: Place) -> None:
    case = made.assigned(at)
    batch = Batch.objects.create(committee=at.committee, kind="proposals", name="台账.xlsx")
    Trail.objects.filter(record=case.pk).update(batch=batch)
    holiday(at, D(2020, 6, 2))
    assert imports_undo.moved_on(batch) == []
