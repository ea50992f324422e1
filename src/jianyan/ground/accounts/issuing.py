"""Pages of the office: opening accounts for those without, the list to print, a new password."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from jianyan.ground.kinds import kind_named
from jianyan.ground.models import Account, Office, Person, Role
from jianyan.ground.models.committees import in_force
from jianyan.ground.pages import places
from jianyan.ground.pages.web import Request, act, by_of, committee_of, form_page, ticked_in
from jianyan.ground.register import today
from jianyan.kernel.errors import Denied, Refused

from . import actions
from .actions import Slip

MOST = 300
NEVER_GIVEN = Q(("password__startswith", UNUSABLE_PASSWORD_PREFIX))


def ask_administrator(request: Request, committee: int) -> None:
    """Raises Denied when the actor does not administer the committee."""
    if committee not in request.actor.committees(Role.ADMINISTRATOR):
        raise Denied("只有管理员可以开通账号、换发口令。")


def without_account(committee: int) -> QuerySet[Person]:
    """People in office today who cannot sign in yet: no account, or one never given a password."""
    ready = Account.objects.filter(person__committee=committee).exclude(NEVER_GIVEN)
    serving = Office.objects.filter(in_force(today()), committee=committee, struck_at__isnull=True)
    return (
        Person.objects.filter(committee=committee, pk__in=serving.values("person"))
        .exclude(pk__in=ready.values("person"))
        .select_related("committee")
    )


@never_cache
@form_page
def issue(request: Request) -> HttpResponse:
    """Choose who gets an account; the answer is the list to print, shown this once."""
    committee = committee_of(request)
    ask_administrator(request, committee)
    waiting = without_account(committee)
    role = request.GET.get("role", "")
    if role in Role.values:
        held = Q(offices__role=role, offices__struck_at__isnull=True)
        waiting = waiting.filter(held & in_force(today(), "offices__")).distinct()
    if request.method != "POST":
        return _choose(request, waiting, role)
    picked = ticked_in(request)
    if not picked:
        raise Refused("还没有勾选人员，请勾选后再开通。")
    people = Person.objects.filter(committee=committee, pk__in=picked).select_related("committee")
    slips = actions.issue(by_of(request), people)
    return _slips(request, slips, reverse("issue-accounts"), "开通")


def _choose(request: Request, waiting: QuerySet[Person], role: str) -> HttpResponse:
    people = list(waiting.order_by("code")[:MOST])
    total = len(people) if len(people) < MOST else waiting.count()
    held: dict[int, list[str]] = {}
    for office in Office.objects.filter(
        in_force(today()), person__in=people, struck_at__isnull=True
    ).order_by("pk"):
        held.setdefault(office.person_id, []).append(office.title or office.get_role_display())
    heads = ("编号", "姓名", "单位职务", "职务")
    rows = [
        {
            "pk": one.pk,
            "url": places.record_url(kind_named("people"), one.pk),
            "name": one.name,
            "cells": [one.code, one.name, one.post, "、".join(dict.fromkeys(held[one.pk]))],
        }
        for one in people
    ]
    page: dict[str, Any] = {
        "title": "开通账号",
        "about": "勾选在任而还没有账号的人员。用户名即编号；一次性口令只在下一页显示一次，请当场打印。",
        "crumbs": [_back(), {"label": "开通账号", "url": ""}],
        "views": _roles(role),
        "count": {"total": total, "unit": "人"},
        "columns": [
            {"label": label, "main": label == "姓名", "width": "m" if place < 2 else ""}
            for place, label in enumerate(heads)
        ],
        "rows": rows,
        "bulk": [{"label": "开通账号，打印口令", "name": "issue", "primary": True}],
        "bulk_url": request.get_full_path(),
        "blank": {
            "what": "都已有账号",
            "why": "在任人员的账号都已开通。忘记口令的，请在其账号页换发。",
            "url": places.list_url(kind_named("accounts")),
            "verb": "看账号",
            "icon": "key",
        },
    }
    return render(request, "page_list.html", {"page": page})


def _roles(chosen: str) -> list[dict[str, Any]]:
    url = reverse("issue-accounts")
    return [
        {"label": label, "url": f"{url}?role={role}" if role else url, "current": role == chosen}
        for role, label in (("", "全部"), *Role.choices)
    ]


def _back() -> dict[str, str]:
    kind = kind_named("accounts")
    return {"label": kind.title, "url": places.list_url(kind)}


def _slips(request: Request, slips: list[Slip], url: str, done: str) -> HttpResponse:
    """The list to print. It is the answer itself: nothing keeps the passwords."""
    page = {
        "title": "一次性口令",
        "about": "只显示这一次。请打印后裁开，当面交给本人；首次登录时须改为自己的口令。",
        "crumbs": [_back(), {"label": "一次性口令", "url": ""}],
        "tools": [
            {"label": "打印", "print": True},
            {"label": "已打印，返回", "url": url, "icon": "check"},
        ],
    }
    site = request.build_absolute_uri("/")
    context = {"page": page, "slips": slips, "site": site, "day": today(), "done": done}
    return render(request, "page_slips.html", context)


def _account(request: Request, pk: int) -> Account:
    """An account of a committee that the actor administers, or 404."""
    administered = request.actor.committees(Role.ADMINISTRATOR)
    account = (
        Account.objects.select_related("person__committee")
        .filter(pk=pk, person__committee__in=administered)
        .first()
    )
    if account is None:
        raise Http404("没有这个账号，或您无权管理。")
    return account


@never_cache
@act
def reset(request: Request, pk: int) -> HttpResponse:
    """A new one-time password for one account."""
    account = _account(request, pk)
    url = places.record_url(kind_named("accounts"), pk)
    return _slips(request, [actions.reset(by_of(request), account)], url, "换发")


@act
def set_active(request: Request, pk: int) -> HttpResponse:
    """Stop an account or let it in again."""
    account, active = _account(request, pk), request.POST.get("active") == "1"
    actions.set_active(by_of(request), account, active)
    words = "可以登录了" if active else "不能再登录，已有的登录即刻失效"
    messages.success(request, f"账号“{account.username}”{words}。")
    return redirect(places.record_url(kind_named("accounts"), pk))
