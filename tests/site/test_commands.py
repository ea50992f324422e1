"""The command line as a person types it: exit statuses, JSON, and one sentence for what is wrong."""

import json
import sys
import time
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from jianyan.ground.models import Person, Trail
from jianyan.site.cli import main
from jianyan.site.commands import MODULES, asking, parser
from jianyan.site.commands.asking import working
from jianyan.site.reference import _walk
from tests.cast import Cast, assemble

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return assemble()


def ran(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    """What a command of this committee gives: its status, what it printed, and what it complained of."""
    try:
        status = main([*words])
    except SystemExit as left:
        status = int(str(left.code))
    said = capsys.readouterr()
    return status, said.out, said.err


def keep(path: Path, rows: list[list[Any]]) -> None:
    """A sheet of these rows."""
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet()
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)


def document(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    status, out, _ = ran(capsys, *words, "--committee", "lanting", "--json")
    assert status == 0
    return json.loads(out)


def test_kinds_name_their_columns(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    people = document(capsys, "kinds")[0]
    assert (people["kind"], people["label"]) == ("people", "人员")
    assert people["columns"][0] == {
        "name": "编号",
        "required": True,
        "meaning": "委员证号或自编号，不重复",
    }


def test_what_is_exported_is_imported_unchanged_and_undone_as_one(
    cast: Cast, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    sheet, here = str(tmp_path / "people.xlsx"), ("--committee", "lanting")
    assert ran(capsys, "export", "people", "--out", sheet, *here)[0] == 0
    count = Person.objects.filter(committee=cast.committee).count()
    same = {"rows": count, "created": 0, "updated": 0, "unchanged": count, "errors": []}
    assert document(capsys, "import", "people", sheet, "--dry-run") == {**same, "batch": None}
    rows = CalamineWorkbook.from_path(sheet).get_sheet_by_index(0).to_python()
    keep(Path(sheet), [*rows, [{"编号": "N-1", "姓名": "新来"}.get(str(head)) for head in rows[0]]])
    made = document(capsys, "import", "people", sheet)
    assert (made["created"], made["unchanged"]) == (1, count)
    assert document(capsys, "import", "--undo", str(made["batch"])) == {
        "batch": made["batch"],
        "rows": 1,
    }


def test_a_bad_row_writes_nothing_and_is_a_finding(
    cast: Cast, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    sheet = tmp_path / "people.xlsx"
    keep(sheet, [["编号", "姓名"], ["N-1", "新来"], [None, "无号"]])
    status, out, _ = ran(capsys, "import", "people", str(sheet), "--committee", "lanting", "--json")
    found = json.loads(out)
    assert (status, found["created"], found["batch"]) == (1, 0, None)
    assert [(each["row"], each["column"]) for each in found["errors"]] == [(3, "编号")]
    assert not Person.objects.filter(name="新来").exists()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("kinds", "--committee", "nowhere"), "没有代码为nowhere的委员会，或该账号无权查看。"),
        (("kinds", "--as", "nobody"), "没有账号“nobody”，或已停用。"),
        (
            ("template", "propsals", "--out", "x.xlsx"),
            "没有名为“propsals”的种类（见 jianyan kinds），是否为proposals、proposal-tasks、proposal-key。",
        ),
        (("export", "people", "--out", "."), "打不开文件 .，请核对路径。"),
        (("import", "people", "nowhere.xlsx"), "打不开文件 nowhere.xlsx，请核对路径。"),
        (
            ("search", "路灯", "--newest", "--best"),
            "用法不对：--best: 不能同时用 --newest。请看 jianyan search --help。",
        ),
    ],
)
def test_wrong_use_is_one_sentence_and_status_two(
    cast: Cast, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], sentence: str
) -> None:
    here = () if "--committee" in words else ("--committee", "lanting")
    status, out, complaint = ran(capsys, *words, *here)
    assert (status, out, complaint.splitlines()[:1]) == (2, "", [sentence])
    assert "Traceback" not in complaint


def test_only_an_administrator_takes_all_data_away(
    cast: Cast, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    out = tmp_path / "one.backup"
    for player in (cast.member, cast.auditor, cast.administrator):
        account = player.account.username
        # The administrator's office is of one of the two committees; a backup holds both.
        assert ran(capsys, "backup", "--as", account, "--out", str(out)) == (
            2,
            "",
            f"备份须由全部委员会的管理员办理，账号“{account}”不是。\n",
        )
    assert not out.exists()
    out.touch()
    status, _, complaint = ran(capsys, "restore", str(out), "--as", cast.auditor.account.username)
    assert (status, complaint[:2]) == (2, "恢复")


def test_every_command_leaves_a_trail_row(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    account = cast.office.account.username
    document(capsys, "figures", "read", "委员", "--period", "2020", "--as", account)
    row = Trail.objects.latest("id")
    assert (row.move, row.label, row.by, row.committee) == (
        "command",
        "取数",
        cast.office.account,
        cast.committee,
    )


def test_long_work_says_that_it_goes_on(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "EVERY", 0.02)
    with working("导出"):
        time.sleep(0.1)
    assert capsys.readouterr().err == ""  # nobody looks on
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with working("导出"):
        time.sleep(0.1)
    said = capsys.readouterr()
    assert (said.out, set(said.err.splitlines())) == ("", {"正在导出，已用0秒……"})
    with working("导出"):
        pass
    assert capsys.readouterr().err == ""


def test_a_command_is_found_in_its_own_module() -> None:
    for held in MODULES.values():
        for name in held:
            (commands,) = parser([name])._subparsers._group_actions  # type: ignore[union-attr]
            assert tuple(commands.choices) == held  # type: ignore[arg-type]


def test_every_argument_is_explained() -> None:
    bare = [
        f"{name} {argument.dest}"
        for name, command in _walk(parser(), "")
        for argument in command._actions
        if not argument.help
    ]
    assert bare == []
