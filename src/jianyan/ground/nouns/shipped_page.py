"""The page that offers an administrator the shipped categories that the committee's lists lack."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse

from jianyan.ground import shipped
from jianyan.ground.kinds import kind_named
from jianyan.ground.pages import places
from jianyan.ground.pages.drawing import carried_out, show_form
from jianyan.ground.pages.web import Request, by_of, committee_of, form_page
from jianyan.kernel.errors import Denied

from .categories import scheme_name
from .reach import ADMINISTRATION


@form_page
def shipped_categories(request: Request) -> HttpResponse:
    """What is lacking, list by list; the ticked are added, nothing else is touched."""
    committee = committee_of(request)
    if committee not in request.actor.committees(*ADMINISTRATION):
        raise Denied("随程序的类别由管理员加入，您没有权限。")
    found = shipped.lacking(committee)
    form = forms.Form(request.POST if request.method == "POST" else None)
    ticked = set(request.POST.getlist("pk"))

    def taken() -> str:
        made = shipped.take(by_of(request), committee, ticked)
        messages.success(request, f"已加入 {len(made)} 项。")
        return request.get_full_path()

    if done := carried_out(request, form, taken):
        return done
    return show_form(request, form, _page(found, ticked), "page_ticked.html")


def _page(found: list[shipped.Lacking], ticked: set[str]) -> dict[str, Any]:
    listed = places.list_url(kind_named("categories"))
    return {
        "title": "随程序的类别",
        "about": "新版程序带来、本委员会的类别表中还没有的。勾选的加入表末；已有的一律不改，改过的名称保留。",
        "crumbs": [{"label": "类别", "url": listed}, {"label": "随程序的类别", "url": ""}],
        "columns": [
            {"label": "名称", "main": True},
            {"label": "列表", "width": "l"},
            {"label": "代码", "width": "l"},
            {"label": "上级", "width": "m"},
            {"label": "说明", "width": "l"},
        ],
        "rows": [_row(one, ticked) for one in found],
        "bulk": True,
        "action": reverse("categories-shipped"),
        "acts": [{"name": "take", "label": "加入勾选的"}],
        "blank": {
            "what": "没有缺少的类别",
            "why": "随程序的类别都已在本委员会的类别表中。",
            "icon": "list-check",
            "url": listed,
            "verb": "看类别",
        },
    }


def _row(one: shipped.Lacking, ticked: set[str]) -> dict[str, Any]:
    entry = one.entry
    alike = f"已有同名的一项（{one.alike}），加入后会有两项" if one.alike else ""
    return {
        "pk": entry.key,
        "name": entry.label,
        "selected": entry.key in ticked,
        "cells": [entry.label, scheme_name(entry.scheme), entry.key, entry.parent, alike],
    }
