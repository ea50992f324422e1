"""Two at once on one proposal: whatever they do, one of them has done it, and the other is told."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client

from jianyan.ground import storage
from jianyan.ground.models import File, Record, Trail
from jianyan.ground.register import By, today
from jianyan.kernel.errors import Refused, Stale
from jianyan.kernel.rules import Actor, Held
from jianyan.records.proposals.drafting import actions as drafting
from jianyan.records.proposals.drafting.attaching import fits
from jianyan.records.proposals.models import Proposal, Rating, Review, Submission, UnitTask
from jianyan.records.proposals.ratings.actions import saying
from jianyan.records.proposals.reviewing import actions as reviewing
from jianyan.records.proposals.reviewing.bulk import file_many
from jianyan.records.proposals.tasks import actions as tasks
from jianyan.records.proposals.tasks.actions import Sending
from tests import cast
from tests.ground.walking import signed_in
from tests.races.test_pages import same_session
from tests.races.together import first_then, together
from tests.records.proposals import made
from tests.records.proposals.made import Place

DAY = date(2020, 3, 10)
WRITE = "/proposals/write/"


def outcome(found: list[Any]) -> list[str]:
    """What became of each, in words that do not depend on who was first."""
    return sorted("refused" if isinstance(one, Refused) else type(one).__name__ for one in found)


def state(case: Proposal) -> str:
    return Record.objects.get(pk=case.pk).state


def test_two_files_at_once_do_not_pass_the_limit(at: Place) -> None:
    case = made.draft(at)
    File.objects.bulk_create(
        File(record=case.record, name=f"{one}.txt", size=1) for one in range(4)
    )

    def add(name: str) -> File:
        fits(case, 1)
        return storage.attach(at.by, case.pk, SimpleUploadedFile(name, b"1"))

    found = first_then(lambda: add("a.txt"), lambda: transaction.atomic(add)("b.txt"))
    assert (outcome([*found]), File.objects.count()) == (["File", "refused"], 5)


def test_two_reviewers_file_one_proposal_once(at: Place) -> None:
    case = made.submitted(at)
    found = together(*[lambda: reviewing.file(at.by, case.pk, on=DAY)] * 2)
    assert outcome(found) == ["Proposal", "refused"]
    assert Review.objects.filter(record=case.pk, outcome="filed").count() == 1
    assert Record.objects.get(pk=case.pk).number == "930001"


def test_what_one_files_the_other_no_longer_refuses(at: Place) -> None:
    case, cause = made.submitted(at), at.category("not_filed_reason", "personal")
    _, other = first_then(
        lambda: reviewing.file(at.by, case.pk, on=DAY),
        lambda: reviewing.not_file(at.by, case.pk, on=DAY, cause=cause),
    )
    assert (type(other), state(case)) == (Stale, "filed")
    assert Review.objects.filter(record=case.pk).count() == 1


def test_two_sheets_of_the_review_file_each_proposal_once(at: Place) -> None:
    pks = [made.submitted(at).pk for _ in range(6)]
    found = together(
        lambda: file_many(at.by, pks, on=DAY), lambda: file_many(at.by, pks[::-1], on=DAY)
    )
    assert not [one for one in found if isinstance(one, BaseException)], found
    assert sorted(len(one) for one in found) == [0, 6]
    numbers = Record.objects.filter(pk__in=pks).values_list("number", flat=True)
    assert sorted(numbers) == [f"93{place:04d}" for place in range(1, 7)]


def test_a_proposal_withdrawn_meanwhile_is_not_assigned(at: Place) -> None:
    case = made.filed(at)
    _, other = first_then(
        lambda: reviewing.withdraw(at.by, case.pk, on=DAY),
        lambda: tasks.assign_to(at.by, case.pk, on=DAY, sendings=[Sending(at.lead, "sole")]),
    )
    assert (type(other), state(case)) == (Stale, "withdrawn")
    assert UnitTask.objects.count() == 0


def test_a_proposal_assigned_by_two_has_one_task(at: Place) -> None:
    case = made.filed(at)
    found = together(
        *[
            lambda unit=unit: tasks.assign_to(  # type: ignore[misc]
                at.by, case.pk, on=DAY, sendings=[Sending(unit, "sole")]
            )
            for unit in (at.lead, at.other)
        ]
    )
    assert outcome(found) == ["Proposal", "refused"]
    assert UnitTask.objects.filter(record=case.pk).count() == 1


@pytest.mark.parametrize("recalled_first", [True, False])
def test_a_task_is_accepted_or_recalled(at: Place, recalled_first: bool) -> None:
    task = made.task(made.assigned(at), at.lead)
    acts = [
        lambda: tasks.recall(at.by, task.pk, on=DAY, reason="改交"),
        lambda: tasks.accept(at.by, task.pk, on=DAY),
    ]
    one, other = first_then(*(acts if recalled_first else acts[::-1]))
    task.refresh_from_db()
    if recalled_first:
        assert (type(other), task.state, task.accepted_on) == (Stale, "recalled", None)
    else:
        assert (type(one), task.state, task.accepted_on) == (UnitTask, "recalled", DAY)


def test_one_rates_once_by_two_connections(at: Place) -> None:
    case = made.replied(at)
    held = frozenset({Held("member", at.committee.pk)})
    by = By(Actor(today(), person=at.member.pk, held=held))
    said = {"result": at.category("rating_scale", "satisfied")}
    found = together(*[lambda: saying.say(by, case.pk, on=DAY, said=said)] * 2)
    assert outcome(found) == ["Rating", "refused"]
    assert Rating.objects.filter(record=case.pk, struck_at=None).count() == 1


@pytest.fixture
def players(transactional_db: None) -> cast.Cast:
    found = cast.assemble()
    made.place(found.committee)
    return found


def whole(once: str) -> dict[str, str]:
    return {
        "title": "关于更换背街路灯的提案",
        "situation": "路灯坏了多处。",
        "analysis": "没有列入预算。",
        "suggestions": "1. 分批更换\n2. 列入预算",
        "public": "yes",
        "then": "send",
        "once": once,
    }


def test_a_proposal_sent_three_times_is_one(players: cast.Cast) -> None:
    client = signed_in(players.member)
    form = whole(client.get(WRITE).context["form"]["once"].value())
    clients: list[Client] = [client, same_session(client), same_session(client)]
    answers = together(*[lambda each=each: each.post(WRITE, form) for each in clients])  # type: ignore[misc]
    (row,) = Proposal.objects.all()
    url = f"/r/proposals/{row.pk}/"
    assert [(one.status_code, one["location"]) for one in answers] == [(302, url)] * 3
    assert Submission.objects.count() == 1
    assert Trail.objects.filter(record=row.pk, move="submit").count() == 1


def test_a_draft_sent_in_by_two_hands_is_sent_in_once(players: cast.Cast) -> None:
    by: By = players.member.by
    data = {**whole(""), "suggestions": ["分批更换"], "public": True}
    row = drafting.begin(by, players.committee.pk, data)
    found = together(*[lambda: drafting.send_in(by, row.pk, on=today())] * 2)
    assert outcome(found) == ["Proposal", "refused"]
    assert Submission.objects.count() == 1


def test_members_in_a_crowd_get_numbers_without_gap_or_double(players: cast.Cast) -> None:
    by: By = players.member.by

    def send(place: int) -> str:
        data = {**whole(""), "title": f"第{place}件", "suggestions": ["更换"], "public": True}
        row = drafting.begin(by, players.committee.pk, data)
        return drafting.send_in(by, row.pk, on=today()).receipt_number

    found = together(*[lambda place=place: send(place) for place in range(12)])  # type: ignore[misc]
    assert sorted(found) == [f"收93{place:04d}" for place in range(1, 13)]
