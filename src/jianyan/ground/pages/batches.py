"""The imports of a committee, each of which can be taken back as one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from jianyan.ground.imports_undo import undo
from jianyan.ground.kinds import KINDS
from jianyan.ground.models import Batch

from .drawing import carried_out, drawn
from .web import Request, by_of, committee_of, form_page, page, posted

BATCHES = 100


@page
def list_batches(request: Request) -> HttpResponse:
    """The imports of one's committee, the newest first."""
    committee = committee_of(request)
    mine = [
        one.slug for one in KINDS.values() if committee in request.actor.committees(*one.writers)
    ]
    rows = (
        Batch.objects.filter(committee=committee, kind__in=mine)
        .select_related("by__person")
        .order_by("-id")[:BATCHES]
    )
    labels = ("表格", "种类", "新增", "更新", "未变", "导入人", "时间", "撤销")
    found = {
        "title": "导入记录",
        "about": "一次导入可以整批撤销，直到其中有记录又被办理。",
        "columns": [
            {"key": str(place), "label": label, "main": place == 0, "num": 1 < place < 5}
            for place, label in enumerate(labels)
        ],
        "rows": [_batch_row(one) for one in rows],
        "blank": {"what": "还没有导入过表格", "why": "在各模块的列表页点“导入”。"},
    }
    return render(request, "page_list.html", {"page": found})


def _batch_row(one: Batch) -> dict[str, Any]:
    back = reverse("batch-undo", args=[one.pk])
    kind = KINDS.get(one.kind)
    return {
        "pk": one.pk,
        "url": "",
        "name": one.name,
        "cells": [
            one.name,
            kind.title if kind else one.kind,
            one.created,
            one.updated,
            one.unchanged,
            str(one.by) if one.by else "系统",
            f"{one.at:%Y-%m-%d %H:%M}",
            "已撤销" if one.undone_at else {"text": "撤销", "url": back},
        ],
    }


@form_page
def undo_batch(request: Request, pk: int) -> HttpResponse:
    """Take an import back as one."""
    batch = Batch.objects.filter(pk=pk, committee__in=request.actor.committees()).first()
    if batch is None:
        raise Http404("没有这次导入。")
    form = forms.Form(posted(request))

    def undone() -> str:
        count = undo(batch, by_of(request))
        messages.success(request, f"已撤销“{batch.name}”，共{count}条。")
        return reverse("batches")

    if request.method == "POST" and (done := carried_out(request, form, undone)):
        return done
    found = {
        "title": f"撤销导入“{batch.name}”",
        "about": f"新增的{batch.created}条作废，更正的{batch.updated}条恢复原值。",
        "crumbs": [{"label": "导入记录", "url": reverse("batches")}, {"label": "撤销", "url": ""}],
        "action": request.path,
        "submit": "整批撤销",
        "cancel_url": reverse("batches"),
    }
    status = getattr(form, "status", 200)
    return render(
        request, "page_form.html", {"form": drawn(form, request), "page": found}, status=status
    )
