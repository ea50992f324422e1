"""A form is carried out once, however often it is sent.

Each form carries a mark. The sender's session row is locked for as long as the act takes, and
keeps which marks were carried out, with what, and where they led; so of two like forms sent at the
same moment the second waits and is answered with the first one's address. A form that was carried
out, then gone back to and changed, is another matter: it is refused once, with all that is in it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.http import HttpRequest
from django.utils.crypto import get_random_string

from jianyan.kernel.errors import Stale

if TYPE_CHECKING:
    from .web import Request

KEPT = 40
CHANGED = (
    "这张表刚才已经提交过，办成了；退回来改动的内容没有写入。要改已登记的，请到那一条的页面上更正；"
    "确要再办一次，请再提交一次。"
)


def mark() -> str:
    """A fresh mark for a form."""
    return get_random_string(20)


def mark_of(request: HttpRequest) -> str:
    """The mark that a form was sent with; empty when it has none."""
    return request.POST.get("once", "")[:40]


def perform_once(request: Request, do: Callable[[], str]) -> str:
    """Carry out `do` in one transaction unless this form was before; gives the address to go to.

    Raises Stale for a form that was carried out before and has been changed since.
    """
    sent = mark_of(request)
    with transaction.atomic():
        done = _done(request)
        if sent and sent in done:
            return _same(request, done[sent])
        url = do()
        if sent:
            done[sent] = [url, _content(request)]
            request.session["done"] = dict(list(done.items())[-KEPT:])
            request.session.save()
            # All of it is saved: to save it once more at the end of the request, no longer under
            # the lock, would drop what another form has marked since.
            request.session.modified = False
    return url


def led_to(request: HttpRequest) -> str:
    """Where the very same form led when it was carried out; empty when it was not.

    Whoever has handed a case on may no longer see it: a form sent again is answered all the same.
    """
    known = request.session.get("done", {}).get(mark_of(request))
    return known[0] if known and known[1] == _content(request) else ""


def is_spent(request: HttpRequest) -> bool:
    """Whether the mark of a form was used up, so that the form needs a fresh one to be sent again."""
    return mark_of(request) in request.session.get("done", {})


def _same(request: Request, known: list[str]) -> str:
    url, content = known
    if content != _content(request):
        raise Stale(CHANGED)
    return url


def _content(request: HttpRequest) -> str:
    """A digest of what was sent, and to where."""
    typed = sorted(
        (name, given)
        for name, given in request.POST.lists()
        if name not in ("once", "csrfmiddlewaretoken")
    )
    files = [
        (name, str(one.name), one.size)
        for name, given in sorted(request.FILES.lists())
        for one in given
    ]
    said = json.dumps([request.get_full_path(), typed, files])
    return hashlib.sha256(said.encode()).hexdigest()[:20]


def _done(request: Request) -> dict[str, Any]:
    session: Any = request.session
    row = session.model.objects.select_for_update().filter(session_key=session.session_key).first()
    return dict(session.decode(row.session_data).get("done", {})) if row else {}
