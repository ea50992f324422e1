"""Imports and exports of sheets, by the engine and by the pages."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from jianyan.ground import imports
from jianyan.ground.imports_undo import undo
from jianyan.ground.kinds import KINDS
from jianyan.ground.models import Batch, Record, SheetMapping, Trail
from jianyan.ground.sheet_columns import columns_of, export_columns, export_rows
from jianyan.ground.sheet_writing import write
from jianyan.ground.sheets import Column, read
from jianyan.kernel.errors import Denied, Refused
from tests import cast
from tests.ground.walking import LIST, publication, signed_in, stage, taken

HEADERS = ("原编号", "标题", "种类", "登记日期", "印发日期", "执笔人")
GOOD = ("A1", "疫情防控的思考", "理论文章", date(2020, 3, 2), None, "委员甲、委员乙")


@pytest.fixture
def players(db: None) -> cast.Cast:
    return stage()


def sheet(*rows: tuple[Any, ...], headers: tuple[str, ...] = HEADERS) -> bytes:
    out = io.BytesIO()
    columns = [Column(header, header) for header in headers]
    write(out, columns, [dict(zip(headers, row, strict=True)) for row in rows])
    return out.getvalue()


def run(players: cast.Cast, data: bytes, **how: Any) -> imports.ImportResult:
    return imports.run(KINDS["publications"], data, players.office.by, players.committee.pk, **how)


def test_an_import_is_idempotent_by_its_key(players: cast.Cast) -> None:
    data = sheet(GOOD, ("A2", "协商制度", "制度", date(2020, 5, 1), date(2020, 6, 1), None))
    first, second = run(players, data), run(players, data)
    assert first.as_json() == {
        "rows": 2,
        "created": 2,
        "updated": 0,
        "unchanged": 0,
        "errors": [],
        "batch": Batch.objects.get().pk,
    }
    assert (second.created, second.updated, second.unchanged, second.batch) == (0, 0, 2, None)
    made = Record.objects.order_by("pk").values_list("key", "title", "state")
    assert list(made) == [("A1", "疫情防控的思考", "draft"), ("A2", "协商制度", "issued")]


def test_a_changed_cell_is_an_amendment_and_an_absent_column_changes_nothing(
    players: cast.Cast,
) -> None:
    run(players, sheet(GOOD))
    headers = ("原编号", "标题", "种类", "登记日期")
    changed = run(
        players, sheet(("A1", "改过的标题", "理论文章", date(2020, 3, 2)), headers=headers)
    )
    assert (changed.created, changed.updated) == (0, 1)
    row = Record.objects.get().publication
    assert (row.record.title, [str(one) for one in row.authors.order_by("code")]) == (
        "改过的标题",
        ["委员甲", "委员乙"],
    )


def test_every_wrong_cell_is_said_and_nothing_is_written(players: cast.Cast) -> None:
    wrong = ("A2", None, "理论文", date(2020, 3, 2), "某日", "委员丙")
    result = run(players, sheet(GOOD, wrong, GOOD))
    assert [(one["row"], one["column"], one["message"]) for one in result.as_json()["errors"]] == [
        (3, "印发日期", "“某日”不是日期。请写作 2020-03-01 或 2020年3月1日。"),
        (3, "执笔人", "没有“委员丙”。是否为委员甲、委员乙？"),
        (3, "标题", "必填，不能为空。"),
        (3, "种类", "没有“理论文”。是否为理论文章？"),
        (4, "", "与第2行是同一条，请删去一行。"),
    ]
    assert (result.created, result.batch, Record.objects.count()) == (0, None, 0)


def test_the_good_rows_are_written_when_they_are_asked_for(players: cast.Cast) -> None:
    wrong = ("A2", None, "理论文章", date(2020, 3, 2), None, None)
    result = run(players, sheet(GOOD, wrong), good_rows=True)
    assert (result.created, len(result.errors), Record.objects.count()) == (1, 1, 1)


def test_a_dry_run_says_what_would_be_and_writes_nothing(players: cast.Cast) -> None:
    result = run(players, sheet(GOOD), dry_run=True)
    assert (result.created, result.batch) == (1, None)
    assert (Record.objects.count(), Batch.objects.count(), Trail.objects.count()) == (0, 0, 0)


def test_who_may_not_enter_may_not_import(players: cast.Cast) -> None:
    with pytest.raises(Denied):
        imports.run(KINDS["publications"], sheet(GOOD), players.leader.by, players.committee.pk)
    with pytest.raises(Denied):
        imports.run(KINDS["publications"], sheet(GOOD), players.outsider.by, players.committee.pk)


def test_an_import_is_undone_as_one_and_can_be_made_again(players: cast.Cast) -> None:
    kept = publication(players, "原有的", key="B1")
    other = ("B1", "被改的", "理论文章", date(2020, 3, 2), None, "委员甲")
    run(players, sheet(GOOD, other))
    batch = Batch.objects.get()
    assert undo(batch, players.office.by) == 2
    states = Record.objects.order_by("pk").values_list("title", "state")
    assert list(states) == [("原有的", "draft"), ("疫情防控的思考", "void")]
    assert list(kept.authors.all()) == []
    with pytest.raises(Refused, match="已经撤销"):
        undo(batch, players.office.by)
    assert run(players, sheet(GOOD)).created == 1


def test_an_import_that_has_moved_on_is_not_undone(players: cast.Cast) -> None:
    run(players, sheet(GOOD))
    record, batch = Record.objects.get(), Batch.objects.get()
    signed_in(players.office).post(f"{LIST}{record.pk}/move/issue/", {"on": "2020-04-01"})
    with pytest.raises(Refused, match="2020-001 疫情防控的思考已由办公室印发"):
        undo(batch, players.office.by)
    batch.refresh_from_db()
    record.refresh_from_db()
    assert (batch.undone_at, record.state) == (None, "issued")


def test_an_export_is_what_is_on_the_screen_and_reads_back_unchanged(players: cast.Cast) -> None:
    run(players, sheet(GOOD, ("A2", "=协商制度", "制度", date(2020, 5, 1), None, None)))
    answer = signed_in(players.office).get(f"{LIST}export/?type=regulation")
    data = taken(answer)
    rows = read(data, columns_of(KINDS["publications"])).rows
    assert [(row.values["key"], row.values["title"]) for row in rows] == [("A2", "=协商制度")]
    again = run(players, data)
    assert (again.created, again.updated, again.unchanged, again.errors) == (0, 0, 1, [])
    told = Trail.objects.get(move="export")
    assert (told.by, told.reason) == (players.office.account, "1篇，种类制度")


def test_an_export_holds_only_what_its_reader_may_see(players: cast.Cast) -> None:
    publication(players, "内部", visibility="office")
    publication(players, "公开")
    answer = signed_in(players.member).get(f"{LIST}export/")
    rows = read(taken(answer), columns_of(KINDS["publications"])).rows
    assert [row.values["title"] for row in rows] == ["公开"]


def test_a_foreign_sheet_is_mapped_once(players: cast.Cast) -> None:
    client = signed_in(players.office)
    foreign = ("文章名", "类", "日", "备考")
    row = ("外来的文章", "理论文章", date(2020, 3, 2), "没用的")
    data = sheet(row, headers=foreign)
    chosen = client.post(f"{LIST}import/", {"file": SimpleUploadedFile("旧台账.xlsx", data)})
    assert [one["column"] for one in chosen.context["mapping"]] == list(foreign)
    ticket = chosen.context["form"]["ticket"].value()
    mapped = {"ticket": ticket, "map_0": "title", "map_1": "sort", "map_2": "dated_on"}
    dry = client.post(f"{LIST}import/", mapped | {"map_3": ""})
    assert (dry.context["result"]["new"], dry.context["result"]["wrong"]) == (1, 0)
    assert Record.objects.count() == 0
    form = dry.context["form"]
    sent = {name: form[name].value() for name in ("ticket", "go", "once")}
    answers = [client.post(f"{LIST}import/", sent) for _ in range(2)]
    assert [one["location"] for one in answers] == [LIST, LIST]
    assert [record.title for record in Record.objects.all()] == ["外来的文章"]
    assert SheetMapping.objects.get().mapping == {"文章名": "title", "类": "sort", "日": "dated_on"}
    other = sheet(("又一篇", "理论文章", date(2020, 4, 2), None), headers=foreign)
    again = client.post(f"{LIST}import/", {"file": SimpleUploadedFile("旧.xlsx", other)})
    values = [one["field"].value() for one in again.context["mapping"]]
    assert values == ["title", "sort", "dated_on", ""]
    assert run(players, other).created == 1


def test_a_sheet_with_errors_goes_on_only_without_the_wrong_rows(players: cast.Cast) -> None:
    client = signed_in(players.office)
    wrong = ("A2", None, "理论文章", date(2020, 3, 2), None, None)
    upload = SimpleUploadedFile("表.xlsx", sheet(GOOD, wrong))
    dry = client.post(f"{LIST}import/", {"file": upload})
    result = dry.context["result"]
    assert (result["new"], result["wrong"], len(result["problems"])) == (1, 1, 1)
    form = dry.context["form"]
    sent = {name: form[name].value() for name in ("ticket", "go", "once")}
    assert client.post(f"{LIST}import/", sent).status_code == 422
    assert Record.objects.count() == 0
    assert client.post(f"{LIST}import/", sent | {"good_rows": "on"}).status_code == 302
    assert Record.objects.count() == 1
    batch = Batch.objects.get()
    page = client.get("/imports/").context["page"]
    assert [row["cells"][:5] for row in page["rows"]] == [["表.xlsx", "文稿、制度、荣誉", 1, 0, 0]]
    assert client.post(f"/imports/{batch.pk}/undo/").status_code == 302
    assert Record.objects.get().state == "void"


def test_what_is_no_sheet_is_refused_with_a_sentence(players: cast.Cast) -> None:
    upload = SimpleUploadedFile("表.xlsx", b"<html></html>")
    answer = signed_in(players.office).post(f"{LIST}import/", {"file": upload})
    assert answer.status_code == 422
    assert "这个文件其实是网页" in answer.context["form"].non_field_errors()[0]


def test_the_empty_sheet_has_the_form_s_columns(players: cast.Cast) -> None:
    answer = signed_in(players.office).get(f"{LIST}template/")
    found = read(taken(answer), columns_of(KINDS["publications"]))
    assert found.headers == [one.title for one in columns_of(KINDS["publications"])[1:]]
    assert signed_in(players.member).get(f"{LIST}template/").status_code == 403


def test_another_account_cannot_use_a_ticket(players: cast.Cast) -> None:
    foreign = sheet(("甲", "乙"), headers=("某列", "另列"))
    client = signed_in(players.office)
    chosen = client.post(f"{LIST}import/", {"file": SimpleUploadedFile("表.xlsx", foreign)})
    ticket = chosen.context["form"]["ticket"].value()
    answer = signed_in(players.administrator).post(f"{LIST}import/", {"ticket": ticket, "go": "1"})
    assert answer.status_code == 422


def test_what_was_exported_comes_back_to_its_own_rows(players: cast.Cast) -> None:
    run(players, sheet(GOOD, (None, "协商制度", "制度", date(2020, 5, 1), None, None)))
    kind, out = KINDS["publications"], io.BytesIO()
    write(out, export_columns(kind), export_rows(kind, kind.rows()))
    again = run(players, out.getvalue())
    assert (again.errors, again.created, again.updated, again.unchanged) == ([], 0, 0, 2)


def test_a_number_of_an_old_ledger_is_taken_as_the_key(players: cast.Cast) -> None:
    data = sheet(("旧-7", *GOOD[1:]), headers=("编号", *HEADERS[1:]))
    first, second = run(players, data), run(players, data)
    assert (first.created, second.created, second.unchanged) == (1, 0, 1)
    assert Record.objects.get().key == "旧-7"
