"""How a page is served: signed in, as an actor, with every refusal turned into the right answer.

`load` is the only way from an address to a row: it asks the view rule in SQL.
"""

from __future__ import annotations

import errno
import logging
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.core.exceptions import ValidationError
from django.db import OperationalError, connection
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from jianyan.ground.kinds import Kind, kind_named
from jianyan.ground.models import Account, Visibility
from jianyan.ground.register import By, leave_trail, today
from jianyan.kernel.charter import Charter
from jianyan.kernel.errors import Denied, Refused, Stale
from jianyan.kernel.rules import Actor, Rule

from .kept import signed_out, typed
from .once import led_to

logger = logging.getLogger(__name__)
NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EROFS}
KEY_BITS, KEY_DIGITS = 63, 19
"""No row has a longer key, and no database takes one."""
MISSING = "没有这条记录，或您无权查看。记录不会被删除，可以按编号或标题搜索。"


class Request(HttpRequest):
    """A request as the pages see it; `actor` is set by the middleware."""

    actor: Actor
    user: Account  # type: ignore[assignment]


View = Callable[..., HttpResponseBase]


def page(view: View) -> View:
    """A page that is only read (GET)."""
    return _served(view, ("GET", "HEAD"))


def act(view: View) -> View:
    """An act without a page of its own (POST)."""
    return _served(view, ("POST",))


def form_page(view: View) -> View:
    """A page with a form that is sent to the page's own address (GET and POST)."""
    return _served(view, ("GET", "HEAD", "POST"))


def _served(view: View, methods: tuple[str, ...]) -> View:
    @wraps(view)
    def serve(request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return signed_out(request)
        if request.method not in methods:
            return _only_sent(request, methods)
        if request.method == "POST" and (before := led_to(request)):
            return redirect(before)
        try:
            return view(request, *args, **kwargs)
        except (Refused, ValidationError, Http404) as error:
            return answer(request, error)
        except (OperationalError, OSError) as error:
            why = _unable(error)
            if why is None:
                raise
            # What was begun has been taken back.
            logger.warning("%s: %s", request.path, why, exc_info=True)
            return put_off(request, why)

    return serve


BUSY = "现在办理的人较多，这一步没有办成"
FULL = "服务器的磁盘已满或不能写入，请告诉管理员"


def _unable(error: OperationalError | OSError) -> str | None:
    """What kept the step from being done, where it is no fault of the program: a deadlock, a lock not
    given in time, a full disk. SQLite says a missing table is an operational error as well."""
    if isinstance(error, OSError):
        return FULL if error.errno in NO_ROOM else None
    words = str(error)
    if "disk" in words or "readonly" in words or "No space" in words:
        return FULL
    return BUSY if connection.vendor != "sqlite" or "lock" in words else None


def _only_sent(request: HttpRequest, methods: tuple[str, ...]) -> HttpResponse:
    """405: the address of a button, opened as if it were a page, or a page sent something."""
    blank = {
        "what": "这个地址不能直接打开",
        "why": "没有写入任何改动。请回到首页，从页面上的按钮办理。",
        "url": "/",
        "verb": "回到首页",
        "error": True,
    }
    context = {"page": {"title": "没有办成"}, "blank": blank, "kept": typed(request)}
    shown = render(request, "page_state.html", context, status=405)
    shown["Allow"] = ", ".join(methods)
    return shown


def answer(request: HttpRequest, error: Exception) -> HttpResponse:
    """The page for a refusal: 404, 403, 409 or 422, with its sentence and what was typed: whoever wrote
    long may have lost their part in the case meanwhile."""
    kept = typed(request)
    if isinstance(error, Http404) and not kept:
        return render(request, "404.html", {"why": str(error)}, status=404)
    if isinstance(error, Denied) and not kept:
        return render(request, "403.html", {"denied": {"what": str(error)}}, status=403)
    words = "；".join(sentences(error))
    back = request.headers.get("referer") or request.path
    blank = {"what": words, "why": "没有写入任何改动。", "url": back, "verb": "返回", "error": True}
    return render(
        request,
        "page_state.html",
        {"page": {"title": "没有办成"}, "blank": blank, "kept": kept},
        status=404 if isinstance(error, Http404) else status_of(error),
    )


def put_off(request: HttpRequest, why: str) -> HttpResponse:
    """503: it could not be done now. Nothing was written; what was typed is shown."""
    again = "请稍等几秒，再试一次" if why == BUSY else "磁盘腾出地方以后，再试一次"
    blank = {
        "what": why,
        "why": f"没有写入任何改动。{again}；您填的内容都在下面。"
        if request.method == "POST"
        else f"没有写入任何改动。{again}。",
        "url": request.headers.get("referer") or request.path,
        "verb": "返回再试",
        "error": True,
    }
    context = {"page": {"title": "请再试一次"}, "blank": blank, "kept": typed(request)}
    shown = render(request, "page_state.html", context, status=503)
    shown["Retry-After"] = "5"
    return shown


def status_of(error: Exception) -> int:
    """The HTTP status of a refusal."""
    if isinstance(error, Denied):
        return 403
    return 409 if isinstance(error, Stale) else 422


def sentences(error: Exception) -> list[str]:
    """The sentences of a refusal, as shown to the person."""
    return list(error.messages) if isinstance(error, ValidationError) else [str(error)]


def named(slug: str) -> Kind:
    """The kind of an address, or 404."""
    try:
        return kind_named(slug)
    except Refused:
        raise Http404("没有这一类记录，地址可能抄错了。") from None


def of_record(slug: str) -> Kind:
    """The kind of an address under which something is put to a record; a noun's leads nowhere."""
    kind = named(slug)
    if not hasattr(kind.model, "record"):
        raise Http404("人员、机构等名册没有附件和关联，地址可能抄错了。")
    return kind


def load(
    what: Kind | Charter, request: Request, pk: int, asks: Mapping[str, Rule] | None = None
) -> Any:
    """The row that this actor may view, or 404. One statement.

    `asks` are further rules on the same model, answered in the same statement as `row.may[name]`.
    Reading a record of restricted visibility leaves a trail row.
    """
    if pk.bit_length() > KEY_BITS:
        raise Http404(MISSING)
    rows = what.rows() if isinstance(what, Kind) else what.model._default_manager.all()
    if isinstance(what, Charter):
        rows = rows.select_related("record")
    actor = request.actor
    asks = asks or {}
    # Many moves share a rule, which is asked once.
    places = {rule: f"may_{place}" for place, rule in enumerate(dict.fromkeys(asks.values()))}
    answers = {
        place: Exists(what.model._default_manager.filter(rule(actor), pk=OuterRef("pk")))
        for rule, place in places.items()
    }
    row = rows.filter(what.view(actor), pk=pk).annotate(**answers).first()
    if row is None:
        raise Http404(MISSING)
    row.may = {name: getattr(row, places[rule]) for name, rule in asks.items()}
    record = getattr(row, "record", None)
    restricted = record is not None and record.visibility == Visibility.RESTRICTED
    if restricted and request.method == "GET":
        leave_trail(record, by_of(request), move="read", label="查阅", on=today())
    return row


def by_of(request: Request, **more: Any) -> By:
    """Who writes in this request."""
    return By(request.actor, **more)


def committee_of(request: Request) -> int:
    """The committee one works in: the one chosen, else the first of one's offices. Raises Denied."""
    held = sorted(request.actor.committees())
    if not held:
        raise Denied("您现在没有任何职务，请管理员为您登记职务后再来。")
    chosen = request.session.get("committee")
    return int(chosen) if chosen in held else held[0]


def ticked_in(request: HttpRequest) -> list[int]:
    """The rows ticked in a table, each once, in order; what cannot be a key is passed over."""
    asked = {key_of(text) for text in request.POST.getlist("pk")}
    return sorted(pk for pk in asked if pk is not None)


def key_of(text: str) -> int | None:
    """The key that a text of an address or a form writes; None when no row can have it."""
    if not text.isdecimal() or len(text) > KEY_DIGITS or int(text).bit_length() > KEY_BITS:
        return None
    return int(text)


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form was sent with, even if nothing; None when the page is only opened."""
    return request.POST if request.method == "POST" else None
