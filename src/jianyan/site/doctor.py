"""What is in order with an installation and what is not, each in one sentence that says what to do."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from jianyan.ground.calendar import Calendar

from .doctor_data import Finding, Level, examine_data

GB = 1024**3
SHORTEST_KEY = 50
BACKUP_DAYS = 7


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
    found = examine_data(home / "files", digests, deep)
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
