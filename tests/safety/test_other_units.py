"""What is none of one's business is not there: every address of the module that names a row answers
a unit that has no part in the case, and another committee's office, as if there were no such row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Model
from django.test import Client
from django.urls import get_resolver

from jianyan.ground import storage
from jianyan.ground.kinds import KINDS
from jianyan.ground.models import Commitment, File, Role
from jianyan.records.proposals import models as tables
from jianyan.records.proposals.models import Proposal, Rating
from jianyan.records.proposals.tasks import actions as tasks
from jianyan.records.proposals.tasks.actions import Sending
from tests import build, cast
from tests.ground.walking import signed_in
from tests.records.proposals import made

DAY = date(2020, 5, 6)
NOWHERE = 999_999
STRANGERS = ("stranger", "outsider")
ROWS: dict[str, type[Model]] = {
    "": Proposal,
    "tasks": tables.UnitTask,
    "contacts": tables.Contact,
    "opinions": tables.Opinion,
    "replies": tables.Reply,
    "cosign": tables.Cosigner,
    "look-backs": tables.Reply,
    "achieved": tables.Achievement,
    "promises": Commitment,
}
"""What the number in an address of the module names, by what stands before it."""
LETTERS = ("paper", "asking", "digest")
TAILS = ("", "amend/", "void/", "files/add/", "ties/add/", "turn/")


pytestmark = pytest.mark.alike


@dataclass
class Scene:
    players: cast.Cast
    at: made.Place
    stranger: cast.Player
    case: Proposal


@pytest.fixture
def scene(db: None) -> Scene:
    """A case that one unit has replied to, with a contact, an opinion, a file, a rating."""
    players = cast.assemble()
    at = made.place(players.committee)
    other = build.body(players.committee, "unit", "区水务局")
    stranger = cast.play(players.committee, "外单位", Role.UNIT_OFFICER, body=other)
    sent = [Sending(players.unit, "lead"), Sending(at.co, "co")]
    case = made.assigned(at, sendings=sent, proposer=players.member.person)
    task = made.task(case, at.co)
    tables.Opinion.objects.create(record=case.record, task=task, on=DAY, words="会办意见")
    made.reply(at, case, players.unit, on=DAY)
    way = at.category("contact_way", "visit")
    tables.Contact.objects.create(
        record=case.record, unit=players.unit, on=DAY, way=way, stage="during"
    )
    Commitment.objects.create(
        record=case.record, unit=players.unit, made_on=DAY, due_on=DAY, text="年底前更换"
    )
    tables.Achievement.objects.create(record=case.record, on=DAY, words="路灯已更换")
    tables.Cosigner.objects.create(
        record=case.record, person=players.cosigner.person, order=1, signed_on=DAY
    )
    tables.Rating.objects.create(
        record=case.record, person=players.member.person, on=DAY,
        result=at.category("rating_scale", "satisfied"),
    )  # fmt: skip
    upload = SimpleUploadedFile("答复.txt", "答复全文".encode())
    storage.attach(players.office.by, case.pk, upload, caption="")
    return Scene(players, at, stranger, case)


def patterns(among: Any, before: str = "") -> Iterator[str]:
    for one in among:
        path = before + str(one.pattern)
        if hasattr(one, "url_patterns"):
            yield from patterns(one.url_patterns, path)
        else:
            yield path


def own_addresses(scene: Scene) -> Iterator[tuple[str, str]]:
    """Each address of the module that names a row: of the case's, and of none."""
    for path in patterns(get_resolver().url_patterns):
        if not path.startswith("proposals/") or "<int:pk>" not in path:
            continue
        model = ROWS[path.removeprefix("proposals/").partition("<")[0].strip("/")]
        row = model._default_manager.filter(record=scene.case.pk).first()
        assert row is not None, path
        for name in LETTERS if "<slug:name>" in path else ("",):
            filled = path.replace("<slug:name>", name).replace("<int:case>", str(scene.case.pk))
            yield tuple(f"/{filled.replace('<int:pk>', str(pk))}" for pk in (row.pk, NOWHERE))  # type: ignore[misc]


def generic_addresses(scene: Scene) -> Iterator[tuple[str, str]]:
    """The generic pages of each of the module's kinds: of a row of the case's, and of none."""
    for slug, kind in KINDS.items():
        if not kind.model.__module__.startswith("jianyan.records.proposals"):
            continue
        row = kind.model._default_manager.filter(record=scene.case.pk).first()
        steps = [f"move/{one.name}/" for one in kind.charter.moves] if kind.charter else []
        for tail in (*TAILS, *steps) if row else ():
            yield f"/r/{slug}/{row.pk}/{tail}", f"/r/{slug}/{NOWHERE}/{tail}"


def status(client: Client, url: str, *, post: bool) -> int:
    """How an address is answered in the end: some only lead on to the page that asks."""
    answer: Any = client.post(url, {}, follow=True) if post else client.get(url, follow=True)
    b"".join(answer.streaming_content if answer.streaming else ())
    return int(answer.status_code)


@pytest.mark.parametrize("name", STRANGERS)
def test_every_address_answers_a_stranger_as_if_there_were_no_such_row(
    scene: Scene, name: str
) -> None:
    player = scene.stranger if name == "stranger" else scene.players.outsider
    client, told = signed_in(player), []
    for url, nowhere in (*own_addresses(scene), *generic_addresses(scene)):
        for post in (False, True):
            found = status(client, url, post=post)
            if found == 404:
                continue
            # What may never be done, by them or to such rows, is refused of any row, there or not.
            of_none = status(client, nowhere, post=post)
            if found != of_none or found not in (403, 405, 422):
                told.append((url, post, found, of_none))
    assert told == []
    kept = File.objects.get(record=scene.case.pk)
    assert [status(client, f"/files/{kept.pk}/{tail}", post=False) for tail in ("", "drop/")] == [
        404, 404,
    ]  # fmt: skip


def test_no_list_or_sheet_of_a_stranger_has_rows_of_the_case(scene: Scene) -> None:
    client = signed_in(scene.stranger)
    for slug, kind in KINDS.items():
        if kind.model.__module__.startswith("jianyan.records.proposals"):
            answer: Any = client.get(f"/r/{slug}/")
            rows = answer.context["page"]["rows"] if answer.status_code == 200 else []
            assert (slug, [one["pk"] for one in rows]) == (slug, [])


def test_the_same_addresses_are_there_for_who_handles_the_case(scene: Scene) -> None:
    client = signed_in(scene.players.officer)
    pages = [f"/r/proposals/{scene.case.pk}/", f"/proposals/{scene.case.pk}/dossier/"]
    pages += [f"/r/proposal-tasks/{made.task(scene.case, scene.players.unit).pk}/"]
    assert [status(client, url, post=False) for url in pages] == [200, 200, 200]


def test_nobody_rates_for_another(scene: Scene) -> None:
    before = Rating.objects.count()
    url = f"/proposals/{scene.case.pk}/rate/"
    for player in (scene.stranger, scene.players.officer, scene.players.dispatcher):
        client = signed_in(player)
        found = [status(client, url, post=post) for post in (False, True)]
        assert (player.person.name, set(found) <= {403, 404}) == (player.person.name, True)
    rating = Rating.objects.get(record=scene.case.pk)
    fellow = signed_in(cast.play(scene.players.committee, "旁人", Role.MEMBER))
    tails = [f"/proposals/{scene.case.pk}/rate/", f"/r/proposal-ratings/{rating.pk}/amend/"]
    found = [status(fellow, one, post=True) for one in tails]
    assert set(found) <= {403, 404}, found
    assert Rating.objects.count() == before


def test_a_recalled_unit_no_longer_opens_the_case(scene: Scene) -> None:
    case = made.assigned(scene.at, sendings=[Sending(scene.players.unit, "sole")])
    client, url = signed_in(scene.players.officer), f"/r/proposals/{case.pk}/"
    assert status(client, url, post=False) == 200
    task = made.task(case, scene.players.unit)
    tasks.recall(scene.players.office.by, task.pk, on=date(2020, 3, 10), reason="改交")
    assert status(client, url, post=False) == 404
