"""The sheet of the review: many cases decided at once, each by its own rules."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from jianyan.ground.models import Trail
from jianyan.records.proposals.models import Merge, Proposal, Review
from jianyan.records.proposals.reviewing import bulk
from tests.cast import Cast
from tests.records.proposals import made
from tests.records.proposals.made import Place
from tests.records.proposals.test_reviewing import ON, TITLE, opine, states, told

pytestmark = pytest.mark.django_db


def test_numbers_are_given_in_the_order_of_receipt(cast: Cast, at: Place) -> None:
    late = made.submitted(at, on=date(2020, 1, 10)).pk
    first, second = made.many(at, 2)
    assert bulk.file_many(cast.office.by, [late, second, first], on=ON) == {}
    found = dict(Proposal.objects.values_list("pk", "record__number"))
    assert (found[first], found[second], found[late]) == ("930001", "930002", "930003")
    assert told(cast.member) == [
        "您的提案《关于第0件事的提案》已立案，提案号930001。",
        "您的提案《关于第1件事的提案》已立案，提案号930002。",
        f"您的提案《{TITLE}》已立案，提案号930003。",
    ]
    steps = (
        Trail.objects.filter(record=first).order_by("pk").values_list("move", "source", "target")
    )
    assert list(steps)[-1] == ("file", "submitted", "filed")


def test_one_that_is_refused_does_not_hold_up_the_others(cast: Cast, at: Place) -> None:
    done = made.filed(at).pk
    first, second = made.many(at, 2)
    refused = bulk.file_many(cast.office.by, [first, done, second, 999999], on=ON)
    assert set(refused) == {done, 999999}
    assert refused[done].startswith("930001 关于补建充电设施的提案现为“已立案”")
    assert states(first, second) == ["filed", "filed"]
    assert (
        bulk.file_many(cast.member.by, made.many(at, 1), on=ON)
        .popitem()[1]
        .startswith("您没有立案")
    )


def test_each_is_decided_as_its_own_review_proposed(cast: Cast, at: Place) -> None:
    filed, merged, empty, back, silent = made.many(at, 5)
    main = Proposal.objects.select_related("record").get(pk=filed).record
    opine(cast, filed, "filed")
    opine(cast, merged, "merged", main=main)
    opine(cast, empty, "not_filed", cause=at.category("not_filed_reason", "empty"))
    opine(cast, back, "sent_back", reason="请写明地点")
    refused = bulk.as_opined(cast.office.by, [merged, empty, filed, back, silent], on=ON)
    assert refused == {silent: bulk.NO_OPINION}
    assert states(filed, merged, empty, back, silent) == [
        "filed",
        "merged",
        "not_filed",
        "sent_back",
        "submitted",
    ]
    assert Merge.objects.get(record=merged).main_id == filed
    outcomes = Review.objects.order_by("record").values_list("outcome", "onward__code")
    assert list(outcomes) == [("filed", None), ("not_filed", "brief"), ("sent_back", None)]


def test_a_case_filed_before_keeps_its_number(cast: Cast, at: Place) -> None:
    row = made.filed(at)
    made.filed(at)
    Proposal.objects.get(pk=row.pk).record.__class__.objects.filter(pk=row.pk).update(
        state="submitted"
    )
    assert bulk.file_many(cast.office.by, [row.pk], on=date(2020, 2, 1)) == {}
    kept = Proposal.objects.select_related("record").get(pk=row.pk)
    assert (kept.record.number, kept.filed_on) == ("930001", ON)


def post(client: Client, do: str, pks: list[int], query: str = "", **fields: Any) -> Any:
    data = {"do": do, "pk": pks, "on": "2020-01-20", **fields}
    return client.post(f"/proposals/review/{query}", data)


@pytest.mark.parametrize(("count", "statements"), [(10, 47), (100, 49)])
def test_a_hundred_are_filed_in_as_many_statements_as_ten(
    client: Client,
    cast: Cast,
    at: Place,
    django_assert_max_num_queries: Any,
    count: int,
    statements: int,
) -> None:
    client.force_login(cast.office.account)
    pks = made.many(at, count)
    with django_assert_max_num_queries(statements):
        answer = post(client, "file", pks, once="mark")
    assert answer.status_code == 302
    numbers = Proposal.objects.order_by("pk").values_list("record__number", flat=True)
    assert list(numbers) == [f"93{place:04d}" for place in range(1, count + 1)]


@pytest.mark.parametrize("count", [10, 100])
def test_the_sheet_takes_as_many_statements_for_a_hundred(
    client: Client, cast: Cast, at: Place, django_assert_num_queries: Any, count: int
) -> None:
    client.force_login(cast.office.account)
    for pk in made.many(at, count)[:5]:
        opine(cast, pk, "filed", lead=at.lead)
    client.get("/proposals/review/")
    with django_assert_num_queries(14):
        page = client.get("/proposals/review/").content.decode()
    assert f"待审查的提案 {count} 件" in page


def test_the_sheet_keeps_filters_ticks_and_says_why(client: Client, cast: Cast, at: Place) -> None:
    client.force_login(cast.office.account)
    first, second, third = made.many(at, 3)
    answer = post(
        client, "prereview", [first, second], "?local=city", stage="first", opinion="filed"
    )
    assert answer.url == "/proposals/review/?local=city"
    page = client.get(answer.url).content.decode()
    assert f'value="{first}" aria-label="选择 关于第0件事的提案" data-select checked' in page
    assert f'value="{third}" aria-label="选择 关于第2件事的提案" data-select>' in page
    answer = post(client, "as_opined", [first, third])
    assert answer.status_code == 422
    page = answer.content.decode()
    assert bulk.NO_OPINION in page
    assert f'value="{third}" aria-label="选择 关于第2件事的提案" data-select checked' in page
    assert states(first, second, third) == ["filed", "submitted", "submitted"]
    assert "关于第0件事的提案：" in post(client, "file", [first, third]).content.decode()
    assert "请选择不予立案理由" in post(client, "not_file", [second]).content.decode()
    assert "请先勾选" in post(client, "file", []).content.decode()


def test_the_sheet_is_the_office_s(client: Client, cast: Cast, at: Place) -> None:
    for who in (cast.member, cast.officer, cast.dispatcher, cast.leader):
        client.force_login(who.account)
        assert client.get("/proposals/review/").status_code == 403
