"""Pages for what leads nowhere or cannot be taken: in Chinese, as a visitor and signed in."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests import cast
from tests.ground.walking import signed_in, stage


@pytest.fixture
def players(db: None) -> cast.Cast:
    return stage()


def words(answer: Any) -> str:
    return str(answer.content.decode())


def test_an_address_that_leads_nowhere_says_so(players: cast.Cast) -> None:
    for client in (Client(), signed_in(players.office)):
        answer = client.get("/nowhere/")
        assert answer.status_code == 404
        assert "<h1>没有找到这一页</h1>" in words(answer)
        assert "tried" not in words(answer)


def test_a_reason_for_404_is_shown(players: cast.Cast) -> None:
    answer = Client().get("/public/", {"committee": "nobody"})
    assert (answer.status_code, "没有这个委员会，地址可能抄错了。" in words(answer)) == (404, True)


def test_a_form_without_its_token_shows_what_was_typed_but_no_password(players: cast.Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(players.office.account)
    answer = client.post(
        "/r/publications/add/", {"title": "写了半天的标题", "password": "tajemství"}
    )
    assert answer.status_code == 403
    assert "这张表放得太久了，没有收下" in words(answer)
    assert "写了半天的标题" in words(answer)
    assert "tajemství" not in words(answer)


def test_what_is_too_much_is_refused_in_a_sentence(players: cast.Cast, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.force_login(players.office.account)
    answer = client.post("/r/publications/add/", {"title": "长" * 200})
    assert answer.status_code == 413
    assert "一次提交的内容太多，没有收下" in words(answer)
