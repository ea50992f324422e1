"""Who acts in a request: the account's offices in force today, looked up when first asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.functional import SimpleLazyObject

from jianyan.kernel.rules import Actor

from .actors import actor_of
from .register import today

Answer = Callable[[HttpRequest], HttpResponseBase]


def actor_middleware(answer: Answer) -> Answer:
    """Sets `request.actor`; nobody signed in is an actor without offices."""

    def serve(request: HttpRequest) -> HttpResponseBase:
        request.actor = SimpleLazyObject(lambda: _actor(request))  # type: ignore[attr-defined]
        return answer(request)

    return serve


def _actor(request: Any) -> Actor:
    if request.user.is_authenticated:
        return actor_of(request.user)
    return Actor(day=today())
