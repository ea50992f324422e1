"""`jianyan bench`: how fast it is, each figure and page against a floor measured in the same run."""

from __future__ import annotations

import argparse
from typing import Any

from jianyan.bench.own import ENGINES, run_apart

from .asking import print_json


def add(commands: Any) -> None:
    """Add the command to the parser."""
    bench = commands.add_parser("bench", help="测速：在自己的临时数据库中，不动本机的数据")
    size = bench.add_mutually_exclusive_group()
    size.add_argument("--quick", action="store_true", help="很小的规模，只看能否跑通")
    size.add_argument("--district", action="store_true", help="只测一个区，不造一百个委员会")
    bench.add_argument("--engine", choices=ENGINES, default="sqlite", help="数据库")
    bench.add_argument("--json", action="store_true", help="输出一份 JSON")
    bench.set_defaults(run=run_bench)


def run_bench(args: argparse.Namespace) -> int:
    """Measure, and print each line."""
    sizes = "quick" if args.quick else "district" if args.district else "usual"
    lines = run_apart(sizes, args.engine)
    if args.json:
        print_json(lines)
        return 0
    for each in lines:
        said = [f"{key}={value}" for key, value in each.items() if value is not None]
        print("  ".join(said))
    return 0
