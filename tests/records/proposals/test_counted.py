"""What a signed report counted is not overwritten: it is struck out with a reason, and entered anew."""

from __future__ import annotations

from datetime import date

import pytest

from jianyan.figures.read import read
from jianyan.figures.sealing import seal
from jianyan.ground.register import strike_fact
from jianyan.kernel.errors import Refused
from jianyan.records.proposals import actions as proposals
from jianyan.records.proposals.cases import actions as cases
from jianyan.records.proposals.models import Contact, Merge, Rating
from jianyan.records.proposals.queries import whole
from jianyan.records.proposals.ratings import actions as ratings
from jianyan.records.proposals.tasks import actions as tasks
from tests.cast import Cast
from tests.records.proposals import made
from tests.records.proposals.made import Place

pytestmark = pytest.mark.django_db
D = date
WANTED = "已计入签发的报告，更正须写明理由"


@pytest.fixture
def at(cast: Cast) -> Place:
    return made.place(cast.committee)


def sign(cast: Cast, at: Place, *names: str) -> None:
    """A seal on the year's readings, as the signing of its report leaves one."""
    readings = [read(name, at.scope()) for name in names]
    seal(cast.leader.by, at.committee, "年度工作总结", "正文", readings, "2020")


def test_a_rating_that_was_counted_is_corrected_with_a_reason(cast: Cast, at: Place) -> None:
    case = made.replied(at)
    scale = {code: at.category("rating_scale", code) for code in ("satisfied", "basically")}
    day = D(2020, 6, 1)
    row = ratings.rate(at.by, case.pk, on=day, result=scale["satisfied"], person=at.member)
    changes = {"result": (scale["satisfied"], scale["basically"])}
    row = ratings.correct(at.by, row, changes, "")
    sign(cast, at, "提案.满意率")
    with pytest.raises(Refused, match=WANTED):
        ratings.correct(at.by, row, {"result": (row.result, scale["satisfied"])}, "")
    assert list(Rating.objects.standing()) == [row]
    ratings.correct(at.by, row, {"result": (row.result, scale["satisfied"])}, "录入有误")
    assert Rating.objects.filter(record=case.pk).count() == 3
    said = case.record.trail.filter(move="strike").order_by("pk").values_list("reason", flat=True)
    assert list(said) == ["更正", "录入有误"]


def test_a_contact_and_a_merging_too(cast: Cast, at: Place) -> None:
    case, gone = made.assigned(at), made.filed(at)
    data = {"unit": at.lead, "on": D(2020, 4, 1), "way": at.category("contact_way", "face")}
    data |= {"stage": "before", "place": "", "who": "", "words": "", "signed_form": True}
    row = tasks.contact(at.by, case.pk, data)
    cases.merge(at.by, gone.pk, main=case.record, on=D(2020, 3, 3))
    sign(cast, at, "提案.面商率", "提案.并案")
    wrong = {"on": (D(2020, 4, 1), D(2020, 4, 2))}
    with pytest.raises(Refused, match=WANTED):
        tasks.change_contact(at.by, row, wrong, "")
    redated = {"reviewed_on": (D(2020, 3, 3), D(2020, 3, 4))}
    with pytest.raises(Refused, match=WANTED):
        proposals.change(at.by, whole().get(pk=gone.pk), redated, "")
    proposals.change(at.by, whole().get(pk=gone.pk), redated, "日期有误")
    days = Merge.objects.filter(record=gone.pk).order_by("pk").values_list("on", "struck_at")
    assert [(on, struck is None) for on, struck in days] == [
        (D(2020, 3, 3), False),
        (D(2020, 3, 4), True),
    ]
    with pytest.raises(Refused, match="请写明作废的理由"):
        strike_fact(at.by, row, label="作废面商", reason="")
    assert list(Contact.objects.standing()) == [row]
