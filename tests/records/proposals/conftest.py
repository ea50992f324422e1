"""The fixed cast, and its committee ready for proposals. A room that needs another one names its own."""

from __future__ import annotations

import pytest

from tests.cast import Cast, assemble
from tests.records.proposals.made import Place, stage


@pytest.fixture
def cast() -> Cast:
    return assemble()


@pytest.fixture
def at(cast: Cast) -> Place:
    return stage(cast)
