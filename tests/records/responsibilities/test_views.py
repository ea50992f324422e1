"""The pages of responsibilities, walked as the office and as others."""

from datetime import date
from typing import Any

import pytest

from jianyan.ground.kinds import kind_named
from jianyan.records.responsibilities.models import Duty, Patrol
from tests.entry import cleaned
from tests.ground.walking import signed_in
from tests.records.responsibilities.conftest import Scene

LIST = "/r/responsibilities/"


def posted(scene: Scene, number: int = 1) -> Duty:
    """A post with a shift and a note."""
    row = scene.duty(
        key=f"T{number}", sort="分包小区", body="织锦里", person="办公室", post=f"第{number}岗"
    )
    for slug, typed in (
        ("patrols", {"on": "2020-02-01", "shift": "早班", "entries": "40"}),
        ("responsibility-notes", {"on": "2020-02-01", "text": "走访网格员。"}),
    ):
        kind = kind_named(slug)
        data = cleaned(kind.form, scene.committee, record=f"T{number}", **typed)
        kind.add(scene.cast.office.by, scene.committee.pk, data)
    return row


@pytest.mark.parametrize("size", [1, 3])
@pytest.mark.parametrize(
    ("slug", "cost"), [("responsibilities", 10), ("patrols", 9), ("responsibility-notes", 8)]
)
def test_a_list_costs_the_same_whatever_its_length(
    scene: Scene, django_assert_num_queries: Any, slug: str, cost: int, size: int
) -> None:
    for number in range(size):
        posted(scene, number)
    client = signed_in(scene.cast.office)
    with django_assert_num_queries(cost):
        page = client.get(f"/r/{slug}/").context["page"]
    assert len(page["rows"]) == size


def test_the_record_says_who_answers_for_what(scene: Scene) -> None:
    row = posted(scene)
    text = signed_in(scene.cast.office).get(f"{LIST}{row.pk}/").content.decode()
    for words in ("分包小区：织锦里第1岗（办公室）", "织锦里", "走访网格员。", "早班", "结束"):
        assert words in text


def test_a_household_is_not_shown_to_members(scene: Scene) -> None:
    row = scene.duty(sort="结对户", person="办公室", code="帮2020-01")
    assert signed_in(scene.cast.member).get(f"{LIST}{row.pk}/").status_code == 404
    assert signed_in(scene.cast.leader).get(f"{LIST}{row.pk}/").status_code == 200


def test_the_office_enters_and_ends_by_page(scene: Scene) -> None:
    client = signed_in(scene.cast.office)
    typed = {"sort": "分包街道", "person": "领导", "body": "新河街道", "since": "2020-01-28"}
    assert client.post(f"{LIST}add/", typed).status_code == 302
    row = Duty.objects.get()
    assert row.record.title == "分包街道：新河街道（领导）"
    assert client.post(f"{LIST}{row.pk}/move/end/", {"on": "2020-03-20"}).status_code == 302
    row.refresh_from_db()
    assert (row.until, Duty.objects.get().record.state) == (date(2020, 3, 20), "ended")


def test_a_shift_is_corrected_by_page(scene: Scene) -> None:
    posted(scene)
    shift = Patrol.objects.get()
    client = signed_in(scene.cast.office)
    url = f"/r/patrols/{shift.pk}/amend/"
    form = client.get(url).context["form"]
    sent = {name: str(form[name].value() or "") for name in form.fields}
    assert client.post(url, sent | {"entries": "41"}).status_code == 302
    standing = Patrol.objects.filter(struck_at__isnull=True)
    assert list(standing.values_list("entries", flat=True)) == [41]


def test_lists_narrow_by_sort(scene: Scene) -> None:
    posted(scene)
    scene.duty(sort="分包街道", body="新河街道", person="办公室", until="2020-03-20")
    client = signed_in(scene.cast.office)
    page = client.get(LIST, {"sort": "street", "state": "ended"}).context["page"]
    assert len(page["rows"]) == 1
