"""What a sheet of nouns moves among the figures: each by exactly what it should, and no other."""

from __future__ import annotations

from typing import Any

import pytest

from tests import cast
from tests.entry import moved, values
from tests.ground.nouns import SHEETS, bring, players, sheet  # noqa: F401

pytestmark = pytest.mark.django_db

MOVES: dict[str, dict[str, tuple[Any, Any]]] = {"members": {"委员": (0, 2)}}
"""By kind, the figures that its sheet moves, read on the last day of 2020; of all others none moves."""


@pytest.mark.parametrize("slug", sorted(SHEETS))
def test_each_sheet_moves_its_figures_and_no_other(players: cast.Cast, slug: str) -> None:  # noqa: F811
    before = values(players.committee)
    assert bring(players, slug, sheet(slug, SHEETS[slug])).errors == []
    assert moved(before, values(players.committee)) == MOVES.get(slug, {})
