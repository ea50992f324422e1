"""A database of the bench's own: a folder, or a PostgreSQL cluster, thrown away at the end."""

from __future__ import annotations

import json
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from jianyan.kernel.errors import Refused

DEBIAN = Path("/usr/lib/postgresql")
ENGINES = ("sqlite", "postgresql")
START = "import django; django.setup(); from jianyan.bench.run import main; main({!r})"


def run_apart(sizes: str, engine: str) -> list[dict[str, Any]]:
    """Measure in a process of its own, since the database is chosen before Django starts.

    Raises Refused when the engine is not at hand or the measuring fails.
    """
    with tempfile.TemporaryDirectory(prefix="jianyan-bench-") as home:
        kept = {name: value for name, value in os.environ.items() if not _ours(name)}
        environment = {**kept, "JIANYAN_HOME": home, "JIANYAN_LOG_LEVEL": "ERROR"}
        with _cluster(Path(home)) if engine == "postgresql" else _nothing() as url:
            environment["JIANYAN_DATABASE_URL"] = url
            command = [sys.executable, "-c", START.format(sizes)]
            done = subprocess.run(  # noqa: S603  (our own words only)
                command, env=environment, stdout=subprocess.PIPE, check=False
            )
    if done.returncode:
        raise Refused("测速没有完成，原因见上。")
    lines: list[dict[str, Any]] = json.loads(done.stdout)
    return lines


def _ours(name: str) -> bool:
    return name.startswith("JIANYAN_")


@contextmanager
def _nothing() -> Iterator[str]:
    yield ""


@contextmanager
def _cluster(home: Path) -> Iterator[str]:
    """A cluster that listens on a socket in a folder of its own; gives its address."""
    programs = _programs()
    folder = Path(tempfile.mkdtemp(prefix="jianyan-bench-pg-"))
    if os.geteuid() == 0:
        # initdb refuses to run as root; Debian's package brings the account.
        os.chown(folder, pwd.getpwnam("postgres").pw_uid, -1)
    data = folder / "data"
    try:
        _ask(programs / "initdb", "-D", str(data), "-U", "jianyan", "-A", "trust",
             "-E", "UTF8", "--locale=C.UTF-8", "--no-sync", log=home / "initdb.log")  # fmt: skip
        options = f"-c fsync=off -c listen_addresses= -c max_connections=20 -k {folder}"
        _ask(programs / "pg_ctl", "-D", str(data), "-w", "-o", options,
             "-l", str(folder / "log"), "start", log=home / "start.log")  # fmt: skip
        # The database of the installation, as `createdb` would make it.
        _ask(
            programs / "createdb",
            "-h",
            str(folder),
            "-U",
            "jianyan",
            "bench",
            log=home / "createdb.log",
        )
        yield f"postgresql://jianyan@/bench?host={folder}"
    finally:
        if (data / "postmaster.pid").exists():
            _ask(
                programs / "pg_ctl",
                "-D",
                str(data),
                "-m",
                "immediate",
                "stop",
                log=home / "stop.log",
            )
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path:
    found = sorted(DEBIAN.glob("*/bin/initdb"))
    if found:
        return found[-1].parent
    if here := shutil.which("initdb"):
        return Path(here).resolve().parent
    raise Refused("没有 PostgreSQL 服务端程序，请安装 postgresql，或用 --engine sqlite。")


def _ask(program: Path, *arguments: str, log: Path) -> None:
    command = [str(program), *arguments]
    if os.geteuid() == 0:
        command = ["runuser", "-u", "postgres", "--", *command]
    # A file rather than a pipe: the server would inherit the pipe and never close it.
    with log.open("w+") as said:
        done = subprocess.run(  # noqa: S603  (our own words only)
            command, stdin=subprocess.DEVNULL, stdout=said, stderr=said, cwd="/", check=False
        )
        if done.returncode:
            said.seek(0)
            raise Refused(f"{program.name} 没有成功：{said.read()[-400:]}")
