"""The two real reports, filled from the demo committee: every place written, counted again by plain
SQL, and every statement tried."""

from __future__ import annotations

import re

import pytest

from jianyan.bench.floors import counted, statements
from jianyan.demo.compose import WORDS
from jianyan.figures.read import read
from jianyan.ground.models import Committee
from jianyan.kernel.figure import figure_named
from jianyan.reports.fill import Filled, FilledClaim, fill
from jianyan.reports.register_reader import RegisterReader, reader_for

from . import masked
from .flipping import EVIDENT, FLIPS, Year

pytestmark = pytest.mark.skipif(not masked.SHARED.exists(), reason=masked.ABSENT)
YEARS = ("2020", "2018")


def filled(committee: Committee, report: str) -> tuple[Filled, RegisterReader]:
    """One of the two reports, and the reader it was filled from."""
    reader = reader_for(committee.pk, report)
    return fill(masked.as_template(report), reader, WORDS[int(report)]), reader


@pytest.mark.parametrize("report", YEARS)
def test_every_place_is_written(demo_db: Committee, report: str) -> None:
    found, _ = filled(demo_db, report)
    assert len(found.slots) == {"2020": 127, "2018": 39}[report]
    assert [(slot.expression, slot.flag) for slot in found.slots if slot.text == "（待填）"] == []
    assert found.blank == 0


def figures(report: str) -> list[str]:
    """The figures that a report's slots read, each once."""
    named = [row["figure"] for row in masked.rows("slots", report) if row["kind"] == "figure"]
    parts = [part for each in named for part in re.split(r"^低者\(|\)$|, | \+ ", each) if part]
    return list(dict.fromkeys(parts))


@pytest.mark.parametrize("report", YEARS)
def test_every_figure_is_what_plain_sql_counts(demo_db: Committee, report: str) -> None:
    _, reader = filled(demo_db, report)
    by_name = {statement.name: statement for statement in statements()}
    scope = reader.scope
    ours, theirs = {}, {}
    for name in figures(report):
        ours[name] = read(name, scope).value
        fold = figure_named(name.partition("[")[0]).fold.kind
        theirs[name] = counted(by_name[name], fold, scope)
    assert ours == theirs


@pytest.mark.parametrize("report", YEARS)
def test_all_is_read_within_one_second_and_few_statements(
    demo_db: Committee, report: str, django_assert_max_num_queries: object
) -> None:
    with django_assert_max_num_queries(400):  # type: ignore[operator]
        filled(demo_db, report)


def claim_at(committee: Committee, report: str, offset: int) -> FilledClaim:
    """The claim that stands at an offset of the masked report."""
    offsets = sorted(int(row["offset"]) for row in masked.rows("claims", report))
    found, _ = filled(committee, report)
    assert len(found.claims) == len(offsets)
    return found.claims[offsets.index(offset)]


@pytest.mark.parametrize(("report", "offset"), list(FLIPS))
def test_each_statement_turns_with_the_fewest_records(
    demo_db: Committee, report: str, offset: int
) -> None:
    before = claim_at(demo_db, report, offset)
    FLIPS[report, offset](Year(reader_for(demo_db.pk, report).scope))
    after = claim_at(demo_db, report, offset)
    assert (before.evident, after.holds) == (False, not before.holds)


def test_every_statement_is_tried() -> None:
    listed = {
        (report, int(row["offset"])) for report in YEARS for row in masked.rows("claims", report)
    }
    assert listed == {*FLIPS, EVIDENT}


def test_the_lower_of_two_holds_by_itself(demo_db: Committee) -> None:
    claim = claim_at(demo_db, *EVIDENT)
    assert (claim.holds, claim.evident) == (True, True)
