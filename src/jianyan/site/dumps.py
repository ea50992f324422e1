"""A database in one file and back, while the site runs: SQLite by its backup API, PostgreSQL by
its own programs.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

Database = Mapping[str, Any]


class BackupError(Exception):
    """What keeps a backup or restore from being done; `str()` is the sentence to show."""


class Broken(BackupError):
    """The SQLite file is no database any more."""


def engine(database: Database) -> str:
    """`sqlite` or `postgresql`, by Django's description of the database."""
    return "sqlite" if "sqlite" in str(database["ENGINE"]) else "postgresql"


def dump(database: Database, out: Path) -> None:
    """Writes a consistent copy of the database to `out`. Raises BackupError."""
    if engine(database) == "sqlite":
        source = Path(str(database["NAME"]))
        if not source.is_file():
            raise BackupError(f"数据库文件不存在：{source}。请检查设置。")
        _copy_sqlite(source, out)
    else:
        _run(
            database, "pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={out}"
        )
    out.chmod(0o600)


def load(database: Database, dumped: Path) -> None:
    """Puts the dumped database in the place of the present one, wholly or not at all.

    Open connections to SQLite see the new content with their next statement. Raises BackupError.
    """
    if engine(database) == "sqlite":
        target = Path(str(database["NAME"]))
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _copy_sqlite(dumped, target, wal=True)
        target.chmod(0o600)
        return
    _run(
        database,
        "pg_restore",
        "--clean",
        "--if-exists",
        "--no-owner",
        "--no-privileges",
        "--single-transaction",
        "--exit-on-error",
        f"--dbname={database['NAME']}",
        str(dumped),
    )


def check_dump(kind: str, dumped: Path) -> None:
    """Raises BackupError when the dump cannot be used."""
    if kind == "postgresql":
        _run({}, "pg_restore", "--list", str(dumped))
        return
    try:
        with closing(sqlite3.connect(f"{dumped.resolve().as_uri()}?mode=ro", uri=True)) as copy:
            found = [row[0] for row in copy.execute("PRAGMA quick_check(5)")]
    except sqlite3.Error as error:
        found = [str(error)]
    if found != ["ok"]:
        raise BackupError(f"数据库副本未通过检查：{found[0]}。请重新备份。")


def last_change(database: Database) -> datetime | None:
    """When the database was last written, None when there is nothing in it.

    PostgreSQL does not keep it: a database with any table counts as changed this moment.
    """
    if engine(database) == "sqlite":
        path = Path(str(database["NAME"]))
        found = [one for one in (path, Path(f"{path}-wal")) if one.exists() and one.stat().st_size]
        times = [datetime.fromtimestamp(one.stat().st_mtime, UTC) for one in found]
        return max(times) if times and _has_tables(path) else None
    counted = _run(
        database,
        "psql",
        "--no-psqlrc",
        "--tuples-only",
        "--no-align",
        "--command",
        "SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'",
    )
    return datetime.now(UTC) if int(counted.strip() or 0) else None


def _has_tables(path: Path) -> bool:
    """Whether a SQLite file holds anything: to look into a missing one makes it, empty. A file
    that cannot be read counts as holding something."""
    try:
        with closing(sqlite3.connect(path, timeout=30)) as base:
            return bool(base.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])
    except sqlite3.DatabaseError:
        return True


def _copy_sqlite(source: Path, target: Path, wal: bool = False) -> None:
    mode = "" if wal else "?mode=rw"
    if not target.exists():
        # Made beforehand, so that nobody else can read it even for a moment.
        target.touch(mode=0o600)
    try:
        with (
            closing(
                sqlite3.connect(f"{source.resolve().as_uri()}{mode}", uri=True, timeout=30)
            ) as old,
            closing(sqlite3.connect(target, timeout=30)) as new,
        ):
            # All pages in one step: writers go on in the WAL meanwhile, and the copy never restarts.
            old.backup(new)
            new.execute(f"PRAGMA journal_mode={'WAL' if wal else 'DELETE'}")
    except sqlite3.DatabaseError as error:
        if not isinstance(error, sqlite3.OperationalError):
            raise Broken(f"数据库文件已损坏：{error}。请从备份恢复。") from error
        raise BackupError(f"数据库复制失败：{error}。请确认磁盘空间和文件权限。") from error


def _run(database: Database, program: str, *arguments: str) -> str:
    path = shutil.which(program)
    if path is None:
        raise BackupError(f"没有找到 {program}。请安装 PostgreSQL 客户端程序后再试。")
    names = {
        "HOST": "PGHOST",
        "PORT": "PGPORT",
        "USER": "PGUSER",
        "PASSWORD": "PGPASSWORD",
        "NAME": "PGDATABASE",
    }
    # By environment, since other accounts of the machine can read a command line.
    given = {names[key]: str(database[key]) for key in names if database.get(key)}
    ran = subprocess.run(  # noqa: S603
        [path, *arguments], env=os.environ | given, capture_output=True, text=True, check=False
    )
    if ran.returncode:
        said = ran.stderr.strip().splitlines()
        raise BackupError(f"{program} 未能完成：{said[-1] if said else ran.returncode}")
    return ran.stdout
