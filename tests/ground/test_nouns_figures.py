"""What a sheet of nouns moves among the figures: each by exactly what it should, and no other."""

from __future__ import annotations

from typing import Any

import pytest

from jianyan.ground.models import BodyKind
from tests import build, cast
from tests.entry import moved, values
from tests.ground.nouns import DAY, SHEETS, bring, players, sheet  # noqa: F401

pytestmark = pytest.mark.django_db

MOVES: dict[str, dict[str, tuple[Any, Any]]] = {"members": {"委员": (0, 2)}}
"""By kind, the figures that its sheet moves, read on the last day of 2020; of all others none moves."""


@pytest.mark.parametrize("slug", sorted(SHEETS))
def test_each_sheet_moves_its_figures_and_no_other(players: cast.Cast, slug: str) -> None:  # noqa: F811
    before = values(players.committee)
    assert bring(players, slug, sheet(slug, SHEETS[slug])).errors == []
    assert moved(before, values(players.committee)) == MOVES.get(slug, {})


def test_a_sheet_of_memberships_says_who_is_what(players: cast.Cast) -> None:  # noqa: F811
    build.body(players.committee, BodyKind.STANDING, "常务委员会", code="standing")
    build.body(players.committee, BodyKind.PARTY_GROUP, "区政协党组", code="party_group")
    build.body(players.committee, BodyKind.PARTY, "中共", code="cpc")
    names = ("全体委员", "常务委员会", "区政协党组", "中共")
    rows = [{"姓名": "委员甲", "机构": name, "起": DAY} for name in names]
    before = values(players.committee)
    assert bring(players, "memberships", sheet("memberships", rows)).errors == []
    assert moved(before, values(players.committee)) == dict.fromkeys(
        ("委员", "常委", "党组成员", "党员委员"), (0, 1)
    )
