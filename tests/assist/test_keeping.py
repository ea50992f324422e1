"""Advice kept for the tables of many: the words of the case's own page, and no more than one may see."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from jianyan.assist.keeping import keep
from jianyan.assist.models import Kept
from jianyan.assist.training import train
from jianyan.ground.advised import say_of
from jianyan.ground.models import Record
from tests.assist.test_advice import LIGHTS
from tests.assist.test_panels import panels
from tests.cast import Cast, assemble
from tests.records.proposals import made
from tests.records.proposals.made import Place, stage

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return assemble()


@pytest.fixture
def at(cast: Cast) -> Place:
    return stage(cast)


def said(who: Any, at: Place, pk: int) -> Any:
    return say_of(who.actor, at.committee.pk, "proposals", [pk], "unit")


def test_the_review_table_says_what_the_page_says(client: Client, cast: Cast, at: Place) -> None:
    before = made.filed(at, **LIGHTS)
    train(at.committee.pk)
    now = made.submitted(at, **LIGHTS)
    client.force_login(cast.office.account)
    path = reverse("proposal-review")
    assert "待比对" in client.get(path).content.decode()
    assert (keep(), keep()) == (2, 0)
    (one,) = said(cast.office, at, now.pk)[now.pk].likes
    assert (one.record, one.label) == (before.pk, "已立案")
    shown = client.get(path).content.decode()
    assert f"{before.record.number} {LIGHTS['title']}" in shown
    assert f"已立案；{one.why}" in shown
    assert one.why in panels(cast.office, now.pk)["相近的提案"]


def test_the_table_of_assignment_names_the_usual_unit(
    client: Client, cast: Cast, at: Place
) -> None:
    school = {
        "title": "关于增加中小学课后服务的提案",
        "situation": "学校放学早，教师不足，家长接送难。",
    }
    row = made.filed(at, **school)
    keep()
    one = said(cast.office, at, row.pk)[row.pk].named["unit"][0]
    assert one.label == "区教育局"
    client.force_login(cast.office.account)
    shown = client.get(reverse("proposal-assign")).content.decode()
    assert f"单位参考：区教育局（{one.why}）" in shown
    assert one.why in panels(cast.office, row.pk)["类别和单位参考"]


def test_what_one_may_not_see_is_not_named(cast: Cast, at: Place) -> None:
    made.filed(at, **LIGHTS, visibility="office")
    now = made.submitted(at, **LIGHTS)
    keep()
    assert len(said(cast.office, at, now.pk)[now.pk].likes) == 1
    assert said(cast.cosigner, at, now.pk)[now.pk].likes == ()


def test_a_new_like_and_a_changed_text_are_looked_at_anew(cast: Cast, at: Place) -> None:
    first = made.submitted(at, **LIGHTS)
    assert (keep(), Kept.objects.get().likes) == (1, [])
    made.submitted(at, **LIGHTS)
    assert keep() == 2
    assert len(said(cast.office, at, first.pk)[first.pk].likes) == 1
    Record.objects.filter(pk=first.pk).update(version=9)
    assert keep() == 2


@pytest.mark.parametrize("count", [2, 20])
def test_many_are_said_of_in_as_many_statements_as_two(
    cast: Cast, at: Place, django_assert_num_queries: Any, count: int
) -> None:
    made.filed(at, **LIGHTS)
    pks = made.many(at, count)
    Record.objects.filter(pk__in=pks).update(title=LIGHTS["title"])
    keep()
    actor = cast.office.actor
    with django_assert_num_queries(4):
        found = say_of(actor, at.committee.pk, "proposals", pks, "unit")
    assert len(found) == count
    assert all(one.likes for one in found.values())
