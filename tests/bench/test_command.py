"""`jianyan bench` measures in a database of its own and prints what the command line says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.db import connection

from jianyan.bench.floors import statements
from jianyan.site.cli import main

KEYS = [
    "name", "engine", "n", "floor_ms", "ours_ms", "p95_ms", "statements", "ratio", "rss_mb"
]  # fmt: skip
LISTS = (
    "list page",
    "list page, one state",
    "list page, searched",
    "list page, a common word",
    "list page, the last",
)
DAILY = ("home page", "list of tasks", "list of replies")
SEARCHES = (
    "two characters",
    "a phrase",
    "several words",
    "a number",
    "one character",
    "a character behind a number",
    "a person",
    "a unit",
    "a day",
    "a word and a year",
    "conditions",
    "nothing",
)


@pytest.mark.stored
def test_quick_bench_prints_every_line(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The settings of the suite stand in its own folder; the bench starts the site's.
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "jianyan.site.settings")
    assert main(["bench", "--quick", "--engine", connection.vendor, "--json"]) == 0
    lines = json.loads(capsys.readouterr().out)
    assert {tuple(line) for line in lines} == {tuple(KEYS)}
    assert [line["name"] for line in lines] == [
        *(statement.name for statement in statements()),
        "all figures of a year",
        "report 2020",
        "board",
        "case page",
        *(f"{name}, 390 records" for name in LISTS),
        "similar, 450 records",
        *(f"{name}, 510 records" for name in LISTS),
        *(f"{name}, large against small" for name in LISTS),
        *(f"{name}, 510 records" for name in DAILY),
        *(f"search, {name}, 510 records" for name in SEARCHES),
        "similar, 510 records",
        "提案.交办 of 4 committees",
        "worker after the pages",
        "last_minutes, 6 members in 1 s",
        "import of 50 proposals, 1 rows wrong",
    ]
    taken = [line["statements"] for line in lines if line["name"].startswith("list page")]
    assert max(filter(None, taken)) <= 12
    assert {line["engine"] for line in lines} == {connection.vendor}


def test_strange_engine_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["bench", "--engine", "oracle"])
    assert left.value.code == 2
