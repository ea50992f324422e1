"""Pages of advice: two like texts side by side, and what is in for review in groups of one matter."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from jianyan.ground.advised import ADVISED
from jianyan.ground.differences import shared
from jianyan.ground.kinds import kind_of_record
from jianyan.ground.models import Record
from jianyan.ground.pages.places import record_url
from jianyan.ground.pages.web import Request, committee_of, load, page
from jianyan.ground.rules import OFFICE
from jianyan.kernel.charter import CHARTERS
from jianyan.kernel.errors import Denied
from jianyan.kernel.rules import Actor

from .alike import Text, clusters

MOST = 2000
"""The records in for review that are put in groups: more than any plenary brings."""
LONG = 6000
"""Characters of a text that are compared."""


@page
def compare(request: Request, pk: int, other: int) -> HttpResponse:
    """Two records of one kind, what they have word for word in common marked in both."""
    one, two = _seen(request, pk), _seen(request, other)
    texts = one.text[:LONG], two.text[:LONG]
    said = {"title": "相近之处", "about": "两件中逐字相同的文字已标出；是否重复由您判断。"}
    sides = [
        {"record": row, "url": _url(row), "state": _state(row), "segments": shared(*pair)}
        for row, pair in ((one, texts), (two, texts[::-1]))
    ]
    return render(request, "assist/compare.html", {"page": said, "sides": sides})


def _seen(request: Request, pk: int) -> Record:
    """A record of a kind that is advised on, if the actor may view it; else 404."""
    kind = Record.objects.filter(pk=pk, kind__in=tuple(ADVISED)).values_list("kind", flat=True)
    if (found := kind.first()) is None or (declared := kind_of_record(found)) is None:
        raise Http404("没有这件记录，或您无权查看。")
    record: Record = load(declared, request, pk).record
    return record


def _url(record: Record) -> str:
    kind = kind_of_record(record.kind)
    return record_url(kind, record.pk) if kind else ""


def _state(record: Record) -> dict[str, str]:
    charter = CHARTERS[record.kind]
    return {"label": charter.label(record.state), "shape": charter.shape(record.state)}


@page
def together(request: Request) -> HttpResponse:
    """并案线索: what is in for review and seems to be of one matter, in groups."""
    committee = committee_of(request)
    if committee not in request.actor.committees(*OFFICE):
        raise Denied("并案线索供机关工作人员审查时参考，您没有权限。")
    groups = [
        {"rows": group, "title": group[0]["title"]}
        for kind in ADVISED
        for group in _groups(request.actor, committee, kind)
    ]
    said = {
        "title": "并案线索",
        "about": "待审查的提案中案由或正文相近的，按一件事归在一起；是否并案由您决定。",
    }
    nothing = {"what": "没有发现相近的", "why": "待审查的提案各说各的事。", "icon": "copy"}
    context = {"page": said, "groups": groups, "blank": nothing}
    return render(request, "assist/together.html", context)


def _groups(actor: Actor, committee: int, kind: str) -> list[list[dict[str, Any]]]:
    charter = CHARTERS[kind]
    visible = charter.model._default_manager.filter(charter.view(actor))
    rows = Record.objects.filter(
        committee=committee,
        kind=kind,
        state__in=ADVISED[kind].reviewed,
        pk__in=visible.values("pk"),
    ).order_by("dated_on", "pk")[:MOST]
    by_pk = {row.pk: row for row in rows}
    texts = {pk: Text(row.title, row.text) for pk, row in by_pk.items()}
    return [
        [
            {"number": by_pk[pk].number, "title": by_pk[pk].title, "url": _url(by_pk[pk]), "pk": pk}
            for pk in group
        ]
        for group in clusters(texts)
    ]
