"""`jianyan demo`: a committee to look at, with its years and both of its reports."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from jianyan.demo.show import show_demo
from jianyan.site.migrating import bring_up_to_date


def add(commands: Any) -> None:
    """Add the command to the parser."""
    demo = commands.add_parser("demo", help="载入示范委员会，写出两份年度总结")
    demo.add_argument(
        "--out",
        type=Path,
        default=Path("out"),
        metavar="DIR",
        help="总结写到哪个文件夹（默认 out）",
    )
    demo.set_defaults(run=run_demo)


def run_demo(args: argparse.Namespace) -> int:
    """Load the demo committee when it is not there, write both reports, print the sign-ins."""
    bring_up_to_date()
    show_demo(args.out, print)
    return 0
