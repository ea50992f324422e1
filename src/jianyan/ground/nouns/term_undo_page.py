"""The page 撤销换届: what will be put back, or what stands in the way; then all at once."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from jianyan.ground.models import Batch, Role
from jianyan.ground.pages.drawing import drawn
from jianyan.ground.pages.once import perform_once
from jianyan.ground.pages.web import Request, by_of, committee_of, form_page, posted
from jianyan.kernel.errors import Denied, Refused

from . import term_undo

TEMPLATE = "page_term_change.html"


@form_page
def undo_change_of_term(request: Request, pk: int) -> HttpResponse:
    """What undoing this change of term puts back, and the act."""
    committee = committee_of(request)
    if committee not in request.actor.committees(Role.ADMINISTRATOR):
        raise Denied("只有管理员可以撤销换届。")
    batch = Batch.objects.filter(pk=pk, committee=committee, kind=term_undo.KIND).first()
    if batch is None:
        raise Http404("没有这次换届。")
    form = forms.Form(posted(request))
    sections: list[dict[str, Any]] = []
    notices: list[dict[str, str]] = []
    try:
        if request.method == "POST" and form.is_valid():
            return redirect(perform_once(request, lambda: _undone(request, batch)))
        sections = [_said(term_undo.preview(by_of(request), batch))]
    except Refused as error:
        notices = [{"kind": "warn", "lead": "不能撤销", "text": str(error)}]
    page = {
        "notices": notices,
        "title": f"撤销{batch.name}",
        "about": "下面各项一次恢复；换届时新登记的人员留在名册中。" if sections else "",
        "crumbs": [{"label": "届次", "url": reverse("terms")}, {"label": "撤销换届", "url": ""}],
        "action": request.path,
        "submit": "整批撤销" if sections else "",
        "cancel_url": reverse("terms"),
        "secret": True,
    }
    context = {"form": drawn(form, request), "page": page, "sections": sections}
    return render(request, TEMPLATE, context, status=422 if form.is_bound else 200)


def _undone(request: Request, batch: Batch) -> str:
    done = term_undo.undo(by_of(request), batch)
    messages.success(request, f"已撤销{batch.name}，恢复{len(done.restored)}条。")
    return reverse("terms")


def _said(done: term_undo.Undone) -> dict[str, Any]:
    facts = (
        ("取消的届次、机构", done.gone),
        ("取消的任职、所属", done.begun),
        ("恢复到换届之前", done.restored),
    )
    rows = [
        {
            "label": label,
            "value": f"{len(names)}项　{'、'.join(names)}" if names else "无",
            "wide": True,
        }
        for label, names in facts
    ]
    return {"title": "将要恢复", "template": "parts/facts_body.html", "facts": rows}
