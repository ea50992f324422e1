"""Rating on one page: the reply first, then the scale; one's own, or 代录 by the office."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse

from jianyan.ground import rules
from jianyan.ground.fields import UNKNOWN
from jianyan.ground.models import Record
from jianyan.ground.pages.drawing import carried_out, show_form
from jianyan.ground.pages.kept import asks
from jianyan.ground.pages.places import name_of, url_of
from jianyan.ground.pages.web import Request, by_of, committee_of, form_page, load, posted
from jianyan.ground.register import today
from jianyan.kernel.errors import Denied, Refused
from jianyan.kernel.panel import Panel, register_panel
from jianyan.kernel.rules import Actor
from jianyan.records.proposals.cases.charter import CASES
from jianyan.records.proposals.cases.models import Proposal
from jianyan.records.proposals.replies.answers import answers

from . import actions
from .charter import raters, waited_for
from .forms import ChooseCaseForm, RateForForm, RateForm, fields_named

TEMPLATE = "proposals/rate.html"


@form_page
@asks(fields_named)
def rate(request: Request, pk: int) -> HttpResponse:
    """The page on which a proposer rates; the office finds 代录 there."""
    row = load(CASES, request, pk, {"rate": raters, "for": rules.office})
    if row.may["rate"] and "for" not in request.GET:
        return _own(request, row)
    if not row.may["for"]:
        raise Denied("只有这件提案的提案者可以评价，承办单位和他人都不能代填。")
    return _for(request, row)


def _own(request: Request, row: Proposal) -> HttpResponse:
    if row.record.state not in actions.RATEABLE:
        raise Refused("这件提案还没有答复完毕，答复后再请您评价。")
    actions.rater_of(request.actor, row)
    form = RateForm(posted(request), record=row.record)
    if done := carried_out(request, form, lambda: _said(request, row, form)):
        return done
    page = _page(request, row, "评价办理情况", "提交评价")
    page["about"] = "评价由您本人作出，承办单位不能代填。请先看答复，再作评价。"
    return show_form(request, form, page, TEMPLATE)


def _said(request: Request, row: Proposal, form: RateForm) -> str:
    actions.say(by_of(request), row.pk, on=today(), said=form.said())
    messages.success(request, "已提交评价，感谢您的意见。")
    return url_of(row.record)


def _for(request: Request, row: Proposal) -> HttpResponse:
    form = RateForForm(posted(request), request.FILES or None, case=row)
    if done := carried_out(request, form, lambda: _said_for(request, row, form)):
        return done
    page = _page(request, row, "代录评价", "登记评价")
    page["about"] = "照提案者签名的评价表填写并上传扫描件；登记后即告知本人，本人可以提出异议。"
    return show_form(request, form, page, TEMPLATE)


def _said_for(request: Request, row: Proposal, form: RateForForm) -> str:
    asked = form.cleaned_data
    made = actions.say_for(
        by_of(request), row.pk, form.rater(), on=asked["on"], said=form.said(), scan=asked["scan"]
    )
    messages.success(request, f"已代{made.person or made.body}登记评价，并已告知本人。")
    return url_of(row.record)


def _page(request: Request, row: Proposal, title: str, verb: str) -> dict[str, Any]:
    url = url_of(row.record)
    return {
        "title": title,
        "case": row,
        "answers": answers(row.pk),
        "crumbs": [{"label": name_of(row.record), "url": url}, {"label": title, "url": ""}],
        "action": request.get_full_path(),
        "submit": verb,
        "cancel_url": url,
    }


@form_page
def choose(request: Request) -> HttpResponse:
    """Which case the office enters a rating of."""
    return choose_case(request, "代录评价", "proposal-rate", "?for=1")


def choose_case(request: Request, title: str, name: str, query: str = "") -> HttpResponse:
    """The page on which a case is named, on the way to the page `name` of it."""
    form = ChooseCaseForm(posted(request), committee=committee_of(request))
    if form.is_valid():
        record = form.cleaned_data["record"]
        if Proposal.objects.filter(CASES.view(request.actor), pk=record.pk).exists():
            return redirect(reverse(name, args=[record.pk]) + query)
        # What one may not see is as if it were not there.
        form.add_error("record", UNKNOWN.format(form.data["record"]))
    page = {
        "title": title,
        "crumbs": [{"label": title, "url": ""}],
        "action": request.get_full_path(),
        "submit": "下一步",
        "cancel_url": reverse("home"),
    }
    return show_form(request, form, page)


def asked(record: Record, actor: Actor) -> str:
    """The invitation to rate, to who has not rated yet."""
    if record.state not in actions.RATEABLE:
        return ""
    clocks = record.clocks.filter(Q(kind="feedback", met_on=None, ended_on=None))  # type: ignore[attr-defined]
    found = {
        "url": reverse("proposal-rate", args=[record.pk]),
        "clock": clocks.order_by("due_on").first(),
        "today": actor.day,
    }
    return render_to_string("proposals/rate_asked.html", found)


register_panel(
    Panel(
        key="proposal-rate",
        title="请您评价",
        order=4,
        url_name="",
        render=asked,
        who=waited_for,
        kinds=frozenset({CASES.key}),
    )
)
