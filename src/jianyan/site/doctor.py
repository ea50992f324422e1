"""What is in order with an installation and what is not, each in one sentence that says what to do."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from jianyan.ground.calendar import Calendar
from jianyan.ground.uploads import is_intact, stored_path

Level = Literal["ok", "warn", "bad"]
GB = 1024**3
SHORTEST_KEY = 50
BACKUP_DAYS = 7


@dataclass(frozen=True, slots=True)
class Finding:
    """One check: its name, how it went, and the sentence for the person."""

    check: str
    level: Level
    message: str


def examine(
    home: Path,
    backups: Path,
    digests: Iterable[str] = (),
    calendar: Calendar | None = None,
    deep: bool = False,
) -> list[Finding]:
    """Every check of this installation, in a fixed order; changes nothing.

    `digests` are those of the files that the register names; with `deep` their content is read and
    compared, not only looked for.
    """
    database = check_database()
    found = [database]
    if database.level == "ok":
        found += [check_migrations(), check_durability(), check_integrity()]
        found.append(check_files(home / "files", digests, deep))
    found += [
        check_secret_key(home),
        check_home(home),
        check_disk(home),
        check_backups(backups, timezone.now()),
        check_time_zone(),
        check_calendar(calendar or Calendar(), timezone.localdate()),
        check_exposure(),
        check_fonts(),
    ]
    return found


def worst(findings: Iterable[Finding]) -> Level:
    """`bad` when any is bad, else `warn` when any warns."""
    levels = {one.level for one in findings}
    return "bad" if "bad" in levels else "warn" if "warn" in levels else "ok"


def as_json(findings: Iterable[Finding]) -> list[dict[str, str]]:
    """The findings as plain data."""
    return [asdict(one) for one in findings]


def check_database() -> Finding:
    """Whether the database answers."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        said = str(error).strip().splitlines()
        return Finding(
            "database",
            "bad",
            f"数据库连不上：{said[0] if said else error!r}。请检查地址、口令和服务是否启动。",
        )
    return Finding("database", "ok", f"数据库可用（{connection.vendor}）。")


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
        said = cursor.execute("PRAGMA quick_check(1)").fetchone()[0]
        orphan = cursor.execute("PRAGMA foreign_key_check").fetchone()
    if said != "ok":
        return Finding(
            "integrity", "bad", f"数据库文件已损坏（{said}）。请停止服务，从最近的备份恢复。"
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


def check_secret_key(home: Path) -> Finding:
    """Whether the signing key is long and nobody else's to read."""
    path = home / "secret.key"
    if path.exists() and path.stat().st_mode & 0o077:
        return Finding("secret_key", "bad", f"其他账号能读签名密钥。请运行 chmod 600 {path}。")
    if len(settings.SECRET_KEY) < SHORTEST_KEY:
        return Finding(
            "secret_key",
            "bad",
            f"签名密钥不足{SHORTEST_KEY}个字符。请不设 JIANYAN_SECRET_KEY，由程序生成。",
        )
    return Finding("secret_key", "ok", "签名密钥的长度和权限正常。")


def check_home(home: Path) -> Finding:
    """Whether the data directory is closed to other accounts."""
    if home.stat().st_mode & 0o077:
        return Finding("home", "warn", f"其他账号能进入数据目录。请运行 chmod 700 {home}。")
    return Finding("home", "ok", "数据目录只有本账号能进入。")


def check_disk(home: Path) -> Finding:
    """Whether the disk has room for some weeks."""
    free = shutil.disk_usage(home).free
    said = f"数据目录所在磁盘剩余 {free / GB:.1f} GB"
    if free < GB / 2:
        return Finding("disk", "bad", f"{said}，即将写满。请立即清理或扩容。")
    if free < 5 * GB:
        return Finding("disk", "warn", f"{said}，请安排清理或扩容。")
    return Finding("disk", "ok", f"{said}。")


def check_backups(backups: Path, now: datetime) -> Finding:
    """Whether there is a recent backup in the folder of backups."""
    found = [
        one.stat().st_mtime
        for one in (backups.iterdir() if backups.is_dir() else ())
        if one.is_file() and not one.name.startswith((".", "before-restore-"))
    ]
    if not found:
        return Finding(
            "backup",
            "warn",
            f"{backups} 中没有备份。请运行 jianyan backup，并把备份存到另一台机器。",
        )
    days = int((now.timestamp() - max(found)) // 86400)
    if days >= BACKUP_DAYS:
        return Finding(
            "backup", "warn", f"最近的备份在{days}天前。请运行 jianyan backup，并检查定时任务。"
        )
    return Finding(
        "backup", "ok", "最近的备份在今天。" if days <= 0 else f"最近的备份在{days}天前。"
    )


def check_time_zone() -> Finding:
    """Whether days begin when they do in China."""
    if settings.TIME_ZONE != "Asia/Shanghai" or not settings.USE_TZ:
        return Finding(
            "time_zone",
            "warn",
            f"时区是 {settings.TIME_ZONE}，日期会与北京时间不符。请改为 Asia/Shanghai。",
        )
    return Finding("time_zone", "ok", "时区为北京时间。")


def check_calendar(calendar: Calendar, today: date) -> Finding:
    """Whether this year's holidays are known, and in December the next year's."""
    year = today.year + (today.month == 12)
    if calendar.is_provisional(date(year, 1, 1)) and calendar.is_provisional(date(year, 10, 1)):
        return Finding(
            "calendar",
            "warn",
            f"没有{year}年的放假安排，时限暂按周末推算。请在工作日历中录入，或升级程序。",
        )
    return Finding("calendar", "ok", f"{year}年的放假安排已有。")


def check_exposure() -> Finding:
    """Whether the site shows nothing that only developers should see."""
    if settings.DEBUG:
        return Finding(
            "exposure", "bad", "调试模式开着，出错页会泄露内部信息。请去掉 JIANYAN_DEBUG。"
        )
    if "*" in settings.ALLOWED_HOSTS:
        return Finding("exposure", "bad", "允许任何域名访问。请在 JIANYAN_HOSTS 中写明域名。")
    if not settings.SESSION_COOKIE_SECURE:
        return Finding("exposure", "warn", "没有要求 HTTPS。对外提供服务时请设 JIANYAN_SECURE=1。")
    return Finding("exposure", "ok", "调试关闭，只用 HTTPS。")


def check_fonts() -> Finding:
    """Whether the machine can draw Chinese; documents name their fonts and need none here."""
    program = shutil.which("fc-list")
    listed = ""
    if program is not None:
        ran = subprocess.run(  # noqa: S603
            [program, ":lang=zh-cn", "family"], capture_output=True, text=True, check=False
        )
        listed = ran.stdout.strip()
    if not listed:
        return Finding(
            "fonts",
            "warn",
            "本机没有中文字体，不影响网页和 Word 文件；要在本机预览，请安装 fonts-noto-cjk。",
        )
    return Finding("fonts", "ok", "本机有中文字体。")
