"""The list page of a kind: one statement for the rows, one for all counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse

from jianyan.ground.kinds import Kind, at
from jianyan.kernel.rules import NOBODY, Actor

from . import cells, places
from .access import may_add
from .conditions import Conditions, read_conditions
from .counting import counts, state_path
from .filter_form import filter_form
from .filters import choices_of, filters_of
from .narrowing import CERTAIN, narrowed
from .ordering import ahead_of, page_rows, several
from .views_saved import Tab, tabs_of
from .web import Request, committee_of, named, page

SIZES = (20, 50, 100, 200)


@page
def show_list(request: Request, slug: str) -> HttpResponse:
    """The list of a kind by its slug."""
    return list_page(request, named(slug))


def rows_of(kind: Kind, actor: Actor, committee: int) -> QuerySet[Any]:
    """The rows of a committee that the actor may see, from the register's own index."""
    return kind.rows().filter(visible(kind, actor, committee))


def visible(kind: Kind, actor: Actor, committee: int) -> Q:
    """The condition of those rows: the committee, the kind, and what the view rule leaves to ask."""
    found = Q(**{kind.committee: committee}) if kind.committee else Q()
    if kind.is_record and kind.charter:
        found &= Q(record__kind=kind.charter.key)
    return found & narrowed(kind.view(actor), {kind.committee: committee})


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks of the list."""

    conditions: Conditions
    page: int
    size: int

    @classmethod
    def read(cls, kind: Kind, query: QueryDict, choices: Any, committee: int) -> Asked:
        size = _number(query.get("size"), 50)
        return cls(
            read_conditions(kind, query, choices, committee),
            max(1, _number(query.get("page"), 1)),
            size if size in SIZES else 50,
        )


def _number(text: str | None, default: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 8 else default


def list_page(
    request: Request,
    kind: Kind,
    *,
    template: str = "page_list.html",
    about: str = "",
    extra: dict[str, Any] | None = None,
) -> HttpResponse:
    """The list page of a kind; `extra` is further context of a module's own template."""
    actor, committee = request.actor, committee_of(request)
    choices = choices_of(kind, committee)
    asked = Asked.read(kind, request.GET, choices, committee)
    tabs = tabs_of(request, kind, committee)
    within = visible(kind, actor, committee)
    told = [asked.conditions, *_told(tabs, kind, choices, committee)]
    total, *in_tabs = counts(kind, within, told, *ahead_of(kind, asked.conditions))
    before = in_tabs.pop() if len(in_tabs) == len(told) else 0
    last = max(1, -(-total // asked.size))
    asked = Asked(asked.conditions, min(asked.page, last), asked.size)
    first = (asked.page - 1) * asked.size
    found = kind.rows().filter(within, asked.conditions.q())
    rows = page_rows(kind, found, asked.conditions, before, slice(first, first + asked.size))
    context = {
        "title": kind.title,
        "about": about or kind.about,
        "caption": f"{kind.title}列表",
        "tools": _tools(kind, actor, committee, asked.conditions, tabs),
        "search": _search(kind, asked.conditions),
        "views": _views(kind, tabs, in_tabs),
        "save_view_url": _save_url(kind, asked.conditions),
        "chips": _chips(kind, asked.conditions),
        "clear_url": places.list_url(kind),
        "filter_form": filter_form(kind, choices, asked.conditions),
        "filter_url": places.list_url(kind),
        "filter_hidden": _kept(asked.conditions),
        "count": {"total": total, "unit": kind.measure},
        "columns": _heads(kind, asked.conditions),
        "rows": cells.table_rows(kind, rows),
        "bulk": _bulk(kind, actor, committee, rows),
        "bulk_url": reverse("kind-bulk", args=[kind.slug]),
        "pager": _pager(kind, asked, total),
        "blank": _blank(kind, asked.conditions, may_add(kind, actor, committee)),
        "notices": [
            *({"kind": "warn", "text": words} for words in asked.conditions.bad),
            *several(kind, asked.conditions, rows),
        ],
    }
    return render(request, template, {"page": context, "kind": kind, **(extra or {})})


def _told(tabs: list[Tab], kind: Kind, choices: Any, committee: int) -> list[Conditions]:
    """The conditions of the tabs; of a lone tab nothing is shown."""
    if len(tabs) < 2:
        return []
    return [read_conditions(kind, QueryDict(tab.query), choices, committee) for tab in tabs]


def _tools(
    kind: Kind, actor: Actor, committee: int, conditions: Conditions, tabs: list[Tab]
) -> list[dict[str, Any]]:
    query = conditions.query()
    export = reverse("kind-export", args=[kind.slug]) + (f"?{query}" if query else "")
    tools: list[dict[str, Any]] = [
        {"label": f"删除视图“{tab.label}”", "url": tab.drop_url, "icon": "trash", "post": True}
        for tab in tabs
        if tab.current and tab.drop_url
    ]
    tools += kind.tools(actor, committee)
    tools.append({"label": "导出", "url": export, "icon": "download"})
    if may_add(kind, actor, committee):
        upload = reverse("kind-import", args=[kind.slug])
        bulk = bool(kind.charter and any(move.bulk for move in kind.charter.moves))
        tools.append({"label": "导入", "url": upload, "icon": "upload"})
        tools.append(
            {
                "label": f"登记{places.noun(kind)}",
                "url": places.add_url(kind),
                "icon": "plus",
                "primary": not bulk,
            }
        )
    return tools


def _search(kind: Kind, conditions: Conditions) -> dict[str, Any]:
    kept = [{"name": key, "value": value} for key, value in conditions.pairs() if key != "q"]
    return {
        "url": places.list_url(kind),
        "name": "q",
        "value": conditions.search,
        "placeholder": f"在{kind.title}中查找",
        "excerpts_url": _excerpts_url(kind, conditions.search),
        "hidden": kept,
    }


def _excerpts_url(kind: Kind, asked: str) -> str:
    """Where what is looked for is shown with its excerpts and marks, best first."""
    page = places.url_or_none("search")
    if not (asked and page and kind.is_record):
        return ""
    return f"{page}?{urlencode({'q': asked, 'kind': kind.slug})}"


def _kept(conditions: Conditions) -> list[dict[str, str]]:
    shown = {one.key for one in filters_of(conditions.kind)}
    return [{"name": key, "value": value} for key, value in conditions.pairs() if key not in shown]


def _views(kind: Kind, tabs: list[Tab], counts: list[int]) -> list[dict[str, Any]]:
    if len(tabs) < 2:
        return []
    return [
        {"label": tab.label, "url": tab.url, "count": count, "current": tab.current}
        for tab, count in zip(tabs, counts, strict=True)
    ]


def _save_url(kind: Kind, conditions: Conditions) -> str:
    query = conditions.query()
    return reverse("view-add", args=[kind.slug]) + f"?{query}" if query else ""


def _chips(kind: Kind, conditions: Conditions) -> list[dict[str, str]]:
    chips = [
        {
            "label": one.filter.label,
            "value": one.label,
            "remove_url": places.list_url(kind, conditions.query(without=one)),
        }
        for one in conditions.held
    ]
    if conditions.search:
        kept = urlencode([pair for pair in conditions.pairs() if pair[0] != "q"])
        chips.append(
            {"label": "查找", "value": conditions.search, "remove_url": places.list_url(kind, kept)}
        )
    return chips


def _heads(kind: Kind, conditions: Conditions) -> list[dict[str, Any]]:
    heads = cells.heads(kind)
    for head, column in zip(heads, kind.columns, strict=True):
        down = conditions.sort == column.key
        head["sorted"] = ""
        if column.sort:
            following = f"-{column.key}" if down else column.key
            head["sort_url"] = places.list_url(kind, conditions.query(more={"sort": following}))
            if conditions.sort.lstrip("-") == column.key:
                head["sorted"] = "asc" if down else "desc"
    return heads


def _bulk(kind: Kind, actor: Actor, committee: int, rows: list[Any]) -> list[dict[str, Any]]:
    """The moves that this actor may make on at least one of the rows shown (one statement at most),
    and the documents made of the rows ticked."""
    moves = [move for move in kind.charter.moves if move.bulk] if kind.charter else []
    path, may, asked = state_path(kind), set[str](), dict[str, Q]()
    states = {at(row, path) for row in rows} if moves else set()
    for move in moves:
        for state in states & set(move.source):
            rule = narrowed(move.by(actor), {kind.committee: committee, path: state})
            if rule == CERTAIN:
                may.add(move.name)
            elif rule != NOBODY:
                asked[move.name] = asked.get(move.name, NOBODY) | rule & Q(**{path: state})
    asked = {name: rule for name, rule in asked.items() if name not in may}
    if asked:
        shown = kind.model._default_manager.filter(pk__in=[row.pk for row in rows])
        fit = {name: Count("pk", filter=rule) for name, rule in asked.items()}
        may |= {name for name, count in shown.aggregate(**fit).items() if count}
    offered = [move for move in moves if move.name in may]
    acts = [
        {"name": move.name, "label": move.label, "primary": place == 0}
        for place, move in enumerate(offered)
    ]
    return acts + [
        {"name": "", "label": one.label, "url": reverse(one.url_name), "primary": False}
        for one in kind.papers
        if one.who(actor)
    ]


def _pager(kind: Kind, asked: Asked, total: int) -> dict[str, Any] | None:
    if not total:
        return None
    last = -(-total // asked.size)
    here = asked.page

    def url(number: int, size: int = asked.size) -> str:
        more = {"page": str(number) if number > 1 else "", "size": "" if size == 50 else str(size)}
        return places.list_url(kind, asked.conditions.query(more=more))

    near = sorted({1, last, *range(max(1, here - 2), min(last, here + 2) + 1)})
    pages: list[dict[str, Any]] = []
    for number in near if last > 1 else []:
        if pages and number - pages[-1]["n"] > 1:
            pages.append({"n": number - 1, "url": "", "current": False})
        pages.append({"n": number, "url": url(number), "current": number == here})
    return {
        "first": (here - 1) * asked.size + 1,
        "last": min(total, here * asked.size),
        "total": total,
        "unit": kind.measure,
        "prev_url": url(here - 1) if here > 1 else "",
        "next_url": url(here + 1) if here < last else "",
        "pages": pages,
        "sizes": [{"n": size, "url": url(1, size), "current": size == asked.size} for size in SIZES]
        if total > SIZES[0]
        else [],
    }


def _blank(kind: Kind, conditions: Conditions, adds: bool) -> dict[str, Any]:
    if conditions.held or conditions.search:
        return {
            "what": f"没有符合条件的{places.noun(kind)}",
            "why": "去掉一两个条件再看，或换一个词查找。",
            "url": places.list_url(kind),
            "verb": "清除条件",
        }
    if adds:
        return {
            "what": f"还没有{places.noun(kind)}",
            "why": kind.nothing or "可以逐条登记，也可以从表格一次导入。",
            "url": places.add_url(kind),
            "verb": f"登记{places.noun(kind)}",
            "url2": reverse("kind-import", args=[kind.slug]),
            "verb2": "从表格导入",
            "icon": kind.icon,
        }
    return {
        "what": f"没有您可以看到的{places.noun(kind)}",
        "why": kind.nothing or "还没有登记，或者没有对您现在的职务开放。",
        "icon": kind.icon,
    }
