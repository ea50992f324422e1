"""Every kind before every one of the cast: what the list hides the page hides, nobody acts where
they may not, and no act is made by reading."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.db.models import Max
from django.test import Client

from jianyan.ground.kinds import KINDS, Kind
from jianyan.ground.models import Record, Trail, Visibility
from jianyan.ground.security import HEADERS
from tests import cast
from tests.ground.walking import publication, signed_in, stage, taken

CAST = ("member", "officer", "dispatcher", "leader", "auditor", "administrator", "outsider")
GUESSED = ("amend/", "void/", "files/add/", "ties/add/", "turn/")


@pytest.fixture
def players(db: None) -> cast.Cast:
    return stage()


def written() -> tuple[Any, ...]:
    """What changes when anything is written to the register; reading may leave its own trail."""
    trail = Trail.objects.exclude(move__in=("read", "export", "audit"))
    newest = Record.objects.aggregate(last=Max("pk"), version=Max("version"))
    return (trail.count(), newest["last"], newest["version"])


def status(client: Client, kind: Kind, tail: str = "", post: bool = False) -> int:
    url = f"/r/{kind.slug}/{tail}"
    return (client.post(url, {}) if post else client.get(url)).status_code


@pytest.mark.parametrize("slug", sorted(KINDS))
def test_who_may_not_enter_neither_adds_nor_imports(players: cast.Cast, slug: str) -> None:
    kind, before = KINDS[slug], written()
    for name in ("member", "officer", "dispatcher", "leader"):
        player = getattr(players, name)
        if not player.actor.has(*kind.writers):
            client = signed_in(player)
            found = [status(client, kind, tail, post=True) for tail in ("add/", "import/")]
            assert (name, found) == (name, [403, 403])
            assert (name, status(client, kind, "template/")) == (name, 403)
    assert written() == before


@pytest.mark.parametrize("slug", sorted(KINDS))
def test_an_auditor_s_posts_are_refused_and_reading_is_no_act(
    players: cast.Cast, slug: str
) -> None:
    kind, client, before = KINDS[slug], signed_in(players.auditor), written()
    moves = [f"1/move/{step.name}/" for step in kind.charter.moves] if kind.charter else []
    tails = ["add/", "bulk/", "import/", "views/add/", *(f"1/{tail}" for tail in GUESSED), *moves]
    assert {tail: status(client, kind, tail, post=True) for tail in tails} == dict.fromkeys(
        tails, 403
    )
    client = signed_in(players.administrator)
    assert [status(client, kind, tail) for tail in ("bulk/", "views/1/drop/")] == [405, 405]
    assert written() == before


@pytest.mark.parametrize("slug", sorted(KINDS))
def test_every_page_of_a_kind_carries_the_policy(players: cast.Cast, slug: str) -> None:
    client = signed_in(players.administrator)
    for tail in ("", "add/", "999999/"):
        answer: Any = client.get(f"/r/{slug}/{tail}")
        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
        page = answer.content.decode()
        assert ("<style" in page, " style=" in page, "onclick=" in page) == (False,) * 3, tail


def test_a_sheet_given_out_carries_the_policy_too(players: cast.Cast) -> None:
    answer: Any = signed_in(players.office).get("/r/publications/export/")
    assert taken(answer)[:2] == b"PK"
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_nobody_is_let_in_without_signing_in(players: cast.Cast) -> None:
    row = publication(players)
    for tail in ("", "add/", "bulk/", "export/", f"{row.pk}/", f"{row.pk}/move/issue/"):
        answer: Any = Client().get(f"/r/publications/{tail}")
        assert (answer.status_code, answer["location"].partition("?")[0]) == (302, "/sign-in/")


@pytest.mark.parametrize("visibility", Visibility.values)
@pytest.mark.parametrize("name", CAST)
def test_what_the_list_hides_is_hidden_everywhere(
    players: cast.Cast, name: str, visibility: str
) -> None:
    row = publication(players, visibility=visibility)
    client, kind = signed_in(getattr(players, name)), KINDS["publications"]
    listed = [one["pk"] for one in client.get("/r/publications/").context["page"]["rows"]]
    sees = listed == [row.pk]
    before = written()
    assert status(client, kind, f"{row.pk}/") == (200 if sees else 404)
    assert (row.record.title in sheet_text(client)) == sees
    tails = [f"{row.pk}/{tail}" for tail in (*GUESSED, "move/issue/")]
    for tail in tails:
        found = {status(client, kind, tail), status(client, kind, tail, post=True)}
        if name == "administrator":
            assert 404 not in found, tail
        elif sees:
            assert found <= {200, 403, 422}, tail
            assert tail.endswith("turn/") or found == {403}, tail
        else:
            assert found <= {403, 404}, tail
    bulk = client.post("/r/publications/bulk/", {"move": "issue", "pk": [row.pk]})
    assert bulk.status_code in (403, 404, 422)
    assert written() == before


def sheet_text(client: Client) -> str:
    """All the words of the exported sheet."""

    with ZipFile(BytesIO(taken(client.get("/r/publications/export/")))) as book:
        return "".join(book.read(one).decode() for one in book.namelist() if one.endswith(".xml"))
