"""承诺: a promise has its clock, its unit is reminded, and says itself on which day it was kept."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from jianyan.ground.models import Clock, Commitment, File, Notice, Trail
from jianyan.ground.register import today
from jianyan.ground.reminders import send_on
from jianyan.ground.todo import waiting
from jianyan.kernel.errors import Refused, Stale
from jianyan.records.proposals.followup import actions
from jianyan.records.proposals.followup.actions import follow_promises
from tests.cast import Cast
from tests.records.proposals import made
from tests.records.proposals.made import Place

pytestmark = pytest.mark.django_db
DUE = timedelta(days=20)


def promised(at: Place, **fields: Any) -> Commitment:
    """What the lead unit promised in its reply of today, by twenty days on."""
    case = made.assigned(at, on=today() - timedelta(days=30))
    made.reply(at, case, at.lead, on=today())
    said = {"unit": at.lead, "text": "再装三处", "made_on": today(), "due_on": today() + DUE}
    return Commitment.objects.create(record_id=case.pk, **{**said, **fields})


def told(row: Commitment, words: str) -> set[str]:
    rows = Notice.objects.filter(record=row.record_id, text__contains=words)
    return set(rows.values_list("person__name", flat=True))


def waits(player: Any, at: Place) -> list[Any]:
    groups = waiting(player.actor, at.committee.pk, (20,) * 4)
    return [task for group in groups for task in group.tasks if task.wait.clock == "promise"]


def test_a_promise_to_come_gets_its_clock_once(cast: Cast, at: Place) -> None:
    row = promised(at)
    promised(at, due_on=today() - timedelta(days=1), made_on=today() - timedelta(days=9))
    promised(at, kept_on=today())
    assert (follow_promises(), follow_promises()) == (1, 0)
    clock = Clock.objects.get(kind="promise")
    assert (clock.record_id, clock.part_id, clock.due_on) == (row.record_id, row.pk, row.due_on)
    assert [task.due for task in waits(cast.officer, at)] == [row.due_on]
    assert waits(cast.member, at) == waits(cast.dispatcher, at) == []
    send_on(row.due_on - timedelta(days=8))
    send_on(row.due_on - timedelta(days=7))
    assert told(row, "再装三处的兑现期限还有7天") == {"承办", "局长", "办公室"}


def test_its_unit_says_when_it_is_kept(client: Client, cast: Cast, at: Place) -> None:
    row = promised(at)
    follow_promises()
    path, shown_at = f"/proposals/promises/{row.pk}/", f"/r/proposals/{row.record_id}/"
    for player, status in ((cast.member, 403), (cast.dispatcher, 403), (cast.outsider, 404)):
        client.force_login(player.account)
        assert client.get(path).status_code == status
    client.force_login(cast.officer.account)
    assert path in client.get(shown_at).content.decode()
    later = str(today() + timedelta(days=1))
    assert client.post(path, {"on": later}).status_code == 422
    assert client.post(path, {"on": str(today())}).status_code == 302
    row.refresh_from_db()
    assert (row.kept_on, Clock.objects.get(kind="promise").met_on) == (today(), today())
    assert told(row, "承诺已于") == {"委员甲", "办公室"}
    assert Trail.objects.filter(record=row.record_id, label="登记兑现").count() == 1
    assert client.get(path).status_code == 404
    assert waits(cast.officer, at) == []
    assert "兑现</small>" in client.get(shown_at).content.decode()
    assert File.objects.count() == 0


def test_another_unit_of_the_case_keeps_its_own_promises_only(
    client: Client, cast: Cast, at: Place
) -> None:
    row = promised(at, unit=at.co)
    promised_too = Commitment.objects.create(
        record_id=row.record_id, unit=at.lead, text="另一项", made_on=today(), due_on=today() + DUE
    )
    client.force_login(cast.officer.account)
    assert client.get(f"/proposals/promises/{row.pk}/").status_code == 403
    assert client.get(f"/proposals/promises/{promised_too.pk}/").status_code == 200
    client.force_login(cast.office.account)
    assert client.get(f"/proposals/promises/{row.pk}/").status_code == 200


def test_what_cannot_be(cast: Cast, at: Place) -> None:
    row = promised(at)
    with pytest.raises(Refused, match="早于作出承诺"):
        actions.keep_promise(cast.officer.by, row, on=row.made_on - timedelta(days=1))
    actions.keep_promise(cast.officer.by, row, on=today())
    with pytest.raises(Stale):
        actions.keep_promise(cast.officer.by, row, on=today())


def test_one_kept_or_struck_elsewhere_is_no_longer_waited_for(at: Place) -> None:
    kept, struck = promised(at), promised(at)
    assert follow_promises() == 2
    Commitment.objects.filter(pk=kept.pk).update(kept_on=today())
    Commitment.objects.filter(pk=struck.pk).update(struck_at="2026-01-01T00:00+08:00")
    assert follow_promises() == 2
    clocks = {
        one.part_id: (one.met_on, one.ended_on) for one in Clock.objects.filter(kind="promise")
    }
    assert clocks == {kept.pk: (today(), None), struck.pk: (None, today())}
