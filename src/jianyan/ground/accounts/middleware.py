"""Between the session and the pages: who acts, how long a sign-in lasts, the first password,
and the auditor, who changes nothing and whose every page is written down."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone

from jianyan.ground.models import Role
from jianyan.ground.pages.kept import signed_out
from jianyan.ground.pages.web import Request, answer
from jianyan.ground.register import By, leave_trail, today
from jianyan.kernel.errors import Denied

from .views import SIGNED_IN_AT

SAFE = {"GET", "HEAD", "OPTIONS"}
BEFORE_PASSWORD = {"password", "sign-out", "type-size"}
PREFERENCES = {"sign-out", "type-size", "committee-choose", "password"}


class AccountMiddleware:
    """Stands behind the one that sets `request.actor`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponseBase:
        known = request.user.is_authenticated
        if known and _over(request):
            logout(request)
            messages.info(request, f"登录已满{_hours()}小时，请重新登录。")
            return signed_out(request)
        # Asked before the page is made: afterwards the person may have signed out.
        audits = known and request.actor.has(Role.AUDITOR)
        response = self.get_response(request)
        if audits:
            _write_down(request, response)
        return response

    def process_view(
        self, request: Request, view: Any, args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """The first password comes before any page; an auditor's writing is refused."""
        name = request.resolver_match.url_name if request.resolver_match else ""
        if not request.user.is_authenticated:
            return None
        if request.user.must_change and name not in BEFORE_PASSWORD:
            return redirect("password")
        writes = request.method not in SAFE and name not in PREFERENCES
        if writes and request.actor.has(Role.AUDITOR):
            return answer(request, Denied("审计账号只能查阅，不能改动，也不能登记。"))
        return None


def _over(request: HttpRequest) -> bool:
    """Whether the hours of a sign-in are over, however busy it was."""
    began = request.session.get(SIGNED_IN_AT)
    return began is not None and timezone.now().timestamp() - began > settings.SESSION_COOKIE_AGE


def _hours() -> int:
    return int(settings.SESSION_COOKIE_AGE) // 3600


def _write_down(request: Request, response: HttpResponseBase) -> None:
    """A page that an auditor was given: one trail row in each committee audited."""
    if request.method != "GET" or response.status_code != 200:
        return
    for committee in sorted(request.actor.committees(Role.AUDITOR)):
        leave_trail(
            None,
            By(request.actor),
            committee=committee,
            move="audit",
            label="审计查阅",
            on=today(),
            reason=unquote(request.get_full_path())[:500],
        )
