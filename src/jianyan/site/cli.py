"""The console script `jianyan`: what the office does without a browser."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; exits 0 done, 1 a finding, 2 wrong use with one sentence on standard error."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jianyan.site.settings")
    words = list(sys.argv[1:] if argv is None else argv)
    if words[:1] == ["django"]:
        from django.core.management import execute_from_command_line

        execute_from_command_line(["jianyan django", *words[1:]])
        return 0
    import django

    django.setup()
    from django.db import DatabaseError, OperationalError, ProgrammingError

    from jianyan.kernel.errors import Refused
    from jianyan.site.commands import parser

    args = parser().parse_args(words)
    try:
        return int(args.run(args) or 0)
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return 2
    except (OperationalError, ProgrammingError) as fault:
        print(
            f"数据库用不了：{fault}。请先运行 jianyan migrate，再看 jianyan doctor。",
            file=sys.stderr,
        )
        return 2
    except DatabaseError as fault:
        print(f"数据库文件可能已损坏：{fault}。请运行 jianyan doctor。", file=sys.stderr)
        return 2
    except (FileNotFoundError, FileExistsError, IsADirectoryError, NotADirectoryError) as missing:
        print(f"打不开文件 {missing.filename}，请核对路径。", file=sys.stderr)
        return 2
    except PermissionError as closed:
        print(f"本账号不能读写 {closed.filename}，请核对权限。", file=sys.stderr)
        return 2


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


class Parser(argparse.ArgumentParser):
    """A parser that says what is wrong in one sentence and exits 2."""

    def error(self, message: str) -> None:  # type: ignore[override]
        said = message
        for english, chinese in WORDS.items():
            said = said.replace(english, chinese)
        self.exit(2, f"用法不对：{said}。请看 {self.prog} --help。\n")


def entry() -> None:
    """The script's entry point."""
    raise SystemExit(main())
