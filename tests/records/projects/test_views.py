"""The pages of projects: what lists and pages show, at what cost, and the forms."""

from __future__ import annotations

from typing import Any

import pytest

from jianyan.records.projects.models import Households, Progress, Project
from tests.ground.walking import signed_in
from tests.records.projects.conftest import Scene

LIST = "/r/projects/"


def titles(page: Any) -> list[str]:
    return [row["cells"][1] for row in page.context["page"]["rows"]]


def test_a_list_shows_what_the_view_rule_shows(scene: Scene) -> None:
    scene.project(title="公开的")
    scene.project("重点项目", title="内部的", visibility="机关内部")
    scene.elsewhere()
    office = signed_in(scene.cast.office)
    assert titles(office.get(LIST)) == ["内部的", "公开的"]
    assert titles(office.get(f"{LIST}?type=work_point")) == ["公开的"]
    assert titles(signed_in(scene.cast.member).get(LIST)) == ["公开的"]


def test_what_is_overdue(scene: Scene) -> None:
    due = {"due_on": "2020-12-31"}
    scene.project(title="逾期", **due)
    scene.project(title="完成", done_on="2020-12-30", **due)
    scene.project(title="中止", stopped_on="2020-05-30", **due)
    office = signed_in(scene.cast.office)
    assert titles(office.get(f"{LIST}?late=yes")) == ["逾期"]
    assert "按期完成" in office.get(f"{LIST}?state=done").content.decode()


@pytest.mark.parametrize("size", [1, 3])
def test_a_list_costs_the_same_whatever_its_length(
    scene: Scene, django_assert_num_queries: Any, size: int
) -> None:
    for number in range(size):
        scene.project(title=f"要点{number}", body="经济委员会", leaders="安宁、柏舟")
    client = signed_in(scene.cast.office)
    with django_assert_num_queries(9):
        answer = client.get(LIST)
    assert len(titles(answer)) == size


def test_the_office_enters_one_and_finishes_it(scene: Scene) -> None:
    office = signed_in(scene.cast.office)
    typed = {"sort": "重点项目", "title": "望桥路打通工程", "planned_on": "2020-03-01"}
    assert office.post(f"{LIST}add/", typed).status_code == 302
    row = Project.objects.get()
    for name, day in (("start", "2020-03-02"), ("finish", "2020-12-01")):
        assert office.post(f"{LIST}{row.pk}/move/{name}/", {"on": day}).status_code == 302
    row = Project.objects.select_related("record").get()
    assert (row.record.state, str(row.started_on), str(row.done_on), str(row.until)) == (
        "done",
        "2020-03-02",
        "2020-12-01",
        "2020-12-01",
    )


def test_households_and_progress_are_entered_on_the_project(scene: Scene) -> None:
    row = scene.project("重点项目", started_on="2020-03-01")
    office = signed_in(scene.cast.office)
    answers = [
        office.post(f"/r/{kind}/add/?record={row.pk}", typed)
        for kind, typed in (
            ("project-households", {"what": "签约", "number": "12", "on": "2020-05-01"}),
            ("project-progress", {"text": "主体完工", "on": "2020-06-01"}),
        )
    ]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert (Households.objects.get().number, Progress.objects.get().text) == (12, "主体完工")
    page = signed_in(scene.cast.member).get(f"{LIST}{row.pk}/").content.decode()
    assert ("征迁户数" in page, "主体完工" in page) == (True, True)


@pytest.mark.parametrize("kind", ["project-households", "project-investments", "project-progress"])
def test_every_list_opens(scene: Scene, kind: str) -> None:
    row = scene.project("委员之家")
    scene.invest(row, "100", "2020-05-01")
    scene.households(row, "计划", 3, "2020-05-01")
    assert signed_in(scene.cast.office).get(f"/r/{kind}/").status_code == 200
