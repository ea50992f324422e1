"""What holds for the pages of every kind declared, whatever module it is of."""

from __future__ import annotations

from itertools import zip_longest
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jianyan.ground.kinds import KINDS
from jianyan.ground.security import HEADERS
from tests import cast
from tests.ground.walking import signed_in, taken

MOST = 12
#: What an address of a list asks besides the conditions of the kind.
OWN_WORDS = {"sort", "q", "page", "size"}


@pytest.fixture
def players(db: None) -> cast.Cast:
    return cast.assemble()


@pytest.mark.parametrize("slug", sorted(KINDS))
def test_every_kind_has_its_pages(players: cast.Cast, slug: str) -> None:
    client = signed_in(players.administrator)
    with CaptureQueriesContext(connection) as asked:
        listed = client.get(f"/r/{slug}/")
    assert listed.status_code == 200
    assert len(asked) <= MOST, [one["sql"] for one in asked]
    allowed = players.administrator.actor.has(*KINDS[slug].writers)
    tails = ("add", "import", "template")
    answers: list[Any] = [client.get(f"/r/{slug}/{tail}/", follow=True) for tail in tails]
    assert [one.status_code for one in answers] == ([200] * 3 if allowed else [403] * 3)
    shown = [listed, *(one for one in answers if not one.streaming)]
    answers.append(client.get(f"/r/{slug}/export/"))
    assert [taken(one)[:2] for one in answers if one.streaming] == [b"PK"] * (1 + allowed)
    missing: Any = client.get(f"/r/{slug}/999999/")
    assert missing.status_code == 404
    for page in (*shown, missing):
        carries_the_policy(page)


def carries_the_policy(page: Any) -> None:
    """The page has the headers, and nothing that the content policy would stop."""
    assert {name: page.headers.get(name) for name in HEADERS} == HEADERS
    text = page.content.decode()
    assert ("<style" in text, " style=" in text, "onclick=" in text) == (False,) * 3


@pytest.mark.parametrize("slug", sorted(KINDS))
def test_every_kind_s_columns_filters_and_views_are_sound(players: cast.Cast, slug: str) -> None:
    client, kind = signed_in(players.administrator), KINDS[slug]
    assert OWN_WORDS.isdisjoint(one.key for one in kind.filters)
    sorts = [f"sort=-{column.key}" for column in kind.columns if column.sort]
    views = [query for _, query in kind.views]
    for sort, view in zip_longest(sorts, views, fillvalue=""):
        page: Any = client.get(f"/r/{slug}/?{view}&{sort}")
        assert (page.status_code, page.context["page"]["notices"]) == (200, []), (view, sort)


def test_outsiders_and_visitors_find_nothing(players: cast.Cast) -> None:
    client = signed_in(players.officer)
    seen = {slug: client.get(f"/r/{slug}/").context["page"]["rows"] for slug in KINDS}
    assert seen == {slug: [] for slug in KINDS}
