"""Advice from the register: learnt from what every member may read, shown to whom may see it."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

from jianyan.assist.alike import Text, alike
from jianyan.assist.models import Training, Word
from jianyan.assist.training import common, train
from jianyan.ground.advised import Like
from jianyan.kernel.rules import Actor
from jianyan.site.cli import main
from tests.cast import Cast, assemble
from tests.records.proposals import made
from tests.records.proposals.made import Place, stage

pytestmark = pytest.mark.django_db

LIGHTS: dict[str, Any] = {
    "title": "关于在石梁街道背街加装路灯的建议",
    "situation": "石梁街道三条背街没有路灯，老人夜间出行常常摔倒，学生下晚自习结伴而行。",
    "analysis": "建设时没有列入计划，权属不清，两个部门互相推诿。",
    "suggestions": ["列入明年市政计划并明确牵头部门", "先在巷口加装太阳能路灯"],
}
WORDS = "石梁街道背街没有路灯，老人夜间出行常常摔倒，请先在巷口加装太阳能路灯。"


@pytest.fixture
def cast() -> Cast:
    return assemble()


@pytest.fixture
def at(cast: Cast) -> Place:
    return stage(cast)


def found(actor: Actor, at: Place, text: str = WORDS) -> list[Like]:
    return alike(actor, at.committee.pk, "proposals", Text("关于背街路灯的建议", text))


def test_likes_are_found_before_and_after_learning(cast: Cast, at: Place) -> None:
    row = made.filed(at, **LIGHTS)
    made.filed(at)
    assert [one.record for one in found(cast.office.actor, at)] == [row.pk]
    assert train(at.committee.pk) == {"proposals": 2}
    like = found(cast.office.actor, at)[0]
    assert (like.record, like.label) == (row.pk, "已立案")
    assert "路灯" in like.why


def test_nobody_is_shown_what_is_not_theirs_to_see(cast: Cast, at: Place) -> None:
    made.filed(at, **LIGHTS, visibility="office")
    made.submitted(at, **LIGHTS)
    train(at.committee.pk)
    seen = {name: len(found(one.actor, at)) for name, one in cast.players().items()}
    assert {name for name, many in seen.items() if many == 2} == {
        "member",
        "office",
        "leader",
        "auditor",
        "administrator",
    }  # fmt: skip  (the member is its proposer)
    assert {name for name, many in seen.items() if many not in (0, 2)} == set()


def test_it_learns_only_from_what_every_member_may_read(cast: Cast, at: Place) -> None:
    made.filed(at, **LIGHTS, visibility="office")
    made.submitted(at, **LIGHTS)
    made.draft(at, **LIGHTS)
    open_one = made.filed(at)
    assert list(common(at.committee.pk, "proposals")) == [open_one.record]
    train(at.committee.pk)
    assert Word.objects.filter(pair="路灯").count() == 0
    assert Training.objects.get(committee=at.committee).labels == {
        "category": {"city": 1},
        "unit": {},
    }


def test_the_asker_s_own_record_is_not_like_itself(cast: Cast, at: Place) -> None:
    row = made.filed(at, **LIGHTS)
    train(at.committee.pk)
    asked = Text(row.record.title, row.record.text)
    assert alike(cast.office.actor, at.committee.pk, "proposals", asked, row.pk) == []


def test_the_commands_print_what_the_contract_says(
    cast: Cast, at: Place, capsys: Any, monkeypatch: Any
) -> None:
    made.filed(at, **LIGHTS)
    assert main(["assist", "train", "--committee", at.committee.code, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == [
        {"committee": at.committee.code, "kind": "proposals", "records": 1}
    ]
    for about, keys in (
        ("similar", {"record", "number", "title", "state", "date", "score", "why"}),
        ("category", {"label", "code", "score", "why"}),
        ("structure", {"label", "score", "why"}),
    ):
        typed = f"关于背街路灯的建议\n一、情况\n{WORDS}老旧小区市政道路如此。\n二、建议\n1.加强管理。\n2.加装路灯。"
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(typed.encode())))
        assert main(["assist", about, "-", "--committee", at.committee.code, "--json"]) == 0
        given = json.loads(capsys.readouterr().out)
        assert {frozenset(one) for one in given} == {frozenset(keys)}
    assert main(["assist", "evaluate", "--committee", at.committee.code, "--json"]) == 0
    assert [one["about"] for one in json.loads(capsys.readouterr().out)][:2] == ["category", "unit"]
