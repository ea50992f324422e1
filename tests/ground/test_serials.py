"""第0123号: a bare serial is found in every session, the latest first, each named by its session."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from jianyan.ground import fields
from jianyan.ground.models import Record, Rulebook, Session, Visibility
from jianyan.ground.serials import records_of, serial_of
from tests import build
from tests.cast import Cast, assemble
from tests.ground.walking import publication
from tests.records.proposals import made
from tests.records.proposals.made import Place

pytestmark = pytest.mark.django_db
D = date


@pytest.fixture
def cast() -> Cast:
    return assemble()


@pytest.fixture
def at(cast: Cast) -> Place:
    return made.place(cast.committee)


def numbered(at: Place, *numbers: tuple[str, int, date]) -> list[Any]:
    """Cases of sessions of the ninth term that bear a number and a day."""
    rows = [made.filed(at, title=f"{number}号案") for number, _, _ in numbers]
    term = at.session.term
    for row, (number, session, on) in zip(rows, numbers, strict=True):
        days = {"opens_on": D(2017 + session, 1, 8), "closes_on": D(2017 + session, 1, 11)}
        of, _ = Session.objects.get_or_create(term=term, number=session, defaults=days)
        Record.objects.filter(pk=row.pk).update(number=number, session=of, dated_on=on)
    return rows


@pytest.mark.parametrize(
    ("text", "serial"),
    [("0123", 123), ("第0123号", 123), ("123号", 123), (" 第 7 号提案 ", 7), ("930123", None),
     ("第0号", None), ("0123号案", None), ("路灯", None), ("第号", None), ("", None)],
)  # fmt: skip
def test_what_a_bare_serial_is(text: str, serial: int | None) -> None:
    assert serial_of(text) == serial


@pytest.fixture
def three(at: Place) -> list[Any]:
    """0123 of two sessions, and 1123, whose number ends alike."""
    return numbered(
        at, ("920123", 2, D(2019, 2, 1)), ("930123", 3, D(2020, 2, 1)), ("931123", 3, D(2020, 2, 2))
    )


@pytest.mark.parametrize("text", ["0123", "第0123号", "123号", "第123号"])
def test_the_search_finds_it_in_each_session(
    client: Client, cast: Cast, three: list[Any], text: str
) -> None:
    client.force_login(cast.office.account)
    found = client.get("/search/", {"q": text}).context["hits"]
    assert [(one.session, one.number) for one in found] == [
        ("九届三次", "930123"),
        ("九届二次", "920123"),
    ]
    page = client.get("/search/", {"q": text}).content.decode()
    assert page.index("九届三次") < page.index("九届二次")
    whole = client.get("/search/", {"q": "第930123号"}).context["hits"]
    assert [one.number for one in whole] == ["930123"]


def test_the_list_has_the_latest_first_and_names_the_sessions(
    client: Client, cast: Cast, three: list[Any]
) -> None:
    client.force_login(cast.office.account)
    page = client.get("/r/proposals/", {"q": "第0123号"}).content.decode()
    assert (
        "“第0123号”在几个届次都有：九届三次 930123、九届二次 920123。只要一件的，请写全号。" in page
    )
    assert "931123" not in page
    alone = client.get("/r/proposals/", {"q": "第1123号"}).content.decode()
    assert "931123" in alone
    assert "在几个届次都有" not in alone
    whole = client.get("/r/proposals/", {"q": "930123"}).content.decode()
    assert ("930123" in whole, "920123" in whole) == (True, False)


def test_nobody_finds_what_they_may_not_see(client: Client, cast: Cast, three: list[Any]) -> None:
    for player in (cast.officer, cast.outsider):
        client.force_login(player.account)
        assert client.get("/search/", {"q": "第0123号"}).context["hits"] == []


def test_a_field_never_guesses(cast: Cast, three: list[Any]) -> None:
    field = fields.RecordPick("proposals", label="提案号")
    field.committee = cast.committee.pk
    assert field.clean("930123").pk == three[1].pk
    with pytest.raises(ValidationError) as refused:
        field.clean("第0123号")
    assert refused.value.messages == [
        "“第0123号”在哪个届次？可能是九届三次930123、九届二次920123，请写全号。"
    ]


def test_former_patterns_and_years_are_read_too(cast: Cast, at: Place) -> None:
    Rulebook.objects.create(
        committee=at.committee, number=1, name="旧", since=D(2000, 1, 1),
        data={"numbers": {"proposals": "{term}-{session}-{seq:03d}"}},
    )  # fmt: skip
    (case,) = numbered(at, ("9-3-007", 3, D(2020, 2, 1)))
    build.category(cast.committee, "publication_sort", "paper")
    paper = publication(cast, "调研报告", visibility=Visibility.OFFICE)
    Record.objects.filter(pk=paper.pk).update(number="2020-007")
    of = (cast.committee.pk,)
    both = sorted([case.pk, paper.pk])
    assert [sorted(records_of(text, of)) for text in ("第7号", "007", "0007号")] == [both, both, []]
    assert records_of("第7号提案", of) == [case.pk]
    assert records_of("第7号", (cast.other.pk,)) == []
