"""Every figure of proposals on a few rows counted by hand, with rows about that must not leak in."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from jianyan.figures.evidence import evidence_of
from jianyan.figures.read import read
from jianyan.ground.models import BodyKind, Membership, Record, Response, Rulebook, Suggestion
from jianyan.ground.register import void
from jianyan.kernel.figure import FIGURES
from jianyan.kernel.values import Rate
from jianyan.records.proposals.cases import actions as cases
from jianyan.records.proposals.cases.charter import CASES
from jianyan.records.proposals.followup import actions as followup
from jianyan.records.proposals.models import Proposal, ReplyClass
from jianyan.records.proposals.ratings import actions as ratings
from jianyan.records.proposals.replies import actions as replies
from jianyan.records.proposals.tasks import actions as tasks
from jianyan.records.proposals.tasks.actions import Sending
from tests import build
from tests.records.proposals import made
from tests.records.proposals.made import Place

pytestmark = pytest.mark.django_db
D = date
APRIL = D(2020, 4, 1)


@pytest.fixture
def at() -> Place:
    """A committee, and beside it another one with a case of every stage."""
    elsewhere = made.place(build.committee("other"))
    case = made.replied(elsewhere, grade="B")
    rate(elsewhere, case, "satisfied", D(2020, 6, 1))
    meet(elsewhere, case, confirmed=D(2020, 4, 2))
    made.submitted(elsewhere)
    followup.choose_key(elsewhere.by, case.pk, on=D(2020, 4, 1))
    return made.place()


def value(at: Place, name: str, period: str = "2020", until: date | None = None) -> Any:
    return read(name, at.scope(period, until)).value


def meet(
    at: Place,
    case: Proposal,
    *,
    on: date = APRIL,
    way: str = "face",
    confirmed: date | None = None,
    denied: date | None = None,
    signed_form: bool = False,
) -> None:
    data: dict[str, Any] = {"unit": at.lead, "on": on, "way": at.category("contact_way", way)}
    data |= {"stage": "before", "place": "", "who": "", "words": "", "signed_form": signed_form}
    data |= {"key": "", "answered_on": confirmed or denied}
    data["verdict"] = "confirmed" if confirmed else "denied"
    tasks.contact(at.by, case.pk, data)


def rate(at: Place, case: Proposal, result: str, on: date, **fields: Any) -> Any:
    scale = at.category("rating_scale", result)
    said = {"person": at.member, "result": scale, **fields}
    return ratings.rate(at.by, case.pk, on=on, **said)


def test_submitted_filed_and_the_rates_of_both(at: Place) -> None:
    made.submitted(at, on=D(2019, 12, 31))
    made.submitted(at)
    made.filed(at)
    cases.not_file(at.by, made.submitted(at).pk, on=D(2020, 1, 21))
    cases.withdraw(at.by, made.submitted(at).pk, on=D(2020, 2, 1))
    cases.withdraw(at.by, made.filed(at).pk, on=D(2021, 2, 1))
    merged = made.filed(at)
    cases.merge(at.by, merged.pk, main=made.assigned(at).record, on=D(2020, 3, 3))
    made.draft(at)
    void(CASES, at.by, made.filed(at).pk, reason="重复登记")
    assert value(at, "提案.提交") == 7
    assert value(at, "提案.不予立案") == 1
    assert value(at, "提案.撤案") == 1
    assert value(at, "提案.并案") == 1
    assert value(at, "提案.立案") == 3
    assert value(at, "提案.立案率") == Rate(3, 7)
    assert value(at, "提案.交办率") == Rate(1, 3)
    assert value(at, "提案.立案", until=D(2020, 2, 1)) == 4


def test_a_merging_undone_counts_again(at: Place) -> None:
    main = made.assigned(at)
    case = made.filed(at)
    cases.merge(at.by, case.pk, main=main.record, on=D(2020, 3, 3))
    assert value(at, "提案.并案") == 1
    cases.unmerge(at.by, case.pk, on=D(2020, 5, 3))
    assert value(at, "提案.并案") == 0
    assert value(at, "提案.并案", until=D(2020, 4, 1)) == 1
    assert value(at, "提案.立案") == 2


def test_assigned_by_category_in_cases_and_in_sendings(at: Place) -> None:
    both = [Sending(at.lead, "lead"), Sending(at.co, "co")]
    made.assigned(at, sendings=both)
    made.assigned(at, local=at.category("proposal_category", "traffic"))
    made.assigned(at, local=None, on=D(2021, 1, 4))
    made.filed(at)
    assert value(at, "提案.交办") == 2
    assert value(at, "提案.交办[城市建设管理]") == 1
    assert value(at, "提案.交办[提案者=委员个人]") == 2
    assert value(at, "提案.交办件次") == 3
    assert value(at, "提案.交办件次[办理方式=会办]") == 1
    parts = read("提案.交办", at.scope(), by="").parts
    assert {label: n for label, n in parts.items() if n} == {"城市建设管理": 1, "城市交通": 1}
    assert value(at, "提案.交办", "2021") == 1


def test_a_session_takes_its_proposals_whatever_the_year(at: Place) -> None:
    made.assigned(at, on=D(2021, 1, 4))
    period = made.session_period(at)
    assert read("提案.交办", period).value == 1


def test_returned_tasks(at: Place) -> None:
    case = made.assigned(at)
    task = made.task(case, at.lead)
    tasks.ask_return(at.by, task.pk, on=D(2020, 3, 3), reason="不属本单位职责", rather=at.co)
    tasks.grant_return(at.by, task.pk, on=D(2020, 3, 5))
    tasks.send(at.by, case.pk, on=D(2020, 3, 6), sending=Sending(at.co, "sole"))
    assert value(at, "提案.退件") == 1
    assert value(at, "提案.交办件次") == 2
    assert value(at, "提案.交办") == 1


def test_answered_when_every_unit_that_owes_a_reply_has_given_it(at: Place) -> None:
    made.replied(at)
    made.assigned(at)
    apart = made.assigned(at, sendings=[Sending(at.lead, "separate"), Sending(at.co, "separate")])
    made.reply(at, apart, at.lead, on=D(2020, 5, 6))
    led = made.assigned(at, sendings=[Sending(at.lead, "lead"), Sending(at.co, "co")])
    made.reply(at, led, at.lead, on=D(2020, 5, 7), grade="B")
    assert value(at, "提案.办复") == 2
    assert value(at, "提案.办复率") == Rate(2, 4)
    assert value(at, "提案.答复") == 3
    assert value(at, "提案.答复[B类]") == 1
    made.reply(at, apart, at.co, on=D(2020, 12, 31))
    assert value(at, "提案.办复率") == Rate(3, 4)
    assert value(at, "提案.办复率", until=D(2020, 12, 30)) == Rate(2, 4)


def test_in_time_over_the_cases_whose_term_ran_out(at: Place) -> None:
    made.replied(at)
    made.replied(at, on=D(2020, 7, 1))
    extended = made.assigned(at)
    task = made.task(extended, at.lead)
    tasks.extend(
        at.by,
        task,
        on=D(2020, 5, 20),
        asked_until=D(2020, 8, 3),
        answered_on=D(2020, 5, 22),
        granted_until=D(2020, 8, 3),
    )
    made.reply(at, extended, at.lead, on=D(2020, 8, 3))
    made.assigned(at, on=D(2020, 12, 1))
    assert made.task(extended, at.lead).due_on == D(2020, 6, 2)
    assert value(at, "提案.按期答复率") == Rate(2, 3)
    assert value(at, "提案.超期") == 1
    assert value(at, "提案.按期答复率", until=D(2020, 6, 30)) == Rate(1, 2)


def test_contacts_count_when_confirmed_and_not_by_telephone(at: Place) -> None:
    met, signed, called, said_no, silent, late = (made.assigned(at) for _ in range(6))
    meet(at, met, confirmed=D(2020, 4, 3))
    meet(at, signed, signed_form=True)
    meet(at, called, way="telephone", confirmed=D(2020, 4, 3))
    meet(at, said_no, denied=D(2020, 4, 3))
    meet(at, silent)
    meet(at, late, confirmed=D(2021, 1, 3))
    assert value(at, "提案.面商率") == Rate(2, 6)
    assert value(at, "提案.联系") == 6
    assert value(at, "提案.面商") == 5
    assert value(at, "提案.面商.已确认") == 2
    assert value(at, "提案.面商.被否认") == 1
    assert value(at, "提案.面商.未确认") == 2
    Proposal.objects.filter(pk=signed.pk).update(contacts_required=2)
    assert value(at, "提案.面商率") == Rate(1, 6)
    # Where the rulebook takes what is entered, and calls, for 面商.
    Proposal.objects.filter(pk=silent.pk).update(contact_counts="entered")
    assert value(at, "提案.面商率") == Rate(2, 6)
    said = {"name": "电话计入", "data": {"proposals": {"telephone_counts": True}}}
    rulebook = Rulebook.objects.create(
        committee=at.committee, number=9, since=D(2018, 1, 1), **said
    )
    Record.objects.filter(pk=called.pk).update(rulebook=rulebook)
    meet(at, called, way="telephone", confirmed=D(2020, 4, 3))
    assert value(at, "提案.面商率") == Rate(3, 6)


def test_satisfaction_over_the_cases_with_a_counted_rating(at: Place) -> None:
    first, second, third, unrated = (made.replied(at) for _ in range(4))
    signed = made.replied(at, cosigners=[at.cosigner])
    rate(at, first, "unsatisfied", D(2020, 6, 1))
    rate(at, first, "satisfied", D(2020, 7, 1))
    rate(at, second, "basically", D(2020, 6, 1))
    rate(at, third, "unsatisfied", D(2020, 6, 1))
    rate(at, signed, "satisfied", D(2020, 6, 1), person=at.cosigner)
    assert value(at, "提案.满意率") == Rate(1, 3)
    assert value(at, "提案.基本满意率") == Rate(1, 3)
    assert value(at, "提案.不满意率") == Rate(1, 3)
    assert value(at, "提案.满意率") + value(at, "提案.基本满意率") == Rate(2, 3)
    assert value(at, "提案.已评价") == 3
    assert value(at, "提案.评价") == 5
    assert value(at, "提案.评价[满意]") == 2
    Proposal.objects.filter(pk=unrated.pk).update(rates_over="all")
    assert value(at, "提案.满意率") == Rate(1, 4)


def test_attitude_is_rated_apart_from_the_result(at: Place) -> None:
    """Result unsatisfied, attitude first unsatisfied, then satisfied; both basically; and one whose
    paper form says nothing of the attitude. The way is rated by no rulebook here."""
    kind, half, silent, unrated = (made.replied(at) for _ in range(4))
    good, fair, bad = (
        {"attitude": at.category("rating_scale", code)}
        for code in ("satisfied", "basically", "unsatisfied")
    )
    rate(at, kind, "unsatisfied", D(2020, 6, 1), **bad)
    rate(at, kind, "unsatisfied", D(2020, 7, 1), **good)
    rate(at, half, "basically", D(2020, 6, 1), **fair)
    rate(at, silent, "satisfied", D(2020, 6, 1))
    assert value(at, "提案.态度满意率") == Rate(1, 2)
    assert value(at, "提案.态度基本满意率") == Rate(1, 2)
    assert value(at, "提案.态度不满意率") == Rate(0, 2)
    assert value(at, "提案.态度不满意率", until=D(2020, 6, 30)) == Rate(1, 2)
    assert value(at, "提案.满意率") == Rate(1, 3)
    assert value(at, "提案.评价[办理态度=满意]") == 1
    rows = evidence_of(read("提案.态度满意率", at.scope()))
    assert {row.record: row.contribution for row in rows} == {kind.pk: "1", half.pk: "0"}
    Proposal.objects.filter(pk=unrated.pk).update(rates_over="all")
    assert value(at, "提案.态度满意率") == Rate(1, 3)
    assert value(at, "提案.方式满意率") == Rate(0, 0)


def test_a_rating_objected_to_no_longer_counts_from_that_day(at: Place) -> None:
    case = made.replied(at)
    rate(at, case, "basically", D(2020, 6, 1))
    ratings.object_to(at.by, rate(at, case, "satisfied", D(2020, 6, 2)), on=D(2020, 8, 1))
    assert value(at, "提案.满意率", until=D(2020, 7, 1)) == Rate(1, 1)
    assert value(at, "提案.满意率") == Rate(0, 1)
    assert value(at, "提案.基本满意率") == Rate(1, 1)


def test_adoption_by_suggestion_and_by_case(at: Place) -> None:
    case, partly = made.assigned(at), made.assigned(at)
    made.filed(at)
    respond(case, 1, "adopted", D(2020, 5, 1))
    respond(case, 2, "adopted", D(2020, 5, 1))
    respond(case, 2, "not", D(2020, 9, 1))
    respond(partly, 1, "partly", D(2020, 5, 1))
    assert value(at, "提案.建议") == 4
    assert value(at, "提案.建议采纳率") == Rate(1, 4)
    assert value(at, "提案.建议采纳率", until=D(2020, 8, 1)) == Rate(2, 4)
    assert value(at, "提案.采纳率") == Rate(2, 3)


def respond(case: Proposal, order: int, verdict: str, on: date) -> None:
    suggestion = Suggestion.objects.get(record=case.pk, order=order)
    Response.objects.create(record_id=case.pk, suggestion=suggestion, on=on, verdict=verdict)


def test_key_proposals_and_who_leads_them(at: Place) -> None:
    council = build.body(at.committee, BodyKind.COUNCIL, "主席会议")
    chair = build.person(at.committee, "主席")
    Membership.objects.create(person=chair, body=council, since=D(2018, 1, 8), until=D(2020, 8, 1))
    led = made.assigned(at, title="关于路灯的提案")
    late = made.assigned(at, title="关于公交的提案")
    other = made.assigned(at, title="关于养老的提案")
    followup.choose_key(at.by, led.pk, on=D(2020, 4, 1), leaders=[(chair, "主席")])
    followup.choose_key(at.by, late.pk, on=D(2020, 9, 1), leaders=[(chair, "前主席")])
    dropped = followup.choose_key(at.by, other.pk, on=D(2020, 4, 2))
    assert value(at, "提案.重点") == 3
    followup.drop_key(at.by, dropped, on=D(2020, 10, 1), reason="已并入其他工作")
    assert value(at, "提案.重点") == 2
    assert value(at, "提案.重点[城市建设管理]") == 2
    assert value(at, "提案.重点.名单") == ["关于路灯的提案", "关于公交的提案"]
    assert value(at, "提案.主席领衔") == 1


def test_supervision_and_consultation_on_overdue_cases(at: Place) -> None:
    case = made.assigned(at)
    how = at.category("supervision_way", "visit")
    followup.supervise(at.by, case.pk, on=D(2020, 6, 1), how=how)
    followup.consult_overdue(at.by, case.pk, on=D(2020, 6, 10))
    followup.consult_overdue(at.by, case.pk, on=D(2020, 7, 10))
    followup.consult_overdue(at.by, made.assigned(at).pk, on=D(2021, 1, 10))
    assert value(at, "提案.督办") == 1
    assert value(at, "提案.超期协商") == 1
    assert value(at, "提案.超期") == 2


def test_class_b_replies_of_the_year_before_and_their_look_back(at: Place) -> None:
    kept, solved, moved, late = (made.replied(at, grade="B") for _ in range(4))
    made.replied(at, grade="A")
    change(at, late, "B", "A", D(2020, 12, 1))
    change(at, moved, "B", "A", D(2021, 3, 1))
    look(at, kept, D(2021, 4, 1), solved=False)
    look(at, solved, D(2021, 4, 1), solved=True)
    look(at, solved, D(2021, 5, 1), solved=True)
    assert value(at, "上年提案.乙类答复", "2021") == 3
    assert value(at, "上年提案.乙类答复", "2020") == 0
    assert value(at, "提案.回头看", "2021") == 2
    assert value(at, "上年提案.乙类转化率", "2021") == Rate(2, 3)
    assert value(at, "上年提案.乙类转化率", "2021", D(2021, 3, 31)) == Rate(1, 3)


def test_really_done_over_the_solved_class(at: Place) -> None:
    done, undone = made.replied(at), made.replied(at)
    made.replied(at, grade="C")
    look(at, done, D(2020, 11, 1), solved=True)
    look(at, undone, D(2020, 11, 1), solved=False)
    assert value(at, "提案.落实率") == Rate(1, 2)


def change(at: Place, case: Proposal, old: str, new: str, on: date) -> None:
    held = ReplyClass.objects.get(record=case.pk, grade__code=old)
    grade = at.category("reply_class", new)
    replies.regrade(at.by, held.reply, grade=grade, on=on, reason="已办成")


def look(at: Place, case: Proposal, on: date, *, solved: bool) -> None:
    reply = ReplyClass.objects.filter(record=case.pk).first().reply  # type: ignore[union-attr]
    followup.look_back(at.by, reply, on=on, solved=solved)


def test_co_signatures(at: Place) -> None:
    made.submitted(at, cosigners=[at.cosigner])
    made.draft(at, cosigners=[at.cosigner])
    assert value(at, "提案.联名") == 1


OWN = [figure for figure in FIGURES.values() if figure.owner == "proposals"]


def test_a_year_read_again_with_its_cut_off_is_the_same(at: Place) -> None:
    case, other, third = made.replied(at, grade="B"), made.replied(at), made.assigned(at)
    rate(at, case, "unsatisfied", D(2020, 6, 1))
    rate(at, other, "satisfied", D(2020, 6, 1))
    meet(at, case, confirmed=D(2020, 4, 2))
    before = everything(at)
    ratings.rehandle(at.by, made.task(case, at.lead).pk, on=D(2021, 2, 1), reason="不满意")
    made.reply(at, case, at.lead, on=D(2021, 2, 20), grade="A")
    rate(at, case, "satisfied", D(2021, 3, 1))
    meet(at, third, on=D(2021, 1, 5), confirmed=D(2021, 1, 6))
    tasks.change_role(at.by, made.task(third, at.lead).pk, role="lead", on=D(2021, 1, 7))
    tasks.send(at.by, third.pk, on=D(2021, 1, 7), sending=Sending(at.co, "co"))
    made.reply(at, third, at.lead, on=D(2021, 1, 9))
    change(at, other, "A", "C", D(2021, 4, 1))
    cases.withdraw(at.by, made.filed(at, on=D(2021, 1, 4)).pk, on=D(2021, 4, 2))
    assert everything(at) == {**before, "提案.提交": 4, "提案.立案率": Rate(3, 4)}


def everything(at: Place) -> dict[str, Any]:
    return {figure.name: value(at, figure.name) for figure in OWN}


def test_every_figure_reads_over_nothing_with_evidence_in_two_statements(
    at: Place, django_assert_num_queries: Any
) -> None:
    for figure in OWN:
        with django_assert_num_queries(2):
            assert evidence_of(read(figure.name, at.scope("2015"))) == []


def test_evidence_names_the_case(at: Place) -> None:
    case = made.replied(at)
    waiting = made.assigned(at)
    rows = evidence_of(read("提案.办复率", at.scope()))
    assert {row.record: row.contribution for row in rows} == {case.pk: "1", waiting.pk: "0"}
