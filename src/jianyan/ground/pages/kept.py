"""What was typed into a form that could not be taken: shown on the page that says so, to be copied."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve, reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from jianyan.ground.kinds import KINDS

SECRET = re.compile("password|again|setup|secret|token")
NOT_TYPED = {"once", "seen", "pk", "do", "then", "move", "next", "ticket", "plan", "go"}
MANAGEMENT = re.compile(r"-(TOTAL|INITIAL|MIN_NUM|MAX_NUM)_FORMS$")


def typed(request: HttpRequest) -> list[dict[str, str]]:
    """What the person had typed, under the label of its field where that is known; never a password."""
    labels = _labels(request)
    found = []
    for name, given in request.POST.lists():
        text = "\n".join(part for part in given if part.strip())
        if name in NOT_TYPED or SECRET.search(name) or MANAGEMENT.search(name) or not text:
            continue
        found.append({"label": labels.get(name, ""), "text": text})
    return found


def _labels(request: HttpRequest) -> dict[str, str]:
    """The labels of the form that an address of a kind asks for."""
    try:
        asked = resolve(request.path_info).kwargs
    except Resolver404:
        return {}
    kind = KINDS.get(asked.get("slug", ""))
    if kind is None:
        return {}
    form: Any = kind.moves.get(asked.get("name", ""), kind.form)
    return {name: str(field.label or "") for name, field in form.base_fields.items()}


def signed_out(request: HttpRequest) -> HttpResponse:
    """To the sign-in page and back. What was typed when the sign-in was over is shown first."""
    if request.method in ("GET", "HEAD"):
        return redirect_to_login(request.get_full_path())
    back, kept = _form_of(request), typed(request)
    if not kept:
        return redirect_to_login(back)
    blank = {
        "what": "登录已经结束，没有收下",
        "why": "没有写入任何改动。您填的内容都在下面，请先复制要紧的文字，重新登录后再提交。",
        "url": f"{reverse('sign-in')}?{urlencode({'next': back})}",
        "verb": "重新登录",
        "primary": True,
        "error": True,
    }
    context = {"page": {"title": "没有办成"}, "blank": blank, "kept": kept}
    return render(request, "page_state.html", context, status=403)


def _form_of(request: HttpRequest) -> str:
    """The page on which the form stood; some forms are sent to an address without a page."""
    before = request.headers.get("referer", "")
    if not url_has_allowed_host_and_scheme(
        before, {request.get_host()}, require_https=request.is_secure()
    ):
        return request.get_full_path()
    parts = urlsplit(before)
    return parts.path + (f"?{parts.query}" if parts.query else "")
