"""The 630 real proposals of a year: brought in by the sheet, reviewed, assigned, replied to, counted.

Their texts stand beside the project and are not part of it; where they are absent this is skipped.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jianyan.ground.models import Record, Suggestion
from jianyan.ground.paper_parts import parse
from jianyan.records.proposals.assigning.bulk import Wanted, assign_many
from jianyan.records.proposals.models import Proposal, UnitTask
from jianyan.records.proposals.reviewing.bulk import file_many, not_file_many
from jianyan.records.proposals.tasks.actions import Sending
from jianyan.reports.register_reader import RegisterReader
from jianyan.reports.writing import compose
from tests import build
from tests.entry import bring_in, scope_of, value
from tests.records.proposals import made

TEXTS = (
    Path(__file__).parents[4]
    / "shared"
    / "data"
    / "proposals_jiangsu_2022"
    / "proposals_2022.jsonl"
)
REVIEWED, GIVEN, ANSWERED = date(2020, 1, 20), date(2020, 3, 2), date(2020, 5, 6)
NOT_FILED, REPLIED = 30, 100
SENTENCE = (
    "共收到提案{{ 提案.提交 }}件，立案{{ 提案.立案 }}件，立案率{{ 提案.立案率 }}，"
    "不予立案{{ 提案.不予立案 }}件；交办{{ 提案.交办 }}件、{{ 提案.交办件次 }}件次，"
    "办复{{ 提案.办复 }}件。"
)


def texts() -> list[dict[str, Any]]:
    if not TEXTS.exists():
        pytest.skip("proposals_jiangsu_2022 不在项目旁边的 shared 中")
    return [json.loads(line) for line in TEXTS.read_text("utf-8").splitlines()]


def parts_of(text: dict[str, Any]) -> dict[str, Any]:
    return parse([text["title"], *text["content"].splitlines()])


def test_the_three_parts_are_told_apart() -> None:
    found = [parts_of(text) for text in texts()]
    whole = [one for one in found if all(one[name] for name in ("situation", "analysis"))]
    counted = [len(one["suggestions"].splitlines()) for one in found]
    assert (len(found), len(whole), counted.count(0)) == (630, 630, 0)
    # By eye: of those with one suggestion three in four ask for one thing indeed.
    assert (counted.count(1), sum(counted)) == (26, 2313)


@pytest.mark.django_db
def test_a_year_of_real_proposals_is_counted() -> None:
    at = made.place()
    names = sorted({text["proposer"] for text in texts()})
    known = {name: build.person(at.committee, f"委员{place}") for place, name in enumerate(names)}
    rows = [
        {
            "key": text["id"],
            "title": text["title"][:200],
            "proposer": known[text["proposer"]].name,
            "submitted_on": "2020-01-09",
            **{name: part for name, part in parts_of(text).items() if name != "title"},
        }
        for text in texts()
    ]
    brought = bring_in("proposals", at.by, at.committee, rows)
    assert (brought.created, brought.errors) == (630, [])
    assert Suggestion.objects.count() == 2313

    pks = list(Proposal.objects.order_by("pk").values_list("pk", flat=True))
    cause = at.category("not_filed_reason", "academic")
    assert not_file_many(at.by, pks[:NOT_FILED], on=REVIEWED, cause=cause) == {}
    assert file_many(at.by, pks[NOT_FILED:], on=REVIEWED) == {}
    units = (at.lead, at.co, at.other)
    wanted = [Wanted(pk, sendings(units, place)) for place, pk in enumerate(pks[NOT_FILED:])]
    for first in range(0, len(wanted), 100):
        assert assign_many(at.by, at.committee.pk, wanted[first : first + 100], on=GIVEN) == {}
    assert UnitTask.objects.count() == 800

    alone = UnitTask.objects.filter(role="sole").select_related("record", "unit").order_by("pk")
    replies = [
        {
            "record": task.record.number,
            "unit": task.unit.name,
            "on": "2020-05-06",
            "grade": "A类",
            "number": f"函〔2020〕{place}号",
        }
        for place, task in enumerate(alone[:REPLIED], start=1)
    ]
    answered = bring_in("proposal-replies", at.by, at.committee, replies)
    assert (answered.created, answered.errors) == (REPLIED, [])
    assert Record.objects.filter(state="replied").count() == REPLIED

    counts = {name: value(f"提案.{name}", at.committee) for name in FIGURES}
    assert counts == FIGURES
    reader = RegisterReader(scope_of(at.committee))
    assert compose(SENTENCE, reader).filled.text == (
        "共收到提案630件，立案600件，立案率95.2%，不予立案30件；交办600件、800件次，办复100件。"
    )


FIGURES = {"提交": 630, "立案": 600, "不予立案": 30, "交办": 600, "交办件次": 800, "办复": 100}


def sendings(units: tuple[Any, ...], place: int) -> list[Sending]:
    """Every third case has a lead and a co-unit, the others one unit alone."""
    first, second = units[place % 3], units[(place + 1) % 3]
    return (
        [Sending(first, "lead"), Sending(second, "co")]
        if place % 3 == 0
        else [Sending(first, "sole")]
    )
