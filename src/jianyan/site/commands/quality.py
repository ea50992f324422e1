"""`jianyan quality`: how well texts are read, on annotated texts. What it prints stands in docs/reference/quality.md."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from jianyan.kernel.errors import Refused
from jianyan.reports.binding.dictionary import dictionary_of
from jianyan.reports.binding.measuring import OWN_TEXTS, on_marked, on_passages, on_slots
from jianyan.reports.wording.measuring import accusations, measure

from .asking import print_json


def add(commands: Any) -> None:
    """Add the commands to the parser."""
    quality = commands.add_parser(
        "quality", help="读文的准确程度：在标注过的文字上量"
    ).add_subparsers(required=True)
    checked = quality.add_parser("check", help="稿件核数：标注过的段落，和不应被指为矛盾的文字")
    checked.add_argument(
        "folder",
        type=Path,
        metavar="DIR",
        help="放有 passages、checks、figures 三个 .jsonl 的文件夹",
    )
    checked.add_argument(
        "--texts", type=Path, metavar="FILE.jsonl", help="未标注的文字，列出指为矛盾的"
    )
    checked.add_argument("--json", action="store_true", help="输出一份 JSON")
    checked.set_defaults(run=check)
    bound = quality.add_parser("bind", help="旧稿转模板：标着指标的段落，隐去数字的报告")
    bound.add_argument(
        "--texts", type=Path, metavar="FILE.toml", help="自编的段落，默认用随程序的一份"
    )
    bound.add_argument("--reports", type=Path, metavar="DIR", help="隐去数字的报告 report-*.txt")
    bound.add_argument("--slots", type=Path, metavar="FILE.csv", help="这些报告的空位表")
    bound.add_argument("--passages", type=Path, metavar="DIR", help="真实段落，同 quality check")
    bound.add_argument("--labels", type=Path, metavar="FILE.toml", help="这些段落的标注")
    bound.add_argument("--json", action="store_true", help="输出一份 JSON")
    bound.set_defaults(run=bind)


def bind(args: argparse.Namespace) -> int:
    """The measures of `jianyan report bind`, with the lists that are shipped."""
    for given, needed, what in (
        (args.reports, args.slots, "--slots"),
        (args.passages, args.labels, "--labels"),
    ):
        if given and not needed:
            raise Refused(f"还要用 {what} 指明标注的文件。")
    dictionary = dictionary_of()
    found: dict[str, Any] = {"texts": on_marked(args.texts or OWN_TEXTS, dictionary)}
    if args.reports:
        found["reports"] = on_slots(args.slots, args.reports, dictionary)
    if args.passages:
        found["passages"] = on_passages(args.passages, args.labels, dictionary)
    if args.json:
        print_json(found)
        return 0
    for name in ("texts", "passages"):
        for part, tally in found.get(name, {}).items():
            print(
                f"{name} {part}：词典有的{tally['has']}处，首位对{tally['first']}，前三有{tally['among']}；"
                f"词典没有的{tally['lacks']}处，未提{tally['none']}"
            )
    if tally := found.get("reports"):
        print(
            f"reports：空位{tally['slots']}处，类别对{tally['kind']}；"
            f"指标{tally['figures']}处，首位对{tally['first']}"
        )
    return 0


def check(args: argparse.Namespace) -> int:
    """The measures of `jianyan check`."""
    found = measure(args.folder)
    if args.texts:
        found["texts"] = accusations(args.texts)
    if args.json:
        print_json(found)
        return 0
    for name in ("built_on", "kept_away_at_first"):
        tally = found[name]
        print(
            f"{name}：{tally['passages']}段，关系{tally['found']}/{tally['relations']}"
            f"（{tally['found_percent']}%），另报{tally['beyond_percent']}%，"
            f"改过的数{tally['noticed']}/{tally['altered']}（{tally['noticed_percent']}%），"
            f"错指{tally['accused_falsely']}处"
        )
    print(f"十页报告 {found['ten_pages_ms']} 毫秒")
    for each in found.get("texts", {}).get("accused", ()):
        print(f"{each['id']}  {each['expression']}  {each['text']}")
    return 0
