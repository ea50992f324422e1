"""The pages of activities: what a list and a record page show, at what cost, and the forms."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from jianyan.ground.models import Visibility
from jianyan.records.activities.models import Activity, AgendaItem, Attendance
from tests.cast import Player
from tests.records.activities.conftest import Scene

LIST = "/r/activities/"


def signed_in(player: Player) -> Client:
    client = Client()
    client.force_login(player.account)
    return client


def titles(page: Any) -> list[str]:
    return [row["cells"][1] for row in page.context["page"]["rows"]]


def test_a_list_shows_what_the_view_rule_shows(scene: Scene) -> None:
    scene.activity(title="公开的")
    scene.activity(title="内部的", visibility=Visibility.OFFICE)
    scene.elsewhere()
    assert titles(signed_in(scene.cast.office).get(LIST)) == ["内部的", "公开的"]
    assert titles(signed_in(scene.cast.member).get(LIST)) == ["公开的"]


def test_a_branch_of_the_tree_shows_what_lies_below_it(scene: Scene) -> None:
    scene.activity(title="党课一", sort="党课")
    scene.activity(title="廉政党课一", sort="廉政党课")
    scene.activity(title="例会")
    office = signed_in(scene.cast.office)
    assert titles(office.get(f"{LIST}?type=study")) == ["廉政党课一", "党课一"]
    assert titles(office.get(f"{LIST}?type=integrity")) == ["廉政党课一"]


@pytest.mark.parametrize("size", [1, 3])
def test_a_list_costs_the_same_whatever_its_length(
    scene: Scene, django_assert_num_queries: Any, size: int
) -> None:
    for number in range(size):
        scene.activity(title=f"活动{number}", people="安宁、柏舟", places="新河社区")
    client = signed_in(scene.cast.office)
    with django_assert_num_queries(11):
        answer = client.get(LIST)
    assert len(titles(answer)) == size


def test_a_record_page_shows_who_was_there_and_where(scene: Scene) -> None:
    row = scene.activity(sort="社区走访", people="安宁", places="新河社区", others="3")
    page = signed_in(scene.cast.member).get(f"{LIST}{row.pk}/")
    text = page.content.decode()
    shown = {each for each in ("安宁", "新河社区", "记名1人，另有3人") if each in text}
    assert shown == {"安宁", "新河社区", "记名1人，另有3人"}


def test_the_office_enters_one_by_the_page(scene: Scene) -> None:
    typed = {
        "title": "到新河社区走访",
        "sort": "社区走访",
        "starts_on": "2020-04-01",
        "held_on": "2020-04-01",
        "people": "安宁、柏舟",
        "places": "新河社区",
    }
    answer = signed_in(scene.cast.office).post(f"{LIST}add/", typed)
    row = Activity.objects.get()
    assert (answer.status_code, answer["location"]) == (302, f"{LIST}{row.pk}/")
    assert Attendance.objects.filter(record=row.pk).count() == 2


def test_a_fault_keeps_what_was_typed(scene: Scene) -> None:
    typed = {
        "title": "到新河社区走访",
        "sort": "社区走访",
        "starts_on": "2020-04-01",
        "people": "无名",
    }
    answer = signed_in(scene.cast.office).post(f"{LIST}add/", typed)
    text = answer.content.decode()
    assert (answer.status_code, "到新河社区走访" in text, "没有“无名”。" in text) == (
        422,
        True,
        True,
    )
    assert Activity.objects.count() == 0


def test_the_office_enters_an_agenda_item_by_the_page(scene: Scene) -> None:
    row = scene.activity(sort="全体会议")
    url = f"/r/agenda-items/add/?record={row.pk}"
    answer = signed_in(scene.cast.office).post(url, {"order": "1", "title": "听取报告"})
    assert answer.status_code == 302
    assert [str(item) for item in AgendaItem.objects.all()] == ["1. 听取报告"]


@pytest.mark.parametrize(
    "kind", ["attendances", "visits", "guests", "agenda-items", "research-topics"]
)
def test_every_list_opens(scene: Scene, kind: str) -> None:
    scene.activity(people="安宁", places="新河社区")
    scene.topic()
    assert signed_in(scene.cast.office).get(f"/r/{kind}/").status_code == 200
