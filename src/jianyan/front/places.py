"""Pages that the phone's tabs lead to: everything one may open, enter, and one's own records."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from jianyan.ground.navigation import rail
from jianyan.ground.pages.access import may_add, seen_kinds
from jianyan.ground.pages.places import add_url, noun
from jianyan.ground.pages.web import Request, committee_of, page

from . import home_boxes as boxes

SIZE = 50


@page
def more(request: Request) -> HttpResponse:
    """All modules, by group."""
    groups = [
        {"title": group["label"] or "常用", "rows": [_link(item) for item in group["items"]]}
        for group in rail(request.actor, request.path)
    ]
    return render(request, "front/boxes.html", {"page": {"title": "更多"}, "boxes": groups})


@page
def enter(request: Request) -> HttpResponse:
    """Every kind of record that one may enter, by group."""
    committee = committee_of(request)
    groups: dict[str, list[dict[str, Any]]] = {}
    for kind in seen_kinds(request.actor):
        if kind.is_record and may_add(kind, request.actor, committee):
            row = {"title": f"登记{noun(kind)}", "url": add_url(kind)}
            groups.setdefault(kind.group, []).append(row)
    found = [{"title": label, "rows": rows} for label, rows in groups.items()]
    blank = {
        "what": "您现在的职务不登记记录",
        "why": "登记由机关和专委会工作人员办理。",
        "icon": "lock",
    }
    context = {"page": {"title": "登记"}, "boxes": found, "blank": blank}
    return render(request, "front/boxes.html", context)


@page
def mine(request: Request) -> HttpResponse:
    """A member's year, own proposals and briefs."""
    actor, committee = request.actor, committee_of(request)
    found = Paginator(boxes.own_records(actor, committee), SIZE)
    here = found.get_page(request.GET.get("page"))
    box = {"title": f"我的提案和信息（{found.count} 件）", "rows": boxes.listed(here.object_list)}
    context: dict[str, Any] = {
        "page": {"title": "我的", "about": "本人提出、联名或代表机构提出的提案，本人撰写的信息。"},
        "boxes": [box],
    }
    if actor.person and committee:
        context["tiles"] = boxes.tiles(actor, committee)
    if found.num_pages > 1:
        context["pager"] = {
            "first": here.start_index(),
            "last": here.end_index(),
            "total": found.count,
            "prev_url": f"?page={here.number - 1}" if here.has_previous() else "",
            "next_url": f"?page={here.number + 1}" if here.has_next() else "",
        }
    return render(request, "front/boxes.html", context)


def _link(item: dict[str, Any]) -> dict[str, Any]:
    return {"title": item["label"], "url": item["url"]}
