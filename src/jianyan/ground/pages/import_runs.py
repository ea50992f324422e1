"""A long import on its way: the page takes the next rows and comes again by itself."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from jianyan.ground import imports, imports_steps
from jianyan.ground.kinds import Kind, kind_named
from jianyan.ground.models import SheetRun
from jianyan.kernel.errors import Refused

from . import places
from .drawing import drawn, refuse
from .importing import SHOWN, GoForm
from .once import perform_once
from .web import Request, by_of, form_page, posted

Stage = SheetRun.Stage
WORDS = {
    Stage.CHECKING: ("正在核对", "还没有写入任何记录"),
    Stage.CHECKED: ("试导结果", "还没有写入任何记录"),
    Stage.WRITING: ("正在写入", "可以离开此页，回来后接着写入"),
    Stage.STOPPED: ("已停下", "这一段没有写入，前面的已经写入"),
    Stage.DONE: ("已导入", "可以在导入记录中整批撤销"),
}


@form_page
def show_run(request: Request, pk: int) -> HttpResponse:
    """How far one's long import is; while it is under way, the next rows are taken."""
    run = _mine(request, pk)
    kind = kind_named(run.kind)
    form: forms.Form = GoForm(posted(request), label_suffix="")
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(perform_once(request, lambda: _ordered(run, kind, form)))
        except Refused as error:
            refuse(form, error)
    else:
        run = imports_steps.go_on(run, by_of(request))
    return _page(request, run, kind, form)


def _mine(request: Request, pk: int) -> SheetRun:
    rows = SheetRun.objects.filter(account=request.user.pk, pk=pk)
    run = rows.filter(committee__in=request.actor.committees()).first()
    if run is None:
        raise Http404("没有这次导入，或不是您开始的。")
    return run


def _ordered(run: SheetRun, kind: Kind, form: forms.Form) -> str:
    imports_steps.order(run, good_rows=form.cleaned_data["good_rows"])
    if run.mapping:
        ticket = imports_steps.ticket_of(run)
        found = imports.read_headers(kind, ticket.path())
        imports.remember(kind, run.committee_id, found, run.mapping)
    return reverse("import-run", args=[run.pk])


def _page(request: Request, run: SheetRun, kind: Kind, form: forms.Form) -> HttpResponse:
    moving = run.stage in (Stage.CHECKING, Stage.WRITING)
    waits = run.stage in (Stage.CHECKED, Stage.STOPPED)
    good = run.created + run.updated
    if not run.errors:
        form.fields.pop("good_rows", None)
    found = {
        "title": f"导入{kind.title}",
        "about": run.name,
        "crumbs": places.crumbs(kind, here="导入"),
        "action": request.path,
        "submit": f"导入{good}{kind.measure}" if run.stage == Stage.CHECKED else "接着导入",
        "step": 3,
        "cancel_url": reverse("kind-import", args=[kind.slug]),
        "list_url": places.list_url(kind),
    }
    context: dict[str, Any] = {
        "page": found,
        "form": drawn(form, request),
        "run": {"moving": moving, "waits": waits, "done": run.stage == Stage.DONE, "row": run},
        "result": _result(run, good),
    }
    answer = render(request, "page_import_run.html", context, status=getattr(form, "status", 200))
    if moving:
        answer["Refresh"] = "0"
    answer["Cache-Control"] = "private, no-store"
    return answer


def _result(run: SheetRun, good: int) -> dict[str, Any]:
    title, note = WORDS[Stage(run.stage)]
    return {
        "title": title,
        "note": note,
        "rows": run.rows,
        "new": run.created,
        "changed": run.updated,
        "same": run.unchanged,
        "wrong": len({one["row"] for one in run.errors}),
        "problems": run.errors[:SHOWN],
        "more": max(0, len(run.errors) - SHOWN),
        "can_run": good > 0,
    }
