"""The statistics of proposals: this period beside the one before, every number a door to its rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from jianyan.figures.printing import printed
from jianyan.figures.read import Reading, read
from jianyan.figures.views import figure_url, scope_asked
from jianyan.ground.choices import sessions
from jianyan.ground.days import said_day
from jianyan.ground.pages.web import Request, page
from jianyan.ground.splits import UNSORTED
from jianyan.kernel.errors import Refused
from jianyan.kernel.scope import Scope
from jianyan.kernel.values import Value

COUNTS = (
    "提案.提交",
    "提案.立案",
    "提案.并案",
    "提案.不予立案",
    "提案.撤案",
    "提案.交办",
    "提案.交办件次",
    "提案.办复",
    "提案.超期",
    "提案.重新办理",
    "提案.重点",
)
APART = ("提案.态度满意率", "提案.态度基本满意率", "提案.方式满意率", "提案.方式基本满意率")
"""Rates of what not every rulebook has rated: shown where it was."""
RATES = (
    "提案.立案率",
    "提案.交办率",
    "提案.办复率",
    "提案.按期答复率",
    "提案.满意率",
    "提案.基本满意率",
    "提案.不满意率",
    *APART,
    "提案.采纳率",
    "提案.建议采纳率",
    "提案.落实率",
    "上年提案.乙类转化率",
)
CONTACTS = ("提案.面商率", "提案.面商", "提案.面商.已确认", "提案.面商.被否认", "提案.面商.未确认")
DIVIDED = (
    ("进度", "提案.进度", "进度"),
    ("办理用时", "提案.办理用时", "用时"),
    ("类别", "提案.立案", "类别"),
    ("全国类别", "提案.立案", "全国类别"),
    ("提案者", "提案.立案", "提案者"),
    ("提出时间", "提案.立案", "提出时间"),
    ("界别", "提案.来源", "界别"),
    ("街道小组", "提案.来源", "街道"),
    ("承办单位（件次）", "提案.交办件次", "单位"),
    ("办理方式（件次）", "提案.交办件次", "办理方式"),
    ("答复类别（件次）", "提案.答复", "办理类别"),
    ("不予立案的理由", "提案.不予立案", "理由"),
    ("评价：办理结果（份）", "提案.评价", "办理结果"),
)
DIVIDED_APART = (
    ("评价：办理态度（份）", "提案.评价", "办理态度"),
    ("评价：办理方式（份）", "提案.评价", "办理方式"),
)


@page
def statistics(request: Request) -> HttpResponse:
    """Counts, rates with their fractions, and each division, in a session or a year and the one before.

    Raises Denied as the dictionary of figures does.
    """
    scope = scope_asked(request)
    before = scope.before()
    parted = [_table(*each, scope, before) for each in DIVIDED_APART]
    context = {
        "page": {
            "title": "提案统计",
            "about": f"截至{said_day(scope.known_until)}；每个数都可以点开看出自哪些提案。",
            "tools": [{"label": "提案总览", "url": reverse("proposal-board"), "icon": "columns"}],
        },
        "period": scope.period.label,
        "previous": before.period.label,
        "periods": [*_years(scope), *sessions(scope.committees)],
        "counts": [_pair(name, scope, before) for name in COUNTS],
        "rates": _rates(scope, before),
        "contacts": [_pair(name, scope, before) for name in CONTACTS],
        "tables": [
            *(_table(*each, scope, before) for each in DIVIDED),
            *(table for table in parted if any(row["label"] != UNSORTED for row in table["rows"])),
        ],
    }
    return render(request, "proposals/statistics.html", context)


def _rates(scope: Scope, before: Scope) -> list[dict[str, Any]]:
    pairs = {name: _pair(name, scope, before) for name in RATES}
    nowhere = {name for name in APART if not _asked(pairs[name])}
    return [one for name, one in pairs.items() if name not in nowhere]


def _asked(pair: Mapping[str, Any]) -> bool:
    return bool(pair["fraction"] or pair["before_fraction"])


def _years(scope: Scope) -> list[tuple[str, str]]:
    year = scope.period.end.year
    return [(str(one), f"{one}年") for one in range(year + 1, year - 4, -1)]


def _pair(name: str, scope: Scope, before: Scope) -> dict[str, Any]:
    now, then = read(name, scope), _read(name, before)
    return {
        "label": name.replace("提案.", ""),
        "unit": now.figure.unit,
        "means": now.figure.means,
        **_shown("", now.value),
        "url": figure_url(name, scope),
        **_shown("before_", then.value if then else None),
        "before_url": figure_url(name, before) if then else "",
    }


def _shown(prefix: str, value: Value) -> dict[str, str]:
    """A value and, of a rate, the fraction that stands with it."""
    whole, _, fraction = printed(value).partition("（")
    return {f"{prefix}value": whole, f"{prefix}fraction": fraction.removesuffix("）")}


def _read(name: str, scope: Scope, by: str | None = None) -> Reading | None:
    try:
        return read(name, scope, by=by)
    except Refused:
        return None


def _table(title: str, name: str, dimension: str, scope: Scope, before: Scope) -> dict[str, Any]:
    now, then = read(name, scope, by=dimension), _read(name, before, dimension)
    was: Mapping[str, Value] = then.parts if then else {}
    labels = [label for label in now.parts if now.parts[label] or was.get(label)]
    return {
        "title": title,
        "total": printed(now.value),
        "total_url": figure_url(name, scope),
        "unit": now.figure.unit,
        "means": now.figure.means,
        "total_before": printed(then.value) if then else "—",
        "total_before_url": figure_url(name, before) if then else "",
        "rows": [
            {
                "label": label,
                "value": printed(now.parts[label]),
                "url": figure_url(f"{name}[{dimension}={label}]", scope),
                "before_value": printed(was[label]) if label in was else "—",
                "before_url": figure_url(f"{name}[{dimension}={label}]", before),
            }
            for label in labels
        ],
    }
