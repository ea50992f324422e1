"""The pages of briefs: what lists and pages show, at what cost, and the steps."""

from __future__ import annotations

from typing import Any

import pytest

from jianyan.ground.models import Suggestion
from jianyan.records.briefs.models import Brief, Combination
from tests.ground.walking import signed_in
from tests.records.briefs.conftest import TYPED, Scene

LIST = "/r/briefs/"


def titles(page: Any) -> list[str]:
    return [row["cells"][1] for row in page.context["page"]["rows"]]


def test_members_see_their_own_and_what_is_open_to_them(scene: Scene) -> None:
    scene.brief(title="甲的", authors="委员甲")
    scene.brief(title="开放的", visibility="委员可见")
    scene.brief(title="内部的")
    scene.elsewhere()
    found = [
        titles(signed_in(player).get(LIST))
        for player in (scene.cast.office, scene.cast.member, scene.cast.cosigner)
    ]
    assert found == [["内部的", "开放的", "甲的"], ["开放的", "甲的"], ["开放的"]]


def test_filters(scene: Scene) -> None:
    sent, other = scene.issued(title="报送的"), scene.issued(title="其他", category="经济发展")
    scene.send(sent)
    scene.take(other, "省")
    office = signed_in(scene.cast.office)
    asked = ("sent_up=city", "taken_up=province", "category=traffic", "state=submitted")
    assert [titles(office.get(f"{LIST}?{query}")) for query in asked] == [
        ["报送的"],
        ["其他"],
        ["报送的"],
        [],
    ]


@pytest.mark.parametrize("size", [1, 3])
def test_a_list_costs_the_same_whatever_its_length(
    scene: Scene, django_assert_num_queries: Any, size: int
) -> None:
    for number in range(size):
        scene.issued(title=f"信息{number}", authors="安宁、柏舟")
    client = signed_in(scene.cast.office)
    with django_assert_num_queries(11):
        answer = client.get(LIST)
    assert len(titles(answer)) == size


def test_the_steps_of_the_page(scene: Scene) -> None:
    office = signed_in(scene.cast.office)
    assert office.post(f"{LIST}add/", TYPED).status_code == 302
    row = Brief.objects.get()
    asked: list[tuple[str, dict[str, str]]] = [
        ("submit", {"on": "2020-03-10"}),
        ("accept", {"on": "2020-03-12"}),
        ("issue", {"on": "2020-03-16", "issue": "7"}),
    ]
    answers = [office.post(f"{LIST}{row.pk}/move/{name}/", typed) for name, typed in asked]
    row = Brief.objects.select_related("record").get()
    assert [answer.status_code for answer in answers] == [302] * 3
    assert (row.record.state, row.issue) == ("issued", 7)


def test_an_original_is_combined_by_its_own_page(scene: Scene) -> None:
    first = scene.brief(submitted_on="2020-03-10", accepted_on="2020-03-12")
    compiled = scene.issued(title="综合", make="综合", authors="")
    url = f"{LIST}{first.pk}/move/combine/"
    typed = {"on": "2020-03-18", "into": compiled.record.number}
    assert signed_in(scene.cast.office).post(url, typed).status_code == 302
    fact = Combination.objects.get()
    assert (fact.record, fact.original) == (compiled.record, first)


def test_the_page_shows_parts_and_what_was_suggested(scene: Scene) -> None:
    row = scene.issued(visibility="委员可见")
    scene.send(row)
    scene.take(row, "省")
    office = signed_in(scene.cast.office)
    typed = {"order": "1", "text": "增设停车位", "raised_on": "2020-03-20"}
    url = f"/r/suggestions/add/?record={row.pk}"
    assert office.post(url, typed).status_code == 302
    assert list(Suggestion.objects.values_list("source", flat=True)) == ["brief"]
    seen = office.get(f"{LIST}{row.pk}/").content.decode()
    wanted = ("信息报送", "信息采用", "意见建议、成果与批示", "增设停车位", "登记领导批示")
    assert [each for each in wanted if each in seen] == list(wanted)
    read = signed_in(scene.cast.member).get(f"{LIST}{row.pk}/").content.decode()
    assert [each for each in wanted if each in read] == list(wanted[:-1])


@pytest.mark.parametrize("kind", ["brief-combinations", "send-ups", "taken-up"])
def test_every_list_and_page_opens(scene: Scene, kind: str) -> None:
    first = scene.brief(submitted_on="2020-03-10", accepted_on="2020-03-12")
    compiled = scene.issued(title="综合", make="综合", authors="")
    made = {
        "brief-combinations": scene.combine(compiled, first),
        "send-ups": scene.send(compiled),
        "taken-up": scene.take(compiled),
    }
    office = signed_in(scene.cast.office)
    assert office.get(f"/r/{kind}/").status_code == 200
    assert office.get(f"/r/{kind}/{made[kind].pk}/").status_code == 200
