"""A form is carried out once, however often it is sent.

Each form carries a mark. The sender's session row is locked for as long as the act takes, and
keeps which marks were carried out and where they led; so of two like forms sent at the same
moment the second waits and is answered with the first one's address.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils.crypto import get_random_string

from .web import Request

KEPT = 40


def mark() -> str:
    """A fresh mark for a form."""
    return get_random_string(20)


def perform_once(request: Request, do: Callable[[], str]) -> str:
    """Carry out `do` in one transaction unless this form was before; gives the address to go to."""
    sent = request.POST.get("once", "")[:40]
    with transaction.atomic():
        done = _done(request)
        if sent and sent in done:
            return done[sent]
        url = do()
        if sent:
            done[sent] = url
            request.session["done"] = dict(list(done.items())[-KEPT:])
            request.session.save()
            # All of it is saved: to save it once more at the end of the request, no longer under
            # the lock, would drop what another form has marked since.
            request.session.modified = False
    return url


def _done(request: Request) -> dict[str, str]:
    session: Any = request.session
    row = session.model.objects.select_for_update().filter(session_key=session.session_key).first()
    return dict(session.decode(row.session_data).get("done", {})) if row else {}
