"""The life of a case and its tasks by the verbs, and what is refused."""

from __future__ import annotations

from datetime import date

import pytest

from jianyan.ground.models import Clock, Rulebook, Trail
from jianyan.ground.register import void
from jianyan.kernel.errors import Refused, Stale
from jianyan.records.proposals.cases import actions as cases
from jianyan.records.proposals.cases.charter import CASES
from jianyan.records.proposals.models import Merge, Proposal, Review, Submission, UnitTask
from jianyan.records.proposals.ratings import actions as ratings
from jianyan.records.proposals.replies import actions as replies
from jianyan.records.proposals.replies import passing, writing
from jianyan.records.proposals.reviewing.bulk import merge_many
from jianyan.records.proposals.tasks import actions as tasks
from jianyan.records.proposals.tasks.actions import Sending
from tests.records.proposals import made
from tests.records.proposals.made import Place

pytestmark = pytest.mark.django_db
D = date


@pytest.fixture
def at() -> Place:
    return made.place()


def state(case: Proposal) -> str:
    return Proposal.objects.select_related("record").get(pk=case.pk).record.state


def test_from_draft_to_closed_with_a_trail(at: Place) -> None:
    case = made.replied(at)
    replies.close(at.by, case.pk, on=D(2020, 7, 1))
    moves = Trail.objects.filter(record=case.pk).order_by("pk").values_list("label", flat=True)
    assert list(moves) == ["登记", "提交", "立案", "交办", "答复", "答复完毕", "办结", "办结"]
    assert state(case) == "closed"
    assert UnitTask.objects.get(record=case.pk).state == "done"


def test_no_step_is_of_a_day_before_what_comes_first_nor_still_to_come(at: Place) -> None:
    raw, case, given, done = made.submitted(at), made.filed(at), made.assigned(at), made.replied(at)
    unit = made.task(given, at.lead).pk
    grade = at.category("reply_class", "A")
    early, late = D(2020, 1, 8), D(9999, 12, 31)
    for steps, words in (
        (lambda on: cases.file(at.by, raw.pk, on=on), "收到日期2020年1月9日"),
        (lambda on: tasks.assign(at.by, case.pk, on=on, lead=at.lead), "立案日期2020年1月20日"),
        (lambda on: replies.reply(at.by, unit, on=on, grade=grade), "交办日期2020年3月2日"),
        (lambda on: replies.close(at.by, done.pk, on=on), "答复日期2020年5月6日"),
        (lambda on: ratings.rehandle_case(at.by, done.pk, on=on), "答复日期2020年5月6日"),
    ):
        with pytest.raises(Refused, match=f"2020年1月8日早于{words}，请改正日期。"):
            steps(early)
        with pytest.raises(Refused, match="9999年12月31日还没有到"):
            steps(late)
    assert [state(one) for one in (raw, case, given, done)] == [
        "submitted",
        "filed",
        "assigned",
        "replied",
    ]


def test_sent_back_and_submitted_again_keeps_both(at: Place) -> None:
    case = made.submitted(at)
    cases.send_back(at.by, case.pk, on=D(2020, 1, 15), reason="请补充具体建议")
    again = cases.submit(at.by, case.pk, on=D(2020, 1, 18))
    assert again.submitted_on == D(2020, 1, 9)
    assert again.record.number == again.receipt_number == "收930001"
    days = Submission.objects.filter(record=case.pk).order_by("on").values_list("on", flat=True)
    assert list(days) == [D(2020, 1, 9), D(2020, 1, 18)]
    assert cases.file(at.by, case.pk, on=D(2020, 1, 20)).record.number == "930001"
    outcomes = Review.objects.filter(record=case.pk).order_by("on")
    assert list(outcomes.values_list("outcome", flat=True)) == ["sent_back", "filed"]


def test_numbers_run_by_session_and_are_not_used_twice(at: Place) -> None:
    assert [made.filed(at).record.number for _ in range(2)] == ["930001", "930002"]
    cases.withdraw(at.by, Proposal.objects.get(record__number="930002").pk, on=D(2020, 2, 1))
    assert made.filed(at).record.number == "930003"


def test_a_second_officer_is_told_who_was_first(at: Place) -> None:
    case = made.filed(at)
    with pytest.raises(Stale, match="现为“已立案”"):
        cases.file(at.by, case.pk, on=D(2020, 1, 21))
    assert Review.objects.filter(record=case.pk).count() == 1


def test_merging_and_its_undoing(at: Place) -> None:
    main, case, raw = made.filed(at), made.filed(at), made.submitted(at)
    cases.merge(at.by, case.pk, main=main.record, on=D(2020, 2, 1))
    with pytest.raises(Refused, match="主案须是本级另一件"):
        cases.merge(at.by, raw.pk, main=case.record, on=D(2020, 2, 1))
    with pytest.raises(Refused, match="主案须是本级另一件"):
        cases.merge(at.by, main.pk, main=main.record, on=D(2020, 2, 1))
    cases.merge(at.by, raw.pk, main=main.record, on=D(2020, 2, 1))
    assert cases.unmerge(at.by, case.pk, on=D(2020, 3, 1)).record.state == "filed"
    assert cases.unmerge(at.by, raw.pk, on=D(2020, 3, 1)).record.state == "submitted"
    assert Merge.objects.filter(undone_on=D(2020, 3, 1)).count() == 2
    cases.merge(at.by, case.pk, main=main.record, on=D(2020, 4, 1))
    with pytest.raises(Refused, match="已有1件提案并入本案"):
        cases.withdraw(at.by, main.pk, on=D(2020, 4, 2))
    with pytest.raises(Refused, match="已有1件提案并入本案"):
        void(CASES, at.by, main.pk, reason="重复登记")
    cases.withdraw(at.by, raw.pk, on=D(2020, 4, 2))
    other = Proposal.objects.get(pk=raw.pk).record
    back = made.submitted(at)
    cases.send_back(at.by, back.pk, on=D(2020, 4, 2), reason="写明路段")
    single = made.submitted(at)
    for each in (other, Proposal.objects.get(pk=back.pk).record, made.draft(at).record):
        with pytest.raises(Refused, match="也没有退回修改、撤案、作废或不予立案"):
            cases.merge(at.by, single.pk, main=each, on=D(2020, 4, 3))
        with pytest.raises(Refused, match="也没有退回修改、撤案、作废或不予立案"):
            merge_many(at.by, [single.pk], on=D(2020, 4, 3), main=each)


@pytest.mark.parametrize(
    ("roles", "words"),
    [
        (["co"], "须有独办、主办或分办单位"),
        (["sole", "co"], "独办的提案不能再有其他单位"),
        (["lead", "sole"], "独办或主办单位只能有一个"),
    ],
)
def test_roles_must_fit_together(at: Place, roles: list[str], words: str) -> None:
    case = made.filed(at)
    sendings = [Sending(unit, role) for unit, role in zip((at.lead, at.co), roles, strict=False)]
    with pytest.raises(Refused, match=words):
        tasks.assign_to(at.by, case.pk, on=D(2020, 3, 2), sendings=sendings)
    assert state(case) == "filed"


def test_the_clocks_of_an_assignment_say_why(at: Place) -> None:
    both = [Sending(at.lead, "lead"), Sending(at.co, "co")]
    case = made.assigned(at, sendings=both)
    clocks = Clock.objects.filter(record=case.pk)
    assert sorted(clocks.values_list("kind", "due_on")) == [
        ("accept", D(2020, 3, 5)),
        ("accept", D(2020, 3, 5)),
        ("contact", D(2020, 3, 16)),
        ("opinion", D(2020, 4, 2)),
        ("reply", D(2020, 6, 2)),
    ]
    assert made.task(case, at.lead).due_on == D(2020, 6, 2)
    tasks.accept(at.by, made.task(case, at.lead).pk, on=D(2020, 3, 3))
    tasks.opine(at.by, made.task(case, at.co).pk, on=D(2020, 3, 20))
    made.reply(at, case, at.lead, on=D(2020, 5, 1))
    met = clocks.filter(met_on__isnull=False).order_by("kind", "met_on")
    assert list(met.values_list("kind", "met_on")) == [
        ("accept", D(2020, 3, 3)),
        ("accept", D(2020, 3, 20)),
        ("opinion", D(2020, 3, 20)),
        ("reply", D(2020, 5, 1)),
    ]
    assert clocks.get(kind="feedback").due_on == D(2020, 5, 25)
    assert "交办，次日起3个月，为6月2日" in clocks.get(kind="reply").explanation


def test_a_term_set_by_hand_and_one_extended(at: Place) -> None:
    case = made.assigned(at, sendings=[Sending(at.lead, "sole", D(2020, 5, 10))])
    task = made.task(case, at.lead)
    clock = Clock.objects.get(record=case.pk, kind="reply")
    assert (clock.due_on, task.due_on) == (D(2020, 5, 10), D(2020, 5, 10))
    tasks.extend(
        at.by,
        task,
        on=D(2020, 5, 1),
        asked_until=D(2020, 6, 1),
        answered_on=D(2020, 5, 3),
        granted_until=D(2020, 6, 1),
    )
    clock.refresh_from_db()
    assert (clock.due_on, clock.explanation) == (
        D(2020, 6, 1),
        "交办时定为2020年5月10日；5月3日批准延期至2020年6月1日",
    )


def test_a_case_keeps_the_rules_it_was_assigned_by(at: Place) -> None:
    data = {"proposals": {"contacts_required": 2, "rating_counts": "all", "rates_over": "all"}}
    Rulebook.objects.create(
        committee=at.committee, number=1, name="甲", since=D(2018, 1, 1), data=data
    )
    case = made.assigned(at)
    Rulebook.objects.create(
        committee=at.committee, number=2, name="乙", since=D(2020, 1, 1), data={}
    )
    kept = Proposal.objects.get(pk=case.pk)
    assert (kept.contacts_required, kept.rating_counts, kept.rates_over) == (2, "all", "all")


def test_a_return_refused_and_one_granted(at: Place) -> None:
    case = made.assigned(at)
    task = made.task(case, at.lead)
    tasks.ask_return(at.by, task.pk, on=D(2020, 3, 3), reason="不属本单位职责")
    assert tasks.refuse_return(at.by, task.pk, on=D(2020, 3, 4), reason="属").state == "accepted"
    tasks.ask_return(at.by, task.pk, on=D(2020, 3, 5), reason="不属本单位职责")
    with pytest.raises(Refused, match="还有单位在办理"):
        tasks.take_back(at.by, case.pk, on=D(2020, 3, 6))
    tasks.grant_return(at.by, task.pk, on=D(2020, 3, 6))
    granted = task.return_requests.order_by("on").values_list("granted", flat=True)
    assert list(granted) == [False, True]
    assert Clock.objects.filter(record=case.pk, ended_on=D(2020, 3, 6)).count() == 2
    assert tasks.take_back(at.by, case.pk, on=D(2020, 3, 7)).record.state == "filed"


def test_a_reply_step_by_step_and_the_second_handling(at: Place) -> None:
    case = made.assigned(at)
    pk = made.task(case, at.lead).pk
    tasks.accept(at.by, pk, on=D(2020, 3, 3))
    writing.draft(at.by, pk, on=D(2020, 4, 1))
    passing.redraft(at.by, pk, on=D(2020, 4, 2), reason="未逐条答复")
    writing.draft(at.by, pk, on=D(2020, 4, 3))
    tasks.countersign(at.by, pk, on=D(2020, 4, 4))
    passing.check(at.by, pk, on=D(2020, 4, 5))
    first = made.reply(at, case, at.lead, on=D(2020, 4, 6), grade="B")
    replies.close(at.by, case.pk, on=D(2020, 5, 1))
    ratings.rehandle_case(at.by, case.pk, on=D(2020, 5, 6), reason="不满意")
    assert (state(case), made.task(case, at.lead).state) == ("assigned", "rehandling")
    second = made.reply(at, case, at.lead, on=D(2020, 5, 20), grade="A")
    assert (state(case), first.round, second.round) == ("replied", 1, 2)
    assert first.classes.get().ended_on == D(2020, 5, 20)
    kinds = Clock.objects.filter(record=case.pk, kind="rehandle")
    assert [(one.due_on, one.met_on) for one in kinds] == [(D(2020, 6, 5), D(2020, 5, 20))]


def test_a_co_unit_s_finished_task_is_not_handled_again(at: Place) -> None:
    case = made.assigned(at, sendings=[Sending(at.lead, "lead"), Sending(at.co, "co")])
    co = made.task(case, at.co).pk
    tasks.opine(at.by, co, on=D(2020, 4, 1))
    made.reply(at, case, at.lead, on=D(2020, 5, 6))
    with pytest.raises(Refused, match="会办单位不直接答复提案者"):
        ratings.rehandle(at.by, co, on=D(2020, 5, 11), reason="不满意")
    assert (state(case), made.task(case, at.co).state) == ("replied", "done")
    ratings.rehandle_case(at.by, case.pk, on=D(2020, 5, 11), reason="不满意")
    made.reply(at, case, at.lead, on=D(2020, 5, 20))
    assert (state(case), made.task(case, at.co).state) == ("replied", "done")


def test_a_role_that_changes_is_a_new_task(at: Place) -> None:
    case = made.assigned(at)
    old = made.task(case, at.lead)
    new = tasks.change_role(at.by, old.pk, role="lead", on=D(2020, 4, 1))
    tasks.send(at.by, case.pk, on=D(2020, 4, 1), sending=Sending(at.co, "co"))
    old.refresh_from_db()
    assert (old.role, old.ended_on, old.ended_as) == ("sole", D(2020, 4, 1), "role")
    assert (new.role, new.previous_id, new.due_on) == ("lead", old.pk, D(2020, 6, 2))


def test_only_proposers_rate_and_co_units_do_not_reply(at: Place) -> None:
    case = made.assigned(at, sendings=[Sending(at.lead, "lead"), Sending(at.co, "co")])
    scale = at.category("rating_scale", "satisfied")
    with pytest.raises(Refused, match="只有这件提案的提案者"):
        ratings.rate(at.by, case.pk, on=D(2020, 6, 1), result=scale, person=at.cosigner)
    with pytest.raises(Refused, match="会办单位不直接答复"):
        made.reply(at, case, at.co, on=D(2020, 5, 1))
    with pytest.raises(Refused, match="只有会办单位"):
        tasks.opine(at.by, made.task(case, at.lead).pk, on=D(2020, 5, 1))
    with pytest.raises(Refused, match="还没有都答复"):
        tasks.conclude(at.by, case.pk, on=D(2020, 5, 1))


def test_assigning_takes_a_handful_of_statements(
    at: Place, django_assert_num_queries: object
) -> None:
    case = made.filed(at)
    both = [Sending(at.lead, "lead"), Sending(at.co, "co")]
    with django_assert_num_queries(15):  # type: ignore[operator]
        tasks.assign_to(at.by, case.pk, on=D(2020, 3, 2), sendings=both)
