"""What was typed into a form that could not be taken: shown on the page that says so, to be copied."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.views import redirect_to_login
from django.forms import BooleanField, ChoiceField, Field
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve, reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from jianyan.ground.fields import YES
from jianyan.ground.kinds import KINDS
from jianyan.ground.worded import label_of, worded

Asked = Callable[..., Any]
"""A class of forms, or what gives fields by name."""
View = Callable[..., Any]

SECRET = re.compile("password|again|setup|secret|token")
NOT_TYPED = {"once", "seen", "pk", "do", "then", "move", "next", "ticket", "plan", "go"}
OF_A_ROW = re.compile(r"^\w+-\d+-|[-_]\d+$")
"""What the name of a field has before or behind it where it stands once for every row."""
MANAGEMENT = re.compile(r"-(TOTAL|INITIAL|MIN_NUM|MAX_NUM)_FORMS$")


def typed(request: HttpRequest) -> list[dict[str, str]]:
    """What the person had typed or chosen, under the label of its field where that is known, a choice
    by what it was called; never a password."""
    fields = _fields(request)
    found = []
    for name, given in request.POST.lists():
        field = fields.get(name) or fields.get(OF_A_ROW.sub("", name))
        text = "\n".join(filter(None, (_said(field, part) for part in given if part.strip())))
        if name in NOT_TYPED or SECRET.search(name) or MANAGEMENT.search(name) or not text:
            continue
        found.append({"label": str(field.label or "") if field else "", "text": text})
    return found


def _said(field: Field | None, part: str) -> str:
    """A part in words; a code that the list does not know any more says nothing to anybody."""
    if isinstance(field, BooleanField):
        return worded(part in YES)
    if isinstance(field, ChoiceField):
        return label_of(field, part) or ""
    return part


def _fields(request: HttpRequest) -> Mapping[str, Field]:
    """The fields of the form that stands at an address: that of a kind, or what its page `asks`."""
    try:
        found = resolve(request.path_info)
    except Resolver404:
        return {}
    if asked := getattr(found.func, "asks", None):
        return _merged(asked)
    kind = KINDS.get(found.kwargs.get("slug", ""))
    form: Any = kind and kind.moves.get(found.kwargs.get("name", ""), kind.form)
    return form.base_fields if form else {}


def _merged(asked: Iterable[Asked]) -> dict[str, Field]:
    found: dict[str, Field] = {}
    for one in asked:
        own = getattr(one, "base_fields", None)
        found |= one() if own is None else own
    return found


def asks(*forms: Asked) -> Callable[[View], View]:
    """Says of a page of its own what form stands on it, or what gives its fields, so that what was
    typed there can be named."""

    def mark(view: View) -> View:
        view.asks = forms  # type: ignore[attr-defined]
        return view

    return mark


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
