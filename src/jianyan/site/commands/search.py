"""`jianyan search`: records of every kind by what is typed."""

from __future__ import annotations

import argparse
import sys
import time
from typing import Any

from jianyan.front import finding, found
from jianyan.ground import storage
from jianyan.ground.search import rebuild
from jianyan.kernel.errors import Refused

from .asking import (
    EVERY,
    actor_for,
    administrator_for,
    committees_for,
    common,
    note,
    print_json,
    working,
)


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
    again = commands.add_parser("index", help="重建检索；加 --files 先补读附件的文字")
    again.add_argument("--files", action="store_true", help="补读还没有文字的附件")
    again.add_argument("--every", action="store_true", help="与 --files 同用：已有文字的也重读")
    common(again)
    again.set_defaults(run=index)


def index(args: argparse.Namespace) -> int:
    """Read the files kept before, or make every entry of the index anew; tells how far it is."""
    actor = administrator_for(args, "重建检索")
    if args.every and not args.files:
        raise Refused("--every 与 --files 同用：重读全部附件的文字。")
    if not args.files:
        with working("重建检索"):
            rebuild()
        note(actor, "重建检索")
        return _told(args, {"files": 0, "read": 0}, "检索已重建。")
    committees, told = committees_for(args, actor), time.monotonic()
    files = read = 0
    for far in storage.read_again(committees, every=args.every):
        files, read = far.files, far.read
        if sys.stderr.isatty() and time.monotonic() - told > EVERY:
            told = time.monotonic()
            print(f"附件已读 {files}/{far.of} 件……", file=sys.stderr, flush=True)
    note(actor, "补读附件文字", committees, files=files, read=read)
    empty = f"，{files - read} 件没有读出（图片、加密或损坏的）" if files > read else ""
    return _told(
        args, {"files": files, "read": read}, f"读了 {files} 件附件，{read} 件有文字{empty}。"
    )


def _told(args: argparse.Namespace, counts: dict[str, int], said: str) -> int:
    if args.json:
        print_json(counts)
    else:
        print(said)
    return 0


def search(args: argparse.Namespace) -> int:
    """The count, capped, and the first hits."""
    if not args.query.strip():
        raise Refused("请写明要找什么。")
    if any("\ud800" <= char <= "\udfff" for char in args.query):
        raise Refused("要找的字不是 UTF-8 编码，请把终端设为 UTF-8 后再试。")
    actor = actor_for(args)
    committees = committees_for(args, actor)
    kind = finding.record_kind(args.kind, actor) if args.kind else None
    with working("搜索"):
        one = finding.search(actor, committees, args.query, kind)
        if one.bad:
            raise Refused("".join(one.bad))
        tally = found.tally(one.rows)
        keys = found.shown(one, tally, slice(0, found.MOST - 1), newest=args.newest)
        hits = found.hits(keys, one.asked.words)
    note(actor, "搜索", committees, query=args.query)
    if args.json:
        print_json({"count": tally.total, "hits": [_hit(hit) for hit in hits]})
        return 0
    print("1000件以上" if tally.capped else f"{tally.total}件")
    for hit in hits:
        print(f"{hit.day}  {hit.kind.title}  {hit.number}  {_plain(hit.title)}")
    return 0


def _hit(hit: found.Hit) -> dict[str, Any]:
    return {
        "record": hit.record,
        "kind": hit.kind.slug,
        "number": hit.number,
        "title": _plain(hit.title),
        "snippet": _plain(hit.snippet),
        "date": hit.day.isoformat(),
    }


def _plain(parts: found.Marked) -> str:
    return "".join(text for text, _ in parts)
