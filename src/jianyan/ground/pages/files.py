"""Files of a record: taken in after a look at their content, given out only by the view rule."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath
from typing import Any

from django import forms
from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.urls import reverse

from jianyan.ground import storage
from jianyan.ground.kinds import Kind, kind_of_record
from jianyan.ground.models import File
from jianyan.ground.plain import PlainForm
from jianyan.ground.uploads import UploadError
from jianyan.kernel.charter import VOID
from jianyan.kernel.errors import Denied

from . import places
from .access import ATTACH, attachers, keepers, may_add
from .drawing import carried_out, show_form
from .forms import ReasonForm
from .web import MISSING, Request, by_of, form_page, load, of_record, posted
from .web import page as read_page


class FileForm(PlainForm):
    """A file and a few words."""

    file = forms.FileField(
        label="文件", help_text="PDF、Word、Excel、图片或文本。请勿上传涉密文件。"
    )
    caption = forms.CharField(label="说明", required=False, max_length=100)


def file_rows(kept: Iterable[File], *, drops: bool) -> list[dict[str, Any]]:
    """The files as the record page shows them, each with the way to take it off for who may."""
    return [
        {
            "name": one.name,
            "url": reverse("file", args=[one.pk]),
            "drop_url": reverse("file-drop", args=[one.pk]) if drops else "",
            "size": one.size,
            "kind": one.caption or PurePath(one.name).suffix.lstrip(".").upper(),
            "who": str(one.by) if one.by else "",
            "when": one.at,
        }
        for one in kept
    ]


@form_page
def add_file(request: Request, slug: str, pk: int) -> HttpResponse:
    """Add a file to a record."""
    kind = of_record(slug)
    row = load(kind, request, pk, attachers(kind))
    own = row.may.get(ATTACH, False)
    if not own and not may_add(kind, request.actor, row.record.committee_id):
        raise Denied("您没有为这条记录上传附件的权限。")
    form = FileForm(posted(request), request.FILES or None)
    try:
        if done := carried_out(request, form, lambda: _attached(request, kind, row, form)):
            return done
    except UploadError as error:
        form.add_error("file", str(error))
    page = {
        "title": "上传附件",
        "crumbs": places.crumbs(kind, row, here="上传附件"),
        "action": request.get_full_path(),
        "submit": "上传附件",
        "cancel_url": places.record_url(kind, pk),
        "secret": True,
    }
    return show_form(request, form, page)


def _attached(request: Request, kind: Kind, row: Any, form: forms.Form) -> str:
    upload = form.cleaned_data["file"]
    if kind.attaching and row.may.get(ATTACH):
        kind.attaching.fits(row, upload.size)
    kept = storage.attach(
        by_of(request), row.record_id, upload, caption=form.cleaned_data["caption"]
    )
    messages.success(request, f"已上传“{kept.name}”。")
    return places.record_url(kind, row.pk)


def _file(request: Request, pk: int) -> tuple[File, Kind, Any]:
    kept = File.objects.select_related("record").filter(pk=pk, struck_at__isnull=True).first()
    kind = kind_of_record(kept.record.kind) if kept else None
    if kept is None or kind is None:
        raise Http404(MISSING)
    return kept, kind, load(kind, request, kept.record_id, keepers(kind) | attachers(kind))


@read_page
def download(request: Request, pk: int) -> FileResponse:
    """Give out a file to whoever may view its record, always as a download."""
    kept, _, _ = _file(request, pk)
    answer = FileResponse(
        storage.path_of(kept).open("rb"),
        as_attachment=True,
        filename=kept.name,
        content_type=kept.type,
    )
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer


@form_page
def drop_file(request: Request, pk: int) -> HttpResponse:
    """Take a file off its record's page."""
    kept, kind, row = _file(request, pk)
    if not (row.may.get(VOID) or row.may.get(ATTACH)):
        raise Denied("您没有撤下这个附件的权限。")
    form = ReasonForm(posted(request))

    def withdrawn() -> str:
        storage.withdraw(by_of(request), kept, reason=form.cleaned_data["reason"])
        messages.success(request, f"已撤下“{kept.name}”。")
        return places.record_url(kind, row.pk)

    if done := carried_out(request, form, withdrawn):
        return done
    page = {
        "title": f"撤下附件“{kept.name}”",
        "crumbs": places.crumbs(kind, row, here="撤下附件"),
        "action": request.get_full_path(),
        "submit": "撤下附件",
        "cancel_url": places.record_url(kind, row.pk),
    }
    return show_form(request, form, page)
