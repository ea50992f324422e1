"""The editor: prose with slots on one side, the dictionary and a preview on the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html

from jianyan.figures.views import found_figures, newest_year, owner_label
from jianyan.ground.pages.drawing import drawn
from jianyan.ground.pages.web import Request, act, committee_of
from jianyan.ground.rules import READERS
from jianyan.kernel.errors import Denied, Refused
from jianyan.reports.fill import fill, tidy_text
from jianyan.reports.fit import Problem
from jianyan.reports.fit import check as check_template
from jianyan.reports.outline import numbering, outline
from jianyan.reports.register_reader import RegisterReader, reader_for

from .drawing import Doors, parts_of

LONGEST = 200_000
AROUND = 18


class TextForm(forms.Form):
    """The prose alone."""

    text = forms.CharField(
        label="正文",
        max_length=LONGEST,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 20, "spellcheck": "false", "data-prose": ""}),
        help_text='取数写作 {{ 提案.交办 }}，声明写作 {{ 声明(提案.办复 = 提案.交办, "全部") }}。',
        error_messages={"required": "正文还是空的，请写几句。"},
    )


def show_editor(
    request: Request,
    form: forms.Form,
    page: dict[str, Any],
    problems: Sequence[Problem] = (),
    *,
    preview_url: str = "",
) -> HttpResponse:
    """The editor's page: 200 when first seen, 422 when what was sent has problems."""
    text = str(form["text"].value() or "")
    context = {
        "form": drawn(form, request),
        "page": page,
        "problems": [place_of(text, problem) for problem in problems],
        "faults": [fault.message for fault in numbering(outline(text))],
        "figures": picker(),
        "preview_url": preview_url or reverse("report-preview"),
    }
    status = getattr(form, "status", 422) if form.is_bound else 200
    return render(request, "reports/editor.html", context, status=status)


def picker() -> list[dict[str, Any]]:
    """The dictionary beside the text, by owner: what is inserted, what it means."""
    groups: dict[str, list[dict[str, str]]] = {}
    for figure in found_figures(""):
        groups.setdefault(figure.owner, []).append(
            {
                "name": figure.name,
                "slot": f"{{{{ {figure.name} }}}}",
                "unit": figure.unit,
                "means": figure.means,
                "splits": "、".join(split.name for split in figure.by),
            }
        )
    return [{"label": owner_label(owner), "figures": rows} for owner, rows in groups.items()]


def place_of(text: str, problem: Problem) -> dict[str, Any]:
    """A problem with the words around its place."""
    start, end = problem.start, problem.end
    line = text.rfind("\n", 0, start) + 1
    stop = text.find("\n", end)
    return {
        "message": problem.message,
        "excerpt": format_html(
            "{}<mark>{}</mark>{}",
            text[max(line, start - AROUND) : start],
            text[start:end],
            text[end : min(len(text) if stop < 0 else stop, end + AROUND)],
        ),
    }


@act
def preview(request: Request) -> HttpResponse:
    """The text filled as it stands, as a fragment: problems first, then the document."""
    committee = committee_of(request)
    if committee not in request.actor.committees(*READERS):
        raise Denied("预览供机关使用。")
    text = tidy_text(request.POST.get("text", "")[:LONGEST])
    try:
        reader = reader_for(committee, request.POST.get("period") or newest_year(committee))
    except Refused as refused:
        return render(request, "reports/preview.html", {"problems": [{"message": str(refused)}]})
    return render(request, "reports/preview.html", preview_of(text, reader))


def preview_of(
    text: str,
    reader: RegisterReader,
    words: Mapping[str, str] | None = None,
    stands: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """What the preview shows of a text, with the words and reasons kept with its report."""
    filled = fill(text, reader, words, stands)
    return {
        "problems": [place_of(text, each) for each in check_template(text, reader)],
        "faults": [fault.message for fault in numbering(outline(filled.text))],
        "parts": parts_of(filled, Doors()),
        "period": reader.scope.period.label,
    }
