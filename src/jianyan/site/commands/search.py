"""`jianyan search`: records of every kind by what is typed."""

from __future__ import annotations

import argparse
from typing import Any

from jianyan.front import finding
from jianyan.kernel.errors import Refused

from .asking import actor_for, committees_for, common, note, print_json, working


def add(commands: Any) -> None:
    """Add the command to the parser."""
    asked = commands.add_parser("search", help="按编号、标题、正文搜索记录")
    asked.add_argument(
        "query",
        metavar="QUERY",
        help="编号、标题、文字、人名、单位名；加引号的连着找；条件如 单位:住建局 状态:已答复 2020年",
    )
    asked.add_argument("--kind", metavar="K", help="只找某一种类，见 jianyan kinds")
    order = asked.add_mutually_exclusive_group()
    order.add_argument("--newest", action="store_true", help="最新的在前")
    order.add_argument("--best", action="store_true", help="最相关的在前（默认）")
    common(asked)
    asked.set_defaults(run=search)


def search(args: argparse.Namespace) -> int:
    """The count, capped, and the first hits."""
    actor = actor_for(args)
    committees = committees_for(args, actor)
    kind = finding.record_kind(args.kind, actor) if args.kind else None
    with working("搜索"):
        found = finding.search(actor, committees, args.query, kind)
        if found.bad:
            raise Refused("".join(found.bad))
        tally = finding.tally(found.rows)
        shown = finding.shown(found, tally, slice(0, finding.MOST - 1), newest=args.newest)
        hits = finding.hits(shown, found.asked.words)
    note(actor, "搜索", committees, query=args.query)
    if args.json:
        print_json({"count": tally.total, "hits": [_hit(hit) for hit in hits]})
        return 0
    print("1000件以上" if tally.capped else f"{tally.total}件")
    for hit in hits:
        print(f"{hit.day}  {hit.kind.title}  {hit.number}  {_plain(hit.title)}")
    return 0


def _hit(hit: finding.Hit) -> dict[str, Any]:
    return {
        "record": hit.record,
        "kind": hit.kind.slug,
        "number": hit.number,
        "title": _plain(hit.title),
        "snippet": _plain(hit.snippet),
        "date": hit.day.isoformat(),
    }


def _plain(parts: finding.Marked) -> str:
    return "".join(text for text, _ in parts)
