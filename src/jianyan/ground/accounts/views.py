"""Pages of signing in and out, of one's own password, and of the size of type."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate, login, logout, update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from jianyan.ground.actors import actor_of
from jianyan.ground.days import said_day
from jianyan.ground.models import Account, Office
from jianyan.ground.pages.drawing import refuse
from jianyan.ground.pages.web import Request, by_of, form_page, page
from jianyan.ground.register import By
from jianyan.kernel.errors import Refused

from . import actions, guessing
from .demo import demo_sign_ins
from .forms import ChangePasswordForm, NewPasswordForm, SignInForm

SIGNED_IN_AT = "signed_in_at"
WRONG = "用户名或口令不对，请核对大小写后再试。"


def safe_next(request: HttpRequest) -> str:
    """Where to go afterwards: an address of this site, else the home page."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(
        asked, {request.get_host()}, require_https=request.is_secure()
    ):
        return asked
    return reverse("home")


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The sign-in page."""
    if request.user.is_authenticated:
        return redirect(safe_next(request))
    form = SignInForm(request.POST or None, label_suffix="")
    status, wait = 200, 0
    if form.is_bound:
        status = 422
        if form.is_valid():
            try:
                return _entered(
                    request, form.cleaned_data["username"], form.cleaned_data["password"]
                )
            except guessing.TooSoon as error:
                status, wait = 429, error.wait
                refuse(form, error)
            except Refused as error:
                refuse(form, error)
    page: dict[str, Any] = {"action": request.path}
    context = {"form": form, "page": page, "demo": demo_sign_ins()}
    context["next"] = request.POST.get("next") or request.GET.get("next", "")
    response = render(request, "page_sign_in.html", context, status=status)
    if wait:
        response["Retry-After"] = str(wait)
    return response


def _entered(request: HttpRequest, username: str, password: str) -> HttpResponse:
    """Sign in and go on. Raises TooSoon or Refused, each after its trail row."""
    username = username.strip()
    source = guessing.source_of(request, username)
    try:
        tried = guessing.begin_try(username, source)
    except guessing.TooSoon:
        actions.note_failure(username, source, "登录过频，未核对口令")
        raise
    account = authenticate(request, username=username, password=password)
    if not isinstance(account, Account):
        actions.note_failure(username, source, "登录未成")
        raise Refused(WRONG)
    guessing.forget_tries(tried)
    begin_session(request, account, source)
    response = redirect(safe_next(request))
    guessing.remember_browser(request, response, username)
    return response


def begin_session(request: HttpRequest, account: Account, source: str) -> None:
    """Sign an account in, with its trail row and the hour from which the session is counted."""
    login(request, account, backend=settings.AUTHENTICATION_BACKENDS[0])
    request.session[SIGNED_IN_AT] = timezone.now().timestamp()
    actions.note(By(actor_of(account)), account, "sign-in", "登录", source=source)


def sign_out(request: Request) -> HttpResponse:
    """Sign out by the button; the bare address leads home."""
    if request.method != "POST":
        return redirect("/")
    if request.user.is_authenticated:
        actions.note(by_of(request), request.user, "sign-out", "退出")
        logout(request)
        messages.success(request, "您已退出。")
    return redirect("sign-in")


@sensitive_post_parameters("old", "password", "again")
@never_cache
@form_page
def password(request: Request) -> HttpResponse:
    """One's own password; the first one must be changed before anything else."""
    account = request.user
    first = account.must_change
    kind = NewPasswordForm if first else ChangePasswordForm
    form = kind(request.POST or None, account=account)
    if form.is_valid():
        try:
            actions.change_password(by_of(request), account, form.cleaned_data["password"])
        except Refused as error:
            refuse(form, error)
        else:
            update_session_auth_hash(request, account)
            messages.success(request, "口令已更换。这个账号在其他设备上的登录都已退出。")
            return redirect("/")
    page = {
        "title": "设置自己的口令" if first else "更换口令",
        "first": first,
        "about": "更换后，这个账号在其他设备上的登录都会退出。",
        "action": request.path,
        "submit": "设置口令" if first else "更换口令",
        "cancel_url": "" if first else reverse("home"),
    }
    status = 422 if form.is_bound else 200
    return render(request, "page_password.html", {"form": form, "page": page}, status=status)


@page
def my_account(request: Request) -> HttpResponse:
    """One's own account: offices by date, and what one may set."""
    offices = Office.objects.filter(
        person=request.actor.person, struck_at__isnull=True
    ).select_related("body", "committee")
    rows = [
        {
            "pk": one.pk,
            "url": "",
            "cells": [
                f"{one.get_role_display()}（{one.desk}）" if one.desk else one.get_role_display(),
                one.title,
                str(one.body or ""),
                *_days(one),
            ],
        }
        for one in offices.order_by("-since", "pk")
    ]
    heads = ("角色", "职务", "机构", "起", "止")
    columns = [{"label": label, "main": not place} for place, label in enumerate(heads)]
    context = {
        "record": {"number": request.user.username, "title": str(request.user)},
        "page": {
            "crumbs": [{"label": "我的账户", "url": ""}],
            "tools": [{"label": "更换口令", "url": reverse("password"), "icon": "key"}],
        },
        "sections": [
            {
                "title": "职务",
                "template": "parts/part_rows.html",
                "page": {"caption": "职务", "columns": columns, "rows": rows},
            }
        ],
    }
    return render(request, "page_record.html", context)


def _days(office: Office) -> tuple[str, str]:
    return said_day(office.since), said_day(office.until, "在任")
