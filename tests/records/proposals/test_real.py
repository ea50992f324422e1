"""The 630 real proposals of a year: brought in by the sheet, reviewed, assigned, replied to, counted, reported.

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
from jianyan.kernel.values import Rate
from jianyan.records.proposals.assigning.bulk import Wanted, assign_many
from jianyan.records.proposals.models import Proposal, UnitTask
from jianyan.records.proposals.reviewing.bulk import file_many, not_file_many
from jianyan.records.proposals.tasks.actions import Sending
from jianyan.reports.writing import write_report
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
NOT_FILED, MET, RATED, SATISFIED = 30, 60, 60, 45
CATEGORIES = (
    "城市建设管理",
    "城市交通",
    "群众生产生活",
    "教科文卫",
    "经济发展",
    "社区建设",
    "其他",
)
ENDS = (".docx", ".html", ".json")
REPORTED = (
    "（二）按规程办好提案。全年交办提案600件，其中城市建设管理类85件、城市交通类85件、群众生产生活类86件、"
    "教科文卫类86件、经济发展类86件、社区建设类86件、其他86件。经承办单位共同努力，已办复提案600件，应办提案全部得到答复。"
    "提案面商率和办复率均达到10%，提案人表示满意和基本满意的占100%。"
)
"""What the yearly report says of these proposals: one percentage for two rates is the lower one."""


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
    assert (counted.count(1), sum(counted)) == (24, 2319)


@pytest.mark.django_db
def test_a_year_of_real_proposals_is_counted_and_reported(tmp_path: Path) -> None:
    at = made.place()
    names = sorted({text["proposer"] for text in texts()})
    known = {name: build.person(at.committee, f"委员{place}") for place, name in enumerate(names)}
    rows = [
        {
            "key": text["id"],
            "title": text["title"][:200],
            "proposer": known[text["proposer"]].name,
            "submitted_on": "2020-01-09",
            "local": CATEGORIES[place % 7],
            **{name: part for name, part in parts_of(text).items() if name != "title"},
        }
        for place, text in enumerate(texts())
    ]
    brought = bring_in("proposals", at.by, at.committee, rows)
    assert (brought.created, brought.errors) == (630, [])
    assert Suggestion.objects.count() == 2319

    pks = list(Proposal.objects.order_by("pk").values_list("pk", flat=True))
    cause = at.category("not_filed_reason", "academic")
    assert not_file_many(at.by, pks[:NOT_FILED], on=REVIEWED, cause=cause) == {}
    assert file_many(at.by, pks[NOT_FILED:], on=REVIEWED) == {}
    units = (at.lead, at.co, at.other)
    wanted = [Wanted(pk, sendings(units, place)) for place, pk in enumerate(pks[NOT_FILED:])]
    for first in range(0, len(wanted), 100):
        assert assign_many(at.by, at.committee.pk, wanted[first : first + 100], on=GIVEN) == {}
    assert UnitTask.objects.count() == 800

    owed = UnitTask.objects.exclude(role="co").select_related("record", "unit").order_by("pk")
    replies = [
        {
            "record": task.record.number,
            "unit": task.unit.name,
            "on": "2020-05-06",
            "grade": "A类",
            "number": f"函〔2020〕{place}号",
        }
        for place, task in enumerate(owed, start=1)
    ]
    answered = bring_in("proposal-replies", at.by, at.committee, replies)
    assert (answered.created, answered.errors) == (600, [])
    assert Record.objects.filter(state="replied").count() == 600
    met = [
        {"record": row["record"], "unit": row["unit"], "on": "2020-04-01", "stage": "办前"}
        | {"way": "面商", "answered_on": "2020-04-02", "verdict": "确认"}
        for row in replies[:MET]
    ]
    assert bring_in("proposal-contacts", at.by, at.committee, met).created == MET
    said = [
        {"record": row["record"], "on": "2020-05-08", "attitude": "满意"}
        | {"result": "满意" if place < SATISFIED else "基本满意"}
        for place, row in enumerate(replies[:RATED])
    ]
    assert bring_in("proposal-ratings", at.by, at.committee, said).created == RATED

    counts = {name: value(f"提案.{name}", at.committee) for name in FIGURES}
    assert counts == FIGURES
    written = write_report("epidemic-year", scope_of(at.committee), at.by, {}, "内部", tmp_path)
    assert [one.name for one in written.files] == [f"epidemic-year-2020{end}" for end in ENDS]
    assert [one for one in written.filled.text.splitlines() if "办好提案" in one] == [REPORTED]


FIGURES: dict[str, Any] = {
    "提交": 630,
    "立案": 600,
    "不予立案": 30,
    "交办": 600,
    "交办件次": 800,
    "办复": 600,
}
FIGURES |= {"立案率": Rate(600, 630), "办复率": Rate(600, 600), "面商率": Rate(MET, 600)}
FIGURES |= {"满意率": Rate(SATISFIED, RATED), "基本满意率": Rate(RATED - SATISFIED, RATED)}


def sendings(units: tuple[Any, ...], place: int) -> list[Sending]:
    """Every third case has a lead and a co-unit, the others one unit alone."""
    first, second = units[place % 3], units[(place + 1) % 3]
    return (
        [Sending(first, "lead"), Sending(second, "co")]
        if place % 3 == 0
        else [Sending(first, "sole")]
    )
