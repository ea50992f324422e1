"""Members as they were on a day: sector, party, group, special committees and offices then."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from jianyan.ground import fields
from jianyan.ground.days import said_day
from jianyan.ground.kinds import kind_named
from jianyan.ground.models import BodyKind
from jianyan.ground.pages import places
from jianyan.ground.pages.web import Request, committee_of, page
from jianyan.ground.register import today
from jianyan.kernel.errors import Denied

from .belonging import belonging, offices_of
from .change_of_term import members_on
from .drawn import url_of
from .reach import DIRECTORY

HEADS = ("编号", "姓名", "界别", "党派", "委员组", "专委会", "职务")
KINDS = (BodyKind.SECTOR, BodyKind.PARTY, BodyKind.MEMBER_GROUP, BodyKind.SPECIAL_COMMITTEE)


class DayForm(forms.Form):
    """The day asked about."""

    day = fields.Day(label="哪一天", required=False)


@page
def show_members(request: Request) -> HttpResponse:
    """The members of a day (`?day=`, today when it says nothing)."""
    committee = committee_of(request)
    if committee not in request.actor.committees(*DIRECTORY):
        raise Denied("您没有查看委员名册的权限。")
    on, bad = _day(request)
    rows = [
        {
            "pk": one.pk,
            "url": url_of("members", one.pk),
            "name": one.person.name,
            "cells": [one.person.code, one.person.name, *_bodies(one, on), offices_of(one, on)],
        }
        for one in members_on(committee, on)
    ]
    here = reverse("members-on")
    context: dict[str, Any] = {
        "title": "委员名册",
        "about": f"{said_day(on)}在任的委员，界别、党派、组和职务都以这一天为准。",
        "crumbs": [
            {"label": "委员", "url": places.list_url(kind_named("members"))},
            {"label": "按日查看", "url": ""},
        ],
        "tools": [{"label": "打印", "print": True}],
        "chips": [{"label": "日期", "value": said_day(on), "remove_url": here}],
        "filter_form": DayForm(initial={"day": on}, label_suffix=""),
        "filter_url": here,
        "count": {"total": len(rows), "unit": "人"},
        "columns": [
            {"label": label, "main": label == "姓名", "width": "m" if place < 2 else ""}
            for place, label in enumerate(HEADS)
        ],
        "rows": rows,
        "notices": [{"kind": "warn", "text": bad}] if bad else [],
        "blank": {"what": "这一天没有在任的委员", "why": "换一天再看。", "icon": "users"},
    }
    return render(request, "page_list.html", {"page": context})


def _day(request: Request) -> tuple[date, str]:
    try:
        return fields.Day(required=False).clean(request.GET.get("day", "")) or today(), ""
    except ValidationError as error:
        return today(), f"{'；'.join(error.messages)}先按今天列出。"


def _bodies(one: Any, on: date) -> list[str]:
    return ["、".join(str(body) for body in belonging(one, kind, on)) for kind in KINDS]
