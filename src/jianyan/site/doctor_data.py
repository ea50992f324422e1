"""What is in order with the data of an installation: the database, the files, the register, the seals."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from jianyan.figures.models import Seal
from jianyan.figures.sealing import valid
from jianyan.ground import shipped
from jianyan.ground.kinds import KINDS
from jianyan.ground.models import Committee, Record
from jianyan.ground.uploads import is_intact, stored_path

Level = Literal["ok", "warn", "bad"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One check: its name, how it went, and the sentence for the person."""

    check: str
    level: Level
    message: str


def examine_data(files_dir: Path, digests: Iterable[str], deep: bool = False) -> list[Finding]:
    """Every check of the data, in a fixed order; one that the database fails is bad, not an end."""
    database = check_database()
    if database.level != "ok":
        return [database]
    found = [
        database,
        _made("durability", check_durability),
        _made("integrity", check_integrity),
        _made("migrations", check_migrations),
    ]
    if found[-1].level != "ok":
        # The tables are not those that the other checks read.
        return found
    checks: list[tuple[str, Callable[[], Finding]]] = [
        ("files", lambda: check_files(files_dir, digests, deep)),
        ("register", check_register),
        ("seals", check_seals),
        ("categories", check_categories),
    ]
    return [*found, *(_made(name, check) for name, check in checks)]


def _made(name: str, check: Callable[[], Finding]) -> Finding:
    try:
        return check()
    except DatabaseError as error:
        return Finding(
            name, "bad", f"数据库文件已损坏（{said(error)}）。请停止服务，从最近的备份恢复。"
        )


def said(error: Exception) -> str:
    """The first line of what a database said."""
    lines = str(error).strip().splitlines()
    return lines[0] if lines else repr(error)


def check_database() -> Finding:
    """Whether the database answers."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        return Finding("database", "bad", _unreachable(error))
    return Finding("database", "ok", f"数据库可用（{connection.vendor}）。")


def _unreachable(error: DatabaseError) -> str:
    if connection.vendor == "sqlite":
        # It is a file here: there is no address or password that could be wrong.
        return f"数据库文件打不开或已损坏（{said(error)}）。请停止服务，从最近的备份恢复。"
    return f"数据库连不上：{said(error)}。请检查地址、口令和服务是否启动。"


def check_migrations() -> Finding:
    """Whether the tables are those of this version."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        return Finding(
            "migrations",
            "bad",
            f"有{len(plan)}步数据表升级未做。请先备份，再运行 jianyan migrate。",
        )
    return Finding("migrations", "ok", "数据表与程序版本一致。")


def check_durability() -> Finding:
    """Whether what was acknowledged survives a crash."""
    with connection.cursor() as cursor:
        if connection.vendor != "sqlite":
            cursor.execute("SHOW fsync")
            fsync = cursor.fetchone()[0]
            cursor.execute("SHOW server_encoding")
            encoding = cursor.fetchone()[0]
            if encoding != "UTF8":
                return Finding(
                    "durability",
                    "bad",
                    f"数据库编码是 {encoding}，应为 UTF8。请新建 UTF8 的库并迁移。",
                )
            if fsync != "on":
                return Finding(
                    "durability",
                    "bad",
                    "PostgreSQL 的 fsync 关闭，断电会丢数据。请在其配置中打开。",
                )
            return Finding("durability", "ok", "PostgreSQL 写盘设置正常。")
        found = [
            cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys")
        ]
    if found != ["wal", 2, 1]:
        return Finding(
            "durability",
            "bad",
            f"SQLite 应为 WAL、完全同步、外键检查，现为 {found[0]}、{found[1]}、{found[2]}。"
            "数据目录须在本机磁盘上，不可在网络盘上。",
        )
    return Finding("durability", "ok", "SQLite 为 WAL 模式，完全同步。")


def check_integrity() -> Finding:
    """Whether the database file is whole. PostgreSQL looks after that itself."""
    if connection.vendor != "sqlite":
        return Finding("integrity", "ok", "由 PostgreSQL 自行校验。")
    with connection.cursor() as cursor:
        answer = cursor.execute("PRAGMA quick_check(1)").fetchone()[0]
        orphan = cursor.execute("PRAGMA foreign_key_check").fetchone()
    if answer != "ok":
        return Finding(
            "integrity", "bad", f"数据库文件已损坏（{answer}）。请停止服务，从最近的备份恢复。"
        )
    if orphan is not None:
        return Finding(
            "integrity", "bad", f"数据表 {orphan[0]} 有指向不存在记录的行。请联系维护人员。"
        )
    return Finding("integrity", "ok", "数据库文件完好。")


def check_files(files_dir: Path, digests: Iterable[str], deep: bool = False) -> Finding:
    """Whether every file that the register names is there (and unchanged, with `deep`)."""
    wanted = sorted(set(digests))
    lost = [
        one
        for one in wanted
        if not (is_intact(files_dir, one) if deep else stored_path(files_dir, one).is_file())
    ]
    if lost:
        what = "缺失或被改动" if deep else "缺失"
        return Finding(
            "files",
            "bad",
            f"{len(wanted)}个附件中{len(lost)}个{what}（如 {lost[0][:12]}…）。请从备份恢复附件。",
        )
    return Finding("files", "ok", f"{len(wanted)}个附件齐全{'且未被改动' if deep else ''}。")


def check_register() -> Finding:
    """Whether every row of the register has the row of its kind: none is half-written."""
    rows = Record.objects.all()
    known = {kind.charter.key: kind for kind in KINDS.values() if kind.is_record and kind.charter}
    bare = sorted(rows.exclude(kind__in=known).values_list("pk", flat=True)[:1])
    for key, kind in known.items():
        whole = kind.model._default_manager.values("pk")
        bare += rows.filter(kind=key).exclude(pk__in=whole).values_list("pk", flat=True)[:1]
    if bare:
        return Finding(
            "register",
            "bad",
            f"台账中有记录缺少内容（如内部编号 {bare[0]}）。请停止服务，从最近的备份恢复。",
        )
    return Finding("register", "ok", f"台账{rows.count()}条记录都有内容。")


def check_seals() -> Finding:
    """Whether every seal covers what is kept with it and follows the one before."""
    seals = Seal.objects.select_related("committee").order_by("committee", "number")
    broken = [one for one in seals if not valid(one)]
    if broken:
        return Finding(
            "seals",
            "bad",
            f"{len(seals)}枚印记中{len(broken)}枚与封存的内容不符（如《{broken[0].title}》）。"
            "封存的数据被改动过，请与备份比对。",
        )
    return Finding("seals", "ok", f"{len(seals)}枚印记与封存的内容相符。")


def check_categories() -> Finding:
    """A remark on the shipped categories that committees have not taken: that is theirs to decide."""
    short = [
        f"{one.name}有{count}项"
        for one in Committee.objects.order_by("code")
        if (count := len(shipped.lacking(one.pk)))
    ]
    if not short:
        return Finding("categories", "ok", "各委员会的类别表都有随程序的类别。")
    words = f"{'，'.join(short)}随程序的类别还没有加入，要不要由管理员在“类别”页决定。"
    return Finding("categories", "ok", words)
