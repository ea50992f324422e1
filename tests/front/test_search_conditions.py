"""Search by conditions typed or clicked, and by the names of people and units."""

from __future__ import annotations

import json
from datetime import date
from typing import Any
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from jianyan.ground import search
from jianyan.ground.models import Body, Record, Visibility
from jianyan.site.cli import main
from tests import build, cast
from tests.ground.walking import publication, signed_in, stage
from tests.records.proposals import made

from .test_search import searched, titles


@pytest.fixture
def players(db: None) -> cast.Cast:
    return stage()


@pytest.fixture
def at(players: cast.Cast) -> made.Place:
    """Four proposals and a publication."""
    at = made.place(players.committee)
    Body.objects.filter(pk=at.lead.pk).update(short="住建局")
    made.replied(at, title="停车甲")
    made.assigned(at, title="停车乙")
    made.assigned(at, title="停车丙", sendings=[made.Sending(at.co, "sole")])
    made.submitted(at, title="充电丁", proposer=at.cosigner)
    publication(players, "停车戊", dated_on=date(2019, 4, 1))
    return at


CONDITIONS = [
    ("单位:住建局", ["停车甲", "停车乙"]),
    ("承办单位：区城管局", ["停车丙"]),
    ("单位:住建局、区城管局", ["停车丙", "停车乙", "停车甲"]),
    ("单位:住建局 状态:已答复", ["停车甲"]),
    ("单位:住建局 状态:已答复 2020年", ["停车甲"]),
    ("单位:住建局 2019年", []),
    ("停车 2019年", ["停车戊"]),
    ("停车 2019年 2020年", ["停车丙", "停车乙", "停车甲", "停车戊"]),
    ("停车 日期:2019", ["停车戊"]),
    ("停车 2019-03-01..2019-04-01", ["停车戊"]),
    ("停车 日期:2019-04-02..", ["停车丙", "停车乙", "停车甲"]),
    ("停车 日期:..2019-04-01", ["停车戊"]),
    ("种类:文稿 停车", ["停车戊"]),
    ("种类:提案 标题:充电", ["充电丁"]),
    ("提案者:乙", ["充电丁"]),
    ("人员:乙 停车", []),
    ("状态:已答复 状态:办理中", ["停车丙", "停车乙", "停车甲"]),
    ("“状态:已答复”", []),
    ("单位:没有的局", []),
    ("届次:2.1", None),
    ("状态:没有的", None),
]


FIELDS = [
    ({"q": "停车", "unit": "住建局"}, "停车 单位:住建局"),
    ({"unit": "住“建 局", "person": "乙"}, "单位:“住建 局” 人员:乙"),
    (
        {"q": "停车", "from": "2019-03-01", "until": "2019-04-01"},
        "停车 日期:2019-03-01..2019-04-01",
    ),
    (
        {"q": "停车", "from": "2019-04-01", "until": "2019-03-01"},
        "停车 日期:2019-03-01..2019-04-01",
    ),
    ({"q": "停车", "from": "2019-04-02"}, "停车 日期:2019-04-02.."),
    ({"q": "停车", "until": "2019-04-01"}, "停车 日期:..2019-04-01"),
]


def test_further_conditions_are_turned_into_typed_ones(players: cast.Cast) -> None:
    client = signed_in(players.office)
    for sent, typed in FIELDS:
        answer = client.get(reverse("search"), sent)
        assert answer["Location"] == f"{reverse('search')}?{urlencode({'q': typed})}"


@pytest.mark.parametrize(("asked", "found"), CONDITIONS)
def test_typed_conditions(
    players: cast.Cast, at: made.Place, asked: str, found: list[str] | None
) -> None:
    page = searched(players.office, asked, by="newest")
    assert sorted(titles(page)) == sorted(found or [])
    assert page["words"] == asked
    assert [one["kind"] for one in page["page"]["notices"]] == (["warn"] if found is None else [])


def test_a_condition_that_nothing_knows_says_what_may_be_written(
    players: cast.Cast, at: made.Place, capsys: pytest.CaptureFixture[str]
) -> None:
    (notice,) = searched(players.office, "停车 状态:没有的", kind="publications")["page"]["notices"]
    assert notice["text"] == (
        "条件“状态:没有的”没有对上，可写：草稿、已印发、施行中、已修订、已废止、已作废。"
    )
    assert main(["search", "状态:没有的", "--committee", "lanting", "--json"]) == 2
    said = capsys.readouterr()
    assert (said.out, said.err.count("条件“状态:没有的”没有对上，可写：")) == ("", 1)


def test_a_list_understands_the_same(players: cast.Cast, at: made.Place) -> None:
    client = signed_in(players.office)

    def listed(words: str) -> tuple[list[str], int, int]:
        page = client.get("/r/proposals/", {"q": words}).context["page"]
        rows = [row["cells"][1] for row in page["rows"]]
        excerpts = client.get(page["search"]["excerpts_url"]).context
        assert sorted(titles(excerpts)) == sorted(rows)
        return sorted(rows), page["count"]["total"], len(page["notices"])

    assert listed("停车 单位:住建局 状态:已答复") == (["停车甲"], 1, 0)
    assert listed("2020年 提案者:乙") == (["充电丁"], 1, 0)
    assert listed("区城管局") == (["停车丙"], 1, 0)
    assert listed("状态:没有的") == ([], 0, 1)
    assert listed("日期:去年")[2] == 1


def test_a_list_of_parts_understands_the_same(players: cast.Cast, at: made.Place) -> None:
    client = signed_in(players.office)
    lead, co = "住建局", "区城管局"

    def listed(words: str) -> list[tuple[Any, ...]]:
        page = client.get("/r/proposal-tasks/", {"q": words}).context["page"]
        assert len(page["notices"]) == (words == "状态:没有的")
        return sorted((row["cells"][1], str(row["cells"][2])) for row in page["rows"])

    all_three = [("停车丙", co), ("停车乙", lead), ("停车甲", lead)]
    serial = Record.objects.get(title="停车乙").number[-4:]
    asked = ("停车", "2020年 停车", "2019年 停车", f"第{serial}号", "住建局", "单位:住建局 停车")
    assert [listed(words) for words in asked] == [
        sorted(all_three),
        sorted(all_three),
        [],
        [("停车乙", lead)],
        sorted(all_three[1:]),
        sorted(all_three[1:]),
    ]
    assert listed("停车 状态:已答复") == [("停车甲", lead)]
    hidden = "只在正文里的词"
    Record.objects.filter(title="停车乙").update(text=hidden)
    search.index(Record.objects.values_list("pk", flat=True))
    assert (listed(hidden), titles(searched(players.office, hidden))) == ([], ["停车乙"])
    Body.objects.filter(pk=at.lead.pk).update(name="区住房城乡建设局")
    assert listed("停车 承办单位:住建局") == sorted(all_three[1:])
    assert listed("状态:没有的") == []


def test_a_name_finds_what_its_bearer_stands_on(players: cast.Cast, at: made.Place) -> None:
    writer = build.person(players.committee, "王执笔")
    publication(players, "一篇", authors=[writer])
    publication(players, "说到王执笔")
    assert sorted(titles(searched(players.office, "王执笔"))) == ["一篇", "说到王执笔"]
    assert titles(searched(players.office, "王执笔 一篇")) == ["一篇"]
    assert sorted(titles(searched(players.office, "住建局 停车"))) == ["停车乙", "停车甲"]
    assert titles(searched(players.office, "王执")) == ["说到王执笔"]


def test_names_and_conditions_show_nothing_hidden(players: cast.Cast, at: made.Place) -> None:
    writer = build.person(players.committee, "王执笔")
    publication(players, "内部稿", authors=[writer], visibility=Visibility.OFFICE)
    for asked in ("王执笔", "执笔人:王执笔", "种类:文稿 2020年", "标题:内部稿", "2020年"):
        seen = {
            name: "内部稿" in titles(searched(one, asked))
            for name, one in players.players().items()
        }
        assert sorted(name for name, found in seen.items() if found) == [
            "administrator",
            "auditor",
            "leader",
            "office",
        ], asked
    page = searched(players.member, "王执笔")
    assert (page["count"], page["further"], page["hits"]) == ("0 件", [], [])
    # Of the cases only the unit that has them sees them, whatever it asks for.
    for asked in ("单位:住建局", "停车", "2020年", "状态:已答复", "区住建局"):
        assert titles(searched(players.officer, asked)) == [], asked


def test_what_narrows_is_offered_and_may_be_taken_back(players: cast.Cast, at: made.Place) -> None:
    client = signed_in(players.office)
    page = client.get("/search/", {"q": "停车"}).context
    assert [(one["label"], one["count"]) for one in page["further"]] == [
        ("2020年", "3"),
        ("2019年", "1"),
    ]
    cases = client.get("/search/", {"q": "停车", "kind": "proposals"}).context
    offered = {one["label"]: one for one in cases["further"]}
    assert [(label, one["count"]) for label, one in offered.items()] == [
        ("办理中", "2"),
        ("已答复", "1"),
    ]
    narrowed = client.get(offered["已答复"]["url"]).context
    assert (narrowed["words"], titles(narrowed)) == ("停车 状态:已答复", ["停车甲"])
    (chip,) = narrowed["conditions"]
    assert chip["label"] == "状态:已答复"
    assert len(titles(client.get(chip["remove_url"]).context)) == 3


@pytest.mark.parametrize(
    "asked", ["单位:\0", "\0", "单位:%", "状态:_", "日期:2020-13", "2020..", ":"]
)
def test_any_typed_text_gets_a_page(players: cast.Cast, asked: str) -> None:
    page = signed_in(players.office).get("/search/", {"q": asked})
    assert (page.status_code, len(page.context.get("hits") or [])) == (200, 0)


def test_the_command_takes_conditions(
    players: cast.Cast, at: made.Place, capsys: pytest.CaptureFixture[str]
) -> None:
    def asked(*words: str) -> Any:
        assert main(["search", *words, "--committee", "lanting", "--json"]) == 0
        found = json.loads(capsys.readouterr().out)
        return found["count"], [hit["title"] for hit in found["hits"]]

    assert asked("单位:住建局 状态:已答复 2020年") == (1, ["停车甲"])
    assert asked("区住建局", "--kind", "proposals", "--newest") == (2, ["停车乙", "停车甲"])
