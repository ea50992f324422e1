"""`jianyan check` exactly as the command line promises."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction

from jianyan.ground.models import Trail
from jianyan.site.cli import main
from tests.cast import Cast, assemble

from . import year

WRONG = "共收到提案134件，立案129件，作为意见处理的6件。"


def checked(path: Path, capsys: Any, *more: str) -> tuple[int, dict[str, Any]]:
    status = main(["check", str(path), "--json", *more])
    return status, json.loads(capsys.readouterr().out)


def text(tmp_path: Path, said: str) -> Path:
    path = tmp_path / "稿.txt"
    path.write_text(said, encoding="utf-8")
    return path


@pytest.mark.django_db
def test_a_contradiction_exits_1(tmp_path: Path, capsys: Any) -> None:
    status, found = checked(text(tmp_path, WRONG), capsys)
    assert status == 1
    assert found["numbers"][0] == {
        "start": 5, "end": 9, "text": "134件", "value": 134, "unit": "件", "approx": False, "what": "收到提案",
    }  # fmt: skip
    assert found["checks"] == [
        {
            "kind": "parts-sum",
            "spans": [[5, 9], [12, 16], [24, 26]],
            "expression": "134=129+6",
            "result": "contradiction",
            "message": "2项相加为135件，总数写的是134件，多1件：各项相加不应多于总数。",
        }
    ]
    assert found["figures"] == []


@pytest.mark.django_db
def test_what_holds_and_what_is_only_noticed_exits_0(tmp_path: Path, capsys: Any) -> None:
    status, found = checked(text(tmp_path, "立案提案60件，其中重点提案X件，占16、5%。"), capsys)
    assert (status, [each["kind"] for each in found["checks"]]) == (0, ["blank"])


@pytest.mark.django_db
def test_a_missing_file_exits_2_with_a_sentence(tmp_path: Path, capsys: Any) -> None:
    assert main(["check", str(tmp_path / "无.txt")]) == 2
    assert "请核对路径" in capsys.readouterr().err


@pytest.mark.django_db
def test_a_period_sets_numbers_beside_the_register(tmp_path: Path, capsys: Any) -> None:
    cast: Cast = assemble()
    year.year(cast)
    path = text(tmp_path, "2020年，全年印发文稿2篇。")
    status, found = checked(path, capsys, "--period", "2020", "--committee", cast.committee.code)
    assert status == 1
    assert found["figures"] == [
        {
            "start": 12,
            "end": 14,
            "name": "文稿.印发",
            "text_value": 2,
            "register_value": 3,
            "agrees": False,
        }
    ]
    assert Trail.objects.filter(move="command", label="稿件核数").count() == 1
    beside = ["check", str(path), "--period", "2020", "--committee", cast.committee.code]
    assert main([*beside, "--as", cast.member.account.username]) == 2
    assert "与台账核对供机关使用" in capsys.readouterr().err
    old = ["report", "bind", str(path), "--committee", cast.committee.code]
    assert main([*old, "--as", cast.member.account.username]) == 2
    assert "旧稿转模板供机关使用" in capsys.readouterr().err


@pytest.mark.django_db
def test_the_arithmetic_is_checked_beside_a_database_not_yet_brought_up_to_date(
    tmp_path: Path, capsys: Any
) -> None:
    assemble()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE ground_trail RENAME TO earlier_trail")
        assert main(["check", str(text(tmp_path, WRONG))]) == 1
        transaction.set_rollback(True)
    said = capsys.readouterr()
    assert ("矛盾" in said.out, "请先运行 jianyan migrate" in said.err) == (True, True)


@pytest.mark.django_db
def test_without_a_register_a_period_is_refused(tmp_path: Path, capsys: Any) -> None:
    assert main(["check", str(text(tmp_path, WRONG)), "--period", "2020"]) == 2
    assert "还没有台账" in capsys.readouterr().err
