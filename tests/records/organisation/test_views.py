"""The pages of organisation, walked as the office and as others."""

from datetime import date
from typing import Any

import pytest

from jianyan.ground.kinds import kind_named
from jianyan.records.organisation.models import ListItem, Organisation
from tests import build
from tests.entry import cleaned
from tests.ground.walking import signed_in
from tests.records.organisation.conftest import Scene, belong

PARTS = {
    "ledger": {"on": "2020-09-01", "text": "公众号每周更新。"},
    "channel-checks": {"on": "2020-01-31", "result": "正常"},
    "channel-incidents": {"on": "2020-02-11", "text": "已撤回。"},
}


def furnished(scene: Scene, number: int = 1) -> Organisation:
    """An organisation and a channel, each with a row of every part."""
    group = scene.organisation(f"第{number}党组", sort="党组", key=f"D{number}")
    scene.item(group, person="领导")
    scene.channel(f"第{number}号", key=f"G{number}", keeper="办公室")
    for slug, typed in PARTS.items():
        kind = kind_named(slug)
        of = f"D{number}" if slug == "ledger" else f"G{number}"
        data = cleaned(kind.form, scene.committee, record=of, **typed)
        kind.add(scene.cast.office.by, scene.committee.pk, data)
    return group


@pytest.mark.parametrize("size", [1, 3])
@pytest.mark.parametrize(
    ("slug", "cost"),
    [
        ("organisation", 10),
        ("list-items", 8),
        ("ledger", 8),
        ("channels", 9),
        ("channel-checks", 8),
        ("channel-incidents", 8),
    ],
)
def test_a_list_costs_the_same_whatever_its_length(
    scene: Scene, django_assert_num_queries: Any, slug: str, cost: int, size: int
) -> None:
    for number in range(size):
        furnished(scene, number)
    client = signed_in(scene.cast.office)
    with django_assert_num_queries(cost):
        page = client.get(f"/r/{slug}/").context["page"]
    assert len(page["rows"]) == size


def test_the_record_says_who_belongs_and_what_is_listed(scene: Scene) -> None:
    row = furnished(scene)
    belong(build.person(scene.committee, "安宁"), row.body)
    belong(build.person(scene.committee, "柏舟"), row.body, until=date(2020, 1, 1))
    text = signed_in(scene.cast.office).get(f"/r/organisation/{row.pk}/").content.decode()
    for words in ("第1党组", "安宁", "台账不全", "公众号每周更新。", "撤销"):
        assert words in text
    assert "柏舟" not in text


def test_the_office_enters_and_ends_by_page(scene: Scene) -> None:
    client = signed_in(scene.cast.office)
    typed = {"title": "防控领导小组", "sort": "领导小组", "since": "2020-01-26"}
    assert client.post("/r/organisation/add/", typed).status_code == 302
    row = Organisation.objects.get()
    ended = client.post(f"/r/organisation/{row.pk}/move/end/", {"on": "2020-12-31"})
    assert ended.status_code == 302
    row = Organisation.objects.select_related("body").get()
    assert row.body is not None
    assert (row.record.state, row.until, row.body.until) == (
        "ended",
        date(2020, 12, 31),
        date(2020, 12, 31),
    )


def test_an_item_is_finished_by_page(scene: Scene) -> None:
    furnished(scene)
    item = ListItem.objects.get()
    client = signed_in(scene.cast.office)
    url = f"/r/list-items/{item.pk}/move/finish/"
    assert client.post(url, {"on": "2020-09-01"}).status_code == 302
    item.refresh_from_db()
    assert (item.state, item.done_on) == ("done", date(2020, 9, 1))


def test_those_of_another_committee_see_nothing(scene: Scene) -> None:
    row = furnished(scene)
    outsider = signed_in(scene.cast.outsider)
    assert outsider.get(f"/r/organisation/{row.pk}/").status_code == 404
    assert len(outsider.get("/r/list-items/").context["page"]["rows"]) == 0
