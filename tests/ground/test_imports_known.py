"""What identifies a sheet's row that has neither a number nor a key: its own words."""

from __future__ import annotations

from datetime import date

import pytest

from jianyan.ground.imports_undo import undo
from jianyan.ground.models import Batch, Record, SheetRow
from jianyan.ground.register import amend, void
from jianyan.records.publications.charter import PUBLICATIONS
from tests import cast
from tests.ground.test_imports import run, sheet
from tests.ground.walking import publication, stage

HEADERS = ("标题", "种类", "登记日期", "印发日期", "执笔人")
ONE = ("疫情防控的思考", "理论文章", date(2020, 3, 2), None, "委员甲")
OTHER = ("协商制度", "制度", date(2020, 5, 1), date(2020, 6, 1), None)


@pytest.fixture
def players(db: None) -> cast.Cast:
    return stage()


def test_rows_without_a_key_are_entered_once(players: cast.Cast) -> None:
    data = sheet(ONE, OTHER, headers=HEADERS)
    assert run(players, data, dry_run=True).created == 2
    assert run(players, data).created == 2
    said, again = run(players, data, dry_run=True), run(players, data)
    assert [(one.created, one.updated, one.unchanged) for one in (said, again)] == [(0, 0, 2)] * 2
    assert (again.batch, Record.objects.count(), SheetRow.objects.count()) == (None, 2, 2)


def test_what_was_corrected_since_is_not_entered_anew(players: cast.Cast) -> None:
    run(players, sheet(ONE, headers=HEADERS))
    record = Record.objects.get()
    by = players.office.by
    amend(PUBLICATIONS, by, record.pk, {"title": (record.title, "改过的标题")}, reason="错字")
    again = run(players, sheet(ONE, headers=HEADERS))
    assert (again.created, again.updated, again.unchanged) == (0, 0, 1)


def test_what_was_made_void_since_is_asked_about(players: cast.Cast) -> None:
    run(players, sheet(ONE, headers=HEADERS))
    void(PUBLICATIONS, players.office.by, Record.objects.get().pk, reason="重复")
    again = run(players, sheet(ONE, headers=HEADERS))
    assert [(one.row, one.message[:21]) for one in again.errors] == [
        (2, "这一行以前导入过，登记的记录后来已作废。要")
    ]


def test_two_equal_rows_of_one_sheet_are_asked_about(players: cast.Cast) -> None:
    result = run(players, sheet(ONE, OTHER, ONE, headers=HEADERS))
    assert [(one.row, one.message) for one in result.errors] == [
        (4, "与第2行内容完全相同。是同一条的请删去一行；确是两条的，请在原编号一列分别编号。")
    ]
    assert Record.objects.count() == 0


def test_what_was_entered_on_a_page_is_known_by_what_it_says(players: cast.Cast) -> None:
    publication(players, "疫情防控的思考", authors=[players.member.person])
    kept = Record.objects.get()
    row = ("疫情防控的思考", "理论文章", kept.dated_on, None, "委员甲")
    result = run(players, sheet(row, headers=HEADERS))
    assert (result.created, result.unchanged) == (0, 1)


def test_what_resembles_a_standing_row_is_entered_and_said(players: cast.Cast) -> None:
    run(players, sheet(ONE, headers=HEADERS))
    result = run(players, sheet((*ONE[:4], "委员乙"), headers=HEADERS))
    assert (result.created, Record.objects.count()) == (1, 2)
    assert [(one.row, one.message[:9]) for one in result.notices] == [(2, "与已有的“2020")]


def test_an_import_taken_back_can_be_made_again(players: cast.Cast) -> None:
    data = sheet(ONE, headers=HEADERS)
    run(players, data)
    undo(Batch.objects.get(), players.office.by)
    assert run(players, data).created == 1
