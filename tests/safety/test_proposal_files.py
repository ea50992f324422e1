"""Files of a proposal that are not what they say, and an old sheet with errors in some of its rows."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from jianyan.ground.imports import run
from jianyan.ground.kinds import KINDS
from jianyan.ground.models import File, Record, Suggestion
from jianyan.records.proposals.models import Proposal, UnitTask
from tests import cast
from tests.entry import sheet
from tests.ground.walking import signed_in
from tests.records.proposals import made
from tests.records.proposals.made import Place

LIES = [
    ("扫描件.pdf", b"MZ\x90\x00 a programme"),
    ("扫描件.pdf", b"<html><script>alert(1)</script></html>"),
    ("照片.jpg", b"%PDF-1.4\n"),
    ("照片.png", b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
    ("提案.docx", b"PK\x03\x04 no document at all"),
    ("提案.exe", b"MZ\x90\x00"),
]
ROWS = 300


@pytest.fixture
def players(db: None) -> cast.Cast:
    return cast.assemble()


@pytest.fixture
def at(players: cast.Cast) -> Place:
    return made.place(players.committee)


@pytest.mark.parametrize(("name", "content"), LIES)
def test_a_file_that_lies_is_not_taken_with_a_proposal(
    players: cast.Cast, at: Place, name: str, content: bytes
) -> None:
    case = made.filed(at)
    url = f"/r/proposals/{case.pk}/files/add/"
    sent = {"file": SimpleUploadedFile(name, content), "caption": "征询意见表扫描件"}
    answer: Any = signed_in(players.office).post(url, sent)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["file"])
    assert File.objects.count() == 0


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("提案.docx", b"%PDF-1.4\n"),
        ("提案.docx", b"PK\x03\x04 no document at all"),
        ("提案.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ("提案.txt", b"\xff\xfe\x00\x81\x81\xff"),
        ("提案.exe", b"MZ\x90\x00"),
    ],
)
def test_a_file_that_lies_is_not_read_into_a_proposal(
    players: cast.Cast, at: Place, name: str, content: bytes
) -> None:
    sent = {"file": SimpleUploadedFile(name, content)}
    answer: Any = signed_in(players.member).post("/proposals/write/read/", sent)
    assert answer.status_code == 422
    assert "请" in answer.content.decode()
    assert Proposal.objects.count() == 0


def test_an_old_sheet_with_errors_in_some_rows(players: cast.Cast, at: Place) -> None:
    rows = [row(place) for place in range(ROWS)]
    wrong = {10: "submitted_on", 20: "lead", 30: "proposer", 40: "reviewed_on", 50: "title"}
    for place, name in wrong.items():
        rows[place][name] = {"title": "", "lead": "查无此局", "proposer": "查无此人"}.get(
            name, "2020-02-30"
        )
    kind, of = KINDS["proposals"], players.committee.pk
    book = sheet("proposals", rows)
    refused = run(kind, book, at.by, of)
    said = sorted((one.row, one.column) for one in refused.errors)
    labels = {name: str(kind.form.base_fields[name].label) for name in wrong.values()}
    assert said == [(place + 2, labels[name]) for place, name in wrong.items()]
    assert (refused.batch, Record.objects.count(), Suggestion.objects.count()) == (None, 0, 0)
    done = run(kind, book, at.by, of, good_rows=True)
    good = ROWS - len(wrong)
    assert (done.created, len(done.errors)) == (good, len(wrong))
    assert (Record.objects.count(), UnitTask.objects.count()) == (good, good)
    numbers = sorted(Record.objects.values_list("number", flat=True))
    assert numbers == [f"93{place:04d}" for place in range(1, good + 1)]
    again = run(kind, book, at.by, of, good_rows=True)
    assert (again.created, again.updated, again.unchanged) == (0, 0, good)


def row(place: int) -> dict[str, Any]:
    return {
        "key": f"旧{place}",
        "title": f"关于第{place}件事的提案",
        "proposer": "甲",
        "suggestions": "1. 分批更换\n2. 列入预算",
        "submitted_on": "2020-01-09",
        "outcome": "立案",
        "reviewed_on": "2020-01-20",
        "assigned_on": "2020-03-02",
        "lead": "区住建局",
    }
