"""A form is carried out once, however often it is sent.

Each form carries a mark of its own. Whoever carries it out enters the mark first and holds it for as
long as the act takes, with what was sent and where it led; so of two like forms sent at the same
moment, from one sign-in or from two of one person, the second waits and is answered with the first
one's address. A form that was carried out, then gone back to and changed, is another matter: it is
refused once, with all that is in it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import get_random_string

from jianyan.ground.models import SentForm
from jianyan.ground.ticking import task
from jianyan.kernel.errors import Stale

if TYPE_CHECKING:
    from .web import Request

KEPT = timedelta(days=30)
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
    with transaction.atomic():
        held = _held(request)
        if held and held.url:
            return _same(request, held)
        url = do()
        if held:
            SentForm.objects.filter(pk=held.pk).update(url=url, content=_content(request))
    return url


def led_to(request: HttpRequest) -> str:
    """Where the very same form led when it was carried out; empty when it was not.

    Whoever has handed a case on may no longer see it: a form sent again is answered all the same.
    """
    known = _known(request)
    return known.url if known and known.content == _content(request) else ""


def is_spent(request: HttpRequest) -> bool:
    """Whether the mark of a form was used up, so that the form needs a fresh one to be sent again."""
    return _known(request) is not None


@task("forms")
def forget() -> int:
    """Forget the forms of long ago: nobody goes back that far."""
    return SentForm.objects.filter(at__lt=timezone.now() - KEPT).delete()[0]


def _held(request: Request) -> SentForm | None:
    """The row of a form's mark, ours until the end of the transaction; none for a form without one.

    It is entered by whoever comes first; others wait for them here.
    """
    sent = mark_of(request)
    if not sent:
        return None
    fresh = SentForm(account_id=request.user.pk, mark=sent)
    SentForm.objects.bulk_create([fresh], ignore_conflicts=True)
    return SentForm.objects.select_for_update().get(account=request.user.pk, mark=sent)


def _known(request: HttpRequest) -> SentForm | None:
    sent = mark_of(request)
    return SentForm.objects.filter(account=request.user.pk, mark=sent).first() if sent else None


def _same(request: Request, known: SentForm) -> str:
    if known.content != _content(request):
        raise Stale(CHANGED)
    return known.url


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
