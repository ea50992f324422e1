"""Categories that come with a later version: offered, added only where agreed to, never renamed."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from jianyan.ground import founding, shipped
from jianyan.ground.models import Category, Trail
from jianyan.kernel.errors import Refused
from jianyan.site import doctor_data
from tests.cast import Cast, assemble

pytestmark = pytest.mark.django_db
PATH = "/categories/shipped/"


@pytest.fixture
def cast() -> Cast:
    made = assemble()
    for committee in (made.committee, made.other):
        founding.settle(committee, "county", since=date(2000, 1, 1))
    return made


def own(cast: Cast, scheme: str = "contact_way") -> dict[str, str]:
    rows = Category.objects.filter(committee=cast.committee, scheme=scheme).order_by("order")
    return dict(rows.values_list("code", "label"))


def lose(cast: Cast, scheme: str, *codes: str) -> None:
    """As if the committee had been founded before these entries were shipped."""
    Category.objects.filter(committee=cast.committee, scheme=scheme, code__in=codes).delete()


def test_a_new_committee_lacks_nothing(client: Client, cast: Cast) -> None:
    assert shipped.lacking(cast.committee.pk) == []
    client.force_login(cast.administrator.account)
    assert "没有缺少的类别" in client.get(PATH).content.decode()
    assert "未加入" not in client.get("/r/categories/").content.decode()


def test_what_the_place_changed_is_not_offered_again_and_stays(cast: Cast) -> None:
    rows = Category.objects.filter(committee=cast.committee, scheme="contact_way")
    rows.filter(code="face").update(label="当面沟通", until=date(2020, 1, 1), order=9)
    lose(cast, "contact_way", "letter")
    found = shipped.lacking(cast.committee.pk)
    assert [one.entry.key for one in found] == ["contact_way/letter"]
    shipped.take(
        cast.administrator.by, cast.committee.pk, {"contact_way/letter", "contact_way/face"}
    )
    assert own(cast)["face"] == "当面沟通"
    assert list(own(cast))[-1] == "letter"


def test_the_administrator_agrees_to_some(client: Client, cast: Cast) -> None:
    lose(cast, "contact_way", "letter", "telephone")
    Category.objects.create(
        committee=cast.committee, scheme="contact_way", code="call", label="电话", order=20
    )
    client.force_login(cast.administrator.account)
    assert "随程序的类别（2项未加入）" in client.get("/r/categories/").content.decode()
    assert "已有同名的一项（call）" in client.get(PATH).content.decode()
    assert client.post(PATH, {}).status_code == 422
    assert client.post(PATH, {"pk": ["contact_way/letter", "nothing/x"]}).status_code == 302
    assert {"letter", "telephone"} & own(cast).keys() == {"letter"}
    row = Trail.objects.latest("pk")
    assert (row.label, row.changes["code"]) == ("加入随程序的类别", [None, "contact_way/letter"])
    client.force_login(cast.office.account)
    assert client.get(PATH).status_code == 403
    assert "未加入" not in client.get("/r/categories/").content.decode()


def test_a_branch_is_not_added_without_what_it_hangs_on(cast: Cast) -> None:
    below = next(one for one in shipped.shipped() if one.parent)
    above = Category.objects.get(committee=cast.committee, scheme=below.scheme, code=below.parent)
    Category.objects.filter(parent__parent=above).delete()
    Category.objects.filter(parent=above).delete()
    above.delete()
    by, committee = cast.administrator.by, cast.committee.pk
    with pytest.raises(Refused, match="请一并勾选"):
        shipped.take(by, committee, {below.key})
    made = shipped.take(by, committee, {below.key, f"{below.scheme}/{below.parent}"})
    assert {one.code for one in made} == {below.code, below.parent}
    assert {one.code: one.parent and one.parent.code for one in made}[below.code] == below.parent


def test_the_doctor_remarks_on_it(cast: Cast) -> None:
    assert doctor_data.check_categories().message == "各委员会的类别表都有随程序的类别。"
    lose(cast, "contact_way", "letter")
    found = doctor_data.check_categories()
    assert found.level == "ok"
    assert found.message == (
        "政协lanting区委员会有1项随程序的类别还没有加入，要不要由管理员在“类别”页决定。"
    )
