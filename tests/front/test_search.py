"""Global search: rights and match in one query, order, kinds, marks, paging, people and bodies."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from jianyan.ground.models import BodyKind, Visibility
from jianyan.site.cli import main
from tests import build, cast
from tests.ground.walking import publication, signed_in, stage
from tests.records.proposals import made


@pytest.fixture
def players(db: None) -> cast.Cast:
    return stage()


def searched(player: cast.Player, words: str, **more: str) -> Any:
    return signed_in(player).get("/search/", {"q": words, **more}).context


def titles(context: Any) -> list[str]:
    return ["".join(text for text, _ in hit.title) for hit in context["hits"]]


def test_only_what_one_may_see_is_found(players: cast.Cast) -> None:
    publication(players, "养老服务公开稿")
    publication(players, "养老服务内部稿", visibility=Visibility.OFFICE)
    publication(players, "停车")
    found = {
        name: sorted(titles(searched(player, "养老"))) for name, player in players.players().items()
    }
    both = ["养老服务公开稿", "养老服务内部稿"]
    assert found == {
        "member": both[:1],
        "cosigner": both[:1],
        "office": both,
        "officer": [],
        "signer": [],
        "co": [],
        "dispatcher": [],
        "leader": both,
        "auditor": both,
        "administrator": both,
        "outsider": [],
    }


def test_a_unit_finds_its_own_cases_alone(players: cast.Cast) -> None:
    at = made.place(players.committee)
    made.assigned(at, title="充电设施甲", sendings=[made.Sending(players.unit, "sole")])
    made.assigned(at, title="充电设施乙")
    assert titles(searched(players.officer, "充电设施")) == ["充电设施甲"]
    assert titles(searched(players.dispatcher, "充电设施")) == ["充电设施甲"]


def test_the_best_has_it_in_the_title_and_the_newest_is_newest(players: cast.Cast) -> None:
    publication(players, "托幼服务", dated_on=date(2020, 1, 1))
    publication(players, "另一篇", dated_on=date(2020, 2, 2), note="也说到托幼")
    assert titles(searched(players.office, "托幼"))[0] == "托幼服务"
    assert titles(searched(players.office, "托幼*"))[0] == "托幼服务"
    newest = titles(searched(players.office, "托幼", by="newest"))
    assert newest == sorted(newest, key=["另一篇", "托幼服务"].index)


def test_a_number_is_found_first(players: cast.Cast) -> None:
    at = made.place(players.committee)
    made.filed(at, title="先立的")
    number = made.filed(at, title="后立的").record.number
    assert titles(searched(players.office, number))[0] == "后立的"


def test_what_was_asked_is_marked(players: cast.Cast) -> None:
    publication(players, "关于社区养老的调研")
    (hit,) = searched(players.office, "养老")["hits"]
    assert hit.title == [("关于社区", False), ("养老", True), ("的调研", False)]
    page = signed_in(players.office).get("/search/", {"q": "养老"}).content.decode()
    assert "关于社区<mark>养老</mark>的调研" in page


def test_kinds_are_counted_and_narrow_the_search(players: cast.Cast) -> None:
    at = made.place(players.committee)
    publication(players, "充电桩文稿")
    made.submitted(at, title="充电桩提案")
    whole = searched(players.office, "充电桩")
    chips = [(chip["label"], chip["count"]) for chip in whole["kinds"]]
    assert chips == [("全部", ""), ("提案", "1"), ("文稿、制度、荣誉", "1")]
    assert titles(searched(players.office, "充电桩", kind="proposals")) == ["充电桩提案"]
    assert len(titles(searched(players.office, "充电桩", kind="nonsense"))) == 2


def test_people_and_bodies_are_found_by_name(players: cast.Cast) -> None:
    build.body(players.committee, BodyKind.UNIT, "区卫生健康局")
    found = searched(players.office, "卫生健康")["nouns"]
    assert [row["title"] for row in found] == ["区卫生健康局"]
    assert [row["title"] for row in searched(players.office, "委员甲")["nouns"]] == ["委员甲"]
    assert searched(players.officer, "委员甲")["nouns"] == []
    assert searched(players.outsider, "委员甲")["nouns"] == []


def test_pages_turn(players: cast.Cast) -> None:
    for number in range(23):
        publication(players, f"养老之{number}")
    first, second = (searched(players.office, "养老", page=page) for page in ("1", "2"))
    assert (len(first["hits"]), len(second["hits"]), first["count"]) == (20, 3, "23 件")
    assert (first["pager"]["prev_url"], second["pager"]["next_url"]) == ("", "")
    assert len(searched(players.office, "养老", page="99")["hits"]) == 3


@pytest.mark.parametrize("words", ["", "  ", "，。", '"', "没有的词", "'; DROP", "a" * 500])
def test_nothing_to_find_is_said(players: cast.Cast, words: str) -> None:
    page = signed_in(players.office).get("/search/", {"q": words})
    assert (page.status_code, page.context.get("hits") or []) == (200, [])
    assert page.context["blank"]["what"]


@pytest.mark.parametrize("size", [1, 3])
def test_a_search_costs_the_same_however_much_is_found(
    players: cast.Cast, django_assert_num_queries: Any, size: int
) -> None:
    for number in range(size):
        publication(players, f"养老之{number}")
    client = signed_in(players.office)
    client.get("/search/", {"q": "养老"})
    with django_assert_num_queries(10):
        client.get("/search/", {"q": "养老"})


def test_the_count_is_capped(players: cast.Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jianyan.front.found.MOST", 3)
    for number in range(5):
        publication(players, f"养老之{number}")
    found = searched(players.office, "养老")
    assert (found["count"], len(found["hits"])) == ("1000 件以上", 2)


def asked(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    assert main(["search", *words, "--committee", "lanting", "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_the_command_says_what_the_page_says(
    players: cast.Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    at = made.place(players.committee)
    row = publication(players, "养老文稿", note="说明")
    made.submitted(at, title="养老提案")
    found = asked(capsys, "养老", "--kind", "publications")
    (hit,) = found["hits"]
    assert (found["count"], hit["record"], hit["kind"]) == (1, row.pk, "publications")
    assert (hit["title"], hit["date"]) == ("养老文稿", "2020-03-02")
    assert sorted(hit) == ["date", "kind", "number", "record", "snippet", "title"]
    assert asked(capsys, "养老", "--newest")["count"] == 2
    assert asked(capsys, "养老", "--best", "--as", players.member.account.username)["count"] == 1


def test_the_command_refuses_a_kind_nobody_declared(
    players: cast.Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["search", "养老", "--committee", "lanting", "--kind", "nonsense"]) == 2
    assert "没有名为“nonsense”的记录种类" in capsys.readouterr().err
    assert main(["search", "养\udcff老", "--committee", "lanting"]) == 2
    assert "不是 UTF-8 编码" in capsys.readouterr().err
    assert main(["search", " ", "--committee", "lanting", "--json"]) == 2
    assert "请写明要找什么" in capsys.readouterr().err
