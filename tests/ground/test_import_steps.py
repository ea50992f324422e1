"""A long sheet is checked and written some rows at each request, and goes on where it was."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from jianyan.ground import imports_steps
from jianyan.ground.imports_undo import undo
from jianyan.ground.models import Batch, Category, Record, SheetRun
from tests import cast
from tests.ground.test_imports import sheet
from tests.ground.walking import LIST, signed_in, stage


@pytest.fixture
def players(db: None, monkeypatch: pytest.MonkeyPatch) -> cast.Cast:
    """Five rows are long, two a block, and a request takes one block."""
    for name, value in (("LONG", 4), ("BLOCK", 2), ("SECONDS", -1.0)):
        monkeypatch.setattr(imports_steps, name, value)
    return stage()


def rows(count: int, wrong: int = -1, offset: int = 0) -> list[tuple[Any, ...]]:
    return [
        (
            f"A{n + offset}",
            f"第{n + offset}篇",
            "没有的种类" if n == wrong else "理论文章",
            date(2020, 3, 2),
            None,
            "委员甲",
        )
        for n in range(count)
    ]


def begun(client: Client, data: bytes) -> str:
    upload = SimpleUploadedFile("旧台账.xlsx", data)
    answer = client.post(f"{LIST}import/", {"file": upload})
    assert answer.status_code == 302
    return str(answer["location"])


def went_on(client: Client, url: str) -> list[tuple[str, int]]:
    """Open the page until it no longer asks to be opened again; where it was each time."""
    seen = []
    for _ in range(9):
        answer = client.get(url)
        run = answer.context["run"]["row"]
        seen.append((run.stage, run.at))
        if "Refresh" not in answer:
            return seen
    raise AssertionError(seen)


def ordered(client: Client, url: str, **more: str) -> int:
    once = client.get(url).context["form"]["once"].value()
    return client.post(url, {"once": once, **more}).status_code


def test_a_long_sheet_is_checked_then_written_block_by_block(players: cast.Cast) -> None:
    client = signed_in(players.office)
    url = begun(client, sheet(*rows(5)))
    assert went_on(client, url) == [("checking", 2), ("checking", 4), ("checked", 0)]
    assert Record.objects.count() == 0
    assert ordered(client, url) == 302
    assert client.get(url).context["run"]["row"].at == 2
    assert Record.objects.count() == 2
    (notice,) = client.get(f"{LIST}import/").context["page"]["notices"]
    assert (notice["url"], notice["text"]) == (url, "“旧台账.xlsx”还没有导完，已写入第2行，共5行。")
    # Broken off here, and opened again later in another process.
    assert went_on(client, url) == [("writing", 4), ("done", 5)]
    batch = Batch.objects.get()
    assert (batch.created, Record.objects.filter(batch=batch).count()) == (5, 5)
    assert client.get(url).context["result"]["new"] == 5
    assert undo(batch, players.office.by) == 5
    assert set(Record.objects.values_list("state", flat=True)) == {"void"}


def test_wrong_rows_are_said_and_left_out_only_when_asked(players: cast.Cast) -> None:
    client = signed_in(players.office)
    url = begun(client, sheet(*rows(5, wrong=3)))
    went_on(client, url)
    result = client.get(url).context["result"]
    assert [(one["row"], one["column"]) for one in result["problems"]] == [(5, "种类")]
    assert ordered(client, url) == 422
    assert Record.objects.count() == 0
    assert ordered(client, url, good_rows="on") == 302
    went_on(client, url)
    assert (Record.objects.count(), client.get(url).context["result"]["wrong"]) == (4, 1)


def test_what_goes_wrong_after_the_check_stops_there_and_can_be_gone_on_with(
    players: cast.Cast,
) -> None:
    client = signed_in(players.office)
    url = begun(client, sheet(*rows(5)))
    went_on(client, url)
    assert ordered(client, url) == 302
    client.get(url)
    sorts = Category.objects.filter(committee=players.committee)
    sorts.filter(label="理论文章").update(label="改了名")
    assert went_on(client, url) == [("stopped", 2)]
    assert Record.objects.count() == 2
    sorts.filter(label="改了名").update(label="理论文章")
    assert ordered(client, url, good_rows="on") == 302
    assert went_on(client, url) == [("writing", 4), ("done", 5)]
    assert Record.objects.count() == 5


def test_brought_again_a_long_sheet_changes_nothing(players: cast.Cast) -> None:
    client = signed_in(players.office)
    for _ in range(2):
        url = begun(client, sheet(*rows(5)))
        went_on(client, url)
        ordered(client, url)
        went_on(client, url)
    run = SheetRun.objects.latest("pk")
    assert (run.unchanged, run.batch, Batch.objects.count(), Record.objects.count()) == (
        5,
        None,
        1,
        5,
    )


def test_another_s_import_is_nobody_else_s(players: cast.Cast) -> None:
    url = begun(signed_in(players.office), sheet(*rows(5)))
    assert signed_in(players.administrator).get(url).status_code == 404
