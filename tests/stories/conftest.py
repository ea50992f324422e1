"""What the stories share: the demo committee on a live server, and a desk to sit down at."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings as site
from django.contrib.auth import login
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest

from jianyan.ground.models import Account, Committee
from tests.cast import Player
from tests.records.proposals.district import District, settle
from tests.stories.desk import Desk

Sit = Callable[..., Desk]
Take = Callable[..., Desk]


@pytest.fixture
def demo(live_server: Any, demo_site: Committee, settings: Any) -> Committee:
    """The demo committee, shown by the live server with its published sign-ins."""
    settings.DEMO = True
    return demo_site


def session_of(username: str) -> str:
    """The key of a session in which this account is signed in."""
    request = HttpRequest()
    request.session = SessionStore()
    login(request, Account.objects.get(username=username), site.AUTHENTICATION_BACKENDS[0])
    request.session.save()
    return str(request.session.session_key)


@pytest.fixture
def sit(demo: Committee, open_page: Any, live_server: Any) -> Sit:
    """Sits somebody down at home: `sit("proposals")`, `sit("member", width=390)`.

    They are signed in already: the form of signing in is a story of its own.
    """

    def down(username: str = "", **how: Any) -> Desk:
        desk = Desk(open_page(**how))
        if username:
            cookie = {"name": site.SESSION_COOKIE_NAME, "value": session_of(username)}
            desk.page.context.add_cookies([cookie | {"url": live_server.url}])
            desk.open("/")
        return desk

    return down


@pytest.fixture
def district(live_server: Any) -> District:
    """A small district with nothing in it yet, shown by the live server."""
    return settle()


@pytest.fixture
def take(open_page: Any, live_server: Any) -> Take:
    """Sits one of the district down, signed in: `take(district.office)`, `take(None)` a visitor."""

    def down(who: Player | None = None, **how: Any) -> Desk:
        desk = Desk(open_page(**how))
        if who is not None:
            cookie = {"name": site.SESSION_COOKIE_NAME, "value": session_of(who.account.username)}
            desk.page.context.add_cookies([cookie | {"url": live_server.url}])
        return desk

    return down
