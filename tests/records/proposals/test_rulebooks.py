"""What each rulebook makes of the same year, counted by hand, and that none reaches back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from jianyan.figures.read import read
from jianyan.ground.models import Rulebook
from jianyan.ground.rulebook import preset
from jianyan.kernel.errors import Refused
from jianyan.kernel.values import Rate
from jianyan.records.proposals.models import Proposal, ReplyClass
from jianyan.records.proposals.ratings import actions as ratings
from jianyan.records.proposals.tasks import actions as tasks
from tests import build
from tests.records.proposals import made
from tests.records.proposals.made import Place

pytestmark = pytest.mark.django_db
D = date
APRIL, MAY, LATE = D(2020, 4, 1), D(2020, 5, 6), D(2020, 6, 3)
"""Assigned on 2 March, a case is due on 2 June."""


@pytest.fixture
def at() -> Place:
    return made.place(build.committee())


def enact(at: Place, name: str, since: date) -> None:
    """A preset as the committee's rulebook from a day."""
    number = Rulebook.objects.filter(committee=at.committee).count() + 1
    said = {"name": name, "since": since, "data": preset(name)}
    Rulebook.objects.create(committee=at.committee, number=number, **said)


def handled(at: Place, reply: date | None, met: Sequence[date], **fields: Any) -> Proposal:
    """A case with contacts, each confirmed the day after, and its reply."""
    case = made.assigned(at, **fields)
    for day in met:
        meet(at, case, day, "confirmed")
    if reply:
        made.reply(at, case, at.lead, on=reply)
    return case


def meet(at: Place, case: Proposal, on: date, verdict: str) -> None:
    data: dict[str, Any] = {"unit": at.lead, "on": on, "way": at.category("contact_way", "face")}
    data |= {"stage": "during", "place": "", "who": "", "words": "", "signed_form": False}
    tasks.contact(at.by, case.pk, {**data, "answered_on": on, "verdict": verdict})


def a_year(at: Place) -> None:
    """Seven cases: two handled properly, and one for each thing that may be amiss. Of three the
    form came back: 非常满意, 满意 and 基本满意 with the result."""
    twice = (APRIL, D(2020, 4, 20))
    good = handled(at, MAY, twice)
    extended = handled(at, None, twice)
    task = made.task(extended, at.lead)
    until = {"asked_until": D(2020, 7, 1), "granted_until": D(2020, 7, 1)}
    tasks.extend(at.by, task, on=MAY, answered_on=MAY, **until)
    made.reply(at, extended, at.lead, on=LATE)
    late = handled(at, LATE, twice)
    handled(at, MAY, [APRIL])
    handled(at, MAY, [APRIL, D(2020, 5, 20)])
    denied = handled(at, None, [APRIL])
    meet(at, denied, D(2020, 4, 20), "denied")
    made.reply(at, denied, at.lead, on=MAY)
    handled(at, None, twice)
    rate(at, good, "very_satisfied", "basically")
    rate(at, extended, "satisfied", "satisfied")
    rate(at, late, "basically", "basically")


def rate(at: Place, case: Proposal, result: str, attitude: str) -> None:
    said = {"result": result, "attitude": attitude}
    scale = {part: at.category("rating_scale", code) for part, code in said.items()}
    ratings.rate(at.by, case.pk, on=D(2020, 6, 10), person=at.member, **scale)


def rates(at: Place, *names: str) -> list[Any]:
    return [read(name, at.scope()).value for name in names]


NAMES = ("提案.办复", "提案.办复率", "提案.满意率", "提案.面商率", "提案.按期答复率")
OF_PARTS = ("提案.态度满意率", "提案.态度基本满意率", "提案.方式满意率")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("county", [6, Rate(6, 7), Rate(2, 3), Rate(7, 7), Rate(5, 7), Rate(1, 3), Rate(2, 3)]),
        ("beijing", [2, Rate(2, 7), Rate(2, 7), Rate(5, 7), Rate(5, 7), Rate(1, 7), Rate(2, 7)]),
    ],
)
def test_a_year_by_two_rulebooks(at: Place, name: str, said: list[Any]) -> None:
    """Satisfied in all, 非常满意 among them: of the forms that came back, or of all proposals."""
    enact(at, name, D(2018, 1, 1))
    a_year(at)
    assert rates(at, *NAMES, *OF_PARTS) == [*said, Rate(0, 0)]
    satisfied, basically = rates(at, "提案.满意率", "提案.基本满意率")
    assert satisfied + basically == {"county": Rate(3, 3), "beijing": Rate(3, 7)}[name]


def test_a_shanghai_like_year_answers_as_a_county_s(at: Place) -> None:
    enact(at, "shanghai", D(2018, 1, 1))
    handled(at, D(2020, 5, 6), [])
    handled(at, D(2020, 5, 7), [])
    # Two months from 2 March end on 2 May, a holiday that lasts until the 5th.
    assert rates(at, "提案.办复率", "提案.按期答复率") == [Rate(2, 2), Rate(1, 2)]
    case = made.assigned(at)
    with pytest.raises(Refused, match="规程没有D类"):
        made.reply(at, case, at.lead, on=MAY, grade="D")


def test_a_later_rulebook_leaves_what_was_judged(at: Place) -> None:
    enact(at, "county", D(2018, 1, 1))
    a_year(at)
    before = rates(at, *NAMES)
    solved = list(ReplyClass.objects.order_by("pk").values_list("solved", "tracked"))
    enact(at, "beijing", D(2020, 1, 1))
    assert rates(at, *NAMES) == before
    assert list(ReplyClass.objects.order_by("pk").values_list("solved", "tracked")) == solved
    # One late and unmet by the new version, beside the seven of the old one.
    handled(at, LATE, [])
    assert rates(at, "提案.办复率", "提案.满意率") == [Rate(6, 8), Rate(2, 4)]


def test_what_was_known_by_an_earlier_day(at: Place) -> None:
    enact(at, "beijing", D(2018, 1, 1))
    a_year(at)
    found = [
        read("提案.办复率", at.scope(until=day)).value for day in (D(2020, 5, 5), D(2020, 5, 31))
    ]
    assert found == [Rate(0, 7), Rate(1, 7)]
