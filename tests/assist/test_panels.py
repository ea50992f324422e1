"""The panels of advice on a proposal's page, and the two pages of their own."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from jianyan.assist.training import train
from jianyan.ground.differences import shared
from tests.assist.test_advice import LIGHTS
from tests.cast import Cast, Player, assemble
from tests.records.proposals import made
from tests.records.proposals.made import Place, stage

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return assemble()


@pytest.fixture
def at(cast: Cast) -> Place:
    return stage(cast)


def page(player: Player, url: str) -> Any:
    client = Client()
    client.force_login(player.account)
    return client.get(url)


def move(player: Player, pk: int, name: str) -> Any:
    return page(player, reverse("kind-move", args=["proposals", pk, name]))


def panels(player: Player, pk: int) -> dict[str, str]:
    """The advice on a proposal's page: its HTML by title."""
    found = page(player, reverse("kind-record", args=["proposals", pk])).context["panels"]
    return {one["title"]: str(one["html"]) for one in found if "assist" in one["key"]}


def test_a_proposal_in_review_shows_its_likes_its_make_and_candidates(
    cast: Cast, at: Place
) -> None:
    before = made.filed(at, **LIGHTS)
    train(at.committee.pk)
    text = {
        **LIGHTS,
        "title": "关于背街小巷加装路灯的建议",
        "suggestions": ["加强领导，提高认识，完善机制"],
    }
    now = made.submitted(at, **text)
    shown = panels(cast.office, now.pk)
    assert set(shown) == {"提案体检", "相近的提案", "类别和单位参考"}
    assert before.record.number in shown["相近的提案"]
    assert "建议空泛" in shown["提案体检"]
    assert "供审查时参考" in shown["提案体检"]
    assert set(panels(cast.member, now.pk)) == set(shown) - {"类别和单位参考"}
    beside = {
        name: [one["title"] for one in move(cast.office, now.pk, name).context["page"]["panels"]]
        for name in ("prereview", "file", "merge", "not_file")
    }
    assert beside == {
        "prereview": ["类别和单位参考"],
        "file": ["类别和单位参考"],
        "merge": ["相近的提案"],
        "not_file": [],
    }


def test_the_wished_unit_is_set_against_the_usual_one(cast: Cast, at: Place) -> None:
    school = {
        "title": "关于增加中小学课后服务的提案",
        "situation": "学校学生放学早，教师不足，家长接送难。",
    }
    row = made.filed(at, **school, wished_leads=[at.co])
    shown = panels(cast.office, row.pk)["类别和单位参考"]
    assert "区教育局" in shown
    assert "希望由区城管局承办，与以往同类的承办单位不同" in shown


def test_nothing_is_said_once_it_is_handled(cast: Cast, at: Place) -> None:
    row = made.assigned(at, **LIGHTS)
    assert panels(cast.office, row.record_id) == {}


def test_two_texts_side_by_side_are_for_whom_may_see_both(cast: Cast, at: Place) -> None:
    one, two = made.filed(at, **LIGHTS), made.filed(at, **LIGHTS, visibility="office")
    found = page(cast.office, f"/advice/{one.pk}/{two.pk}/")
    assert "<mark>石梁街道三条背街没有路灯" in found.content.decode()
    assert page(cast.cosigner, f"/advice/{one.pk}/{two.pk}/").status_code == 404
    assert page(cast.outsider, f"/advice/{one.pk}/{one.pk}/").status_code == 404


def test_what_is_in_for_review_stands_in_groups_for_the_office(cast: Cast, at: Place) -> None:
    for _ in range(2):
        made.submitted(at, **LIGHTS)
    made.submitted(at)
    groups = page(cast.office, "/advice/clusters/").context["groups"]
    assert [len(group["rows"]) for group in groups] == [2]
    assert page(cast.member, "/advice/clusters/").status_code == 403


def test_what_is_word_for_word_the_same_is_marked() -> None:
    assert shared("目前全区加装电梯90部", "目前全区加装电梯80部") == [
        ("目前全区加装电梯", True),
        ("90部", False),
    ]
    assert shared("甲乙丙丁戊己庚辛壬癸", "子丑丙丁戊己庚辛寅卯") == [
        ("甲乙", False),
        ("丙丁戊己庚辛", True),
        ("壬癸", False),
    ]


def test_a_suggestion_that_no_reply_touches_is_named(cast: Cast, at: Place) -> None:
    asked = ["在幸福路小学门口加装红绿灯和人行横道线", "开通从地铁站到人民医院的社区巴士"]
    row = made.assigned(at, suggestions=asked)
    said = (
        "关于在幸福路小学门口加装红绿灯一事，我局已会同学校现场勘查，拟于暑期加装红绿灯，"
        "并重新施划人行横道线，届时欢迎您监督。感谢您对交通工作的关心和支持。"
    )
    made.reply(at, row, at.lead, on=date(2020, 5, 6), text=said)
    shown = panels(cast.office, row.pk)
    assert set(shown) == {"可能没有答到的建议"}
    assert "建议2：开通从地铁站到人民医院的社区巴士" in shown["可能没有答到的建议"]
    assert "建议1" not in shown["可能没有答到的建议"]
