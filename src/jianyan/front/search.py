"""The global search page: one box for every kind that one may see, for people and for bodies."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from jianyan.ground.kinds import Kind
from jianyan.ground.pages.web import Request, committee_of, page
from jianyan.kernel.errors import UnknownName

from . import finding

SIZE = 20
ORDERS = (("best", "最相关的在前"), ("newest", "最新的在前"))


@page
def search(request: Request) -> HttpResponse:
    """What was found for `q`, of one `kind` or all, `by` best or newest."""
    actor, committee = request.actor, committee_of(request)
    words = request.GET.get("q", "").strip()[:200]
    kind = _kind(request)
    newest = request.GET.get("by") == "newest"
    context: dict[str, Any] = {"page": {"title": "搜索"}, "words": words}
    if not words:
        context["blank"] = _hint()
        return render(request, "front/search.html", context)
    every = finding.found(actor, (committee,), words)
    counts = finding.tally(every)
    total, whole = sum(counts.values()), counts
    rows = every
    if kind and kind.charter:
        rows = finding.found(actor, (committee,), words, kind)
        total = whole[kind.charter.key]
        if sum(whole.values()) >= finding.MOST:
            total = sum(finding.tally(rows).values())
    here = _page(request, total)
    last = min(here * SIZE, finding.MOST - 1)
    shown = finding.ordered(rows, words, newest=newest, committees=(committee,))[(here - 1) * SIZE : last]
    asked = _Asked(words, kind.slug if kind else "", newest)
    context |= {
        "count": _count(total),
        "hits": finding.hits(shown, words) if total else [],
        "nouns": finding.nouns(actor, (committee,), words) if here == 1 and not kind else [],
        "kinds": _chips(finding.record_kinds(actor), counts, asked),
        "orders": [
            {"label": label, "url": asked.url(by=by), "current": newest == (by == "newest")}
            for by, label in ORDERS
        ],
        "pager": _pager(here, total, asked),
        "blank": _none(words),
    }
    return render(request, "front/search.html", context)


class _Asked:
    """What the address asks, and other addresses like it."""

    def __init__(self, words: str, kind: str, newest: bool) -> None:
        self.pairs = {"q": words, "kind": kind, "by": "newest" if newest else "", "page": ""}

    def url(self, **other: str) -> str:
        changed = self.pairs | {"page": ""} | other
        pairs = {name: value for name, value in changed.items() if value and value != "best"}
        return f"{reverse('search')}?{urlencode(pairs)}"


def _kind(request: Request) -> Kind | None:
    try:
        return finding.record_kind(request.GET.get("kind", ""), request.actor)
    except UnknownName:
        return None


def _page(request: Request, total: int) -> int:
    text = request.GET.get("page", "1")
    asked = int(text) if text.isdecimal() and len(text) < 6 else 1
    return max(1, min(asked, -(-min(total, finding.MOST - 1) // SIZE) or 1))


def _count(total: int) -> str:
    return "1000 件以上" if total >= finding.MOST else f"{total} 件"


def _chips(kinds: list[Kind], counts: Any, asked: _Asked) -> list[dict[str, Any]]:
    """All, and each kind of which something was found."""
    here = asked.pairs["kind"]
    chips = [{"label": "全部", "url": asked.url(kind=""), "current": not here, "count": ""}]
    capped = sum(counts.values()) >= finding.MOST
    for kind in kinds:
        number = counts[kind.charter.key] if kind.charter else 0
        if number or kind.slug == here or capped:
            chips.append(
                {
                    "label": kind.title,
                    "url": asked.url(kind=kind.slug),
                    "current": kind.slug == here,
                    "count": "" if capped else str(number),
                }
            )
    return chips


def _pager(here: int, total: int, asked: _Asked) -> dict[str, Any] | None:
    shown = min(total, finding.MOST - 1)
    if shown <= SIZE:
        return None
    return {
        "first": (here - 1) * SIZE + 1,
        "last": min(shown, here * SIZE),
        "total": None if total >= finding.MOST else total,
        "prev_url": asked.url(page=str(here - 1)) if here > 1 else "",
        "next_url": asked.url(page=str(here + 1)) if here * SIZE < shown else "",
    }


def _hint() -> dict[str, str]:
    return {
        "what": "要找什么",
        "why": "写编号、标题或正文中的词，委员、单位、会议的名称也可以。几个词之间空一格，都有的才列出；"
        "加引号的照原样找。",
    }


def _none(words: str) -> dict[str, str]:
    return {
        "what": f"没有找到“{words}”",
        "why": "换一个短一些的词，或只写编号。没有对您现在的职务开放的记录不会列出。",
    }
