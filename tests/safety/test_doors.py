"""Every kind before every one of the cast: what the list hides the page hides, nobody acts where
they may not, and no act is made by reading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.db.models import Max
from django.test import Client
from django.urls import get_resolver

from jianyan.ground.accounts.middleware import PREFERENCES
from jianyan.ground.kinds import KINDS, Kind
from jianyan.ground.models import Record, Trail, Visibility
from jianyan.ground.pages.places import add_url
from jianyan.ground.security import HEADERS
from tests import cast
from tests.ground.walking import publication, signed_in, stage, taken

CAST = ("member", "officer", "dispatcher", "leader", "auditor", "administrator", "outsider")
CALLERS = ("member", "officer", "dispatcher", "leader")
GUESSED = ("amend/", "void/", "files/add/", "ties/add/", "turn/")
BLANK = re.compile(r"<(?:\w+:)?(?P<name>\w+)>")
FILLED = {"slug": "publications"}


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


def routes(patterns: list[Any], before: str = "/") -> Iterator[tuple[str, str]]:
    """Every address of the site with its name, its blanks filled in with something that fits."""
    for one in patterns:
        told = str(one.pattern)
        if hasattr(one, "url_patterns"):
            yield from routes(one.url_patterns, before + told)
        else:
            filled = BLANK.sub(lambda found: FILLED.get(found["name"], "1"), told)
            yield before + filled, one.name or ""


def test_who_may_not_enter_neither_adds_nor_imports(players: cast.Cast) -> None:
    """Everybody tries every kind's first door; the two for sheets are tried by one after the other."""
    before, clients = written(), {name: signed_in(getattr(players, name)) for name in CALLERS}
    let_in: dict[tuple[str, str], int] = {}
    for place, slug in enumerate(sorted(KINDS)):
        kind = KINDS[slug]
        barred = [name for name in CALLERS if not getattr(players, name).actor.has(*kind.writers)]
        found = {name: first_door(clients[name], kind) for name in barred}
        if barred:
            client = clients[barred[place % len(barred)]]
            found["import"] = status(client, kind, "import/", post=True)
            found["template"] = status(client, kind, "template/")
        let_in |= {(slug, door): told for door, told in found.items() if told != 403}
    assert let_in == {}
    assert written() == before


def first_door(client: Client, kind: Kind) -> int:
    """What posting a new row is answered; a kind that is entered on a page of its own leads there,
    where posting nothing must lead nowhere either."""
    found = status(client, kind, "add/", post=True)
    if kind.adding and found == 302:
        own = client.post(add_url(kind), {}).status_code
        return 403 if own in (200, 403, 404, 422) else own
    return found


def test_an_auditor_s_posts_are_refused_whatever_the_address(players: cast.Cast) -> None:
    client, before = signed_in(players.auditor), written()
    addresses = dict(routes(get_resolver().url_patterns))
    tried = {address for address, name in addresses.items() if name not in PREFERENCES}
    tried |= {f"/r/{slug}/add/" for slug in KINDS}
    let_in = {address: client.post(address, {}).status_code for address in sorted(tried)}
    assert {address: told for address, told in let_in.items() if told != 403} == {}
    assert written() == before


def test_reading_is_no_act(players: cast.Cast) -> None:
    client, before = signed_in(players.administrator), written()
    found = [status(client, KINDS["publications"], tail) for tail in ("bulk/", "views/1/drop/")]
    assert found == [405, 405]
    assert written() == before


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


@pytest.mark.parametrize("name", CAST)
def test_what_the_list_hides_is_hidden_everywhere(players: cast.Cast, name: str) -> None:
    rows = [
        publication(players, f"关于社区养老的调研之{word}", visibility=word)
        for word in Visibility.values
    ]
    client = signed_in(getattr(players, name))
    listed = {one["pk"] for one in client.get("/r/publications/").context["page"]["rows"]}
    before, sheet = written(), sheet_text(client)
    for row in rows:
        assert (row.record.title in sheet) == (row.pk in listed)
        ask_every_page(client, name, row.pk, sees=row.pk in listed)
    assert written() == before


def ask_every_page(client: Client, name: str, pk: int, sees: bool) -> None:
    """A record's page and the addresses of what one does to it answer as the list does."""
    kind = KINDS["publications"]
    assert status(client, kind, f"{pk}/") == (200 if sees else 404)
    for tail in (f"{pk}/{tail}" for tail in (*GUESSED, "move/issue/")):
        found = {status(client, kind, tail), status(client, kind, tail, post=True)}
        if name == "administrator":
            assert 404 not in found, tail
        elif sees:
            assert found <= {200, 403, 422}, tail
            assert tail.endswith("turn/") or found == {403}, tail
        else:
            assert found <= {403, 404}, tail
    bulk = client.post("/r/publications/bulk/", {"move": "issue", "pk": [pk]})
    assert bulk.status_code in (403, 404, 422)


def sheet_text(client: Client) -> str:
    """All the words of the exported sheet."""

    with ZipFile(BytesIO(taken(client.get("/r/publications/export/")))) as book:
        return "".join(book.read(one).decode() for one in book.namelist() if one.endswith(".xml"))
