"""What one sets for oneself: the committee one works in, the size of type."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from jianyan.ground.models import Account

from .web import Request, act

A_YEAR = 365 * 24 * 3600


@act
def choose_committee(request: Request, pk: int) -> HttpResponse:
    """Work in another of the committees in which one holds an office."""
    if pk not in request.actor.committees():
        raise Http404("您在这个委员会没有职务。")
    request.session["committee"] = pk
    return redirect("/")


@require_POST
def choose_type(request: HttpRequest) -> HttpResponse:
    """Large or standard type; kept in a cookie, and for who is signed in with the account."""
    large = request.POST.get("type") == "large"
    if request.user.is_authenticated:
        Account.objects.filter(pk=request.user.pk).update(large_type=large)
    after = request.POST.get("next", "/")
    safe = url_has_allowed_host_and_scheme(after, allowed_hosts={request.get_host()})
    answer = redirect(after if safe else "/")
    answer.set_cookie(
        "type",
        "large" if large else "standard",
        max_age=A_YEAR,
        samesite="Lax",
        secure=request.is_secure(),
        httponly=True,
    )
    return answer
