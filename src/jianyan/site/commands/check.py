"""`jianyan check`: the numbers of a text, whether its own arithmetic holds, and what the register says.

It needs no database; where there is one, the check leaves a trail row, and --period compares.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from django.db import DatabaseError, connection

from jianyan.ground.models import Committee
from jianyan.ground.rules import READERS
from jianyan.kernel.errors import Denied, Refused
from jianyan.reports.binding.agreed import dictionary_for, memory_of
from jianyan.reports.comparing import Compared, compare
from jianyan.reports.register_reader import reader_for
from jianyan.reports.text import plain_text, read_text
from jianyan.reports.wording.examine import Examined, examine

from .asking import actor_for, committees_for, common, note, print_json

RESULTS = {
    "contradiction": "矛盾", "mixed": "分母不一", "open-breakdown": "未列全", "last-digit": "末位差一",
    "truncated": "舍去末位", "notice": "提示", "rounded": "相符", "ok": "相符",
}  # fmt: skip


def add(commands: Any) -> None:
    """Add the command to the parser."""
    asked = commands.add_parser("check", help="稿件核数：文中的数与算式是否自相矛盾")
    asked.add_argument("file", metavar="FILE|-", help=".docx 或 .txt 文件，- 为标准输入")
    asked.add_argument("--period", help="同时与台账中这一期的指标核对，如 2020")
    common(asked)
    asked.set_defaults(run=check)


def check(args: argparse.Namespace) -> int:
    """Exits 1 for a contradiction of the arithmetic, or a figure that disagrees."""
    found = examine(_text(args.file))
    figures: list[Compared] = []
    if args.period and not _register():
        raise Refused("本机还没有台账，不能与某一期核对；去掉 --period 只核文中的算术。")
    if args.period:
        figures = _beside_register(args, found)
    elif _register():
        _note(args)
    if args.json:
        print_json({**found.as_json(), "figures": [each.as_json() for each in figures]})
    else:
        _say(found, figures)
    return 1 if found.accused or not all(each.agrees for each in figures) else 0


def _note(args: argparse.Namespace) -> None:
    """The arithmetic is checked whatever state the database is in, as where there is none."""
    try:
        note(actor_for(args), "稿件核数")
    except DatabaseError:
        print("数据库还没有升级，这次核数没有记下；请先运行 jianyan migrate。", file=sys.stderr)


def _register() -> bool:
    """Whether there is a database with a committee in it. None is made by asking."""
    if connection.vendor == "sqlite" and not _there(str(connection.settings_dict["NAME"])):
        return False
    try:
        return Committee.objects.exists()
    except DatabaseError:
        return False


def _there(name: str) -> bool:
    return name.startswith("file:") or ":memory:" in name or Path(name).is_file()


def _beside_register(args: argparse.Namespace, found: Examined) -> list[Compared]:
    """The numbers beside one committee's figures. Raises Refused for several
    committees, Denied outside its office."""
    actor = actor_for(args)
    committees = committees_for(args, actor)
    if len(committees) != 1:
        raise Refused("一篇稿件与一个委员会的台账核对，请用 --committee 指明一个。")
    if committees[0] not in actor.committees(*READERS):
        # Where a number differs, records are named.
        raise Denied("与台账核对供机关使用；去掉 --period 只核文中的算术。")
    reader = reader_for(committees[0], args.period)
    dictionary, memory = dictionary_for(committees[0], reader), memory_of(committees[0], reader)
    compared = compare(found.text[: found.until], found.checked, reader, dictionary, memory)
    note(actor, "稿件核数", committees, period=args.period)
    return compared


def _text(name: str) -> str:
    """The text to check. Raises Refused for what cannot be read."""
    if name == "-":
        return plain_text(sys.stdin.buffer.read())
    path = Path(name)
    if not path.is_file():
        raise Refused(f"没有文件 {path}，请核对路径。")
    return read_text(path)


def _say(found: Examined, figures: list[Compared]) -> None:
    for each in found.checks:
        start, end = each.spans[0]
        word = "合于另一总数" if each.elsewhere else RESULTS[each.result]
        print(f"{word}  第{start + 1}字“{found.text[start:end]}”  {each.message}")
    if found.until is not None:
        print(f"稿件太长，只核到第{found.until}字，其后请另存一篇再核。", file=sys.stderr)
    for figure in figures:
        words = found.text[figure.start : figure.end]
        print(
            f"{'相符' if figure.agrees else '不符'}  第{figure.start + 1}字“{words}”  {figure.name}：{figure.message}"
        )
    print(
        f"读到{len(found.numbers)}个数，核对{len(found.checks)}处，矛盾{len(found.accused)}处"
        + (
            f"；与台账核对{len(figures)}个，不符{sum(not each.agrees for each in figures)}个。"
            if figures
            else "。"
        )
    )
