"""The undoing of a change of term: all of it or nothing, shown before it is done."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from jianyan.ground.models import Batch, Body, Membership, Office, Role, Session, Term
from jianyan.ground.nouns import term_undo
from jianyan.kernel.errors import Refused
from tests import build, cast
from tests.ground.terms import NEW, assembled, body, change, of, serving
from tests.ground.walking import signed_in


@pytest.fixture
def players(db: None) -> cast.Cast:
    return assembled()


def as_it_stood(players: cast.Cast) -> Any:
    """Every dated row of the committee that was not struck out."""
    here = players.committee
    return (
        list(Term.objects.filter(committee=here).values_list("number", "ends_on")),
        list(Body.objects.filter(committee=here).order_by("pk").values_list("pk", "until")),
        [
            list(rows.filter(struck_at__isnull=True).order_by("pk").values_list("pk", "until"))
            for rows in (
                Membership.objects.filter(person__committee=here),
                Office.objects.filter(committee=here),
            )
        ],
    )


def undone(players: cast.Cast, batch: int) -> Any:
    return term_undo.undo(players.administrator.by, Batch.objects.get(pk=batch))


def test_a_change_of_term_is_taken_back_as_one(players: cast.Cast) -> None:
    held = build.office(build.person(players.committee, "老主席"), Role.LEADER, title="主席")
    before = as_it_stood(players)
    plan = {
        "leaving": [of("m2").pk],
        "renamed": {body(players, "民革界").pk: "民革与无党派界"},
        "ending": [body(players, "特邀界").pk],
        "offices_end": [held.pk],
        "newcomers": [{"code": "m9", "name": "新", "sector": "民革与无党派界"}],
        "begun": [{"person": "甲", "role": "领导", "body": "", "title": "主席"}],
    }
    done = change(players, **plan)
    back = undone(players, done.batch)
    assert as_it_stood(players) == before
    assert back.gone == ["民革与无党派界", "十届一次", "第十届"]
    assert sorted(back.begun) == sorted(
        ["甲（主席）", "新（委员）", "新（全体委员）", *[f"{n}（民革与无党派界）" for n in "甲新"]]
    )
    assert back.restored == [
        *("乙（委员）", "老主席（主席）", "甲（民革界）", "乙（全体委员）", "乙（民革界）"),
        *("丙（特邀界）", "民革界", "特邀界", "第九届"),
    ]
    with pytest.raises(Refused, match="已经撤销"):
        undone(players, done.batch)
    assert serving(players, NEW) == [("甲", "民革界"), ("乙", "民革界"), ("丙", "特邀界")]
    change(players, **plan)
    assert serving(players, NEW) == [("甲", "民革与无党派界"), ("丙", ""), ("新", "民革与无党派界")]


def test_a_change_of_term_in_use_is_not_taken_back(players: cast.Cast) -> None:
    done = change(players, newcomers=[{"code": "m9", "name": "新"}])
    session = Session.objects.get(term__number=10)
    session.pk, session.number, session._state.adding = None, 2, True
    session.save()
    left = as_it_stood(players)
    with pytest.raises(Refused, match="不能整批撤销：“第十届”已写入十届二次"):
        undone(players, done.batch)
    session.delete()
    Membership.objects.filter(person__code="m9").update(until=date(2024, 1, 1))
    with pytest.raises(Refused, match="“新（全体委员）”已另行更正"):
        undone(players, done.batch)
    Membership.objects.filter(person__code="m9").update(until=None)
    assert as_it_stood(players) == left


def test_the_undoing_is_shown_before_it_is_done(players: cast.Cast) -> None:
    done = change(players, leaving=[of("m2").pk])
    client = signed_in(players.administrator)
    tools = [one["label"] for one in client.get("/terms/").context["page"]["tools"]]
    assert tools == ["登记届次", "撤销换届", "换届"]
    url = f"/terms/change/{done.batch}/undo/"
    facts = client.get(url).context["sections"][0]["facts"]
    assert [one["value"] for one in facts] == [
        "2项　十届一次、第十届", "无", "4项　乙（委员）、乙（全体委员）、乙（民革界）、第九届"
    ]  # fmt: skip
    assert signed_in(players.office).get(url).status_code == 403
    assert client.post(url)["location"] == "/terms/"
    again = client.get(url)
    assert (again.context["sections"], again.status_code) == ([], 200)
    assert client.post(url).status_code == 422
    assert Term.objects.get(committee=players.committee).ends_on is None
