"""The public page: what a committee has published, for anybody and without signing in.

Shown are only issued publications that the office has opened to the public, of the sorts that name
no person: their titles, numbers and days.
"""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jianyan.ground.models import Committee, Visibility
from jianyan.records.publications.models import Publication, State

SORTS = ("research_report", "paper", "regulation", "guide", "article", "publicity")
SIZE = 50


@require_safe
def published(request: HttpRequest) -> HttpResponse:
    """The list, newest first; of one committee where several live here."""
    committees, chosen = chosen_committee(request)
    rows = (
        Publication.objects.filter(
            record__visibility=Visibility.PUBLIC,
            record__state__in=(State.ISSUED, State.IN_FORCE),
            sort__code__in=SORTS,
            issued_on__isnull=False,
        )
        .select_related("record__committee", "sort")
        .order_by("-issued_on", "-pk")
    )
    if chosen:
        rows = rows.filter(record__committee=chosen)
    found = Paginator(rows, SIZE)
    here = found.get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "page": {"title": "公开的文稿和制度"},
        "rows": here.object_list,
        "count": found.count,
        "chosen": chosen,
        "committees": committees if len(committees) > 1 else [],
        "pager": pager(here, f"committee={chosen.code}&" if chosen else "", "篇"),
    }
    return render(request, "front/public.html", context)


def chosen_committee(request: HttpRequest) -> tuple[list[Committee], Committee | None]:
    """All committees, and the one that is asked for or the only one. Raises Http404 for no such one."""
    committees = list(Committee.objects.all())
    code = request.GET.get("committee", "")
    chosen = next((one for one in committees if one.code == code), None)
    if code and chosen is None:
        raise Http404("没有这个委员会，地址可能抄错了。")
    if chosen is None and len(committees) == 1:
        chosen = committees[0]
    return committees, chosen


def pager(here: Any, kept: str, unit: str) -> dict[str, Any] | None:
    """The pager of a public list, with the conditions kept; None where one page is all."""
    if here.paginator.num_pages < 2:
        return None
    return {
        "first": here.start_index(),
        "last": here.end_index(),
        "total": here.paginator.count,
        "unit": unit,
        "prev_url": f"?{kept}page={here.number - 1}" if here.has_previous() else "",
        "next_url": f"?{kept}page={here.number + 1}" if here.has_next() else "",
    }
