"""The commands, by what they are about. Each module adds its own to the parser."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module

from jianyan.site.cli import Parser

MODULES = {
    "figures": ("figures",),
    "reports": ("report",),
    "check": ("check",),
    "proposals": ("proposals",),
    "search": ("search", "index"),
    "assist": ("assist",),
    "sheets": ("kinds", "template", "import", "export"),
    "data": ("init", "backup", "restore", "docs", "doctor"),
    "demo": ("demo",),
    "server": ("serve", "tick", "migrate"),
    "bench": ("bench",),
    "quality": ("quality",),
}
"""The modules and their commands; the test compares."""


def parser(words: Sequence[str] = ()) -> Parser:
    """The whole command line, or of a command that is named what it alone needs: the other modules
    take as long to load as most commands to run."""
    top = Parser(prog="jianyan", description="建言：政协工作记录与年度总结系统。数出有源。")
    commands = top.add_subparsers(
        dest="command", required=True, metavar="COMMAND", parser_class=Parser
    )
    asked = [name for name, held in MODULES.items() if words and words[0] in held]
    for name in asked or MODULES:
        import_module(f".{name}", __name__).add(commands)
    return top
