"""The way back: the two real reports, filled by the demo committee, are checked against its register."""

from __future__ import annotations

import re

import pytest

from jianyan.ground.models import Committee
from jianyan.reports.binding.agreed import dictionary_for
from jianyan.reports.binding.dictionary import Dictionary
from jianyan.reports.comparing import Compared, compare
from jianyan.reports.fill import Filled, fill
from jianyan.reports.register_reader import reader_for
from jianyan.reports.wording.examine import examine
from tests.reports import masked
from tests.reports.binding.test_measures import filled

shared = pytest.mark.skipif(not masked.SHARED.exists(), reason=masked.ABSENT)
NUMBER = re.compile(r"\d+")
ALTERED = {"2020": 12, "2018": 8}
"""How many numbers of each are altered, one at a time."""


def compared(committee: Committee, report: str, text: str, known: Dictionary) -> list[Compared]:
    examined = examine(text)
    return compare(text, examined.numbers, reader_for(committee.pk, report), known)


def altered(filled_in: Filled, found: list[Compared], many: int) -> tuple[str, list[int]]:
    """The text with some of its compared numbers raised by a fifth, at least two, and where they stand."""
    step = max(1, len(found) // many)
    text, places = filled_in.text, []
    moved = 0
    for each in found[::step][:many]:
        number = NUMBER.search(text, each.start + moved, each.end + moved)
        assert number is not None
        more = str(int(number[0]) + max(2, int(number[0]) // 5))
        text = text[: number.start()] + more + text[number.end() :]
        places.append(each.start + moved)
        moved += len(more) - len(number[0])
    return text, places


@shared
@pytest.mark.parametrize("report", ["2020", "2018"])
def test_a_filled_report_agrees_and_altered_numbers_do_not(demo_db: Committee, report: str) -> None:
    known = dictionary_for(demo_db.pk)
    text = filled(demo_db, report)
    found = compared(demo_db, report, text.text, known)
    assert [(each.name, each.message) for each in found if not each.agrees] == []
    assert [check.message for check in examine(text.text).accused] == []
    changed, places = altered(text, found, ALTERED[report])
    assert len(places) == ALTERED[report]
    again = compared(demo_db, report, changed, known)
    assert [each.start for each in again if not each.agrees] == places


YEARS = "共收到提案{{ 提案.提交 }}件，上年同期为{{ 上年(提案.提交) }}件。"


def test_the_year_before_is_compared_where_it_was_written_up(demo_db: Committee) -> None:
    known = dictionary_for(demo_db.pk)
    text = fill(YEARS, reader_for(demo_db.pk, "2020")).text
    found = [(each.name, each.agrees) for each in compared(demo_db, "2020", text, known)]
    assert found == [("提案.提交", True), ("上年(提案.提交)", True)]
    unwritten = compared(demo_db, "2010", "上年同期收到提案110件。", known)
    assert unwritten == []
