"""The public page: nothing but what was published, without signing in, naming nobody."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from jianyan.ground.models import Visibility
from jianyan.ground.register import today
from jianyan.records.publications.actions import issue
from tests import build, cast
from tests.ground.walking import publication, stage


@pytest.fixture
def players(db: None) -> cast.Cast:
    found = stage()
    build.category(found.committee, "publication_sort", "honour", "荣誉")
    return found


def titles(**asked: str) -> list[str]:
    return [row.record.title for row in Client().get("/public/", asked).context["rows"]]


def test_only_what_is_public_and_issued_stands_there(players: cast.Cast) -> None:
    day = date(2020, 3, 2)
    publication(players, "公开的", visibility=Visibility.PUBLIC, issued_on=day)
    publication(players, "未印发的", visibility=Visibility.PUBLIC)
    publication(players, "委员可见的", issued_on=day)
    publication(players, "某人获奖", sort="honour", visibility=Visibility.PUBLIC, issued_on=day)
    assert titles() == ["公开的"]
    assert titles(committee="lanting") == ["公开的"]
    assert titles(committee="other") == []


def test_nobody_is_named(players: cast.Cast) -> None:
    row = publication(
        players,
        "公开的",
        visibility=Visibility.PUBLIC,
        authors=[players.member.person],
        note="内情",
    )
    issue(players.office.by, row.pk, on=today())
    page = Client().get("/public/").content.decode()
    assert ("公开的" in page, "委员甲" in page, "内情" in page) == (True, False, False)


@pytest.mark.parametrize("size", [1, 3])
def test_it_costs_the_same_whatever_its_length(
    players: cast.Cast, django_assert_num_queries: Any, size: int
) -> None:
    for number in range(size):
        publication(
            players, f"公开{number}", visibility=Visibility.PUBLIC, issued_on=date(2020, 3, 2)
        )
    with django_assert_num_queries(4):
        Client().get("/public/")


def test_the_sign_in_page_leads_to_it(client: Any, db: None) -> None:
    build.committee()
    said = client.get("/sign-in/").content.decode()
    assert 'href="/public/"' in said
