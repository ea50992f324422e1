"""The pages of consultations: lists, a record page, a step by the page."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from jianyan.records.consultations import actions
from jianyan.records.consultations.models import Topic
from tests.cast import Player
from tests.records.consultations.conftest import WHOLE, Scene

LIST = "/r/consultations/"


def signed_in(player: Player) -> Client:
    client = Client()
    client.force_login(player.account)
    return client


def titles(page: Any) -> list[str]:
    return [row["cells"][1] for row in page.context["page"]["rows"]]


def test_a_list_by_plan_year(scene: Scene) -> None:
    scene.topic(title="今年")
    scene.topic(title="下年", plan_year="2021", upto="passed_on")
    scene.elsewhere()
    office = signed_in(scene.cast.office)
    assert titles(office.get(LIST)) == ["下年", "今年"]
    assert titles(office.get(f"{LIST}?year=2020")) == ["今年"]
    assert titles(office.get(f"{LIST}?form=thematic&state=completed")) == ["今年"]


@pytest.mark.parametrize("size", [1, 3])
def test_a_list_costs_the_same_whatever_its_length(
    scene: Scene, django_assert_num_queries: Any, size: int
) -> None:
    for number in range(size):
        scene.topic(title=f"议题{number}", upto="listed_on", units="区民政局")
    client = signed_in(scene.cast.office)
    with django_assert_num_queries(11):
        answer = client.get(LIST)
    assert len(titles(answer)) == size


def test_a_record_page_shows_its_steps_and_projects(scene: Scene) -> None:
    row = scene.topic(units="区民政局")
    data = {"record": row.record, "title": "改造老旧小区", "inspected_on": date(2020, 6, 10)}
    actions.add_project(scene.cast.office.by, scene.committee.pk, data)
    text = signed_in(scene.cast.member).get(f"{LIST}{row.pk}/").content.decode()
    wanted = ("楼宇经济", "区民政局", "区委常委会批准", "改造老旧小区", "已完成")
    assert [each for each in wanted if each not in text] == []


def test_the_office_enters_one_by_the_page(scene: Scene) -> None:
    typed = {"title": "楼宇经济", "form": "专题协商", "plan_year": "2020", **WHOLE}
    answer = signed_in(scene.cast.office).post(f"{LIST}add/", typed)
    row = Topic.objects.get()
    assert (answer.status_code, answer["location"]) == (302, f"{LIST}{row.pk}/")
    assert row.record.state == "completed"


def test_projects_are_listed(scene: Scene) -> None:
    assert signed_in(scene.cast.office).get("/r/livelihood-projects/").status_code == 200
