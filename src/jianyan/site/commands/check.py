"""`jianyan check`: the numbers of a text, and whether its own arithmetic holds."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from jianyan.kernel.errors import Refused
from jianyan.reports.text import plain_text, read_text
from jianyan.reports.wording.examine import Examined, examine

from .asking import common, print_json

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
    """Exits 1 for a contradiction of the arithmetic."""
    found = examine(_text(args.file))
    if args.json:
        print_json(found.as_json())
    else:
        _say(found)
    return 1 if found.accused else 0


def _text(name: str) -> str:
    """The text to check. Raises Refused for what cannot be read."""
    if name == "-":
        return plain_text(sys.stdin.buffer.read())
    path = Path(name)
    if not path.is_file():
        raise Refused(f"没有文件 {path}，请核对路径。")
    return read_text(path)


def _say(found: Examined) -> None:
    for each in found.checks:
        start, end = each.spans[0]
        print(f"{RESULTS[each.result]}  第{start + 1}字“{found.text[start:end]}”  {each.message}")
    print(f"读到{len(found.numbers)}个数，核对{len(found.checks)}处，矛盾{len(found.accused)}处。")
