"""The readings beside the list of what waits: a handful of figures by role.

Each figure is two statements: this year by months, and the same days of last year.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from jianyan.figures.panel import as_point, change_words, plain_unit, short
from jianyan.figures.read import read, read_months
from jianyan.figures.views import figure_url, newest_year
from jianyan.ground.days import said_day
from jianyan.ground.models import Role
from jianyan.ground.periods import scope_of
from jianyan.ground.rules import READERS
from jianyan.kernel.errors import Refused
from jianyan.kernel.period import clip
from jianyan.kernel.rules import Actor
from jianyan.kernel.scope import Scope
from jianyan.kernel.values import Rate

LEADERS = ("提案.交办", "提案.办复率", "提案.满意率", "信息.采用")
OFFICE = ("提案.提交", "提案.办复率", "信息.采用", "活动.次数")


def readings_of(actor: Actor, committee: int) -> dict[str, Any] | None:
    """The readings of who reads figures for the whole committee, None of anybody else."""
    if committee not in actor.committees(*READERS):
        return None
    names = LEADERS if committee in actor.committees(Role.LEADER) else OFFICE
    scope = scope_of((committee,), newest_year(committee))
    rows = [row for name in names if (row := _row(name, scope))]
    return {
        "title": f"{scope.period.label} 年",
        "as_of": f"截至{said_day(scope.known_until)}",
        "rows": rows,
    }


def _row(name: str, scope: Scope) -> dict[str, Any] | None:
    try:
        now, months = read_months(name, scope)
        then = read(name, year_before(scope))
    except Refused:
        return None
    rate = now.value if isinstance(now.value, Rate) and now.value.den else None
    url = figure_url(name, scope)
    return {
        "name": name,
        "url": url,
        "change": _change(change_words(now.value, then.value, now.figure.unit)),
        "values": [as_point(value) for value in months],
        "value": short(now.value),
        "value_url": url,
        "unit": "%" if rate else plain_unit(now),
        "fraction": f"{rate.num} ÷ {rate.den}" if rate else "",
    }


def year_before(scope: Scope) -> Scope:
    """The same days of the year before, as known on their last."""
    before = scope.before()
    if scope.known_until >= scope.period.end:
        return before
    last = scope.known_until
    # 29 February has no like day.
    like = last.replace(year=last.year - 1, day=min(last.day, 28) if last.month == 2 else last.day)
    return replace(before, period=clip(before.period, like), known_until=like)


def _change(words: str) -> str:
    """▲ 比上年同期多 12 件, ▼ 比上年同期低 0.5 个百分点, 与上年同期持平."""
    if words == "持平":
        return "与上年同期持平"
    arrow, _, rest = words.partition(" ")
    return f"{arrow} 比上年同期{rest}" if rest else ""
