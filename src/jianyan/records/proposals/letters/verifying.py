"""The page that says whether a 案卷 still agrees with the register and its files."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpResponse
from django.urls import reverse

from jianyan.ground import uploads
from jianyan.ground.pages.drawing import refuse, show_form
from jianyan.ground.pages.places import list_url
from jianyan.ground.pages.web import Request, form_page, load, posted
from jianyan.ground.plain import PlainForm
from jianyan.kernel.errors import Refused
from jianyan.records.proposals.cases.charter import CASES
from jianyan.records.proposals.cases.models import Proposal
from jianyan.records.proposals.views import KIND

from .dossier.bundling import UPLOADS, Bundle, read_any
from .dossier.verifying import NOT_SEEN, Verified, case_of, verify


class DossierForm(PlainForm):
    """A 案卷 to check."""

    file = forms.FileField(
        label="案卷", help_text="由本系统导出的 .docx，或连同附件的 .zip。文件不会保存。"
    )


@form_page
def verify_dossier(request: Request) -> HttpResponse:
    """Check an uploaded 案卷 of a case that one may see; nothing is kept."""
    form = DossierForm(posted(request), request.FILES or None)
    notices: list[dict[str, Any]] = []
    if form.is_valid():
        try:
            found = taken(form.cleaned_data["file"])
            row = case_of(found.read)
            _seen(request, row)
            notices = said(verify(found.read, row, request.actor, found.faults))
            form = DossierForm()
        except Refused as error:
            refuse(form, error)
    page = {
        "title": "核对案卷",
        "about": "核对案卷的文字、台账中的事实和附件的内容是否仍与出卷时一致。",
        "crumbs": [{"label": KIND.title, "url": list_url(KIND)}, {"label": "核对案卷", "url": ""}],
        "notices": notices,
        "action": reverse("proposal-dossier-verify"),
        "submit": "核对案卷",
        "cancel_url": list_url(KIND),
    }
    return show_form(request, form, page)


def _seen(request: Request, row: Proposal) -> None:
    """Raises Refused for the 案卷 of a case that one may not see."""
    try:
        load(CASES, request, row.pk)
    except Http404:
        raise Refused(NOT_SEEN) from None


def taken(upload: Any) -> Bundle:
    """Read an uploaded 案卷. Raises Refused for what is none."""
    if upload.size > UPLOADS * settings.MAX_UPLOAD_BYTES:
        raise Refused("文件过大，不是本系统导出的案卷。")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / uploads.safe_name(upload.name)
        with path.open("wb") as kept:
            for chunk in upload.chunks():
                kept.write(chunk)
        return read_any(path)


def said(found: Verified) -> list[dict[str, Any]]:
    """The outcome as notices."""
    name = f"{found.row.record.number}《{found.row.record.title}》"
    if found.holds:
        words = f"{name}的案卷共{found.count}项，文字、事实和附件都与出卷时一致。"
        notices = [{"kind": "ok", "lead": "校验通过", "text": words}]
    else:
        notices = [
            {"kind": "warn", "lead": "校验不符", "text": f"{name}：{one}"} for one in found.faults
        ]
    if found.since:
        words = f"出卷之后又有{len(found.since)}件：{'；'.join(found.since[:10])}。"
        notices.append({"kind": "", "lead": "卷后新增", "text": words})
    return notices
