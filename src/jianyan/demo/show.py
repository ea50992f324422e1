"""What `make run` shows first: the demo committee, its two annual summaries, its sign-ins."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from unicodedata import east_asian_width

from django.conf import settings
from django.utils import timezone

from jianyan.ground.actors import local_administrator
from jianyan.ground.models import Committee, Trail
from jianyan.ground.periods import scope_of
from jianyan.ground.register import LOOKING, By
from jianyan.reports.writing import write_report

from .compose import WORDS
from .load import load_demo
from .loading.founding import CODE
from .signins import SignIn, signins
from .today.work import Say

REPORTS = ((2020, "epidemic-year"), (2018, "ordinary-year"))
SUFFIXES = ("docx", "html", "json")


def show_demo(out: Path, say: Say) -> None:
    """Load the demo where it is missing, write what is not written since the last change, and say
    what stands where, who may sign in, and how to start."""
    load_demo(say)
    committee = Committee.objects.get(code=CODE)
    for year, template in REPORTS:
        for path in _report(committee, year, template, out, say):
            say(f"  {path}")
    say("")
    say("演示账号（只在设了 JIANYAN_DEMO=1 时可用）：")
    for line in table([("用户名", "口令", "身份")] + [_row(each) for each in signins()]):
        say(f"  {line}")
    say("")
    say(how_to_start(settings.BIND))


def how_to_start(bind: str) -> str:
    """How the site is started, and where it then is; a socket of the system's has no address to open."""
    said = "启动：JIANYAN_DEMO=1 jianyan serve（make run 会自己启动）"
    return said if bind.startswith(("unix:", "fd://")) else f"{said}，打开 http://{bind}"


def _row(each: SignIn) -> tuple[str, str, str]:
    return each.username, each.password, each.role


def _report(committee: Committee, year: int, template: str, out: Path, say: Say) -> list[Path]:
    """The files of one year's summary, written unless they are newer than the register."""
    scope = scope_of((committee.pk,), str(year))
    files = [out / f"{template}-{scope.period.label}.{suffix}" for suffix in SUFFIXES]
    if _fresh(files, committee):
        say(f"{year}年年度总结（已是最新）：")
        return files
    say(f"正在写出{year}年年度总结……")
    by = By(local_administrator())
    written = write_report(template, scope, by, WORDS[year], "内部", out)
    blank = written.filled.blank
    say(f"{year}年年度总结已写出{f'，有{blank}处空白' if blank else ''}：")
    return list(written.files)


def _fresh(files: list[Path], committee: Committee) -> bool:
    """Whether all files are there and nothing in the register has changed since."""
    if not all(path.exists() for path in files):
        return False
    changes = Trail.objects.filter(committee=committee).exclude(move__in=LOOKING)
    last = changes.order_by("-id").values_list("at", flat=True).first()
    oldest = min(path.stat().st_mtime for path in files)
    return last is None or last < datetime.fromtimestamp(oldest, timezone.get_current_timezone())


def table(rows: Sequence[Sequence[str]]) -> list[str]:
    """Lines of a plain table; a Chinese character is as wide as two letters."""
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(
            cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)
        ).rstrip()
        for row in rows
    ]


def _width(text: str) -> int:
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)
