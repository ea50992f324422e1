"""What a person sees when an address leads nowhere, a page is closed, or a form cannot be taken."""

from __future__ import annotations

import re
from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import REASON_NO_CSRF_COOKIE
from django.shortcuts import render
from django.views.decorators.csrf import requires_csrf_token

from jianyan.ground.pages.kept import typed

HAN = re.compile("[\u4e00-\u9fff]")
TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


@requires_csrf_token
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404; the reason when it was given as a sentence."""
    return render(request, "404.html", {"why": _sentence(exception)}, status=404)


@requires_csrf_token
def denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403, with what is closed when that was said."""
    return render(request, "403.html", {"denied": {"what": _sentence(exception)}}, status=403)


@requires_csrf_token
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400 and 413: what was sent is too much, or cannot be read."""
    if isinstance(exception, TOO_MUCH):
        blank = {
            "what": "一次提交的内容太多，没有收下",
            "why": "没有写入任何改动。请退回上一页，把文字或附件分几次提交；大的表格用“导入”。",
        }
        return _said(request, blank, 413)
    blank = {
        "what": "这个请求看不懂，没有办成",
        "why": "没有写入任何改动。地址可能抄错了，请退回上一页再试一次。",
    }
    return _said(request, blank, 400)


@requires_csrf_token
def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form without its token: mostly a page left open for too long. What was typed is shown,
    passwords excepted."""
    kept = typed(request)
    cookie = reason == REASON_NO_CSRF_COOKIE
    blank = {
        "what": "这张表放得太久了，没有收下",
        "why": "没有写入任何改动。请退回上一页，刷新后再提交。"
        + ("浏览器须允许本站使用 Cookie。" if cookie else ""),
    }
    return _said(request, blank, 403, kept)


def _said(
    request: HttpRequest,
    blank: dict[str, Any],
    status: int,
    kept: list[dict[str, str]] | None = None,
) -> HttpResponse:
    back = {"url": "/", "verb": "回到首页", "error": True}
    context = {"page": {"title": "没有办成"}, "blank": blank | back, "kept": kept or []}
    return render(request, "page_state.html", context, status=status)


def _sentence(exception: Exception) -> str:
    """The words of a refusal when they are meant for a person."""
    words = str(exception.args[0]) if exception.args and isinstance(exception.args[0], str) else ""
    return words if HAN.search(words) else ""
