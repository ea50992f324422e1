"""The same form from two connections, and two officers ticking the same rows."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from jianyan.ground.models import Record, Trail
from jianyan.records.proposals.models import UnitTask
from jianyan.records.proposals.tasks import actions as tasks
from jianyan.records.proposals.tasks.actions import Sending
from tests import build, cast
from tests.ground.walking import LIST, signed_in, typed
from tests.races.together import crossing, together
from tests.records.proposals import made

DAY = date(2020, 3, 2)


@pytest.fixture
def players(transactional_db: None) -> cast.Cast:
    found = cast.assemble()
    build.category(found.committee, "publication_sort", "paper", "理论文章")
    return found


def same_session(client: Client) -> Client:
    """Another connection of the same browser."""
    other = Client()
    other.cookies = client.cookies
    return other


def test_one_form_from_two_connections_makes_one_record(players: cast.Cast) -> None:
    client = signed_in(players.office)
    once = client.get(f"{LIST}add/").context["form"]["once"].value()
    clients = [client, same_session(client), signed_in(players.office)]
    answers = together(
        *[lambda each=each: each.post(f"{LIST}add/", typed(once=once)) for each in clients]  # type: ignore[misc]
    )
    (made_,) = Record.objects.all()
    assert [(one.status_code, one["location"]) for one in answers] == [
        (302, f"{LIST}{made_.pk}/")
    ] * 3


def ticked(player: cast.Player, slug: str, name: str, rows: list[int]) -> Any:
    """What an officer sends for a move on the rows ticked."""
    client = signed_in(player)
    asked = client.post(f"/r/{slug}/bulk/", {"move": name, "pk": rows})
    once = asked.context["form"]["once"].value()
    sent = {"move": name, "pk": rows, "on": "2020-03-10", "once": once}
    return lambda: client.post(f"/r/{slug}/bulk/", sent)


def test_two_officers_ticking_tasks_of_the_same_cases_both_get_through(players: cast.Cast) -> None:
    """The tasks lie in opposite order of their cases: locked as they lie, each would wait for
    the other."""
    at = made.place(players.committee)
    one, other = made.filed(at), made.filed(at)
    first = [made_task(at, case, at.lead) for case in (one, other)]
    second = [made_task(at, case, at.other) for case in (other, one)]
    found = crossing(
        ticked(players.office, "proposal-tasks", "accept", first),
        ticked(players.administrator, "proposal-tasks", "accept", second),
        of='UPDATE "ground_record"',
    )
    assert [one.status_code for one in found] == [302, 302]
    assert list(UnitTask.objects.values_list("state", flat=True)) == ["accepted"] * 4


def made_task(at: made.Place, case: Any, unit: Any) -> int:
    """A task sent one by one, so that its number is of the test's choosing."""
    if Record.objects.get(pk=case.pk).state == "filed":
        tasks.assign_to(at.by, case.pk, on=DAY, sendings=[Sending(unit, "separate")])
    else:
        tasks.send(at.by, case.pk, on=DAY, sending=Sending(unit, "separate"))
    return made.task(case, unit).pk


def test_a_number_given_to_one_case_does_not_wait_for_many_in_a_circle(players: cast.Cast) -> None:
    at = made.place(players.committee)
    rows = [made.submitted(at).pk for _ in range(3)]
    alone = signed_in(players.administrator)
    url = f"/r/proposals/{rows[-1]}/move/file/"
    once = alone.get(url).context["form"]["once"].value()
    found = crossing(
        ticked(players.office, "proposals", "file", rows[::-1]),
        lambda: alone.post(url, {"on": "2020-03-10", "once": once}),
        of='UPDATE "ground_numberseries"',
    )
    assert sorted(one.status_code for one in found) in ([302, 302], [302, 409])
    filed = Record.objects.filter(pk__in=rows).order_by("number")
    assert [(one.number, one.state) for one in filed] == [
        (f"93000{place}", "filed") for place in (1, 2, 3)
    ]
    assert Trail.objects.filter(move="file").count() == 3


def test_several_are_moved_in_one_order_whatever_order_they_were_ticked_in(
    players: cast.Cast,
) -> None:
    at = made.place(players.committee)
    rows = [made.submitted(at).pk for _ in range(4)]
    found = crossing(
        ticked(players.office, "proposals", "file", rows),
        ticked(players.administrator, "proposals", "file", rows[::-1]),
        of='UPDATE "ground_record"',
    )
    assert [one.status_code for one in found] == [302, 302]
    assert Trail.objects.filter(move="file").count() == 4
