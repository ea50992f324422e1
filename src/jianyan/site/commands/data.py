"""`init`, `backup`, `restore`, `doctor`, `docs`: the installation's data."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone

from jianyan.ground.founding import Founding, found
from jianyan.ground.models import File, Trail
from jianyan.ground.register import LOOKING
from jianyan.ground.rulebook import PRESETS
from jianyan.kernel.errors import Refused
from jianyan.site import backup, doctor, reference, restore
from jianyan.site.migrating import bring_up_to_date

from .asking import actor_for, administrator_for, common, note, print_json, working


def add(commands: Any) -> None:
    """Add the commands to the parser."""
    init = commands.add_parser("init", help="从空白开始：建立委员会和第一个管理员")
    for name, words in (
        ("code", "代码，如 LT"),
        ("name", "全称，如 政协云陂市澜汀区委员会"),
        ("district", "区县简称（不带区、县字）"),
        ("city", "上级市简称"),
        ("administrator", "管理员姓名"),
        ("username", "管理员用户名"),
    ):
        init.add_argument(f"--{name}", help=words)
    init.add_argument("--term", type=int, help="届")
    init.add_argument("--term-starts", type=date.fromisoformat, help="本届起始日")
    init.add_argument("--session", type=int, help="次")
    init.add_argument("--opens", type=date.fromisoformat, help="本次会议开幕日")
    init.add_argument("--closes", type=date.fromisoformat, help="本次会议闭幕日")
    init.add_argument("--preset", choices=PRESETS, default="county", help="规程样本")
    init.set_defaults(run=run_init)
    made = commands.add_parser("backup", help="备份数据库和文件（运行中可做）")
    made.add_argument(
        "--out", type=Path, metavar="FILE", help="写成哪个文件（默认在数据目录的 backups 中）"
    )
    made.add_argument(
        "--encrypt",
        action="store_true",
        help="用口令加密（口令取自 JIANYAN_PASSPHRASE 或现场输入）",
    )
    common(made, as_json=False)
    made.set_defaults(run=run_backup)
    brought = commands.add_parser("restore", help="由备份恢复")
    brought.add_argument("file", type=Path, metavar="FILE", help="备份文件")
    brought.add_argument("--newer", action="store_true", help="明知现有数据较新，仍要覆盖")
    brought.add_argument("--encrypted", action="store_true", help="备份加了密")
    common(brought, as_json=False)
    brought.set_defaults(run=run_restore)
    pages = commands.add_parser("docs", help="从代码生成参考文档")
    pages.add_argument(
        "--out", type=Path, default=Path("docs/reference"), metavar="DIR", help="写到哪个文件夹"
    )
    pages.set_defaults(run=run_docs)
    checked = commands.add_parser("doctor", help="检查安装是否正常")
    checked.add_argument("--deep", action="store_true", help="逐一核对文件内容")
    common(checked)
    checked.set_defaults(run=run_doctor)


def run_init(args: argparse.Namespace) -> int:
    """Make the first committee; asks for what was not given."""
    bring_up_to_date()
    made, account, password = found(
        Founding(
            code=_asked(args.code, "委员会代码（字母或数字）"),
            name=_asked(args.name, "委员会全称"),
            district=_asked(args.district, "区县简称（不带区、县字）"),
            city=args.city or "",
            term=args.term or _number("第几届"),
            term_starts_on=args.term_starts or _day("本届起始日（YYYY-MM-DD）"),
            session=args.session or _number("第几次会议"),
            opens_on=args.opens or _day("开幕日（YYYY-MM-DD）"),
            closes_on=args.closes or _day("闭幕日（YYYY-MM-DD）"),
            preset=args.preset,
            administrator=_asked(args.administrator, "管理员姓名"),
            username=_asked(args.username, "管理员用户名"),
        )
    )
    print(
        f"已建立{made}。\n管理员用户名 {account.username}，一次性口令 {password}（首次登录须修改）。"
    )
    print("下一步：jianyan serve，用浏览器登录。")
    return 0


def _asked(given: str | None, words: str) -> str:
    try:
        text = given or input(f"{words}：").strip()
    except EOFError:
        text = ""
    if not text:
        raise Refused(f"请给出{words}，见 jianyan init --help。")
    return text


def _number(words: str) -> int:
    text = _asked(None, words)
    if not text.isdecimal() or len(text) > 3:
        raise Refused(f"{words}应填整数，不能是“{text[:20]}”。")
    return int(text)


def _day(words: str) -> date:
    text = _asked(None, words)
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refused(f"“{text}”不是日期，请写作 2026-01-08。") from None


def run_backup(args: argparse.Namespace) -> int:
    """Write a verified archive. Its trail row comes first, so that the archive holds it."""
    stamp = timezone.localtime().strftime("%Y%m%d-%H%M%S")
    out = args.out or settings.BACKUPS / f"jianyan-{stamp}.tar"
    passphrase = _passphrase(confirm=True) if args.encrypt else None
    try:
        note(administrator_for(args, "备份"), "备份", file=out.name)
    except DatabaseError:
        raise Refused("还没有可以备份的数据。请先运行 jianyan init。") from None
    with working("备份"):
        manifest = _guarded(
            backup.make_backup, settings.HOME, settings.DATABASES["default"], out, passphrase
        )
    print(f"已备份到 {out}，共{len(manifest.entries)}项，已逐项核对。")
    return 0


def run_restore(args: argparse.Namespace) -> int:
    """Bring an archive back, and leave the trail row in what it brought."""
    if not args.file.is_file():
        raise Refused(f"没有备份文件 {args.file}，请核对路径。")
    if args.account:
        administrator_for(args, "恢复")
    passphrase = _passphrase(confirm=False) if args.encrypted else None
    last = _last_change()
    with working("恢复"):
        _guarded(
            restore.restore,
            args.file,
            settings.HOME,
            settings.DATABASES["default"],
            passphrase=passphrase,
            newer=args.newer,
            last_change=last,
        )
    connection.close()
    # The tables of an older version's backup are brought up to date at the next start.
    with suppress(DatabaseError):
        note(actor_for(args), "恢复", file=args.file.name)
    print(f"已由 {args.file} 恢复。请重新启动服务。")
    return 0


def _last_change() -> Any:
    """When the register was last written to; having looked at it is no change."""
    changes = Trail.objects.exclude(move__in=LOOKING)
    try:
        return changes.order_by("-id").values_list("at", flat=True).first()
    except DatabaseError:
        return None


def _guarded(work: Any, *args: Any, **named: Any) -> Any:
    try:
        return work(*args, **named)
    except backup.BackupError as fault:
        raise Refused(str(fault)) from fault


def _passphrase(*, confirm: bool) -> str:
    named = os.environ.get("JIANYAN_PASSPHRASE")
    if not named and not sys.stdin.isatty():
        raise Refused("没有口令。请写在环境变量 JIANYAN_PASSPHRASE 里，或在终端里运行。")
    given = named or getpass.getpass("口令：")
    if (
        confirm
        and "JIANYAN_PASSPHRASE" not in os.environ
        and getpass.getpass("再输一遍：") != given
    ):
        raise Refused("两次输入的口令不同，没有备份。")
    return given


def run_docs(args: argparse.Namespace) -> int:
    """Write docs/reference."""
    for path in reference.write(args.out):
        print(f"已更新 {path}")
    return 0


def run_doctor(args: argparse.Namespace) -> int:
    """Examine the installation; exits 1 when something is bad."""
    digests = File.objects.filter(struck_at__isnull=True).values_list("sha256", flat=True)
    with working("检查"):
        findings = doctor.examine(settings.HOME, settings.BACKUPS, digests=digests, deep=args.deep)
    # What is damaged cannot take the trail row; the findings are said all the same.
    with suppress(DatabaseError):
        note(actor_for(args), "体检")
    if args.json:
        print_json(doctor.as_json(findings))
    else:
        marks = {"ok": "正常", "warn": "注意", "bad": "有误"}
        for finding in findings:
            print(f"[{marks[finding.level]}] {finding.message}")
    return 1 if doctor.worst(findings) == "bad" else 0
