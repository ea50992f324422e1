"""Who proposed a case merged into another rates the other's handling, as long as it is merged."""

from __future__ import annotations

from datetime import date
from importlib import import_module

import pytest
from django.apps import apps

from jianyan.figures.read import read
from jianyan.ground.days import said_day
from jianyan.ground.models import Clock, Notice, Record
from jianyan.ground.register import today
from jianyan.ground.reminders import send_on
from jianyan.ground.todo import waiting
from jianyan.kernel.values import Rate
from jianyan.records.proposals.cases import actions as cases
from jianyan.records.proposals.cases.charter import CASES
from jianyan.records.proposals.models import Proposal, Rating, Rehandling
from jianyan.records.proposals.ratings import actions
from jianyan.records.proposals.ratings.queries import Rater, waited_for
from jianyan.records.proposals.replies.actions import close
from jianyan.records.proposals.reviewing import actions as reviewing
from jianyan.records.proposals.reviewing.bulk import merge_many
from jianyan.records.proposals.standing import of_case
from jianyan.records.proposals.views import facts
from tests.cast import Cast, Player, play
from tests.records.proposals import made
from tests.records.proposals.made import Place
from tests.records.proposals.test_ratings import answered, now, say, state

pytestmark = pytest.mark.django_db
D = date


@pytest.fixture
def other(at: Place) -> Player:
    return play(at.committee, "丙", "member")


def whys(who: Player) -> list[str]:
    (held,) = {one.committee for one in who.actor.held}
    groups = waiting(who.actor, held, (20,) * 4)
    return [task.wait.why for group in groups for task in group.tasks]


def fresh(case: Proposal) -> Proposal:
    return Proposal.objects.select_related("record").get(pk=case.pk)


def clocks(case: Proposal) -> list[tuple[str, date | None, date | None]]:
    rows = Clock.objects.filter(record=case.pk, kind="feedback").order_by("pk")
    return [(one.event, one.met_on, one.ended_on) for one in rows]


def test_the_proposer_of_a_merged_case_rates_the_main_one(
    cast: Cast, at: Place, other: Player
) -> None:
    gone = made.filed(at, proposer=other.person)
    main = made.filed(at)
    cases.merge(at.by, gone.pk, main=main.record, on=today())
    made.tasks.assign_to(at.by, main.pk, on=today(), sendings=[made.Sending(at.lead, "sole")])
    made.reply(at, main, at.lead, on=today())
    assert say(other, at, main).counted is False
    assert clocks(main) == [("答复", None, None)]
    say(cast.member, at, main)
    assert clocks(main) == [("答复", today(), None)]
    for who, seen in ((cast.officer, 1), (cast.dispatcher, 1), (cast.outsider, 0)):
        assert Proposal.objects.filter(CASES.view(who.actor), pk=gone.pk).count() == seen
    named = f"{fresh(gone).record.number} {gone.record.title}"
    for visibility, value in (("members", named), ("office", fresh(gone).record.number)):
        Record.objects.filter(pk=gone.pk).update(visibility=visibility)
        assert [one.value for one in facts(fresh(main)) if one.label == "并入本案的提案"] == [value]
    cases.unmerge(at.by, gone.pk, on=today())
    assert not Proposal.objects.filter(CASES.view(cast.officer.actor), pk=gone.pk).exists()


@pytest.mark.parametrize(
    ("many", "rated", "closed"),
    [(False, False, False), (True, True, False), (True, False, True), (False, True, True)],
)
def test_who_is_merged_into_a_replied_case_is_asked_as_the_others_were(
    cast: Cast, at: Place, other: Player, many: bool, rated: bool, closed: bool
) -> None:
    main = answered(at)
    if rated:
        say(cast.member, at, main)
    if closed:
        close(at.by, main.pk, on=today())
        assert "请您评价办理结果" not in whys(cast.member)
    gone = made.filed(at, proposer=other.person)
    if many:
        assert merge_many(at.by, [gone.pk], on=today(), main=main.record) == {}
    else:
        reviewing.merge(at.by, gone.pk, main=main.record, on=today())
    first = ("答复", today(), None) if rated else ("答复", None, today())
    assert clocks(main) == [first, ("并案", None, None)]
    due = said_day(Clock.objects.get(event="并案").due_on)
    told = Notice.objects.filter(person=other.person).latest("pk")
    assert told.text.endswith(f"原案全文保留；主案已答复，请查看，并请在{due}前评价。")
    assert whys(other) == ["请您评价办理结果"]
    assert send_on(Clock.objects.get(event="并案").due_on) > 0
    assert (
        Notice.objects.filter(person=other.person, text__contains="评价期限今天到期").count() == 1
    )
    if closed:
        said = [one.text for one in of_case(fresh(main), cast.office.actor)]
        assert said[1] == "由并入本案的提案者评价。"
    say(other, at, main)
    assert clocks(main)[1] == (("并案", today(), None) if rated else ("并案", None, None))


def merged(at: Place, other: Player, rule: str = "worst") -> tuple[Proposal, Proposal]:
    """A case of another's merged into one that was replied to today, where everybody's counts."""
    main = answered(at)
    Proposal.objects.filter(pk=main.pk).update(rating_counts=rule)
    gone = made.filed(at, proposer=other.person)
    reviewing.merge(at.by, gone.pk, main=main.record, on=today())
    return main, gone


def test_a_rating_stays_and_no_longer_counts_once_the_merging_is_undone(
    cast: Cast, at: Place, other: Player
) -> None:
    main = made.replied(at, cosigners=[at.cosigner])
    Proposal.objects.filter(pk=main.pk).update(rating_counts="worst")
    both = made.filed(at, proposer=at.cosigner), made.filed(at, proposer=other.person)
    said = ((at.member, "satisfied"), (at.cosigner, "basically"), (other.person, "unsatisfied"))
    for gone in both:
        cases.merge(at.by, gone.pk, main=main.record, on=D(2020, 5, 7))
    for person, code in said:
        entry = at.category("rating_scale", code)
        actions.rate(at.by, main.pk, on=D(2020, 6, 1), result=entry, person=person)
    for gone in both:
        reviewing.unmerge(at.by, gone.pk, on=D(2020, 7, 1), reason="内容不同")
    kept = Rating.objects.standing().filter(record=main.pk).order_by("pk")
    assert [one.left_on for one in kept] == [None, None, D(2020, 7, 1)]
    Rating.objects.update(left_on=None)
    import_module("jianyan.records.proposals.migrations.0009_ratings_left").fill(apps, None)
    assert [one.left_on for one in kept.all()] == [None, None, D(2020, 7, 1)]
    rates = [
        [read(f"提案.{name}率", at.scope(until=day)).value for name in ("基本满意", "不满意")]
        for day in (D(2020, 6, 30), D(2020, 7, 1))
    ]
    # Of the two, the co-signer of the main case rates it still.
    assert rates == [[Rate(0, 1), Rate(1, 1)], [Rate(1, 1), Rate(0, 1)]]
    assert read("提案.评价", at.scope()).value == 3
    own = Proposal.objects.get(pk=both[1].pk)
    made.tasks.assign_to(at.by, own.pk, on=D(2020, 7, 2), sendings=[made.Sending(at.lead, "sole")])
    made.reply(at, own, at.lead, on=D(2020, 7, 3))
    assert waited_for(own) == [Rater(other.person.pk)]


def test_nobody_waits_for_who_left_nor_handles_again_for_them(
    cast: Cast, at: Place, other: Player
) -> None:
    main, gone = merged(at, other)
    say(cast.member, at, main)
    assert clocks(main)[1] == ("并案", None, None)
    reviewing.unmerge(at.by, gone.pk, on=today(), reason="内容不同")
    assert clocks(main)[1] == ("并案", today(), None)
    main, gone = merged(at, other)
    say(other, at, main, "unsatisfied")
    assert (state(main), Rehandling.objects.standing().count()) == ("assigned", 1)
    reviewing.unmerge(at.by, gone.pk, on=today(), reason="内容不同")
    assert (state(main), Rehandling.objects.standing().count()) == ("replied", 0)
    assert waited_for(main) == [Rater(cast.member.person.pk)]
    assert clocks(main)[-1] == ("并案", None, None)
    say(cast.member, at, main)
    assert read("提案.满意率", now(at)).value == Rate(2, 2)
    assert Rating.objects.filter(record=main.pk, struck_at=None).count() == 2
