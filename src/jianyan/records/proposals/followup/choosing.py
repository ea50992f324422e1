"""评选: key proposals chosen step by step, outstanding ones by criteria, many together; and what a
leader leads."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from jianyan.ground.choices import categories, sessions
from jianyan.ground.days import said_day
from jianyan.ground.forms import KindForm
from jianyan.ground.models import Clock, Role
from jianyan.ground.navigation import Entry, register_entry
from jianyan.ground.pages.drawing import REFUSALS, carried_out, show_form
from jianyan.ground.pages.kept import asks
from jianyan.ground.pages.places import url_of
from jianyan.ground.pages.web import (
    Request,
    by_of,
    committee_of,
    form_page,
    page,
    posted,
    sentences,
    ticked_in,
)
from jianyan.ground.register import By, hold
from jianyan.ground.rules import OFFICE
from jianyan.kernel.errors import Denied, Refused
from jianyan.kernel.rules import Actor
from jianyan.records.proposals.cases.charter import CASES
from jianyan.records.proposals.queries import units_now

from . import actions, queries
from .asking import STEPS, AwardForm, StepForm
from .models import KeyStep, Supervision

MOST = 500
TEMPLATE = "proposals/review.html"
COLUMNS = [
    {"key": "number", "label": "提案号", "width": "m"},
    {"key": "title", "label": "案由", "main": True},
    {"key": "who", "label": "提案者", "width": "m"},
    {"key": "local", "label": "类别", "width": "m"},
    {"key": "state", "label": "状态", "width": "m"},
    {"key": "chosen", "label": "评选", "width": "l"},
]
Do = Callable[[By, int, KindForm], Any]


@form_page
@asks(StepForm)
def key_proposals(request: Request) -> HttpResponse:
    """The candidates for key proposals; the steps are taken on those that are ticked."""
    committee, rows, page = _candidates(request, "重点提案评选", "key")
    form = StepForm(posted(request), committee=committee)
    step = request.POST.get("do", "")

    def do(by: By, pk: int, form: KindForm) -> None:
        said = form.cleaned_data
        leaders = [(person, said["rank"]) for person in said["leaders"]]
        actions.step(by, pk, name=step, on=said["on"], words=said["words"], leaders=leaders)

    chosen = sum(row.key_on is not None for row in rows)
    page["about"] = f"初选、征求意见、审定逐步登记；审定后由领导领衔督办。已确定 {chosen} 件。"
    page["acts"] = [{"name": name, "label": label} for name, label in STEPS]
    known = {str(one.value) for one in KeyStep.Step}
    return _chosen(request, form, rows, page, do, ready=step in known)


@form_page
@asks(AwardForm)
def outstanding(request: Request) -> HttpResponse:
    """The candidates for outstanding proposals; those that are ticked are chosen by criteria."""
    committee, rows, page = _candidates(request, "优秀提案评选", "award")
    form = AwardForm(posted(request), committee=committee)

    def do(by: By, pk: int, form: KindForm) -> None:
        said = form.cleaned_data
        actions.award(by, pk, on=said["on"], criteria=said["criteria"], words=said["words"])

    chosen = sum(row.award_on is not None for row in rows)
    share = f"，占立案的 {chosen * 100 / len(rows):.1f}%（{chosen}/{len(rows)}）" if rows else ""
    page["about"] = f"已评 {chosen} 件{share}。"
    honours = f"{reverse('proposal-honours')}?{request.GET.urlencode()}"
    page["tools"] = [{"label": "单位和个人评优", "url": honours, "icon": "award"}]
    page["acts"] = [{"name": "award", "label": "评为优秀提案"}]
    return _chosen(request, form, rows, page, do, ready=True)


def _candidates(request: Request, title: str, what: str) -> tuple[int, list[Any], dict[str, Any]]:
    """The filed cases of the session asked for (the last one), and the page's words."""
    committee = committee_of(request)
    if committee not in request.actor.committees(*OFFICE):
        raise Denied(f"{title}由机关登记，您没有权限。")
    offered = list(sessions((committee,)))
    asked = request.GET.get("session", "")
    session = asked if asked in dict(offered) else (offered[0][0] if offered else "")
    term, _, number = session.partition(".")
    rows = queries.candidates(committee).filter(CASES.view(request.actor))
    rows = rows.filter(record__session__term__number=term or 0, record__session__number=number or 0)
    local = request.GET.get("local", "")
    lists = categories("proposal_category")((committee,))
    if local in dict(lists):
        rows = rows.filter(local__code=local)
    found = list(rows[:MOST])
    page = {
        "title": title,
        "columns": COLUMNS,
        "rows": [_row(row, what) for row in found],
        "bulk": True,
        "ticked": "提案",
        "boxes": [
            {"name": "session", "label": "届次", "choices": offered, "value": session},
            {"name": "local", "label": "类别", "choices": lists, "value": local},
        ],
        "action": request.get_full_path(),
        "blank": {"what": "这一届次还没有立案的提案", "why": "立案后在这里评选。", "icon": "flag"},
    }
    return committee, found, page


def _row(row: Any, what: str) -> dict[str, Any]:
    step = dict(KeyStep.Step.choices).get(row.step_now, "")
    key = f"重点提案　{said_day(row.key_on)}" if row.key_on else step
    award = "、".join(
        words
        for words, day in (("优秀提案", row.award_on), ("重点提案", row.key_on))
        if day is not None
    )
    cells = [
        row.record.number,
        {"text": row.record.title, "url": url_of(row.record)},
        str(row.body or row.proposer or ""),
        str(row.local or ""),
        CASES.label(row.record.state),
        key if what == "key" else award,
    ]
    return {"pk": row.pk, "url": url_of(row.record), "name": row.record.title, "cells": cells}


def _chosen(
    request: Request, form: KindForm, rows: list[Any], page: dict[str, Any], do: Do, *, ready: bool
) -> HttpResponse:
    """The page, and what was asked done on the cases that are ticked."""
    chosen = ticked_in(request)
    for row in page["rows"]:
        row["selected"] = row["pk"] in chosen

    def each() -> str:
        if not chosen or not ready:
            raise Refused("请先勾选提案，再点要办的步骤。")
        return _each(request, form, [row for row in rows if row.pk in chosen], do)

    if done := carried_out(request, form, each):
        return done
    return show_form(request, form, page, TEMPLATE)


def _each(request: Request, form: KindForm, rows: list[Any], do: Do) -> str:
    """Each by itself: one that is refused does not hold up the others."""
    by, done, refused = by_of(request), 0, []
    hold(*(row.pk for row in rows))
    for row in rows:
        try:
            with transaction.atomic():
                do(by, row.pk, form)
            done += 1
        except REFUSALS as error:
            refused.append(f"{row.record.number}：{'；'.join(sentences(error))}")
    if done:
        messages.success(request, f"已登记 {done} 件。")
    if refused:
        messages.warning(request, f"{len(refused)} 件没有登记。{' '.join(refused[:10])}")
    return request.get_full_path()


@page
def led(request: Request) -> HttpResponse:
    """The key proposals that one leads: their state, what is due, the visits."""
    actor = request.actor
    rows = list(queries.led_by(actor.person or 0).select_related("record__proposal"))
    pks = [row.record_id for row in rows]
    clocks = Clock.objects.filter(
        record__in=pks, kind__in=("reply", "rehandle"), met_on=None, ended_on=None
    )
    due: dict[int, Any] = {}
    for clock in clocks.order_by("-due_on"):
        due[clock.record_id] = clock.due_on
    visits: dict[int, list[Supervision]] = {}
    for one in queries.supervisions_listed().filter(record__in=pks).order_by("on", "pk"):
        visits.setdefault(one.record_id, []).append(one)
    shown = [
        {
            "row": row,
            "url": url_of(row.record),
            "state": CASES.label(row.record.state),
            "shape": CASES.shape(row.record.state),
            "units": units_now(row.record.proposal),
            "due": due.get(row.record_id),
            "visits": visits.get(row.record_id, []),
            "visit_url": reverse("proposal-supervise", args=[row.record_id]),
        }
        for row in rows
    ]
    context = {
        "page": {"title": "领衔的重点提案", "about": "由您领衔督办的重点提案。"},
        "rows": shown,
        "today": actor.day,
    }
    return render(request, "proposals/led.html", context)


def chooses(actor: Actor) -> bool:
    """Whether the actor enters what is chosen."""
    return actor.has(*OFFICE)


def is_leader(actor: Actor) -> bool:
    """Whether the actor is a leader."""
    return actor.has(Role.LEADER)


register_entry(Entry("重点提案评选", "proposal-choose-key", "flag", "履职", 196, chooses))
register_entry(Entry("优秀提案评选", "proposal-choose-outstanding", "award", "履职", 197, chooses))
register_entry(Entry("领衔的重点提案", "proposal-led", "flag", "履职", 198, is_leader))
