"""Taking a report along as a file, for an audience; each export leaves a trail row."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import Any

from django import forms
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse

from jianyan.ground.pages.drawing import show_form
from jianyan.ground.pages.kept import asks
from jianyan.ground.pages.places import crumbs
from jianyan.ground.pages.web import Request, by_of, form_page
from jianyan.ground.plain import PlainForm
from jianyan.ground.rules import READERS
from jianyan.kernel.errors import Denied
from jianyan.reports.actions import exported
from jianyan.reports.export import write_files
from jianyan.reports.kinds import KIND
from jianyan.reports.models import Audience
from jianyan.reports.sources import appendix

from .reading import Page
from .report import opened

TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html; charset=utf-8",
    "json": "application/json",
}
FORMATS = (
    ("docx", "Word 公文（GB/T 9704，附数据出处）"),
    ("html", "网页，单个文件"),
    ("json", "数据"),
)


class ExportForm(PlainForm):
    """For whom, and as what."""

    audience = forms.ChoiceField(
        label="读者",
        choices=[(each.value, each.label) for each in Audience],
        widget=forms.RadioSelect,
        help_text="公开的文件只列公开记录的标题，其余写作“另几件不公开”。",
    )
    format = forms.ChoiceField(label="格式", choices=FORMATS, widget=forms.RadioSelect)


@form_page
@asks(ExportForm)
def export(request: Request, pk: int) -> HttpResponseBase:
    """The form, and on sending it the file."""
    found = opened(request, pk)
    form = ExportForm(
        request.POST or None, initial={"audience": found.row.audience, "format": "docx"}
    )
    if form.is_valid():
        audience, kind = form.cleaned_data["audience"], form.cleaned_data["format"]
        if audience == Audience.INTERNAL and not request.actor.has(*READERS):
            raise Denied("内部用的文件只供机关导出，您可以导出公开的。")
        return _file(request, found, kind, audience)
    page: dict[str, Any] = {
        "title": "导出",
        "about": found.row.record.title,
        "crumbs": crumbs(KIND, found.row, here="导出"),
        "action": request.get_full_path(),
        "submit": "导出文件",
        "cancel_url": reverse("report", args=[pk]),
        "secret": True,
    }
    answer: HttpResponse = show_form(request, form, page)
    return answer


def _file(request: Request, found: Page, kind: str, audience: str) -> FileResponse:
    row, sealed = found.row, found.row.seal
    sources = appendix(found.filled, found.reader, audience, sealed.digest if sealed else "")
    stem = re.sub(r'[\\/:*?"<>|\s]+', "-", row.record.title)
    with tempfile.TemporaryDirectory() as folder:
        paths = {
            path.suffix[1:]: path for path in write_files(Path(folder), stem, found.filled, sources)
        }
        content = paths[kind].read_bytes()
    exported(by_of(request), row, dict(FORMATS)[kind].partition("（")[0], audience)
    out: Any = tempfile.SpooledTemporaryFile(max_size=8 * 1024 * 1024)  # noqa: SIM115  (the answer closes it)
    out.write(content)
    out.seek(0)
    answer = FileResponse(
        out, as_attachment=True, filename=f"{stem}.{kind}", content_type=TYPES[kind]
    )
    answer["Cache-Control"] = "private, no-store"
    return answer
