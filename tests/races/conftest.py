"""Races want transactions that commit, hence tables emptied after each test."""

from __future__ import annotations

import pytest

from tests.records.proposals import made
from tests.records.proposals.made import Place
from tests.records.publications.conftest import scene  # noqa: F401


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "races" in item.path.parts:
            item.add_marker(pytest.mark.django_db(transaction=True))


@pytest.fixture
def at(transactional_db: None) -> Place:
    """A committee ready for proposals."""
    return made.place()
