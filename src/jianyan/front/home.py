"""The home page."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from jianyan.ground.navigation import rail
from jianyan.ground.pages.web import Request, page


@page
def home(request: Request) -> HttpResponse:
    """What one may open, by group."""
    groups: list[dict[str, Any]] = rail(request.actor, request.path)
    context = {"page": {"title": "首页"}, "groups": groups}
    return render(request, "front/home.html", context)
