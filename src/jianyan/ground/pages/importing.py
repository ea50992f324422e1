"""Importing a sheet in steps: choose, map the columns, see the dry run, import."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from jianyan.ground import imports, imports_steps, incoming
from jianyan.ground.imports import ImportResult
from jianyan.ground.incoming import Ticket
from jianyan.ground.kinds import Kind
from jianyan.ground.models import SheetRun
from jianyan.ground.plain import PlainForm
from jianyan.ground.sheet_cells import fold_header
from jianyan.ground.sheet_columns import columns_of
from jianyan.ground.sheet_mapping import propose
from jianyan.ground.sheet_safety import SheetError
from jianyan.ground.sheets import read_raw
from jianyan.kernel.errors import Refused

from . import places
from .access import ask_to_add
from .drawing import drawn, refuse
from .once import perform_once
from .web import Request, by_of, committee_of, form_page, named, posted

SHOWN = 200


class ChooseForm(PlainForm):
    """The sheet to import."""

    file = forms.FileField(
        label="表格",
        help_text="可用 .xlsx、.xls 或 .csv。先试导，不写入任何记录；列名不同的下一步可以对应。",
    )


class MapForm(forms.Form):
    """Which of our fields each column of the sheet is."""

    def __init__(self, data: Any, kind: Kind, headers: list[str], initial: dict[str, str]) -> None:
        super().__init__(data, label_suffix="", initial=initial)
        self.headers = headers
        choices = [("", "不导入")]
        for one in columns_of(kind):
            choices.append((one.name, f"{one.title}（必填）" if one.required else one.title))
        for place, header in enumerate(headers):
            self.fields[f"map_{place}"] = forms.ChoiceField(
                label=header, choices=choices, required=False
            )

    def clean(self) -> dict[str, Any]:
        """No field twice."""
        data = self.cleaned_data
        taken: dict[str, str] = {}
        for name, field in data.items():
            if field and field in taken:
                self.add_error(name, "这一项已对应了另一列，请改选。")
            taken[field] = name
        return data

    def mapping(self) -> dict[str, str]:
        """Header to field name."""
        return {
            header: self.cleaned_data[f"map_{place}"]
            for place, header in enumerate(self.headers)
            if self.cleaned_data.get(f"map_{place}")
        }


class GoForm(forms.Form):
    """The last step; with wrong rows it asks whether to leave them out."""

    good_rows = forms.BooleanField(label="跳过有错的行，只导入没有错的行", required=False)


@form_page
def import_sheet(request: Request, slug: str) -> HttpResponse:
    """Import a sheet of a kind by its slug."""
    kind, committee = named(slug), committee_of(request)
    ask_to_add(kind, request.actor, committee)
    try:
        if request.FILES.get("file"):
            ticket = incoming.take_in(request.user.pk, request.FILES["file"])
            return _map(request, kind, committee, ticket)
        if request.method == "POST" and request.POST.get("ticket"):
            ticket = incoming.ticket_of(request.user.pk, request.POST["ticket"])
            if "go" in request.POST:
                return _go(request, kind, committee, ticket)
            return _map(request, kind, committee, ticket)
    except SheetError as error:
        return _choose(request, kind, error)
    return _choose(request, kind)


def _choose(request: Request, kind: Kind, error: Exception | None = None) -> HttpResponse:
    form = ChooseForm(posted(request), request.FILES or None)
    if error:
        form.is_valid()
        refuse(form, Refused(str(error)))
    return _page(request, kind, form, 1, {}, "试导")


def _map(request: Request, kind: Kind, committee: int, ticket: Ticket) -> HttpResponse:
    """Ask for the mapping where our own headers do not do; else run dry at once."""
    columns = columns_of(kind)
    table = read_raw(ticket.path(), [name for one in columns for name in one.known_as()])
    known = {name for one in columns for name in one.known_as()}
    kept = imports.remembered(kind, committee, ticket.path())
    sent = request.POST if "map_0" in request.POST else None
    if sent is None and all(fold_header(one) in known for one in table.headers):
        return _dry(request, kind, committee, ticket)
    proposed = kept or propose(table.headers, columns)
    initial = {
        f"map_{place}": proposed.get(header, "") for place, header in enumerate(table.headers)
    }
    form = MapForm(sent, kind, table.headers, initial)
    if sent is not None and form.is_valid():
        mapped = Ticket(ticket.account, ticket.digest, ticket.name, form.mapping())
        try:
            return _dry(request, kind, committee, mapped)
        except SheetError as error:
            form.add_error(None, str(error))
    first = table.rows[0].values if table.rows else {}
    rows = [
        {
            "column": header,
            "sample": first.get(header, ""),
            "field": form[f"map_{place}"],
            "known": bool(kept.get(header)),
        }
        for place, header in enumerate(table.headers)
    ]
    shell = _hidden(ticket)
    for words in form.non_field_errors():
        shell.add_error(None, str(words))
    return _page(request, kind, shell, 2, {"mapping": rows}, "试导")


def _hidden(ticket: Ticket, form: forms.Form | None = None) -> forms.Form:
    form = form or forms.Form({}, label_suffix="")
    form.is_valid()
    form.fields["ticket"] = forms.CharField(widget=forms.HiddenInput, initial=ticket.signed())
    form.is_bound = False
    return form


def _dry(request: Request, kind: Kind, committee: int, ticket: Ticket) -> HttpResponse:
    if long := imports_steps.start(kind, by_of(request), committee, ticket):
        return redirect("import-run", pk=long.pk)
    result = _run(request, kind, committee, ticket, dry_run=True)
    return _result(request, kind, ticket, result)


def _run(request: Request, kind: Kind, committee: int, ticket: Ticket, **how: Any) -> ImportResult:
    return imports.run(
        kind,
        ticket.path(),
        by_of(request),
        committee,
        name=ticket.name,
        mapping=ticket.mapping or None,
        **how,
    )


def _result(
    request: Request, kind: Kind, ticket: Ticket, result: ImportResult, words: str = ""
) -> HttpResponse:
    form: Any = GoForm(label_suffix="")
    good = result.created + result.updated
    if not result.errors:
        del form.fields["good_rows"]
    form = _hidden(ticket, form)
    form.fields["go"] = forms.CharField(widget=forms.HiddenInput, initial="1")
    if words:
        form._errors = forms.utils.ErrorDict()
        form.cleaned_data = {}
        form.add_error(None, words)
    wrong = {one.row for one in result.errors}
    problems = sorted(result.errors, key=lambda one: (one.row, one.column))
    shown = {
        "rows": result.rows,
        "new": result.created,
        "changed": result.updated,
        "same": result.unchanged,
        "wrong": len(wrong),
        "problems": [
            {"row": one.row, "column": one.column, "value": one.value[:60], "message": one.message}
            for one in problems[:SHOWN]
        ],
        "more": max(0, len(problems) - SHOWN),
        "can_run": good > 0,
    }
    return _page(request, kind, form, 3, {"result": shown}, f"导入{good}{kind.measure}")


def _go(request: Request, kind: Kind, committee: int, ticket: Ticket) -> HttpResponse:
    good_rows = bool(request.POST.get("good_rows"))
    refused: list[ImportResult] = []

    def do() -> str:
        result = _run(request, kind, committee, ticket, good_rows=good_rows)
        if result.errors and not good_rows:
            refused.append(result)
            raise Refused(
                "表中还有错，没有写入任何记录。请改正表格后重新导入，或勾选跳过有错的行。"
            )
        if ticket.mapping:
            found = imports.read_headers(kind, ticket.path())
            imports.remember(kind, committee, found, ticket.mapping)
        messages.success(
            request,
            f"已导入{kind.title}：新增{result.created}，更新{result.updated}，"
            f"没有变化{result.unchanged}，有错未导入{len({one.row for one in result.errors})}行。",
        )
        return places.list_url(kind)

    try:
        return redirect(perform_once(request, do))
    except Refused as error:
        if not refused:
            raise
        return _result(request, kind, ticket, refused[0], str(error))


def _page(
    request: Request, kind: Kind, form: forms.Form, step: int, more: dict[str, Any], submit: str
) -> HttpResponse:
    status = 422 if form.errors else 200
    found = {
        "title": f"导入{kind.title}",
        "crumbs": places.crumbs(kind, here="导入"),
        "action": reverse("kind-import", args=[kind.slug]),
        "submit": submit,
        "step": step,
        "notices": _under_way(request, kind) if step == 1 else [],
        "template_url": reverse("kind-template", args=[kind.slug]) if step == 1 else "",
        "cancel_url": reverse("kind-import", args=[kind.slug]) if step > 1 else "",
    }
    context = {"form": drawn(form, request), "page": found, **more}
    return render(request, "page_import.html", context, status=status)


def _under_way(request: Request, kind: Kind) -> list[dict[str, str]]:
    """One's long import of the kind that was broken off, to go on with."""
    mine = SheetRun.objects.filter(account=request.user.pk, kind=kind.slug)
    run = mine.filter(committee__in=request.actor.committees()).order_by("-pk").first()
    if run is None or run.stage not in (SheetRun.Stage.WRITING, SheetRun.Stage.STOPPED):
        return []
    words = f"“{run.name}”还没有导完，已写入第{run.at}行，共{run.rows}行。"
    return [{"text": words, "url": reverse("import-run", args=[run.pk]), "verb": "接着导入"}]
