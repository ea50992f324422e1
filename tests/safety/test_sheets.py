"""Sheets in and out: two hundred rows with faults among them, and cells that would compute."""

from __future__ import annotations

from html import unescape
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from jianyan.ground.imports import run
from jianyan.ground.kinds import KINDS
from jianyan.ground.models import Batch, File, Record, Trail
from tests import cast
from tests.entry import sheet
from tests.ground.walking import LIST, publication, signed_in, stage, taken

ROWS = 200
FORMULAS = ("=1+1", "+86", "-2+3", "@SUM(A1)", "\tTAB", '=HYPERLINK("http://x","点")')


@pytest.fixture
def players(db: None) -> cast.Cast:
    return stage()


def rows(bad: range) -> list[dict[str, Any]]:
    """Publications with keys; those in `bad` have a day that is none."""
    return [
        {
            "key": f"K{place}",
            "title": f"文章{place}",
            "sort": "理论文章",
            "dated_on": "二月三十日" if place in bad else "2020-03-16",
        }
        for place in range(ROWS)
    ]


def test_two_hundred_rows_with_faults_among_them(players: cast.Cast) -> None:
    kind, by, of = KINDS["publications"], players.office.by, players.committee.pk
    bad = range(0, ROWS, 20)
    refused = run(kind, sheet("publications", rows(bad)), by, of)
    assert [(one.row, one.column) for one in refused.errors] == [
        (place + 2, "登记日期") for place in bad
    ]
    left = (Record.objects.count(), Batch.objects.count(), Trail.objects.count())
    assert (refused.batch, left) == (None, (0, 0, 0))
    done = run(kind, sheet("publications", rows(bad)), by, of, good_rows=True)
    assert (done.created, len(done.errors), Record.objects.count()) == (190, 10, 190)
    numbers = sorted(Record.objects.values_list("number", flat=True))
    assert numbers == [f"2020-{place:03d}" for place in range(1, 191)]


def test_cells_that_would_compute_are_given_out_as_text(players: cast.Cast) -> None:
    for words in FORMULAS:
        publication(players, words)
    data = taken(signed_in(players.office).get(f"{LIST}export/"))
    with ZipFile(BytesIO(data)) as book:
        words = unescape("".join(book.read(one).decode() for one in book.namelist()))
    assert ("<f>" in words, "<hyperlink" in words) == (False, False)
    assert [one for one in FORMULAS if one.strip() not in words] == []


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("正文.pdf", b"MZ\x90\x00"),
        ("正文.pdf", b"<html><script>alert(1)</script>"),
        ("照片.png", b"%PDF-1.4\n"),
        ("网页.html", b"<html></html>"),
        ("图.svg", b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
        ("脚本.sh", b"#!/bin/sh\n"),
        ("表.xlsx", b"PK\x03\x04 no sheet at all"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused(
    players: cast.Cast, name: str, content: bytes
) -> None:
    row = publication(players)
    upload = SimpleUploadedFile(name, content)
    answer = signed_in(players.office).post(f"{LIST}{row.pk}/files/add/", {"file": upload})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["file"])
    assert File.objects.count() == 0


def test_a_file_of_another_s_record_is_not_given_out(players: cast.Cast) -> None:
    row = publication(players, visibility="office")
    client = signed_in(players.office)
    client.post(f"{LIST}{row.pk}/files/add/", {"file": SimpleUploadedFile("甲.txt", b"abc")})
    kept = File.objects.get()
    before = Trail.objects.exclude(move="audit").count()
    for name in ("member", "officer", "dispatcher", "outsider"):
        guess = signed_in(getattr(players, name))
        drop = f"/files/{kept.pk}/drop/"
        found = [
            guess.get(f"/files/{kept.pk}/"),
            guess.get(drop),
            guess.post(drop, {"reason": "x"}),
        ]
        assert (name, [one.status_code for one in found]) == (name, [404] * 3)
    kept.refresh_from_db()
    assert (kept.struck_at, Trail.objects.exclude(move="audit").count()) == (None, before)


def test_another_committee_s_imports_and_views_are_not_there(players: cast.Cast) -> None:
    kind, by, of = KINDS["publications"], players.office.by, players.committee.pk
    batch = run(kind, sheet("publications", rows(range(0))[:2]), by, of).batch
    office, outsider = signed_in(players.office), signed_in(players.outsider)
    office.post(f"{LIST}views/add/?state=draft", {"name": "草稿们", "shared": "on"})
    assert outsider.post(f"/imports/{batch}/undo/").status_code == 404
    assert outsider.get("/imports/").context["page"]["rows"] == []
    assert [one["label"] for one in outsider.get(LIST).context["page"]["views"]] == [
        "全部", "草稿", "制度",
    ]  # fmt: skip
    assert Batch.objects.get().undone_at is None
