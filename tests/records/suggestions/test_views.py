"""The pages of suggestions: what lists and pages show, at what cost, and the steps."""

from __future__ import annotations

from typing import Any

import pytest

from jianyan.ground.models import Record, Response, Settlement
from tests.ground.walking import signed_in
from tests.records.suggestions.conftest import Scene

LIST = "/r/suggestions/"


def texts(page: Any) -> list[str]:
    return [row["cells"][2] for row in page.context["page"]["rows"]]


def test_a_list_shows_what_the_view_rule_shows(scene: Scene) -> None:
    scene.problem(text="公开的", order=1)
    scene.suggestion(scene.brief, text="内部的", raised_on="2020-03-09")
    Record.objects.filter(pk=scene.brief.pk).update(visibility="office")
    scene.elsewhere()
    assert texts(signed_in(scene.cast.office).get(LIST)) == ["公开的", "内部的"]
    assert texts(signed_in(scene.cast.member).get(LIST)) == ["公开的"]
    assert texts(signed_in(scene.cast.outsider).get(LIST)) == ["别处"]


def test_filters(scene: Scene) -> None:
    scene.problem(text="问题")
    scene.suggestion(text="建议")
    office = signed_in(scene.cast.office)
    asked = ("source=visit", "place=community", "nature=problem", "state=raised&nature=suggestion")
    assert [texts(office.get(f"{LIST}?{query}")) for query in asked] == [
        ["问题"],
        ["问题"],
        ["问题"],
        ["建议"],
    ]


def test_what_is_overdue(scene: Scene) -> None:
    late, done, _open = (
        scene.problem(text=text, **typed)
        for text, typed in (
            ("逾期", {"due_on": "2020-06-01"}),
            ("已办", {"due_on": "2020-06-01"}),
            ("无期限", {}),
        )
    )
    scene.settle(done, "报告办结", "2020-06-03")
    page = signed_in(scene.cast.office).get(f"{LIST}?late=yes")
    assert texts(page) == ["逾期"]
    text = signed_in(scene.cast.office).get(f"{LIST}?state=said_done").content.decode()
    assert "迟 2 天办结" in text
    assert late.due_on is not None


@pytest.mark.parametrize("size", [1, 3])
def test_a_list_costs_the_same_whatever_its_length(
    scene: Scene, django_assert_num_queries: Any, size: int
) -> None:
    for _ in range(size):
        scene.problem(unit="区住建局")
    client = signed_in(scene.cast.office)
    with django_assert_num_queries(9):
        answer = client.get(LIST)
    assert len(texts(answer)) == size


def test_the_steps_of_the_page_leave_the_facts_that_figures_count(scene: Scene) -> None:
    row = scene.suggestion()
    office = signed_in(scene.cast.office)
    asked: list[tuple[str, dict[str, str]]] = [
        ("send", {"on": "2020-03-12", "unit": "区住建局"}),
        ("answer", {"on": "2020-04-01", "verdict": "采纳", "unit": "区住建局"}),
        ("report_done", {"on": "2020-05-01"}),
        ("dispute", {"on": "2020-05-03", "reason": "路口仍无灯"}),
        ("confirm", {"on": "2020-06-01"}),
    ]
    answers = [office.post(f"{LIST}{row.pk}/move/{name}/", typed) for name, typed in asked]
    row.refresh_from_db()
    assert [answer.status_code for answer in answers] == [302] * 5
    assert (row.state, str(row.unit)) == ("confirmed", "区住建局")
    assert list(Response.objects.values_list("verdict", flat=True)) == ["adopted"]
    assert list(Settlement.objects.order_by("on").values_list("verdict", flat=True)) == [
        "said_done",
        "disputed",
        "confirmed",
    ]


def test_a_step_wants_its_reason(scene: Scene) -> None:
    row = scene.suggestion()
    typed = {"on": "2020-04-01", "verdict": "未采纳"}
    answer = signed_in(scene.cast.office).post(f"{LIST}{row.pk}/move/answer/", typed)
    assert (answer.status_code, "未采纳的请写明理由。" in answer.content.decode()) == (422, True)
    assert Response.objects.count() == 0


def test_the_page_of_one_shows_what_became_of_it(scene: Scene) -> None:
    row = scene.problem(unit="区住建局")
    scene.answer(row, "部分采纳", reason="先修干道")
    scene.settle(row, "报告办结")
    scene.commit(record="活动2020-001", suggestion="活动2020-001/1")
    page = signed_in(scene.cast.member).get(f"{LIST}{row.pk}/")
    text = page.content.decode()
    wanted = ("楼道积水", "走访", "新河社区", "部分采纳", "报告办结", "年内修好")
    assert [each for each in wanted if each in text] == list(wanted)
    assert [section.get("tool") for section in page.context["sections"]] == [None] * 4


def test_the_office_enters_an_answer_from_the_page(scene: Scene) -> None:
    row = scene.suggestion()
    office = signed_in(scene.cast.office)
    page = office.get(f"{LIST}{row.pk}/")
    tools = [section["tool"]["url"] for section in page.context["sections"]]
    assert 'value="协商2020-01/1"' in office.get(tools[0]).content.decode()
    typed = {"suggestion": "协商2020-01/1", "on": "2020-04-01", "verdict": "采纳"}
    assert office.post(tools[0], typed).status_code == 302
    assert Response.objects.get().suggestion == row


@pytest.mark.parametrize(
    "kind", ["responses", "settlements", "commitments", "outcomes", "instructions"]
)
def test_every_list_and_page_opens(scene: Scene, kind: str) -> None:
    row = scene.suggestion()
    made = {
        "responses": scene.answer(row, "采纳"),
        "settlements": scene.settle(row, "报告办结"),
        "commitments": scene.commit(),
        "outcomes": scene.measure(),
        "instructions": scene.instruct(),
    }
    office = signed_in(scene.cast.office)
    assert office.get(f"/r/{kind}/").status_code == 200
    assert office.get(f"/r/{kind}/{made[kind].pk}/").status_code == 200
