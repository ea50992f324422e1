"""Home, search and their neighbours in a browser: within the screen, axe clean, by the keyboard."""

from __future__ import annotations

from typing import Any

import pytest

from tests import cast
from tests.ground.walking import publication, signed_in, stage
from tests.records.proposals import made
from tests.stories.desk import Desk

NOWHERE = "/nowhere/"
ADDRESSES = (
    "/",
    "/waiting/",
    "/search/?q=养老",
    "/more/",
    "/mine/",
    "/enter/",
    NOWHERE,
    "/public/",
)

pytestmark = pytest.mark.django_db(transaction=True)


def as_one(page: Any, player: cast.Player, address: str) -> None:
    session = signed_in(player).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": address}])


def test_every_role_sees_its_pages_whole(open_page: Any, live_server: Any) -> None:
    players = stage()
    at = made.place(players.committee)
    made.assigned(at, sendings=[made.Sending(players.unit, "sole")], proposer=players.member.person)
    publication(players, "关于社区养老服务体系建设情况的调研报告及若干建议")
    found = []
    for name in ("member", "office", "officer", "leader", "auditor"):
        desk = Desk(open_page())
        as_one(desk.page, players.players()[name], live_server.url)
        for address in ADDRESSES if name == "office" else ADDRESSES[:1]:
            desk.open(address, status=404 if address == NOWHERE else 200)
            found += desk.faults_everywhere()
    assert found == []


def test_the_slash_leads_to_the_search_box(page: Any, live_server: Any) -> None:
    players = stage()
    row = publication(players, "关于社区养老的调研")
    as_one(page, players.office, live_server.url)
    page.goto("/")
    page.keyboard.press("/")
    page.keyboard.type("养老")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="关于社区养老的调研").click()
    page.wait_for_url(f"**/r/publications/{row.pk}/")


def test_a_lost_network_is_said(page: Any, live_server: Any) -> None:
    players = stage()
    as_one(page, players.office, live_server.url)
    page.goto("/")
    page.context.set_offline(True)
    page.get_by_text("网络断了").wait_for()
    page.context.set_offline(False)
    page.get_by_text("网络断了").wait_for(state="detached")
