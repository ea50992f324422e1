"""A form sent when the sign-in is over, an address of a button opened as a page, keys no row can have."""

from __future__ import annotations

from typing import Any

import pytest
from django.template.loader import get_template
from django.test import Client

from jianyan.ground.accounts.views import SIGNED_IN_AT
from jianyan.ground.models import Record
from tests import cast
from tests.ground.walking import publication, signed_in, stage

LIST = "/r/publications/"
HUGE = ("99999999999999999999", "9" * 5000, "-1", "²")


@pytest.fixture
def players(db: None) -> cast.Cast:
    return stage()


def words(answer: Any) -> str:
    return str(answer.content.decode())


def over(player: cast.Player) -> Client:
    """A browser whose hours are over while the page is still open."""
    client = signed_in(player)
    session = client.session
    session[SIGNED_IN_AT] = 0
    session.save()
    return client


def test_what_is_sent_when_the_sign_in_is_over_is_shown(players: cast.Cast) -> None:
    sent = {"title": "写了半天的标题", "once": "x" * 20, "password": "tajemství"}
    before = Record.objects.count()
    for client in (Client(), over(players.office)):
        answer: Any = client.post(f"{LIST}add/?from=7", sent)
        shown = words(answer)
        assert (answer.status_code, "登录已经结束，没有收下" in shown) == (403, True)
        assert "<dt>标题</dt><dd>写了半天的标题</dd>" in shown
        assert "/sign-in/?next=%2Fr%2Fpublications%2Fadd%2F%3Ffrom%3D7" in shown
        assert ("tajemství" in shown, "x" * 20 in shown) == (False, False)
    assert Record.objects.count() == before


def test_after_signing_in_one_comes_back_to_the_page_of_the_form(players: cast.Cast) -> None:
    row = publication(players)
    sent = {"move": "issue", "pk": [str(row.pk)], "once": "x" * 20, "reason": "写了半天的说明"}
    here = f"http://testserver{LIST}?state=draft"
    answer: Any = Client().post(f"{LIST}bulk/", sent, headers={"referer": here})
    assert "next=%2Fr%2Fpublications%2F%3Fstate%3Ddraft" in words(answer)
    assert '<dd class="alone">写了半天的说明</dd>' in words(answer)
    bare = {"move": "issue", "pk": [str(row.pk)]}
    for referer, there in (
        (here, "/r/publications/%3Fstate%3Ddraft"),
        ("http://evil.example/", "/r/publications/bulk/"),
    ):
        sent_away: Any = Client().post(f"{LIST}bulk/", bare, headers={"referer": referer})
        assert (sent_away.status_code, sent_away["location"]) == (302, f"/sign-in/?next={there}")


def test_the_address_of_a_button_opened_as_a_page_says_so(players: cast.Cast) -> None:
    answer: Any = signed_in(players.office).get(f"{LIST}bulk/")
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "这个地址不能直接打开" in words(answer)


@pytest.mark.parametrize("key", HUGE)
def test_a_key_that_no_row_can_have_is_passed_over(players: cast.Cast, key: str) -> None:
    client = signed_in(players.office)
    for name in ("record", "from"):
        answer: Any = client.get(f"/r/suggestions/add/?{name}={key}")
        assert answer.status_code == 200
    ticked: Any = client.post("/r/proposals/bulk/", {"move": "file", "pk": [key]})
    assert (ticked.status_code, "请先勾选要办的记录。" in words(ticked)) == (422, True)
    for url in (
        "/proposals/review/",
        "/proposals/assign/",
        "/proposals/key/",
        "/proposals/honours/",
    ):
        sheet: Any = client.post(url, {"pk": [key], "do": "file", "on": "2020-03-02"})
        assert sheet.status_code < 500


def test_nothing_is_put_to_a_row_that_is_no_record(players: cast.Cast) -> None:
    client = signed_in(players.office)
    for tail in ("files/add/", "ties/add/", "turn/"):
        answer: Any = client.get(f"/r/people/{players.member.person.pk}/{tail}")
        assert answer.status_code == 404


@pytest.mark.parametrize("name", ["page_form.html", "page_ticked.html", "proposals/assign.html"])
def test_every_form_that_is_written_in_keeps_a_draft(name: str) -> None:
    source = get_template(name).template.source  # type: ignore[attr-defined]
    (opened,) = [tag for tag in source.split("<form ")[1:] if "{% csrf_token %}" in tag]
    assert 'data-draft="{{ shell.user_key }}"' in opened.split("{% csrf_token %}")[0]
