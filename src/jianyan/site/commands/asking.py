"""What every command shares: as whom it acts, for which committees, and how JSON is printed."""

from __future__ import annotations

import argparse
import json
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from jianyan.ground.actors import actor_of, local_administrator
from jianyan.ground.models import Account, Committee, Role
from jianyan.ground.periods import scope_of
from jianyan.ground.register import By, leave_trail, today
from jianyan.kernel.errors import Denied, Refused
from jianyan.kernel.rules import Actor
from jianyan.kernel.scope import Scope
from jianyan.site.faults import FULL

EVERY = 2.0
"""Seconds after which work that goes on says so, and says so again."""


def common(parser: argparse.ArgumentParser, *, period: bool = False, as_json: bool = True) -> None:
    """Add the options that commands share."""
    parser.add_argument(
        "--as", dest="account", metavar="ACCOUNT", help="以哪个账号的身份（默认本机管理员）"
    )
    parser.add_argument(
        "--committee", metavar="CODE[,CODE]|all", help="哪个委员会（只有一个时可不写）"
    )
    if period:
        parser.add_argument(
            "--period", required=True, help="2020、2020H1、2020-03、起..止 或届次 9.3"
        )
        parser.add_argument("--until", type=date.fromisoformat, help="数据截止日 YYYY-MM-DD")
    if as_json:
        parser.add_argument("--json", action="store_true", help="输出一份 JSON")


def actor_for(args: argparse.Namespace) -> Actor:
    """The actor of a command. Raises Refused for an unknown account or committee."""
    if not args.account:
        actor = local_administrator()
    else:
        account = Account.objects.filter(username=args.account, is_active=True).first()
        if account is None:
            raise Refused(f"没有账号“{args.account}”，或已停用。")
        actor = actor_of(account)
    if args.committee not in (None, "all"):
        committees_for(args, actor)
    return actor


def administrator_for(args: argparse.Namespace, doing: str) -> Actor:
    """The actor of a command that takes or replaces all data. Raises Denied for anybody else."""
    actor = actor_for(args)
    if args.account and set(actor.committees(Role.ADMINISTRATOR)) != set(
        Committee.objects.values_list("pk", flat=True)
    ):
        raise Denied(f"{doing}须由全部委员会的管理员办理，账号“{args.account}”不是。")
    return actor


def committees_for(args: argparse.Namespace, actor: Actor) -> tuple[int, ...]:
    """Ids of the committees asked for, all within the actor's offices."""
    allowed = actor.committees()
    known = dict(
        Committee.objects.filter(pk__in=allowed).order_by("code").values_list("code", "pk")
    )
    if args.committee == "all":
        return tuple(known.values())
    if args.committee:
        codes = args.committee.split(",")
        strange = [code for code in codes if code not in known]
        if strange:
            raise Refused(f"没有代码为{'、'.join(strange)}的委员会，或该账号无权查看。")
        return tuple(known[code] for code in codes)
    if len(known) == 1:
        return tuple(known.values())
    if not known:
        raise Refused("还没有委员会。请先运行 jianyan init 或 jianyan demo。")
    raise Refused(f"有{len(known)}个委员会，请用 --committee 指明：{'、'.join(list(known)[:10])}。")


def scope_for(args: argparse.Namespace, actor: Actor) -> Scope:
    """The scope that --committee, --period and --until ask for."""
    return scope_of(committees_for(args, actor), args.period, args.until)


def note(actor: Actor, label: str, committees: tuple[int, ...] = (), **changes: Any) -> None:
    """Leave the trail row of a command."""
    for committee in committees or (None,):
        leave_trail(
            None,
            By(actor),
            committee=committee,
            move="command",
            label=label,
            on=today(),
            changes=changes,
        )


@contextmanager
def working(doing: str) -> Iterator[None]:
    """While the work within goes on, tells whoever sits at the terminal every two seconds for how long.

    Where nobody does, as under a timer, standard error is kept for what went wrong.
    """
    if not sys.stderr.isatty():
        yield
        return
    began, done = time.monotonic(), threading.Event()

    def tell() -> None:
        while not done.wait(EVERY):
            spent = round(time.monotonic() - began)
            print(f"正在{doing}，已用{spent}秒……", file=sys.stderr, flush=True)

    teller = threading.Thread(target=tell, daemon=True)
    teller.start()
    try:
        yield
    finally:
        done.set()
        teller.join()


def write_file(path: Path, content: bytes) -> None:
    """Write a file whole: where the disk is full, no half of one is left."""
    try:
        path.write_bytes(content)
    except OSError as fault:
        if fault.errno in FULL and path.is_file():
            path.unlink()
        raise


def print_json(document: Any) -> None:
    """One JSON document on standard output."""
    json.dump(document, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")
