"""Pages of figures: the dictionary, and one figure with its rows, its uses and its pictures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.apps import apps
from django.db.models import Max
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from jianyan.ground.days import said_day
from jianyan.ground.models import Record, Role
from jianyan.ground.pages.web import Request, committee_of, page
from jianyan.ground.periods import scope_of
from jianyan.ground.register import today
from jianyan.ground.rules import READERS
from jianyan.kernel.charter import CHARTERS
from jianyan.kernel.errors import Denied, Refused, UnknownName
from jianyan.kernel.figure import FIGURES, Figure
from jianyan.kernel.rules import Actor
from jianyan.kernel.scope import Scope
from jianyan.kernel.values import Rate, Value

from .charts import charts_of
from .names import parse_name, resolved
from .panel import SHORT_TIMES, TIMES, panel, plain_unit, rows_unit, seen, short
from .read import Reading, read

USED_BY: list[Callable[[int], dict[str, list[str]]]] = []
"""committee → the names of what uses each figure; filled by the floors above."""

USES: list[Callable[[str, int, Actor], list[dict[str, str]]]] = []
"""(figure, committee, actor) → links to what uses it; filled by the floors above."""

MAY_READ = (*READERS, Role.MEMBER, Role.CONVENER)
ALL = 2000


def may_read(actor: Actor) -> bool:
    """Whether the actor holds an office that reads figures."""
    return actor.has(*MAY_READ)


def scope_asked(request: Request) -> Scope:
    """The scope that a page asks for: `period`, else the year of the newest record.

    Raises Denied without an office that reads figures, Refused for a period that cannot be read.
    """
    committee = committee_of(request)
    if committee not in request.actor.committees(*MAY_READ):
        raise Denied("指标供本委员会的委员和机关查看，您现在的职务不在其中。")
    return scope_of((committee,), request.GET.get("period") or newest_year(committee))


def newest_year(committee: int) -> str:
    """The year of the newest record of work, this year at the latest.

    A report is no work: one that is written in January is of the year before.
    """
    owners = {figure.owner for figure in FIGURES.values()}
    kinds = [key for key, one in CHARTERS.items() if one.model._meta.app_label in owners]
    rows = Record.objects.filter(committee=committee, kind__in=kinds, dated_on__lte=today())
    newest = rows.aggregate(newest=Max("dated_on"))["newest"]
    return str((newest or today()).year)


@page
def dictionary(request: Request) -> HttpResponse:
    """The dictionary. A group's readings are fetched when it comes into view (or by its link), since
    each figure is a statement of its own."""
    scope = scope_asked(request)
    group = request.GET.get("group", "")
    asked = request.GET.get("q", "").strip()
    used = used_by(scope.committees[0])
    if group and request.headers.get("HX-Request"):
        figures = [figure for figure in found_figures(asked) if figure.owner == group]
        context = {"group": group_of(group, figures, scope, used, valued=True)}
        return render(request, "figures/group.html", context)
    owners: dict[str, list[Figure]] = {}
    for figure in found_figures(asked):
        owners.setdefault(figure.owner, []).append(figure)
    groups = [
        group_of(owner, figures, scope, used, valued=owner == group)
        for owner, figures in owners.items()
    ]
    count = sum(len(figures) for figures in owners.values())
    return render(
        request, "figures/dictionary.html", {"page": _dictionary(scope, asked, groups, count)}
    )


def _dictionary(
    scope: Scope, asked: str, groups: list[dict[str, Any]], count: int
) -> dict[str, Any]:
    return {
        "title": "指标词典",
        "about": f"报告里能写的每一个数。读数取{scope.period.words}，截至{said_day(scope.known_until)}。",
        "search": {
            "url": reverse("figures"),
            "value": asked,
            "placeholder": "按名称或口径查找",
            "hidden": [{"name": "period", "value": scope.period.label}],
        },
        "period": scope.period.label,
        "asked": asked,
        "count": {"text": f"共 {count} 个指标"},
        "groups": groups,
        "blank": {
            "what": "没有这样的指标",
            "why": f"名称和口径里都没有“{asked}”。",
            "url": reverse("figures"),
            "verb": "查看全部",
        },
    }


def found_figures(asked: str) -> list[Figure]:
    """The figures in use whose name or meaning holds what was asked."""
    return [
        figure
        for figure in FIGURES.values()
        if not figure.retired and (asked in figure.name or asked in figure.means)
    ]


def used_by(committee: int) -> dict[str, list[str]]:
    """By figure, the names of what uses it."""
    found: dict[str, list[str]] = {}
    for asked in USED_BY:
        for name, users in asked(committee).items():
            found.setdefault(name, []).extend(users)
    return found


def group_of(
    owner: str, figures: list[Figure], scope: Scope, used: dict[str, list[str]], *, valued: bool
) -> dict[str, Any]:
    """One owner's figures as the dictionary draws them, with readings when `valued`."""
    query = urlencode({"period": scope.period.label, "group": owner})
    rows = [
        {
            "name": figure.name,
            "url": figure_url(figure.name, scope),
            "meaning": figure.means,
            "day": SHORT_TIMES[figure.time.kind],
            "splits": "、".join(split.name for split in figure.by),
            "unit": figure.unit,
            "uses": len(used.get(figure.name, [])) or "",
            **(_values(figure, scope) if valued else {}),
        }
        for figure in figures
    ]
    return {
        "key": owner,
        "label": owner_label(owner),
        "count": len(figures),
        "rows": rows,
        "valued": valued,
        "url": f"{reverse('figures')}?{query}",
    }


def _values(figure: Figure, scope: Scope) -> dict[str, Any]:
    now, then = try_read(figure.name, scope), try_read(figure.name, scope.before())
    if now is None:
        return {"value": None, "fraction": "要指明分项"}
    rate = now.value if isinstance(now.value, Rate) else None
    return {
        "value": _cut(_short(now.value)),
        "value_url": figure_url(figure.name, scope),
        "fraction": f"{rate.num} ÷ {rate.den}" if rate and rate.den else "",
        "unit": plain_unit(now),
        "before": _cut(_short(then.value)) if then else "—",
    }


def _short(value: Value) -> str:
    """A value with its percent sign, without its fraction."""
    return short(value) + ("%" if isinstance(value, Rate) and value.den else "")


def _cut(words: str) -> str:
    return words if len(words) <= 24 else words[:23] + "…"


def try_read(name: str, scope: Scope) -> Reading | None:
    """A reading, or None where the figure cannot be read as a whole."""
    try:
        return read(name, scope)
    except Refused:
        return None


def owner_label(owner: str) -> str:
    """The Chinese name of the module that owns a figure."""
    try:
        return str(apps.get_app_config(owner).verbose_name)
    except LookupError:
        return owner or "其他"


def figure_url(name: str, scope: Scope, **more: str) -> str:
    """The page of a figure in a period."""
    query = {"period": scope.period.label, **more}
    return reverse("figure", args=[name]) + "?" + urlencode(query)


@page
def figure_page(request: Request, name: str) -> HttpResponse:
    """One figure; with `HX-Request` only its source sheet."""
    scope = scope_asked(request)
    try:
        figure, picks = resolved(parse_name(name), scope)
    except UnknownName as unknown:
        raise Http404(str(unknown)) from None
    if name.startswith(figure.key):
        name = figure.name + name.removeprefix(figure.key)
    reading = read(name, scope)
    before = try_read(name, scope.before())
    evidence = _evidence(request, reading, before, name)
    if request.headers.get("HX-Request"):
        return render(request, "parts/evidence.html", {"evidence": evidence})
    picked = replace(scope, picks=picks)
    context = {
        "page": _head(figure, name, scope),
        "facts": _facts(figure, scope),
        "evidence": evidence,
        "charts": charts_of(figure, picked),
        "uses": [
            use for found in USES for use in found(figure.name, scope.committees[0], request.actor)
        ],
    }
    return render(request, "page_figure.html", context)


def _evidence(
    request: Request, reading: Reading, before: Reading | None, name: str
) -> dict[str, Any]:
    group, everything = request.GET.get("rows", ""), "all" in request.GET
    scope = reading.scope

    def group_url(key: str) -> str:
        return figure_url(name, scope, **({"rows": key} if key else {}))

    found = panel(
        reading,
        request.actor,
        before=before,
        group=group,
        group_url=group_url,
        shown=ALL if everything else 30,
    )
    if found["rows_note"] and not everything:
        found["all_url"] = figure_url(name, scope, all="1")
        found["all_label"] = (
            f"列出全部 {seen(reading, request.actor).total} {rows_unit(reading.figure)}"
        )
    return found | {"page_url": figure_url(name, scope)}


def _head(figure: Figure, name: str, scope: Scope) -> dict[str, Any]:
    before = scope.before()
    return {
        "title": name,
        "about": f"{owner_label(figure.owner)}，{scope.period.words}",
        "crumbs": [
            {
                "label": "指标词典",
                "url": f"{reverse('figures')}?{urlencode({'period': scope.period.label})}",
            },
            {"label": name, "url": ""},
        ],
        "tools": [{"label": f"看{before.period.words}", "url": figure_url(name, before)}],
    }


def _facts(figure: Figure, scope: Scope) -> list[dict[str, Any]]:
    return [
        {"label": "含义", "value": figure.means, "wide": True},
        {"label": "计数单位", "value": figure.unit},
        {"label": "计入", "value": TIMES[figure.time.kind]},
        {"label": "可以分", "value": "、".join(split.name for split in figure.by)},
        {"label": "期间", "value": f"{said_day(scope.period.start)}至{said_day(scope.period.end)}"},
        {"label": "归口", "value": owner_label(figure.owner)},
    ]
