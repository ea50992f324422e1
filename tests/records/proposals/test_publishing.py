"""公开: who agreed, by when the office opens it, and that a second handling closes it again."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from jianyan.ground.models import Clock, Record, Trail
from jianyan.kernel.errors import Denied, Refused
from jianyan.records.proposals import actions as ledger
from jianyan.records.proposals.models import Proposal
from jianyan.records.proposals.ratings import actions as ratings
from jianyan.records.proposals.replies import actions as replies
from jianyan.records.proposals.replies import publishing
from tests import build
from tests.cast import assemble
from tests.records.proposals import made
from tests.records.proposals.made import Place

pytestmark = pytest.mark.django_db
MAY = date(2020, 5, 6)


@pytest.fixture
def at() -> Place:
    return made.place(build.committee())


def answered(at: Place, agreed: bool = True, **fields: Any) -> Proposal:
    """A case that its unit replied to, agreeing or not that anybody may read it."""
    case = made.assigned(at, **fields)
    made.reply(at, case, at.lead, on=MAY, public=agreed)
    return case


def asked(case: Proposal) -> list[tuple[date, date | None, date | None]]:
    """The clocks in which the case is to be opened: due, met, ended."""
    rows = Clock.objects.filter(record=case.pk, kind="publish").order_by("pk")
    return list(rows.values_list("due_on", "met_on", "ended_on"))


def status(case: Proposal) -> int:
    return int(Client().get(f"/public/proposals/{case.pk}/").status_code)


def test_the_clock_runs_where_both_agreed_and_stops_when_it_is_open(at: Place) -> None:
    case = answered(at)
    # 20 working days after 6 May 2020.
    due = date(2020, 6, 2)
    assert asked(case) == [(due, None, None)]
    assert [status(case)] == [404]
    publishing.publish(at.by, case.pk, on=date(2020, 5, 20))
    assert (asked(case), status(case)) == ([(due, date(2020, 5, 20), None)], 200)
    with pytest.raises(Refused, match="已经公开"):
        publishing.publish(at.by, case.pk, on=date(2020, 5, 21))
    publishing.unpublish(at.by, case.pk, on=date(2020, 5, 22), reason="待核实")
    assert status(case) == 404
    with pytest.raises(Refused, match="还没有公开"):
        publishing.unpublish(at.by, case.pk, on=date(2020, 5, 22), reason="待核实")


@pytest.mark.parametrize(
    ("agreed", "fields", "why"),
    [
        (False, {}, "没有同意公开的"),
        (True, {"public": False, "public_reason": "涉及个人"}, "提案者不同意公开"),
        (True, {"visibility": "office"}, "限于机关内部"),
    ],
)
def test_nothing_is_opened_without_both(
    at: Place, agreed: bool, fields: dict[str, Any], why: str
) -> None:
    case = answered(at, agreed, **fields)
    assert asked(case) == []
    with pytest.raises(Refused, match=why):
        publishing.publish(at.by, case.pk, on=date(2020, 5, 20))


def test_a_second_reply_is_looked_through_anew(at: Place) -> None:
    case = answered(at)
    publishing.publish(at.by, case.pk, on=date(2020, 5, 20))
    ratings.rehandle_case(at.by, case.pk, on=date(2020, 5, 25), reason="不满意")
    assert status(case) == 404
    made.reply(at, case, at.lead, on=date(2020, 6, 8), public=True)
    assert (status(case), len(asked(case)), asked(case)[1][1:]) == (404, 2, (None, None))
    publishing.publish(at.by, case.pk, on=date(2020, 6, 9))
    assert status(case) == 200


def test_a_second_handling_by_mistake_leaves_it_open(at: Place) -> None:
    case, waiting = answered(at), answered(at)
    publishing.publish(at.by, case.pk, on=date(2020, 5, 20))
    for one in (case, waiting):
        ratings.rehandle_case(at.by, one.pk, on=date(2020, 5, 25), reason="误登")
        again = Record.objects.get(pk=one.pk).rehandlings.get()  # type: ignore[attr-defined]
        ratings.strike_rehandling(at.by, again, "误登")
    assert (status(case), status(waiting)) == (200, 404)
    assert asked(waiting)[0][1:] == (None, None)


def test_who_takes_consent_back_stops_the_clock(at: Place) -> None:
    case = answered(at)
    row = Proposal.objects.select_related("record").get(pk=case.pk)
    ledger.change(at.by, row, {"public": ("yes", "no")}, "本人不愿公开")
    assert asked(case)[0][2] is not None


@pytest.mark.parametrize("how", ["public", "visibility", "reply"])
def test_what_one_side_agreed_to_no_more_is_taken_down(at: Place, how: str) -> None:
    case = answered(at)
    publishing.publish(at.by, case.pk, on=date(2020, 5, 20))
    row = Proposal.objects.select_related("record").get(pk=case.pk)
    if how == "reply":
        said = case.record.replys.get()  # type: ignore[attr-defined]
        replies.correct(at.by, said, {"public": (True, False)}, "单位不愿公开")
    else:
        pair = ("yes", "no") if how == "public" else ("members", "office")
        ledger.change(at.by, row, {how: pair}, "本人不愿公开")
    row.refresh_from_db()
    assert (row.published_on, status(case)) == (None, 404)
    last = Trail.objects.filter(record=case.pk, move="unpublish").values_list("reason", flat=True)
    assert [one[-4:] for one in last] == ["不愿公开"]


def test_a_reply_struck_out_stops_the_clock(at: Place) -> None:
    case = answered(at)
    replies.strike(at.by, case.record.replys.get(), "误登")  # type: ignore[attr-defined]
    assert asked(case)[0][2] is not None


def test_the_office_alone_opens_it() -> None:
    cast = assemble()
    at = made.place(cast.committee)
    case = answered(at)
    for player in (cast.member, cast.officer, cast.dispatcher, cast.leader):
        with pytest.raises(Denied):
            publishing.publish(player.by, case.pk, on=date(2020, 5, 20))
    client = Client()
    client.force_login(cast.office.account)
    rows = [row for group in client.get("/").context["queue"] for row in group["rows"]]
    found = [row for row in rows if row["verb"] == "公开"]
    assert [row["why"] for row in found] == ["两方都同意公开，待公开，期限 2020年6月2日"]
    answer = client.post(found[0]["verb_url"], {"on": "2020-05-20"})
    assert answer.status_code == 302
    assert Proposal.objects.get(pk=case.pk).published_on == date(2020, 5, 20)
