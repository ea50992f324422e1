"""The commands, by what they are about. Each module adds its own to the parser."""

from __future__ import annotations

from jianyan.site.cli import Parser

from . import (
    assist,
    bench,
    check,
    data,
    figures,
    proposals,
    quality,
    reports,
    search,
    server,
    sheets,
)


def parser() -> Parser:
    """The whole command line."""
    top = Parser(prog="jianyan", description="建言：政协工作记录与年度总结系统。数出有源。")
    commands = top.add_subparsers(
        dest="command", required=True, metavar="COMMAND", parser_class=Parser
    )
    for module in (
        figures,
        reports,
        check,
        proposals,
        search,
        assist,
        sheets,
        data,
        server,
        bench,
        quality,
    ):
        module.add(commands)
    return top
