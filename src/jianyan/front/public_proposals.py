"""Proposals for anybody, without signing in: the text and the reply where both sides agreed to it.

Shown is what the office opened of that which the proposer agreed to make public, once it is answered,
with the replies whose units agreed too. Who handles it and by which telephone is never shown, nor what looks like it in a text.
"""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from jianyan.ground import serials
from jianyan.ground.choices import sessions
from jianyan.ground.models import Visibility
from jianyan.records.proposals.cases.models import CaseState, Proposal
from jianyan.records.proposals.queries import texts_of
from jianyan.records.proposals.replies.answers import Answer, answers
from jianyan.records.proposals.replies.queries import last_of_tasks

from .contacts import without_contacts
from .public import chosen_committee, pager

SIZE = 30
LONGEST = 40
GONE = "没有公开这件提案。提案者和承办单位都同意公开、已答复并经机关公开的提案才列在这里。"


def published() -> QuerySet[Any]:
    """Answered proposals that the proposer, and a unit in its last reply, agreed to make public, and that
    the office opened."""
    agreed = last_of_tasks().filter(public=True)
    return Proposal.objects.filter(
        public=True,
        published_on__isnull=False,
        record__state__in=(CaseState.REPLIED, CaseState.CLOSED),
        record__visibility__in=(Visibility.MEMBERS, Visibility.PUBLIC),
        pk__in=agreed.values("record"),
    ).select_related("record__session__term", "record__committee", "proposer", "body", "local")


@require_safe
def proposals(request: HttpRequest) -> HttpResponse:
    """The list, newest first, by committee and session, with a search by number and in titles and texts."""
    committees, chosen = chosen_committee(request)
    rows = published().order_by("-record__dated_on", "-pk")
    if chosen:
        rows = rows.filter(record__committee=chosen)
    offered = sessions((chosen.pk,)) if chosen else []
    session = request.GET.get("session", "")
    if session in dict(offered):
        term, _, number = session.partition(".")
        rows = rows.filter(record__session__term__number=term, record__session__number=number)
    words = request.GET.get("q", "").replace("\0", " ").strip()[:LONGEST]
    within = [chosen] if chosen else committees
    called = serials.numbered(words, [one.pk for one in within])
    keys = list(rows.filter(pk__in=called).values_list("pk", flat=True)) if called else []
    found = Paginator(keys or _saying(rows, words.split()), SIZE)
    here = found.get_page(request.GET.get("page"))
    shown = _shown(list(here.object_list))
    asked = {"committee": chosen.code if chosen else "", "session": session, "q": words}
    kept = {name: value for name, value in asked.items() if value}
    context: dict[str, Any] = {
        "page": {"title": "公开的提案和答复"},
        "rows": shown,
        "count": found.count,
        "chosen": chosen,
        "committees": committees if len(committees) > 1 else [],
        "sessions": offered,
        "session": session,
        "words": words,
        "asked": bool(words or session),
        "pager": pager(here, urlencode(kept) + "&" if kept else "", "件"),
    }
    return render(request, "front/public_proposals.html", context)


def _saying(rows: QuerySet[Any], words: list[str]) -> list[int]:
    """The keys of the cases in whose title or situation, as anybody may read them, every word stands:
    by what is left out there nothing is found either."""
    for word in words:
        rows = rows.filter(Q(record__title__icontains=word) | Q(situation__icontains=word))
    if not words:
        return list(rows.values_list("pk", flat=True))
    folded = [word.casefold() for word in words]
    return [
        pk
        for pk, *texts in rows.values_list("pk", "record__title", "situation")
        if _in_each(folded, [without_contacts(str(text)).casefold() for text in texts])
    ]


def _in_each(words: list[str], texts: list[str]) -> bool:
    return all(any(word in text for text in texts) for word in words)


def _shown(keys: list[int]) -> list[Any]:
    """The cases of one page of the list, in its order, with the title for anybody."""
    rows = published().in_bulk(keys)
    found = [rows[key] for key in keys if key in rows]
    for row in found:
        row.title = without_contacts(row.record.title)
    return found


@require_safe
def proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """One of them: its three parts and the replies that were opened. 404 for any other."""
    row = published().filter(pk=pk).first() if pk < 2**63 else None
    if row is None:
        raise Http404(GONE)
    said = [one for one in answers(row.pk) if one.reply.public]
    parts = [("一、情况", row.situation), ("二、分析", row.analysis)]
    context: dict[str, Any] = {
        "page": {"title": without_contacts(row.record.title)},
        "row": row,
        "parts": [(title, without_contacts(text)) for title, text in parts if text],
        "suggestions": [without_contacts(text) for text in texts_of(row)],
        "answers": [_bare(one) for one in said],
    }
    return render(request, "front/public_proposal.html", context)


def _bare(answer: Answer) -> dict[str, Any]:
    """What a page for anybody shows of a reply."""
    return {
        "unit": answer.unit,
        "on": answer.on,
        "number": answer.number,
        "grade": answer.grade,
        "text": without_contacts(answer.text),
        "points": [
            {
                "order": one.order,
                "text": without_contacts(one.text),
                "verdict": one.verdict,
                "said": without_contacts(one.said),
            }
            for one in answer.points
        ],
    }
