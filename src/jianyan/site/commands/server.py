"""`serve`, `tick`, `migrate`: running the installation."""

from __future__ import annotations

import argparse
import errno
import os
import socket
import sys
from typing import Any

from django.conf import settings

from jianyan.front.first_run import announcement
from jianyan.ground.ticking import tick
from jianyan.kernel.errors import Refused
from jianyan.site.migrating import bring_up_to_date

from .asking import actor_for, common, note, print_json, working


def add(commands: Any) -> None:
    """Add the commands to the parser."""
    serve = commands.add_parser("serve", help="启动网站")
    serve.add_argument("--bind", default=settings.BIND, metavar="HOST:PORT", help="监听地址")
    serve.add_argument("--workers", type=int, default=settings.WORKERS, help="工作进程数")
    serve.add_argument("--demo", action="store_true", help="允许演示账号登录（只供演示）")
    serve.set_defaults(run=run_server)
    ticked = commands.add_parser("tick", help="定时任务：提醒、催办、索引（由系统定时器调用）")
    common(ticked)
    ticked.set_defaults(run=run_tick)
    migrate = commands.add_parser("migrate", help="建立或升级数据库")
    migrate.set_defaults(run=run_migrate)


def run_migrate(args: argparse.Namespace) -> int:
    """Make or upgrade the database."""
    bring_up_to_date()
    print("数据库已就绪。")
    return 0


def run_server(args: argparse.Namespace) -> int:
    """Serve the site with gunicorn in this process's place, after bringing the database up to date."""
    if args.workers < 1:
        raise Refused(f"工作进程数至少是1，现在是{args.workers}。")
    _ask_free(args.bind)
    bring_up_to_date()
    if args.demo:
        os.environ["JIANYAN_DEMO"] = "1"
    print(f"建言已启动：http://{args.bind}（按 Ctrl+C 停止）", flush=True)
    if said := announcement(f"http://{args.bind}"):
        print(said, flush=True)
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "jianyan.site.wsgi:application",
        "--bind",
        args.bind,
        "--workers",
        str(args.workers),
        "--config",
        "python:jianyan.site.serving",
    ]
    os.execv(sys.executable, command)  # noqa: S606  (its own arguments only)


def _ask_free(bind: str) -> None:
    """Raises Refused for an address that cannot be listened on. A socket of the system's is not asked."""
    if bind.startswith(("unix:", "fd://")):
        return
    host, colon, port = bind.rpartition(":")
    if not colon or not port.isdecimal() or not 0 < int(port) < 65536:
        raise Refused(f"监听地址“{bind}”不对，请写作 127.0.0.1:8000。")
    family = socket.AF_INET6 if host.startswith("[") else socket.AF_INET
    try:
        socket.create_server((host.strip("[]"), int(port)), family=family).close()
    except PermissionError:
        raise Refused(f"本账号不能使用端口{port}，请用 --bind 换一个1024以上的端口。") from None
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise Refused(f"这台机器上没有地址“{host}”，请用 --bind 写明。") from None
        raise Refused(
            f"端口{port}已被占用，可能建言已经在运行。请先停下它，或用 --bind 换一个端口。"
        ) from None


def run_tick(args: argparse.Namespace) -> int:
    """What is due now: idempotent, and safe to run twice at once."""
    with working("办理定时任务"):
        done = tick()
    note(actor_for(args), "定时任务", done=done)
    if args.json:
        print_json(done)
    return 0
