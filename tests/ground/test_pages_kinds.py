"""What holds for the pages of every kind declared, whatever module it is of."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jianyan.ground.kinds import KINDS
from tests import cast
from tests.ground.walking import signed_in, taken

MOST = 12


@pytest.fixture
def players(db: None) -> cast.Cast:
    return cast.assemble()


@pytest.mark.parametrize("slug", sorted(KINDS))
def test_every_kind_has_its_pages(players: cast.Cast, slug: str) -> None:
    client = signed_in(players.administrator)
    with CaptureQueriesContext(connection) as asked:
        found = client.get(f"/r/{slug}/")
    assert found.status_code == 200
    assert len(asked) <= MOST, [one["sql"] for one in asked]
    allowed = players.administrator.actor.has(*KINDS[slug].writers)
    answers = [client.get(f"/r/{slug}/{name}/") for name in ("add", "import", "template")]
    assert [one.status_code for one in answers] == ([200] * 3 if allowed else [403] * 3)
    answers.append(client.get(f"/r/{slug}/export/"))
    assert [taken(one)[:2] for one in answers if one.streaming] == [b"PK"] * (1 + allowed)
    assert client.get(f"/r/{slug}/999999/").status_code == 404


@pytest.mark.parametrize("slug", sorted(KINDS))
def test_every_kind_s_columns_filters_and_views_are_sound(players: cast.Cast, slug: str) -> None:
    client, kind = signed_in(players.administrator), KINDS[slug]
    for column in kind.columns:
        if column.sort:
            assert client.get(f"/r/{slug}/?sort=-{column.key}").status_code == 200
    for label, query in kind.views:
        page: Any = client.get(f"/r/{slug}/?{query}").context["page"]
        assert page["notices"] == [], label


def test_outsiders_and_visitors_find_nothing(players: cast.Cast) -> None:
    client = signed_in(players.officer)
    seen = {slug: client.get(f"/r/{slug}/").context["page"]["rows"] for slug in KINDS}
    assert seen == {slug: [] for slug in KINDS}
