"""The generic pages, walked with publications: list, record, forms, moves."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from jianyan.ground.models import Record, Tie, Visibility
from jianyan.ground.pages.once import CHANGED
from tests import cast
from tests.ground.walking import LIST, publication, signed_in, stage, typed


@pytest.fixture
def players(db: None) -> cast.Cast:
    return stage()


def titles(page: Any) -> list[str]:
    return [row["cells"][1] for row in page.context["page"]["rows"]]


def test_who_is_not_signed_in_is_sent_to_sign_in(players: cast.Cast) -> None:
    answer = Client().get(LIST)
    assert (answer.status_code, answer["location"].startswith("/")) == (302, True)


def test_a_list_shows_what_the_view_rule_shows(players: cast.Cast) -> None:
    publication(players, "公开的")
    publication(players, "内部的", visibility=Visibility.OFFICE)
    assert titles(signed_in(players.office).get(LIST)) == ["内部的", "公开的"]
    assert titles(signed_in(players.member).get(LIST)) == ["公开的"]
    assert titles(signed_in(players.outsider).get(LIST)) == []


def test_a_record_is_not_there_for_who_may_not_view_it(players: cast.Cast) -> None:
    row = publication(players, visibility=Visibility.OFFICE)
    seen = {
        name: signed_in(player).get(f"{LIST}{row.pk}/").status_code
        for name, player in players.players().items()
    }
    assert seen == {
        "member": 404,
        "cosigner": 404,
        "office": 200,
        "officer": 404,
        "signer": 404,
        "co": 404,
        "dispatcher": 404,
        "leader": 200,
        "auditor": 200,
        "administrator": 200,
        "outsider": 404,
    }


@pytest.mark.parametrize("size", [1, 3])
def test_a_list_costs_the_same_whatever_its_length(
    players: cast.Cast, django_assert_num_queries: Any, size: int
) -> None:
    for number in range(size):
        publication(players, f"文章{number}", authors=[players.member.person])
    client = signed_in(players.office)
    with django_assert_num_queries(10):
        answer = client.get(LIST)
    assert len(titles(answer)) == size


@pytest.mark.parametrize("size", [1, 3])
def test_a_record_page_costs_the_same_whatever_its_story(
    players: cast.Cast, django_assert_num_queries: Any, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    # Panels of other modules come on top, each with statements of its own.
    monkeypatch.setattr("jianyan.kernel.panel.PANELS", {})
    row = publication(players)
    client = signed_in(players.office)
    for number in range(size):
        other = publication(players, f"另一篇{number}")
        Tie.objects.create(source=row.record, target=other.record, why="related")
    with django_assert_num_queries(13):
        client.get(f"{LIST}{row.pk}/")


def test_conditions_narrow_and_can_be_taken_away(players: cast.Cast) -> None:
    publication(players, "文章", issued_on=date(2020, 4, 1))
    publication(players, "制度", sort="regulation", issued_on=date(2020, 5, 1))
    answer = signed_in(players.office).get(LIST, {"sort": "", "since": "2020-04-15", "q": "制"})
    page = answer.context["page"]
    assert titles(answer) == ["制度"]
    assert [(chip["label"], chip["value"]) for chip in page["chips"]] == [
        ("印发不早于", "2020-04-15"),
        ("查找", "制"),
    ]
    assert page["chips"][1]["remove_url"] == f"{LIST}?since=2020-04-15"
    assert [(view["label"], view["count"]) for view in page["views"]] == [
        ("全部", 2),
        ("草稿", 0),
        ("制度", 1),
    ]


def test_a_condition_that_makes_no_sense_is_left_out_and_said(players: cast.Cast) -> None:
    publication(players)
    answer = signed_in(players.office).get(LIST, {"since": "某日", "state": "nonsense"})
    assert [notice["text"] for notice in answer.context["page"]["notices"]] == [
        "“状态”的条件“nonsense”看不懂，没有采用。",
        "“印发不早于”的条件“某日”看不懂，没有采用。",
    ]
    assert len(titles(answer)) == 1


def test_the_office_adds_a_record_once(players: cast.Cast) -> None:
    client = signed_in(players.office)
    page = client.get(f"{LIST}add/")
    mark = page.context["form"]["once"].value()
    first = client.post(f"{LIST}add/", typed(once=mark))
    second = client.post(f"{LIST}add/", typed(once=mark))
    made = Record.objects.get()
    assert (first.status_code, first["location"]) == (302, f"{LIST}{made.pk}/")
    assert second["location"] == first["location"]
    assert (made.title, made.number, made.entered_by_id) == (
        "新的文章",
        "2020-001",
        players.office.account.pk,
    )


def test_a_form_gone_back_to_and_changed_loses_nothing(players: cast.Cast) -> None:
    client = signed_in(players.office)
    mark = client.get(f"{LIST}add/").context["form"]["once"].value()
    client.post(f"{LIST}add/", typed(once=mark))
    changed = client.post(f"{LIST}add/", typed(once=mark, title="退回来改的"))
    form = changed.context["form"]
    assert (changed.status_code, form["title"].value()) == (409, "退回来改的")
    assert form.non_field_errors() == [CHANGED]
    assert list(Record.objects.values_list("title", flat=True)) == ["新的文章"]
    again = client.post(f"{LIST}add/", typed(once=form["once"].value(), title="退回来改的"))
    assert again.status_code == 302
    assert Record.objects.count() == 2


def test_an_act_sent_twice_is_answered_though_it_can_no_longer_be_done(players: cast.Cast) -> None:
    row = publication(players)
    client = signed_in(players.office)
    sent = {"reason": "登记有误", "once": "x" * 20}
    answers = [client.post(f"{LIST}{row.pk}/void/", sent) for _ in range(2)]
    assert [(one.status_code, one["location"]) for one in answers] == [
        (302, f"{LIST}{row.pk}/")
    ] * 2


def test_a_form_sent_in_vain_keeps_what_was_typed(players: cast.Cast) -> None:
    answer = signed_in(players.office).post(f"{LIST}add/", typed(sort="论文", note="写了很久"))
    form = answer.context["form"]
    assert answer.status_code == 422
    assert (form["title"].value(), form["note"].value()) == ("新的文章", "写了很久")
    assert form.errors == {"sort": ["没有“论文”。是否为理论文章？"]}
    assert Record.objects.count() == 0


def test_a_member_may_not_add_what_the_office_enters(players: cast.Cast) -> None:
    answer = signed_in(players.member).get(f"{LIST}add/")
    assert answer.status_code == 403
    assert "您没有登记文稿的权限" in answer.content.decode()


def test_an_amendment_keeps_what_another_changed_meanwhile(players: cast.Cast) -> None:
    row = publication(players)
    mine, other = signed_in(players.office), signed_in(players.administrator)
    url = f"{LIST}{row.pk}/amend/"
    opened = mine.get(url).context["form"]
    sent = {name: opened[name].value() or "" for name in opened.fields} | {"note": "甲的说明"}
    theirs = other.get(url).context["form"]
    text = {name: theirs[name].value() or "" for name in theirs.fields}
    other.post(url, _flat(text | {"title": "乙改的标题"}))
    assert mine.post(url, _flat(sent)).status_code == 302
    row.refresh_from_db()
    row.record.refresh_from_db()
    assert (row.record.title, row.note) == ("乙改的标题", "甲的说明")


def test_an_amendment_of_what_another_changed_is_refused_with_both_kept(players: cast.Cast) -> None:
    row = publication(players)
    mine, other = signed_in(players.office), signed_in(players.administrator)
    url = f"{LIST}{row.pk}/amend/"
    opened = mine.get(url).context["form"]
    sent = {name: opened[name].value() or "" for name in opened.fields}
    theirs = other.get(url).context["form"]
    other.post(
        url, _flat({n: theirs[n].value() or "" for n in theirs.fields} | {"title": "乙的标题"})
    )
    answer = mine.post(url, _flat(sent | {"title": "甲的标题"}))
    assert answer.status_code == 409
    form = answer.context["form"]
    assert form.non_field_errors() == ["“标题”已被改为“乙的标题”。您填的内容还在，请核对后再存。"]
    again = {name: form[name].value() or "" for name in form.fields}
    assert again["title"] == "甲的标题"
    assert mine.post(url, _flat(again)).status_code == 302
    assert Record.objects.get(pk=row.pk).title == "甲的标题"


def _flat(values: dict[str, Any]) -> dict[str, str]:
    return {name: str(value) for name, value in values.items()}


def test_a_choice_is_never_made_unawares(players: cast.Cast) -> None:
    form = signed_in(players.office).get(f"{LIST}add/").context["form"]
    assert form.fields["visibility"].choices[0][0] == ""
