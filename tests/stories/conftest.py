"""What the stories share: the demo committee on a live server, and a desk to sit down at."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from jianyan.ground.models import Committee
from tests.stories.desk import Desk

Sit = Callable[..., Desk]


@pytest.fixture
def demo(live_server: Any, demo_site: Committee, settings: Any) -> Committee:
    """The demo committee, shown by the live server with its published sign-ins."""
    settings.DEMO = True
    return demo_site


@pytest.fixture
def sit(demo: Committee, open_page: Any) -> Sit:
    """Signs somebody in: `sit("proposals")`, `sit("member", width=390)`; gives their desk."""

    def down(username: str = "", **how: Any) -> Desk:
        desk = Desk(open_page(**how))
        if username:
            desk.sign_in(username)
        return desk

    return down
