"""A fact of the handling struck out: what followed from it goes back too."""

from __future__ import annotations

from datetime import date

import pytest

from jianyan.figures.read import read
from jianyan.ground.models import Clock
from jianyan.kernel.errors import Refused
from jianyan.kernel.values import Rate
from jianyan.records.proposals.models import Proposal, Reply, ReplyClass
from jianyan.records.proposals.ratings import actions as ratings
from jianyan.records.proposals.replies import actions as replies
from jianyan.records.proposals.tasks import actions as tasks
from tests import build
from tests.records.proposals import made
from tests.records.proposals.made import Place

pytestmark = pytest.mark.django_db
D = date
WRONG = "误登在另一件提案"


@pytest.fixture
def at() -> Place:
    return made.place(build.committee())


def states(at: Place, case: Proposal) -> tuple[str, str]:
    """The states of a case and of its lead unit's task."""
    return Proposal.objects.get(pk=case.pk).record.state, made.task(case, at.lead).state


def clock(case: Proposal, kind: str) -> Clock:
    return Clock.objects.filter(record=case.pk, kind=kind).latest("pk")


def test_a_reply_struck_out_is_owed_again(at: Place) -> None:
    case = made.replied(at)
    replies.close(at.by, case.pk, on=D(2020, 6, 1))
    assert states(at, case) == ("closed", "done")
    replies.strike(at.by, Reply.objects.get(), WRONG)
    assert states(at, case) == ("assigned", "accepted")
    assert (Proposal.objects.get(pk=case.pk).closed_on, made.task(case, at.lead).done_on) == (
        None,
    ) * 2
    assert clock(case, "reply").met_on is None
    assert clock(case, "feedback").ended_on is not None
    assert ReplyClass.objects.filter(struck_at=None).count() == 0
    assert read("提案.办复率", at.scope()).value == Rate(0, 1)
    made.reply(at, case, at.lead, on=D(2020, 6, 2))
    assert states(at, case) == ("replied", "replied")
    assert clock(case, "reply").met_on == D(2020, 6, 2)


def test_the_reply_after_a_second_handling_leaves_the_first(at: Place) -> None:
    case = made.replied(at, grade="B")
    ratings.rehandle(at.by, made.task(case, at.lead).pk, on=D(2020, 5, 11))
    made.reply(at, case, at.lead, on=D(2020, 5, 20), grade="A")
    replies.strike(at.by, Reply.objects.get(round=2), WRONG)
    assert states(at, case) == ("assigned", "rehandling")
    left = ReplyClass.objects.get(struck_at=None)
    assert (left.grade.code, left.ended_on) == ("B", None)
    assert [clock(case, kind).met_on for kind in ("reply", "rehandle")] == [D(2020, 5, 6), None]


def test_the_first_of_two_leaves_the_states(at: Place) -> None:
    case = made.replied(at, grade="B")
    ratings.rehandle(at.by, made.task(case, at.lead).pk, on=D(2020, 5, 11))
    made.reply(at, case, at.lead, on=D(2020, 5, 20), grade="A")
    replies.strike(at.by, Reply.objects.get(round=1), WRONG)
    assert states(at, case) == ("replied", "replied")
    with pytest.raises(Refused, match="已有答复"):
        replies.unreply(at.by, made.task(case, at.lead).pk, on=D(2020, 6, 1))


def test_a_corrected_first_reply_leaves_the_second_s_class(at: Place) -> None:
    case = made.replied(at, grade="B")
    ratings.rehandle(at.by, made.task(case, at.lead).pk, on=D(2020, 5, 11))
    made.reply(at, case, at.lead, on=D(2020, 5, 20), grade="A")
    replies.correct(at.by, Reply.objects.get(round=1), {"on": (D(2020, 5, 6), D(2020, 5, 7))}, "")
    standing = ReplyClass.objects.filter(struck_at=None).order_by("on")
    assert [(one.grade.code, one.on, one.ended_on) for one in standing] == [
        ("B", D(2020, 5, 7), D(2020, 5, 20)),
        ("A", D(2020, 5, 20), None),
    ]
    assert clock(case, "reply").met_on == D(2020, 5, 7)


def test_a_change_of_class_struck_out(at: Place) -> None:
    case = made.replied(at, grade="B")
    grade = at.category("reply_class", "A")
    row = Reply.objects.get(record=case.pk)
    changed = replies.regrade(at.by, row, grade=grade, on=D(2020, 9, 1), reason="已落实")
    with pytest.raises(Refused, match="现在就是"):
        replies.regrade(at.by, row, grade=grade, on=D(2020, 9, 2), reason="已落实")
    replies.strike_regrading(at.by, changed, "登记有误")
    left = ReplyClass.objects.get(struck_at=None)
    assert (left.grade.code, left.ended_on) == ("B", None)


def test_a_second_handling_struck_out_leaves_the_reply(at: Place) -> None:
    case = made.replied(at)
    again = ratings.rehandle(at.by, made.task(case, at.lead).pk, on=D(2020, 5, 11))
    assert states(at, case) == ("assigned", "rehandling")
    with pytest.raises(Refused, match="重新办理的要求仍在"):
        ratings.unrehandle(at.by, made.task(case, at.lead).pk, on=D(2020, 5, 12))
    ratings.strike_rehandling(at.by, again, WRONG)
    assert states(at, case) == ("replied", "replied")
    assert clock(case, "rehandle").ended_on is not None
    assert Clock.objects.filter(record=case.pk, kind="feedback").count() == 1
    once_more = ratings.rehandle(at.by, made.task(case, at.lead).pk, on=D(2020, 5, 18))
    made.reply(at, case, at.lead, on=D(2020, 5, 20))
    with pytest.raises(Refused, match="请先作废那份答复"):
        ratings.strike_rehandling(at.by, once_more, WRONG)


def test_a_rating_and_a_contact_struck_out_open_their_clocks(at: Place) -> None:
    case = made.replied(at)
    scale = at.category("rating_scale", "satisfied")
    rating = ratings.rate(at.by, case.pk, on=D(2020, 5, 11), result=scale, person=at.member)
    assert clock(case, "feedback").met_on == D(2020, 5, 11)
    ratings.strike(at.by, rating, WRONG)
    assert clock(case, "feedback").met_on is None
    data = {"unit": at.lead, "way": at.category("contact_way", "face"), "stage": "before"}
    data |= {"place": "", "who": "", "words": "", "signed_form": True}
    first, second = (
        tasks.contact(at.by, case.pk, {**data, "on": day}) for day in (D(2020, 3, 5), D(2020, 3, 9))
    )
    tasks.strike_contact(at.by, first, WRONG)
    assert clock(case, "contact").met_on == D(2020, 3, 9)
    tasks.strike_contact(at.by, second, WRONG)
    assert clock(case, "contact").met_on is None
