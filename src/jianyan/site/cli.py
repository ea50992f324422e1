"""The console script `jianyan`: what the office does without a browser."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from typing import Any


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; exits 0 done, 1 a finding, 2 wrong use with one sentence on standard error."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jianyan.site.settings")
    words = list(sys.argv[1:] if argv is None else argv)
    if words[:1] == ["django"]:
        from django.core.management import execute_from_command_line

        execute_from_command_line(["jianyan django", *words[1:]])
        return 0
    from .faults import FAULTS, said

    try:
        return _run(words)
    except FAULTS as fault:
        print(said(fault), file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("已停止。", file=sys.stderr)
        return 130


def _run(words: Sequence[str]) -> int:
    import django

    django.setup()
    from jianyan.site.commands import parser

    asked = parser(words)
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
    args = asked.parse_args(words)
    return int(args.run(args) or 0)


WORDS = {
    "the following arguments are required:": "缺少",
    "unrecognized arguments:": "不认识的参数",
    "expected one argument": "后面要写一项",
    "expected at least one argument": "后面至少要写一项",
    "invalid fromisoformat value:": "应写作 2020-12-31，不能是",
    "invalid int value:": "应是整数，不能是",
    "invalid choice:": "不能是",
    "not allowed with argument": "不能同时用",
    "choose from": "可选",
    "argument ": "",
}
"""What argparse says, in Chinese."""


class Help(argparse.HelpFormatter):
    """The help of a command, in Chinese."""

    def add_usage(
        self, usage: Any, actions: Any, groups: Any, prefix: str | None = "用法："
    ) -> None:
        super().add_usage(usage, actions, groups, prefix)


class Parser(argparse.ArgumentParser):
    """A parser that says what is wrong in one sentence and exits 2."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given, formatter_class=Help, add_help=False)
        self._positionals.title, self._optionals.title = "要写的", "可选的"
        self.add_argument("-h", "--help", action="help", help="显示这段说明")

    def error(self, message: str) -> None:  # type: ignore[override]
        said = message
        for english, chinese in WORDS.items():
            said = said.replace(english, chinese)
        self.exit(2, f"用法不对：{said}。请看 {self.prog} --help。\n")


def entry() -> None:
    """The script's entry point."""
    # What is loaded first is needed to the end: the collector would look through it in vain.
    gc.disable()
    raise SystemExit(main())
