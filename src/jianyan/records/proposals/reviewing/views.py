"""审查表: everything to be reviewed on one sheet, decided row by row or a hundred together."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect

from jianyan.ground.advised import Said, say_of
from jianyan.ground.choices import categories
from jianyan.ground.kinds import kind_named
from jianyan.ground.navigation import Entry, register_entry
from jianyan.ground.pages.drawing import REFUSALS, put, refuse, show_form
from jianyan.ground.pages.kept import asks
from jianyan.ground.pages.once import mark, perform_once
from jianyan.ground.pages.places import list_url, record_url, url_of
from jianyan.ground.pages.web import Request, by_of, committee_of, form_page, ticked_in
from jianyan.ground.register import By, today
from jianyan.ground.rules import OFFICE
from jianyan.kernel.errors import Denied, Refused
from jianyan.kernel.rules import Actor
from jianyan.records.proposals.cases.charter import CASES
from jianyan.records.proposals.cases.gone import said_of_gone
from jianyan.records.proposals.cases.models import PreReview, Timing
from jianyan.records.proposals.cases.queries import prereviews
from jianyan.records.proposals.queries import proposers

from . import bulk, panels
from .forms import SheetForm
from .queries import UNGIVEN, awaiting, of_opinion

__all__ = ["panels"]

KEPT = "review_ticked"
MOST = 500
ACTS: dict[str, tuple[str, Callable[[By, list[int], dict[str, Any]], dict[int, str]]]] = {
    "as_opined": ("按审查意见办理", lambda by, pks, said: bulk.as_opined(by, pks, on=said["on"])),
    "file": (
        "立案",
        lambda by, pks, said: bulk.file_many(by, pks, on=said["on"], reason=said["reason"]),
    ),
    "merge": (
        "并案",
        lambda by, pks, said: bulk.merge_many(
            by, pks, on=said["on"], main=said["main"], reason=said["reason"]
        ),
    ),
    "not_file": (
        "不予立案",
        lambda by, pks, said: bulk.not_file_many(
            by, pks, on=said["on"], cause=said["cause"], reason=said["reason"]
        ),
    ),
    "send_back": (
        "退回修改",
        lambda by, pks, said: bulk.send_back_many(by, pks, on=said["on"], reason=said["reason"]),
    ),
    "prereview": (
        "登记审查意见",
        lambda by, pks, said: bulk.prereview_many(by, pks, on=said["on"], data=said),
    ),
}
"""What may be done to the ticked rows: the button's words, and what carries it out."""

COLUMNS: tuple[dict[str, Any], ...] = (
    {"key": "number", "label": "收件号", "width": "m"},
    {"key": "title", "label": "案由", "main": True},
    {"key": "proposer", "label": "提案者", "width": "s"},
    {"key": "local", "label": "类别", "width": "m", "phone": False},
    {"key": "first", "label": "预审", "width": "s"},
    {"key": "second", "label": "复审", "width": "s"},
    {"key": "meeting", "label": "审查会议", "width": "s"},
    {"key": "wished", "label": "希望单位", "width": "m"},
    {"key": "like", "label": "相近的提案", "width": "xl"},
)


@form_page
@asks(SheetForm)
def review(request: Request) -> HttpResponse:
    """The sheet, and the acts on its ticked rows. The conditions of the address stay after an act,
    and so do the ticks of what is still to be reviewed."""
    committee = committee_of(request)
    if committee not in request.actor.committees(*OFFICE):
        raise Denied("审查表由机关工作人员办理，您没有权限。")
    within, boxes, read = asked(request, committee)
    if request.method != "POST":
        ticked = request.session.pop(KEPT, [])
        form = SheetForm(None, committee=committee, initial={"on": today()})
        return shown(request, committee, within, boxes, read, form, ticked, {})
    form = SheetForm(request.POST, committee=committee)
    ticked = ticked_in(request)[:MOST]
    refused: dict[int, str] = {}
    if form.is_valid():
        try:
            here = f"{request.path}?{urlencode(read)}" if read else request.path
            url = perform_once(request, lambda: _done(request, form, ticked, here, refused))
            if not refused:
                return redirect(url)
            put(form, "once", mark())
        except REFUSALS as error:
            refuse(form, error)
    return shown(request, committee, within, boxes, read, form, ticked, refused)


def _done(
    request: Request, form: SheetForm, pks: list[int], url: str, refused: dict[int, str]
) -> str:
    name = request.POST.get("do", "")
    if name not in ACTS:
        raise Refused("请点一个要办的步骤。")
    if not pks:
        raise Refused("请先勾选要办的提案。")
    label, act = ACTS[name]
    refused.update(act(by_of(request), pks, _said(form, name)))
    if done := len(pks) - len(refused):
        messages.success(request, f"已{label}{done}件。")
    if refused:
        messages.warning(
            request,
            f"{len(refused)}件没有办成，原因写在各件下面，仍然勾选着；已不在表中的另行写明。",
        )
    request.session[KEPT] = pks
    return url


def _said(form: SheetForm, name: str) -> dict[str, Any]:
    said = form.cleaned_data
    if name == "prereview":
        for field in ("stage", "opinion"):
            if not said[field]:
                raise Refused(f"登记审查意见须选择{form.fields[field].label}。")
    return said


def asked(request: Request, committee: int) -> tuple[Q, list[dict[str, Any]], dict[str, str]]:
    """The conditions of the address: as a query, as boxes to choose from, and as they were read."""
    of = (committee,)
    opinions = [*PreReview.Opinion.choices, (UNGIVEN, "尚无意见")]
    offered: dict[str, tuple[str, Any, Callable[[str], Q]]] = {
        "local": ("类别", categories("proposal_category")(of), lambda code: Q(local__code=code)),
        "kind": (
            "提案者类别",
            categories("proposer_kind")(of),
            lambda code: Q(proposer_kind__code=code),
        ),
        "timing": ("提出时间", Timing.choices, lambda value: Q(timing=value)),
        "opinion": ("审查意见", opinions, of_opinion),
    }
    within, boxes, read = Q(), [], {}
    for name, (label, choices, condition) in offered.items():
        value = request.GET.get(name, "")
        if value and value in dict(choices):
            within &= condition(value)
            read[name] = value
        boxes.append({"name": name, "label": label, "choices": choices, "value": read.get(name)})
    return within, boxes, read


def shown(
    request: Request,
    committee: int,
    within: Q,
    boxes: list[dict[str, Any]],
    read: dict[str, str],
    form: SheetForm,
    ticked: list[int],
    refused: dict[int, str],
) -> HttpResponse:
    """The page: the filters, what the acts take, the rows with their ticks and why some were refused."""
    rows = list(awaiting(committee).filter(within, CASES.view(request.actor))[:MOST])
    pks = [row.pk for row in rows]
    for words in said_of_gone(request.actor, refused, pks):
        messages.warning(request, words)
    advised, said = say_of(request.actor, committee, CASES.key, pks), prereviews(pks)
    page = {
        "title": "提案审查表",
        "about": f"待审查的提案 {len(rows)} 件，按收件先后排列。",
        "tools": [
            {"label": "打印审查表", "icon": "printer", "print": True},
            {
                "label": "待审查清单",
                "url": list_url(kind_named("proposals"), "state=submitted"),
                "icon": "table",
            },
        ],
        "columns": COLUMNS,
        "rows": [
            _row(row, said[row.pk], advised.get(row.pk), row.pk in ticked, refused.get(row.pk, ""))
            for row in rows
        ],
        "bulk": True,
        "ticked": "提案",
        "boxes": boxes,
        "filtered": bool(read),
        "action": request.get_full_path(),
        "acts": [{"name": name, "label": label} for name, (label, _) in ACTS.items()],
        "blank": {"what": "没有待审查的提案", "why": "提案者提交后会列在这里。"},
    }
    return show_form(request, form, page, "proposals/review.html")


def _row(
    row: Any, said: dict[str, PreReview], advised: Said | None, ticked: bool, why: str
) -> dict[str, Any]:
    wished = [one.short or one.name for one in (*row.wished_leads.all(), *row.wished_cos.all())]
    return {
        "pk": row.pk,
        "url": url_of(row.record),
        "name": row.record.title,
        "selected": ticked,
        "why": why,
        "cells": [
            row.receipt_number or row.record.number,
            {"text": row.record.title, "why": why},
            proposers(row),
            row.local.label if row.local else "",
            *(_opinion(said.get(stage)) for stage in PreReview.Stage.values),
            "、".join(wished),
            _like(advised),
        ],
    }


def _like(advised: Said | None) -> Any:
    """The likest of other cases, in the words of the case's own page."""
    if advised is None:
        return {"text": "", "why": "待比对"}
    if not advised.likes:
        return ""
    one = advised.likes[0]
    return {
        "text": f"{one.number} {one.title}",
        "url": record_url(kind_named("proposals"), one.record),
        "why": f"{one.label}；{one.why}",
    }


def _opinion(one: PreReview | None) -> Any:
    """What a stage said, as its column shows it."""
    if one is None:
        return ""
    label = one.get_opinion_display().removeprefix("建议")
    more = one.cause or one.main or one.lead
    units = [str(body) for body in (one.lead, *one.cos.all()) if body]
    why = "、".join(units) if one.opinion == PreReview.Opinion.FILED else str(more or "")
    return {"text": label, "why": why or one.words}


def reviews(actor: Actor) -> bool:
    """Whether the actor works in an office that reviews proposals."""
    return actor.has(*OFFICE)


register_entry(Entry("提案审查表", "proposal-review", "list-check", "履职", 191, reviews))
