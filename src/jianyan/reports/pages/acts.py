"""Pages that change a report: its prose, the words kept with it, a claim let stand."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from jianyan.ground.pages.drawing import refuse, show_form
from jianyan.ground.pages.once import perform_once
from jianyan.ground.pages.places import crumbs
from jianyan.ground.pages.web import Request, act, by_of, form_page
from jianyan.ground.plain import PlainForm
from jianyan.ground.register import today
from jianyan.kernel.errors import Denied, Refused
from jianyan.reports import actions
from jianyan.reports.codes import with_labels
from jianyan.reports.fill import own_words, tidy_text
from jianyan.reports.kinds import KIND
from jianyan.reports.slots import scan
from jianyan.reports.syntax import Slot, Words
from jianyan.reports.writing import labelled

from .editor import LONGEST, TextForm, preview_of, show_editor
from .reading import Page
from .report import EDITS, opened


def opened_to_edit(request: Request, pk: int) -> Page:
    """The report, if this actor may change its prose now. Raises Denied and Refused."""
    found = opened(request, pk)
    if not found.row.may[EDITS]:
        raise Denied("您没有改稿的权限，机关工作人员可以改稿。")
    if not found.open:
        label = KIND.charter.label(found.row.record.state) if KIND.charter else ""
        raise Refused(f"报告现为“{label}”，不能改稿；需要改动的，请先退回修改。")
    return found


@form_page
def edit(request: Request, pk: int) -> HttpResponse:
    """The prose."""
    found = opened_to_edit(request, pk)
    row = found.row
    shown = with_labels(row.text, found.readings)
    form = TextForm(request.POST or None, initial={"text": shown})
    page = _page(found, "改稿", "存稿") | {"period": row.period, "about": row.record.title}
    problems: list[Any] = []
    if form.is_valid():
        text = form.cleaned_data["text"]

        def do() -> str:
            actions.save(by_of(request), pk, on=today(), text=text)
            messages.success(request, "已存为新的一稿。")
            return reverse("report", args=[pk])

        try:
            return redirect(perform_once(request, do))
        except actions.Unfit as unfit:
            problems = unfit.problems
            refuse(form, Refused(f"没有存稿：有{len(problems)}处写法要改，您写的内容还在。"))
        except Refused as error:
            refuse(form, error)
    return show_editor(
        request, form, page, problems, preview_url=reverse("report-edit-preview", args=[pk])
    )


@act
def preview(request: Request, pk: int) -> HttpResponse:
    """The prose as it is typed, filled with the report's own words, reasons and cut-off."""
    found = opened_to_edit(request, pk)
    row, text = found.row, tidy_text(request.POST.get("text", "")[:LONGEST])
    stands = {labelled(source, found.readings): why for source, why in row.stands.items()}
    shown = preview_of(text, found.reader, row.words, stands)
    return render(request, "reports/preview.html", shown)


class WordsForm(forms.Form):
    """One box for each 文本.x of the prose."""

    def __init__(
        self, *args: Any, keys: list[str], own: dict[str, str], written: list[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        for place, key in enumerate(keys):
            hint = f"写出的地方是 {{{{ 文本.{key} }}}}"
            if key not in written:
                hint = f"正文里没有这一处，写上 {{{{ 文本.{key} }}}} 才会写出"
            elif key in own:
                hint = f"空着即写“{own[key]}”"
            self.fields[f"words-{place}"] = forms.CharField(
                label=key,
                required=False,
                max_length=20_000,
                help_text=hint,
                widget=forms.Textarea(attrs={"rows": 3}),
            )
        self.keys = keys

    def words(self) -> dict[str, str]:
        """The words by key."""
        return {key: self.cleaned_data[f"words-{at}"] for at, key in enumerate(self.keys)}


def keys_of(text: str) -> list[str]:
    """The 文本.x of a text, each once, in order."""
    slots = [piece for piece in scan(text) if isinstance(piece, Slot)]
    return list(dict.fromkeys(one.value.key for one in slots if isinstance(one.value, Words)))


@form_page
def words(request: Request, pk: int) -> HttpResponse:
    """What only a person can write."""
    found = opened_to_edit(request, pk)
    row = found.row
    written, own = keys_of(row.text), own_words(found.reader)
    asked = sorted(written, key=lambda key: key in own)  # what only a person knows comes first
    keys = list(dict.fromkeys([*asked, *row.words]))
    initial = {f"words-{at}": row.words.get(key, "") for at, key in enumerate(keys)}
    form = WordsForm(request.POST or None, keys=keys, own=own, written=written, initial=initial)
    if form.is_valid():

        def do() -> str:
            actions.save(by_of(request), pk, on=today(), words=form.words())
            messages.success(request, "文字已随报告存下。")
            return reverse("report", args=[pk])

        try:
            return redirect(perform_once(request, do))
        except Refused as error:
            refuse(form, error)
    page = _page(found, "填文字", "存下") | {
        "about": "这些地方没有数可取，由人来写；其余各处由台账写出。",
        "action": request.get_full_path(),
    }
    return show_form(request, form, page)


class StandForm(PlainForm):
    """Why a claim stands."""

    reason = forms.CharField(
        label="理由",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="会记入轨迹，并随报告保存。",
        error_messages={"required": "请写明保留这句话的理由。"},
    )


@form_page
def stand(request: Request, pk: int, place: int) -> HttpResponse:
    """Let a claim stand that does not hold, with a reason."""
    found = opened_to_edit(request, pk)
    claims = found.filled.claims
    if place >= len(claims):
        raise Http404("报告里没有这一处声明，正文可能已经改过。")
    claim = claims[place]
    form = StandForm(request.POST or None)
    if form.is_valid():
        expression, reason = claim.expression, form.cleaned_data["reason"]

        def do() -> str:
            actions.let_stand(by_of(request), pk, expression=expression, reason=reason)
            messages.success(request, f"已保留“{claim.words}”，理由已记下。")
            return reverse("report", args=[pk])

        try:
            return redirect(perform_once(request, do))
        except Refused as error:
            refuse(form, error)
    page = _page(found, f"保留“{claim.words}”", "保留这句话") | {
        "about": claim.detail,
        "action": request.get_full_path(),
    }
    return show_form(request, form, page)


def _page(found: Page, title: str, submit: str) -> dict[str, Any]:
    return {
        "title": title,
        "crumbs": crumbs(KIND, found.row, here=title),
        "action": reverse("report-edit", args=[found.row.pk]),
        "submit": submit,
        "cancel_url": reverse("report", args=[found.row.pk]),
    }
