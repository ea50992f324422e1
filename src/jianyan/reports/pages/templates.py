"""Pages of templates: those to take, one to edit, one that came with the house, one brought in."""

from __future__ import annotations

import tempfile
from pathlib import Path, PurePath
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from jianyan.figures.views import newest_year
from jianyan.ground.pages.drawing import refuse
from jianyan.ground.pages.once import perform_once
from jianyan.ground.pages.places import add_url
from jianyan.ground.pages.web import Request, act, by_of, committee_of, form_page, page
from jianyan.ground.rules import OFFICE, READERS
from jianyan.kernel.errors import Denied, Refused
from jianyan.kernel.rules import Actor
from jianyan.reports import queries, template_actions
from jianyan.reports.actions import Unfit
from jianyan.reports.builtin import TEMPLATES, builtin_text
from jianyan.reports.codes import with_labels
from jianyan.reports.kinds import KIND
from jianyan.reports.models import Template
from jianyan.reports.readings import Readings
from jianyan.reports.register_reader import RegisterReader, reader_for
from jianyan.reports.text import read_text

from .editor import LONGEST, TextForm, preview_of, show_editor

CRUMB = "报告模板"
MOST_BYTES = 5 * 1024 * 1024


def may_write(actor: Actor, committee: int) -> bool:
    """Whether the actor writes templates of a committee."""
    return committee in actor.committees(*OFFICE)


def asked(request: Request) -> int:
    """The committee whose templates are looked at. Raises Denied outside its office."""
    committee = committee_of(request)
    if committee not in request.actor.committees(*READERS):
        raise Denied("报告模板供机关使用。")
    return committee


def asked_to_write(request: Request) -> int:
    """The committee whose templates may be written. Raises Denied."""
    committee = asked(request)
    if not may_write(request.actor, committee):
        raise Denied("您可以看模板，改模板由机关工作人员办理。")
    return committee


def reader_now(request: Request, committee: int) -> RegisterReader:
    """A reader over the period that the page asks for, else the newest year."""
    period = request.POST.get("period") or request.GET.get("period")
    return reader_for(committee, period or newest_year(committee))


@page
def templates(request: Request) -> HttpResponse:
    """The templates to take."""
    committee = asked(request)
    writes = may_write(request.actor, committee)
    kept = list(queries.templates(committee).prefetch_related("versions__by__person"))
    rows = []
    for each in kept:
        newest = each.versions.all()[0]
        rows.append(
            {
                "name": each.name,
                "url": reverse("report-template", args=[each.pk]),
                "about": f"第 {newest.number} 版，{len(newest.figures)} 个指标",
                "who": str(newest.by) if newest.by else "系统",
                "when": newest.at,
                "begin_url": add_url(KIND, template=each.name),
            }
        )
    built_in = [
        {
            "name": title,
            "url": reverse("report-template-builtin", args=[key]),
            "about": "自带，可以复制后改",
            "begin_url": add_url(KIND, template=title),
        }
        for key, title in TEMPLATES.items()
    ]
    tools = [
        {"label": "旧稿转模板", "url": reverse("report-from-old"), "icon": "file-text"},
        {"label": "新模板", "url": reverse("report-template-add"), "icon": "plus", "primary": True},
    ]
    context = {
        "page": {"title": CRUMB, "about": "写好的文字加上取数处；写报告时从这里取正文。",
                 "tools": tools if writes else []},
        "rows": [*rows, *built_in],
        "writes": writes,
    }  # fmt: skip
    return render(request, "reports/templates.html", context)


class NewTemplateForm(TextForm):
    """A new template: a name, and its text typed or from a file."""

    name = forms.CharField(label="名称", max_length=60)
    file = forms.FileField(
        label="从文件取正文", required=False, help_text=".docx 或 .txt；选了文件，正文以文件为准。"
    )
    field_order = ("name", "file", "text")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        self.fields["text"].required = False

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("file"):
            try:
                data["text"] = text_of(data["file"])
            except Refused as refused:
                self.add_error("file", str(refused))
        elif not (data.get("text") or "").strip():
            self.add_error("text", "正文还是空的，请写几句，或选一个文件。")
        return data


def text_of(sent: Any) -> str:
    """The text of an uploaded .docx or .txt. Raises Refused."""
    if sent.size > MOST_BYTES:
        raise Refused("文件超过 5 MB，请只留正文后再传。")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"text{PurePath(sent.name).suffix.lower()}"
        path.write_bytes(sent.read())
        try:
            text = read_text(path)
        except Refused as refused:
            raise Refused(str(refused).replace(path.name, sent.name)) from refused
    if len(text) > LONGEST:
        raise Refused(f"文件里有 {len(text)} 字，至多 {LONGEST} 字，请分成几篇再传。")
    return text


@form_page
def add(request: Request) -> HttpResponse:
    """A new template, from nothing, from a file, or `copy` of one that came with the house."""
    committee = asked_to_write(request)
    initial = {}
    if request.GET.get("copy") in TEMPLATES:
        key = request.GET["copy"]
        initial = {"name": f"{TEMPLATES[key]}（本会）", "text": builtin_text(key)}
    form = NewTemplateForm(request.POST or None, request.FILES or None, initial=initial)
    page = _page("新模板", "存为模板", reverse("report-template-add"), newest_year(committee))
    page["multipart"] = True
    problems: list[Any] = []
    if form.is_valid():
        reader = reader_now(request, committee)
        name, text = form.cleaned_data["name"], form.cleaned_data["text"]

        def do() -> str:
            made = template_actions.add(by_of(request), committee, name, text, reader)
            messages.success(request, f"模板“{name}”已存下。")
            return reverse("report-template", args=[made.pk])

        try:
            return redirect(perform_once(request, do))
        except Unfit as unfit:
            problems = unfit.problems
            _hold(form, text)
            refuse(form, Refused(f"没有存下：有{len(problems)}处写法要改，您写的内容还在。"))
        except Refused as error:
            refuse(form, error)
    return show_editor(request, form, page, problems)


def _hold(form: forms.Form, text: str) -> None:
    """Show the text that came from a file, so that it can be mended on the page."""
    form.data = {**form.data.dict(), "text": text}  # type: ignore[attr-defined]


@form_page
def edit(request: Request, pk: int) -> HttpResponse:
    """One template of the committee."""
    committee = asked(request)
    template = queries.templates(committee).filter(pk=pk).first()
    if template is None:
        raise Http404("没有这个模板，或已停用。")
    if request.method == "POST":
        asked_to_write(request)
        if template.committee_id is None:
            raise Denied("这是各委员会共用的模板，请复制为本会模板后再改。")
    reader = reader_now(request, committee)
    shown = with_labels(queries.newest(template).text, Readings(reader))
    form = TextForm(request.POST or None, initial={"text": shown}, label_suffix="")
    here = reverse("report-template", args=[pk])
    page = _page(template.name, "存为新版", here, newest_year(committee))
    tools = [
        {"label": "用它写报告", "url": add_url(KIND, template=template.name), "icon": "writing"},
        {"label": "停用", "url": reverse("report-template-retire", args=[pk]), "post": True},
    ]
    page["tools"] = tools if may_write(request.actor, committee) else []
    problems: list[Any] = []
    if form.is_valid():
        found = template

        def do() -> str:
            version = template_actions.save(
                by_of(request), found, form.cleaned_data["text"], reader
            )
            messages.success(request, f"已存为第 {version.number} 版。")
            return here

        try:
            return redirect(perform_once(request, do))
        except Unfit as unfit:
            problems = unfit.problems
            refuse(form, Refused(f"没有存下：有{len(problems)}处写法要改，您写的内容还在。"))
        except Refused as error:
            refuse(form, error)
    return show_editor(request, form, page, problems)


@act
def retire(request: Request, pk: int) -> HttpResponse:
    """Put a template out of use."""
    committee = asked_to_write(request)
    template = Template.objects.filter(pk=pk, committee=committee).first()
    if template is None:
        raise Http404("没有这个模板。")
    template_actions.retire(by_of(request), template)
    messages.success(request, f"模板“{template.name}”已停用，由它起草的报告不受影响。")
    return redirect("report-templates")


@page
def builtin(request: Request, key: str) -> HttpResponse:
    """A template that came with the house, with what it would print now."""
    committee = asked(request)
    if key not in TEMPLATES:
        raise Http404("没有这个模板。")
    text = builtin_text(key)
    reader = reader_now(request, committee)
    tools = [
        {"label": "用它写报告", "url": add_url(KIND, template=TEMPLATES[key]), "icon": "writing"},
        {"label": "复制为本会模板", "url": reverse("report-template-add") + f"?copy={key}",
         "icon": "copy"},
    ]  # fmt: skip
    context = preview_of(text, reader) | {
        "page": {
            "title": TEMPLATES[key],
            "about": f"自带的模板，下面按 {reader.scope.period.label} 的台账预览。",
            "crumbs": [{"label": CRUMB, "url": reverse("report-templates")},
                       {"label": TEMPLATES[key], "url": ""}],
            "tools": tools if may_write(request.actor, committee) else [],
        },
        "text": text,
    }  # fmt: skip
    return render(request, "reports/builtin.html", context)


def _page(title: str, submit: str, action: str, period: str) -> dict[str, Any]:
    return {
        "title": title,
        "crumbs": [
            {"label": CRUMB, "url": reverse("report-templates")},
            {"label": title, "url": ""},
        ],
        "action": action,
        "submit": submit,
        "cancel_url": reverse("report-templates"),
        "period": period,
        "choose_period": True,
    }
