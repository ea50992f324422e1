"""`serve`, `tick`, `migrate`: running the installation."""

from __future__ import annotations

import argparse
import os
import sys
from typing import Any

from django.conf import settings

from jianyan.front.first_run import announcement
from jianyan.ground.ticking import tick
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


def run_tick(args: argparse.Namespace) -> int:
    """What is due now: idempotent, and safe to run twice at once."""
    with working("办理定时任务"):
        done = tick()
    note(actor_for(args), "定时任务", done=done)
    if args.json:
        print_json(done)
    return 0
