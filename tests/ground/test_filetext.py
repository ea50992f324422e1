"""The text of files: read for search, whatever the file does to its reader."""

from __future__ import annotations

import io
import itertools
import time
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from jianyan.ground import filetext, search, storage
from jianyan.ground.models import File, Record, Visibility
from jianyan.ground.search import matching
from tests import cast
from tests.front.test_search import searched, titles
from tests.ground.walking import publication, stage

PDF = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R
/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj
4 0 obj<</Length 44>>stream
BT /F1 12 Tf 20 100 Td (Elevator 2020-17) Tj ET
endstream endobj
trailer<</Root 1 0 R>>
startxref
0
%%EOF"""


def word(*paragraphs: str) -> bytes:
    made, out = docx.Document(), io.BytesIO()
    for one in paragraphs:
        made.add_paragraph(one)
    made.add_table(1, 1).cell(0, 0).text = "表中的字"
    made.save(out)
    return out.getvalue()


def sheet() -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as made:
        page = made.add_worksheet("名单")
        page.write(0, 0, "充电桩")
        page.write(2, 1, 12)
    return out.getvalue()


READ = {
    "docx": (word("关于加装电梯的补充材料"), "关于加装电梯的补充材料\n表中的字"),
    "xlsx": (sheet(), "名单\n充电桩\n12"),
    "txt": ("说明：\0托幼".encode("gb18030"), "说明：托幼"),
    "pdf": (PDF, "Elevator 2020-17"),
    "png": (b"\x89PNG", ""),
}


@pytest.mark.parametrize("kind", READ)
def test_the_text_of_a_file(tmp_path: Path, kind: str) -> None:
    data, text = READ[kind]
    path = tmp_path / "file"
    path.write_bytes(data)
    assert filetext.text_of(path, kind) == text


def test_no_more_is_read_than_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(word(*["养老" * 500] * 100))
    assert len(filetext.text_of(path, "docx")) == filetext.LONGEST


def _laughs() -> bytes:
    """XML whose entities name one another: three thousand million letters when written out."""
    names = "abcdefghij"
    rows = [f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in itertools.pairwise(names)]
    doc = f'<!DOCTYPE d [<!ENTITY a "ha">{"".join(rows)}]><w:d xmlns:w="x">&j;</w:d>'
    out = io.BytesIO(word("先写一句"))
    with zipfile.ZipFile(out) as read:
        parts = {name: read.read(name) for name in read.namelist()}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, doc if name == "word/document.xml" else content)
    return made.getvalue()


def _turning() -> bytes:
    """A PDF whose pages are their own parents."""
    return PDF.replace(b"/Kids[3 0 R]", b"/Kids[2 0 R]")


def _deep() -> bytes:
    return PDF.replace(b"(Elevator 2020-17)", b"[" * 200_000)


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("docx", _laughs()),
        ("docx", b"PK\x03\x04broken"),
        ("pdf", _turning()),
        ("pdf", _deep()),
        ("pdf", b"%PDF-1.7\n%%EOF"),
        ("xlsx", b"PK\x03\x04"),
        ("txt", b"\xff\xfe\x00"),
    ],
    ids=["laughs", "broken docx", "turning pdf", "deep pdf", "empty pdf", "broken xlsx", "half"],
)
def test_a_hostile_file_neither_hangs_nor_crashes(tmp_path: Path, kind: str, data: bytes) -> None:
    path = tmp_path / "file"
    path.write_bytes(data)
    began = time.monotonic()
    assert filetext.text_of(path, kind) in ("", "Elevator 2020-17")
    assert time.monotonic() - began < filetext.PATIENCE + 5


def test_a_reader_that_does_not_end_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filetext, "PATIENCE", 0.001)
    path = tmp_path / "file"
    path.write_bytes(PDF)
    assert filetext.text_of(path, "pdf") == ""


@pytest.fixture
def players(db: None) -> cast.Cast:
    return stage()


def attached(by: Any, row: Any, name: str, data: bytes, then: Any) -> File:
    with then(execute=True):
        return storage.attach(by, row.pk, SimpleUploadedFile(name, data))


def test_a_record_is_found_by_its_file_and_only_by_who_may_see_it(
    players: cast.Cast, django_capture_on_commit_callbacks: Any
) -> None:
    hidden = publication(players, "内部的一篇", visibility=Visibility.OFFICE)
    data = word("附件里写着垃圾分类的情况")
    kept = attached(
        players.office.by, hidden, "材料.docx", data, django_capture_on_commit_callbacks
    )
    for words in ("垃圾分类", "材料"):
        found = {name: titles(searched(one, words)) for name, one in players.players().items()}
        assert {name for name, rows in found.items() if rows} == {
            "office",
            "leader",
            "auditor",
            "administrator",
        }
    page = searched(players.member, "垃圾分类")
    assert (page["count"], [chip["label"] for chip in page["kinds"]]) == ("0 件", ["全部"])
    (hit,) = searched(players.office, "垃圾分类")["hits"]
    assert hit.snippet == [
        ("附件“材料.docx”：附件里写着", False),
        ("垃圾分类", True),
        ("的情况 表中的字", False),
    ]
    File.objects.filter(pk=kept.pk).update(text="")
    search.index([hidden.pk])
    assert not Record.objects.filter(matching("垃圾分类")).exists()
    told = [
        (at.files, at.of, at.read)
        for at in storage.read_again([hidden.record.committee_id], every=False)
    ]
    assert told == [(1, 1, 1)]
    assert Record.objects.filter(matching("垃圾分类")).exists()
    assert list(storage.read_again([hidden.record.committee_id], every=False)) == []
    storage.withdraw(players.office.by, kept, reason="传错了")
    assert not Record.objects.filter(matching("垃圾分类")).exists()
