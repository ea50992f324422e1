"""`jianyan report`: lists, writes and verifies exactly as the command line promises."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jianyan.ground.models import Trail
from jianyan.ground.periods import scope_of
from jianyan.kernel.errors import Refused
from jianyan.reports import actions
from jianyan.reports.export import write_files
from jianyan.reports.sources import appendix
from jianyan.reports.text import read_text
from jianyan.reports.verifying import verify
from jianyan.reports.writing import write_report
from tests.cast import Cast, assemble

from . import year
from .test_life import in_approval

pytestmark = pytest.mark.django_db
DAY = date(2020, 12, 28)


@pytest.fixture
def cast() -> Cast:
    cast = assemble()
    year.year(cast)
    year.template(cast)
    return cast


def written(cast: Cast, out: Path, template: str = "小结", audience: str = "内部") -> Any:
    scope = scope_of((cast.committee.pk,), "2020")
    return write_report(template, scope, cast.office.by, {"不足": "不够深入。"}, audience, out)


def test_three_files_are_written_and_read_back(cast: Cast, tmp_path: Path) -> None:
    found = written(cast, tmp_path)
    assert [path.name for path in found.files] == [
        "小结-2020.docx",
        "小结-2020.html",
        "小结-2020.json",
    ]
    assert read_text(found.files[0]) == found.filled.text
    assert json.loads(found.files[2].read_text())["text"] == found.filled.text
    assert found.filled.blank == 0
    assert Trail.objects.get(move="export").reason == "小结，2020，内部"


def test_a_file_is_a_template_too(cast: Cast, tmp_path: Path) -> None:
    (tmp_path / "稿.txt").write_text("印发{{ 文稿.印发 }}篇", encoding="utf-8")
    found = written(cast, tmp_path / "out", str(tmp_path / "稿.txt"))
    assert found.filled.text == "印发3篇"
    assert found.files[0].name == "稿-2020.docx"


def test_an_unknown_template_is_refused_with_the_nearest(cast: Cast, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="没有名为“小节”的模板，是否为小结"):
        written(cast, tmp_path, "小节")


def exported(cast: Cast, out: Path) -> tuple[Any, list[Path]]:
    row = actions.sign(cast.leader.by, in_approval(cast).pk, on=DAY)
    reader = actions.reader_of(row)
    filled = actions.composed(row, reader).filled
    sources = appendix(filled, reader, "内部", row.seal.digest)
    return row, write_files(out, "总结", filled, sources)


@pytest.mark.parametrize("kind", [0, 1, 2])
def test_a_signed_file_verifies(cast: Cast, tmp_path: Path, kind: int) -> None:
    row, files = exported(cast, tmp_path)
    found = verify(files[kind])
    assert (found.seal, found.valid, found.changed) == (row.seal.digest, True, ())


def test_a_figure_altered_in_the_file_is_found(cast: Cast, tmp_path: Path) -> None:
    _, files = exported(cast, tmp_path)
    files[2].write_text(files[2].read_text().replace("印发文稿3篇", "印发文稿9篇"))
    assert not verify(files[2]).valid


def test_what_changed_since_is_told_with_labels(cast: Cast, tmp_path: Path) -> None:
    _, files = exported(cast, tmp_path)
    year.publish(cast, "regulation", date(2020, 11, 2))
    assert verify(files[0]).as_json()["changed"] == [
        {"name": "文稿.印发", "then": 3, "now": 4},
        {"name": "文稿.印发[制度]", "then": 1, "now": 2},
    ]


def test_a_file_without_a_seal_is_refused(cast: Cast, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="没有印记"):
        verify(written(cast, tmp_path).files[0])


def test_where_no_directory_can_be_the_writing_is_refused(cast: Cast, tmp_path: Path) -> None:
    (tmp_path / "占用").write_text("", encoding="utf-8")
    with pytest.raises(Refused, match="它不是目录，或没有写入的权限"):
        written(cast, tmp_path / "占用")


def test_a_cut_off_before_the_period_is_refused(cast: Cast) -> None:
    with pytest.raises(
        Refused, match="数据截止日2019年12月31日早于期间的起日2020年1月1日，请改正。"
    ):
        scope_of((cast.committee.pk,), "2020", date(2019, 12, 31))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="没有文件 "):
        verify(tmp_path / "无.docx")
