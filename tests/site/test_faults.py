"""What goes wrong outside the program: one Chinese sentence on standard error, and status 2."""

from __future__ import annotations

import errno
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import DatabaseError, OperationalError

from jianyan.site.cli import main
from jianyan.site.faults import said
from tests.cast import assemble

ENTRY = "from jianyan.site.cli import entry; entry()"


def ran(home: Path, *words: str, **settings: str) -> tuple[int, str, list[str]]:
    """A command in a process of its own: how it ended, what it printed and what it complained of."""
    inherited = {name: value for name, value in os.environ.items() if "JIANYAN" not in name}
    inherited.pop("DJANGO_SETTINGS_MODULE", None)
    done = subprocess.run(
        [sys.executable, "-c", ENTRY, *words],
        env=inherited | {"JIANYAN_HOME": str(home)} | settings,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr.splitlines()


def test_a_home_that_is_no_folder_is_said(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.touch()
    assert ran(home, "doctor") == (2, "", [f"打不开文件 {home}，请核对路径。"])


def test_a_setting_that_cannot_be_used_is_said(tmp_path: Path) -> None:
    sentence = "JIANYAN_WORKERS 应为大于 0 的整数，现在是“abc”。"
    assert ran(tmp_path, "doctor", JIANYAN_WORKERS="abc") == (2, "", [sentence])


def test_an_address_that_is_taken_is_said_before_anything_starts(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        sentence = f"端口{port}已被占用，可能建言已经在运行。请先停下它，或用 --bind 换一个端口。"
        assert ran(tmp_path, "serve", "--bind", f"127.0.0.1:{port}") == (2, "", [sentence])
    assert not (tmp_path / "db.sqlite3").stat().st_size


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--bind", "foo"), "监听地址“foo”不对，请写作 127.0.0.1:8000。"),
        (("--bind", "127.0.0.1:99999"), "监听地址“127.0.0.1:99999”不对，请写作 127.0.0.1:8000。"),
        (("--bind", "203.0.113.7:8000"), "这台机器上没有地址“203.0.113.7”，请用 --bind 写明。"),
        (("--workers", "0"), "工作进程数至少是1，现在是0。"),
    ],
)
def test_what_cannot_be_served_on_is_said(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], sentence: str
) -> None:
    assert main(["serve", *words]) == 2
    assert capsys.readouterr() == ("", sentence + "\n")


def test_without_anybody_to_ask_a_passphrase_is_not_waited_for(tmp_path: Path) -> None:
    archive = tmp_path / "one.tar"
    archive.touch()
    sentence = "没有口令。请写在环境变量 JIANYAN_PASSPHRASE 里，或在终端里运行。"
    assert ran(tmp_path / "home", "restore", str(archive), "--encrypted") == (2, "", [sentence])


@pytest.mark.django_db
@pytest.mark.parametrize(
    "words",
    [("template", "people", "--out", "/dev/full"), ("export", "people", "--out", "/dev/full")],
)
def test_a_full_disk_is_said(capsys: pytest.CaptureFixture[str], words: tuple[str, ...]) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    assemble()
    assert main([*words, "--committee", "lanting"]) == 2
    assert capsys.readouterr() == ("", "磁盘已满，没有写完。请腾出空间后再试。\n")


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (OSError(errno.ENOSPC, "No space left"), "磁盘已满，没有写完。请腾出空间后再试。"),
        (
            OSError(errno.EROFS, "Read-only file system", "/srv/x"),
            "/srv/x 所在的磁盘只能读，不能写。请另选一处，或请管理员核对磁盘。",
        ),
        (
            OSError(errno.EIO, "Input/output error", "/srv/x"),
            "读写文件 /srv/x 时出错（Input/output error）。请核对磁盘后再试。",
        ),
        (EOFError(), "没有读到要填的内容，已停止。请在终端里运行，或用参数写明。"),
        (OperationalError("database or disk is full"), "磁盘已满，没有写完。请腾出空间后再试。"),
        (
            OperationalError("attempt to write a readonly database"),
            "数据库只能读，不能写。请核对数据目录的权限，磁盘是否只读。",
        ),
        (
            OperationalError("connection failed: refused\n\tIs the server running?"),
            "连不上数据库。请核对 JIANYAN_DATABASE_URL，看数据库是否已经启动。",
        ),
        (
            OperationalError("no such table: x"),
            "数据库用不了：no such table: x。请先运行 jianyan migrate，再看 jianyan doctor。",
        ),
        (
            DatabaseError("file is not a database"),
            "数据库文件可能已损坏：file is not a database。请运行 jianyan doctor。",
        ),
    ],
)
def test_what_the_system_says_is_put_into_a_sentence(fault: Exception, sentence: str) -> None:
    assert said(fault) == sentence


def test_help_is_in_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["--help"], ["figures", "read", "--help"]):
        with pytest.raises(SystemExit):
            main(words)
        shown = capsys.readouterr().out
        assert shown.startswith("用法：jianyan")
        assert "显示这段说明" in shown
        for english in ("usage", "positional", "options:", "show this"):
            assert english not in shown
