"""Comparing a report: with the draft before, and what has changed since it was sealed."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from jianyan.figures.sealing import changes_since
from jianyan.ground.pages.places import crumbs
from jianyan.ground.pages.web import Request, page
from jianyan.reports.keeping import restored
from jianyan.reports.kinds import KIND
from jianyan.reports.models import Draft
from jianyan.reports.verifying import with_labels

from .evidence import said
from .reading import Page
from .report import opened


@page
def compare(request: Request, pk: int) -> HttpResponse:
    """Two drafts side by side: `new` and `old` by number, else the newest with the one before."""
    found = opened(request, pk)
    drafts = list(found.row.drafts.select_related("by__person").order_by("-number"))
    new = _named(drafts, request.GET.get("new")) or drafts[0]
    older = [one for one in drafts if one.number < new.number]
    old = _named(older, request.GET.get("old")) or (older[0] if older else None)
    here = reverse("report-drafts", args=[pk])
    context = {
        "page": {
            "title": f"第 {new.number} 稿与第 {old.number} 稿" if old else "只有一稿",
            "about": found.row.record.title,
            "crumbs": crumbs(KIND, found.row, here="对比上稿"),
        },
        "drafts": [_row(one, here, new, old) for one in drafts],
        "figures": figures_changed(old, new) if old else None,
        "lines": lines_changed(old.filled["text"], new.filled["text"]) if old else [],
        "old": old,
        "new": new,
    }
    return render(request, "reports/compare.html", context)


def _named(drafts: list[Draft], number: str | None) -> Draft | None:
    return next((one for one in drafts if str(one.number) == number), None)


def _row(one: Draft, here: str, new: Draft, old: Draft | None) -> dict[str, Any]:
    return {
        "label": f"第 {one.number} 稿",
        "why": one.why,
        "who": str(one.by) if one.by else "系统",
        "when": one.at,
        "url": f"{here}?new={one.number}",
        "current": one.pk == new.pk,
        "old": old is not None and one.pk == old.pk,
    }


def figures_changed(old: Draft, new: Draft) -> dict[str, Any]:
    """The table of what the slots print otherwise, by expression and its place among its like."""
    then, now = _printed(old), _printed(new)
    rows = [
        [expression, then.get(key, "（没有）"), now.get(key, "（没有）")]
        for key in dict.fromkeys([*then, *now])
        if then.get(key) != now.get(key)
        for expression in [key[0].strip("{} ")]
    ]
    return {
        "caption": f"写出不同的 {len(rows)} 处",
        "heads": ["取数", f"第 {old.number} 稿", f"第 {new.number} 稿"],
        "rows": rows,
    }


def _printed(draft: Draft) -> dict[tuple[str, int], str]:
    found: dict[tuple[str, int], str] = {}
    for slot in restored(draft.filled).slots:
        place = sum(key[0] == slot.expression for key in found)
        found[slot.expression, place] = slot.text
    return found


def lines_changed(old: str, new: str) -> list[SafeString]:
    """The paragraphs that differ, what went struck out and what came marked."""
    before, after = old.split("\n"), new.split("\n")
    found: list[SafeString] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            continue
        pairs = max(b - a, d - c)
        for at in range(pairs):
            one = before[a + at] if a + at < b else ""
            other = after[c + at] if c + at < d else ""
            found.append(_marked(one, other))
    return found


def _marked(one: str, other: str) -> SafeString:
    html = ""
    for kind, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if kind == "equal":
            html += escape(_short(one[a:b]))
            continue
        html += format_html("<del>{}</del>", one[a:b]) if b > a else ""
        html += format_html("<ins>{}</ins>", other[c:d]) if d > c else ""
    return mark_safe(html)  # noqa: S308  (each piece is escaped)


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:28]}……{text[-28:]}"


@page
def changes(request: Request, pk: int) -> HttpResponse:
    """封存后差异: then and now, and the records that made the difference."""
    found: Page = opened(request, pk)
    sealed = found.row.seal
    rows = []
    for each in changes_since(sealed) if sealed else []:
        rows.append(
            {
                "name": with_labels(each.name, (found.row.record.committee_id,)),
                "then": said(each.then),
                "now": said(each.now),
                "came": each.came,
                "gone": each.gone,
                "altered": each.altered,
            }
        )
    context = {
        "page": {
            "title": "封存后差异",
            "about": found.row.record.title,
            "crumbs": crumbs(KIND, found.row, here="封存后差异"),
        },
        "sealed": sealed,
        "at": timezone.localtime(sealed.at) if sealed else None,
        "changes": rows,
        "blank": {
            "what": "没有差异" if sealed else "还没有封存",
            "why": "签发以来，报告中的每个数与台账仍然一致。"
            if sealed
            else "签发时封存全部读数，之后的差异列在这里。",
            "icon": "shield-check",
            "url": reverse("report", args=[pk]),
            "verb": "回到报告",
        },
    }
    return render(request, "reports/changes.html", context)
