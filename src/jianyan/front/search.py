"""The global search page: one box for every kind that one may see, for people and for bodies."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from jianyan.ground.kinds import Kind
from jianyan.ground.pages.web import Request, committee_of, page
from jianyan.ground.tokens import LONGEST_QUERY
from jianyan.ground.typed import Typed
from jianyan.kernel.errors import UnknownName

from . import finding, found

SIZE = 20
YEARS = 6
"""So many years, the newest, are offered to narrow a search."""
NAMED = {"unit": "单位", "person": "人员"}
"""The fields of 更多条件 and the conditions that they are."""
QUOTES = '"“”「」『』'
ORDERS = (("best", "最相关的在前"), ("newest", "最新的在前"))


@page
def search(request: Request) -> HttpResponse:
    """What was found for `q`, of one `kind` or all, `by` best or newest."""
    words = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    if more := _more(request):
        return redirect(f"{reverse('search')}?{urlencode({'q': f'{words} {more}'.strip()})}")
    kind = _kind(request)
    newest = request.GET.get("by") == "newest"
    context: dict[str, Any] = {"page": {"title": "搜索"}, "words": words, "longest": LONGEST_QUERY}
    if words:
        context |= _found(request, kind, _Asked(words, kind.slug if kind else "", newest))
    else:
        context["blank"] = _hint()
    return render(request, "front/search.html", context)


def _more(request: Request) -> str:
    """The fields of 更多条件 as one would type them, empty where none is filled in."""
    fields = {name: request.GET.get(name, "").strip() for name in (*NAMED, "from", "until")}
    said = [f"{label}:{_quoted(fields[name])}" for name, label in NAMED.items() if fields[name]]
    days = [fields["from"], fields["until"]]
    if all(days):
        days.sort()
    return " ".join([*said, f"日期:{'..'.join(days)}"] if any(days) else said)


def _quoted(value: str) -> str:
    plain = "".join(each for each in value if each not in QUOTES)
    return f"“{plain}”" if len(plain.split()) > 1 else plain


def _found(request: Request, kind: Kind | None, address: _Asked) -> dict[str, Any]:
    actor, within = request.actor, (committee_of(request),)
    every = finding.search(actor, within, address.words)
    whole = found.tally(every.rows)
    one, here = every, whole
    if kind:
        one = finding.search(actor, within, address.words, kind)
        here = found.tally(one.rows)
    number = _page(request, here.total)
    part = slice((number - 1) * SIZE, min(number * SIZE, found.MOST - 1))
    words = one.asked.words
    first = number == 1 and not kind
    return {
        "count": _count(here.total),
        "hits": _hits(one, here, part, newest=address.newest) if here.total else [],
        "nouns": finding.nouns(actor, within, words) if first else [],
        "kinds": _chips(finding.record_kinds(actor), whole.kinds, address),
        "orders": [
            {
                "label": label,
                "url": address.url(by=by),
                "current": address.newest == (by == "newest"),
            }
            for by, label in ORDERS
        ],
        "conditions": _conditions(one.asked, address),
        "further": _further(one.asked, here, kind, address),
        "pager": _pager(number, here.total, address),
        "page": {"title": "搜索", "notices": [{"kind": "warn", "text": text} for text in one.bad]},
        "blank": _none(address.words),
    }


def _hits(one: finding.Search, here: found.Tally, part: slice, *, newest: bool) -> list[found.Hit]:
    return found.hits(found.shown(one, here, part, newest=newest), one.asked.words)


def _conditions(asked: Typed, address: _Asked) -> list[dict[str, str]]:
    """Each condition in force, and the address without it."""
    pieces = [one.text for one in asked.said] + [one.text for one in asked.days]
    return [
        {"label": one, "remove_url": address.url(q=_without(address.words, one))} for one in pieces
    ]


def _without(words: str, piece: str) -> str:
    return " ".join(words.replace(piece, " ", 1).split())


def _further(
    asked: Typed, here: found.Tally, kind: Kind | None, address: _Asked
) -> list[dict[str, str]]:
    """Conditions that would narrow what was found: its years, and of one kind its states."""
    pairs = []
    if not asked.days and len(here.years) > 1:
        newest = sorted(here.years.items(), reverse=True)
        pairs += [(f"{year}年", f"{year}年", number) for year, number in newest[:YEARS]]
    named = {one.name for one in asked.said}
    if kind and kind.charter and "状态" not in named and len(here.states) > 1:
        labels = {state: kind.charter.label(state) for state in kind.charter.states.values}
        pairs += [
            (labels[state], f"状态:{labels[state]}", here.states[state])
            for state in labels
            if here.states[state]
        ]
    return [
        {
            "label": label,
            "url": address.url(q=f"{address.words} {more}"),
            "count": "" if here.capped else str(number),
        }
        for label, more, number in pairs
    ]


class _Asked:
    """What the address asks, and other addresses like it."""

    def __init__(self, words: str, kind: str, newest: bool) -> None:
        self.words, self.newest = words, newest
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
    return max(1, min(asked, -(-min(total, found.MOST - 1) // SIZE) or 1))


def _count(total: int) -> str:
    return "1000 件以上" if total >= found.MOST else f"{total} 件"


def _chips(kinds: list[Kind], counts: Any, asked: _Asked) -> list[dict[str, Any]]:
    """All, and each kind of which something was found."""
    here = asked.pairs["kind"]
    chips = [{"label": "全部", "url": asked.url(kind=""), "current": not here, "count": ""}]
    capped = sum(counts.values()) >= found.MOST
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
    shown = min(total, found.MOST - 1)
    if shown <= SIZE:
        return None
    return {
        "first": (here - 1) * SIZE + 1,
        "last": min(shown, here * SIZE),
        "total": None if total >= found.MOST else total,
        "prev_url": asked.url(page=str(here - 1)) if here > 1 else "",
        "next_url": asked.url(page=str(here + 1)) if here * SIZE < shown else "",
    }


def _hint() -> dict[str, str]:
    return {
        "what": "要找什么",
        "why": "写编号、标题、正文或附件中的词，委员、单位的名称也可以。几个词之间空一格，都有的才列出；"
        "加引号的照原样找。可以加条件，如“单位:住建局 状态:已答复 2020年”，还有届次、类别、提案者、"
        "种类、日期等，日期写作“日期:2020-03”或“2020-03-01..2020-06-30”。",
    }


def _none(words: str) -> dict[str, str]:
    return {
        "what": f"没有找到“{words}”",
        "why": "换一个短一些的词，或只写编号。没有对您现在的职务开放的记录不会列出。",
    }
