"""The page of terms and sessions (届次), from which the change of term begins."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from jianyan.ground.days import said_day
from jianyan.ground.kinds import kind_named
from jianyan.ground.models import Session, Term
from jianyan.ground.pages import places
from jianyan.ground.pages.web import Request, committee_of, page
from jianyan.kernel.errors import Denied

from . import term_undo
from .drawn import table, url_of
from .reach import ADMINISTRATION, DIRECTORY, OFFICE


@page
def show_terms(request: Request) -> HttpResponse:
    """All terms of the committee, each with its sessions."""
    committee = committee_of(request)
    if committee not in request.actor.committees(*DIRECTORY):
        raise Denied("您没有查看届次的权限。")
    terms = Term.objects.filter(committee=committee).order_by("-number")
    sessions: dict[int, list[Session]] = {}
    for one in Session.objects.filter(term__in=terms).select_related("term").order_by("-opens_on"):
        sessions.setdefault(one.term_id, []).append(one)
    sections = []
    for term in terms:
        rows = [(url_of("sessions", one.pk), _cells(one)) for one in sessions.get(term.pk, [])]
        heads = ("届次", "写法", "开幕", "闭幕", "大会提案截止")
        section = table(str(term), heads, rows)
        sections.append(
            {
                "title": f"{term}　{said_day(term.starts_on)}至{said_day(term.ends_on, '今')}",
                "tool": {"label": "看这一届", "url": url_of("terms", term.pk)},
                "template": section.template,
                **section.context,
            }
        )
    held = request.actor.committees
    tools: list[dict[str, Any]] = []
    if committee in held(*OFFICE):
        add = places.add_url(kind_named("sessions"))
        tools.append({"label": "登记届次", "url": add, "icon": "plus"})
    if committee in held(*ADMINISTRATION):
        if last := term_undo.latest(committee):
            back = reverse("change-of-term-undo", args=[last.pk])
            tools.append({"label": "撤销换届", "url": back, "icon": "arrow-back-up"})
        tools.append({"label": "换届", "url": reverse("change-of-term"), "icon": "refresh"})
    context = {
        "record": {"number": "", "title": "届次"},
        "page": {"crumbs": [{"label": "届次", "url": ""}], "tools": tools},
        "sections": sections,
    }
    return render(request, "page_record.html", context)


def _cells(one: Session) -> tuple[str, ...]:
    until = said_day(one.proposals_until)
    return (str(one), one.code, said_day(one.opens_on), said_day(one.closes_on), until)
