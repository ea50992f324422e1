"""The page of a report: the document on paper, its evidence beside it, what is still to be done."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from jianyan.ground.days import said_day
from jianyan.ground.kinds import Kind
from jianyan.ground.pages.places import act_url, crumbs, list_url
from jianyan.ground.pages.web import Request, load, page
from jianyan.kernel.charter import Move
from jianyan.kernel.rules import Rule
from jianyan.reports import queries
from jianyan.reports.kinds import KIND
from jianyan.reports.models import Report, State
from jianyan.reports.syntax import Words

from .drawing import Doors, parts_of
from .evidence import claim_evidence, slot_evidence
from .reading import Page

EDITS = "save"


@page
def show(request: Request, pk: int) -> HttpResponse:
    """The report. `slot` or `claim` in the address open a panel without JavaScript."""
    found = opened(request, pk)
    row, slot = found.row, _number(request.GET.get("slot"))
    evidence = _evidence_asked(request, found)
    if evidence:
        evidence["close_url"] = reverse("report", args=[pk]) + "#main"
    context = {
        "page": head_of(request, found),
        "record": {"number": row.record.number, "title": row.record.title},
        "state": {
            "label": KIND.charter.label(row.record.state) if KIND.charter else "",
            "shape": KIND.charter.shape(row.record.state) if KIND.charter else "",
        },
        "parts": parts_of(found.filled, doors_of(found, row.may[EDITS], slot)),
        "evidence": evidence,
        "findings_url": "" if found.signed else reverse("report-findings", args=[pk]),
        "steps": steps_of(row),
        "trail_url": reverse("kind-record", args=[KIND.slug, pk]),
        "moves": moves_of(request, found),
        "actor_line": f"{request.actor.name}，每一步记入办理经过",
    }
    return render(request, "reports/report.html", context)


def opened(request: Request, pk: int) -> Page:
    """The report that the actor may view, with what they may do to it. Raises Http404."""
    asks: dict[str, Rule] = {step.name: step.by for step in steps_declared(KIND)}
    row: Any = load(KIND, request, pk, asks)
    return Page(row)


def steps_declared(kind: Kind) -> tuple[Move, ...]:
    """The moves of a kind's charter."""
    return kind.charter.moves if kind.charter else ()


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 6 else 0


def _evidence_asked(request: Request, found: Page) -> dict[str, Any] | None:
    asked = {key: str(value) for key, value in request.GET.items()}
    if "claim" in asked and asked["claim"].isdecimal():
        return claim_evidence(found, _number(asked["claim"]), request.actor, asked)
    return slot_evidence(found, _number(asked.get("slot")), request.actor, asked)


def doors_of(found: Page, may_edit: bool, slot: int = 0) -> Doors:
    """Where the places of the document lead."""
    pk, here = found.row.pk, reverse("report", args=[found.row.pk])
    edits = may_edit and found.open

    def acts(place: int) -> list[dict[str, Any]]:
        if not edits:
            return []
        return [
            {"label": "改写这一句", "url": edit_url(found, place)},
            {"label": "说明理由后保留", "url": reverse("report-stand", args=[pk, place])},
        ]

    return Doors(
        slot=lambda number: f"{here}?slot={number}#evidence",
        slot_panel=lambda number: reverse("report-evidence", args=[pk, number]),
        claim=lambda place: f"{here}?claim={place}#evidence",
        claim_panel=lambda place: reverse("report-claim", args=[pk, place]),
        acts=acts,
        words=reverse("report-words", args=[pk]) if edits else "",
        opened=slot,
    )


def edit_url(found: Page, place: int | None = None) -> str:
    """The editing page, at a claim's place in the prose."""
    url = reverse("report-edit", args=[found.row.pk])
    return url if place is None else f"{url}?{urlencode({'claim': place})}"


def head_of(request: Request, found: Page) -> dict[str, Any]:
    """Title, what the draft holds, tools and notices."""
    row, filled = found.row, found.filled
    figures = sum(not isinstance(slot.tree.value, Words) for slot in filled.slots)
    draft = found.last_draft
    label = KIND.charter.label(row.record.state) if KIND.charter else ""
    about = f"第 {draft.number} 稿 · {label} · {figures} 处取数 · {len(filled.claims)} 处声明"
    return {
        "title": row.record.title,
        "about": about + cut_off(found),
        "crumbs": crumbs(KIND, row),
        "tools": tools_of(found),
        "notices": notices_of(found),
    }


def cut_off(found: Page) -> str:
    """The cut-off, where it is not the period's own end."""
    until = found.reader.known_until
    return "" if until == found.reader.last else f" · 截至{said_day(until)}"


def tools_of(found: Page) -> list[dict[str, Any]]:
    """What one may look at or take along."""
    row, pk = found.row, found.row.pk
    tools: list[dict[str, Any]] = []
    if row.may[EDITS] and found.open:
        tools.append({"label": "改稿", "url": edit_url(found), "icon": "edit"})
        tools.append(
            {"label": "填文字", "url": reverse("report-words", args=[pk]), "icon": "writing"}
        )
    tools.append(
        {"label": "对比上稿", "url": reverse("report-drafts", args=[pk]), "icon": "git-compare"}
    )
    tools.append(
        {"label": "导出", "url": reverse("report-export", args=[pk]), "icon": "file-type-docx"}
    )
    if found.signed:
        tools.append(
            {"label": "封存后差异", "url": reverse("report-changes", args=[pk]), "icon": "history"}
        )
    return tools


def notices_of(found: Page) -> list[dict[str, str]]:
    """What stands in the way of signing, or that it was sealed."""
    sealed = found.row.seal
    if sealed:
        at = timezone.localtime(sealed.at)
        text = f"{sealed.signer}于{said_day(at)}签发，印记 {sealed.digest[:16]}。数字不再变动。"
        return [{"kind": "ok", "lead": "已封存", "text": text}]
    claims = found.filled.claims
    broken = [place for place, claim in enumerate(claims) if not claim.printed]
    blank = found.filled.blank
    said = [f"{len(broken)} 处声明不成立" if broken else "", f"{blank} 处待填" if blank else ""]
    if not any(said):
        return []
    held = sum(claim.holds for claim in claims)
    notice = {
        "kind": "warn",
        "lead": f"{'，'.join(filter(None, said))}，暂不能核对。",
        "text": f"另 {held} 处声明成立。" if held else "",
    }
    if broken:
        notice |= {"url": f"#claim-{broken[0]}", "verb": "看第一处"}
    return [notice]


def findings_of(found: Page) -> list[dict[str, Any]]:
    """What a person must look at before signing, blocking ones first."""
    here = reverse("report", args=[found.row.pk])
    claims = {(one.start, one.end): place for place, one in enumerate(found.filled.claims)}
    slots = {(one.start, one.end): one.slot for one in found.filled.slots}
    listed = []
    for finding in sorted(found.findings, key=lambda one: not one.blocks):
        place, slot = (
            claims.get((finding.start, finding.end)),
            slots.get((finding.start, finding.end)),
        )
        url = f"#claim-{place}" if finding.kind == "claim" and place is not None else ""
        if not url and slot:
            url = f"{here}?slot={slot}#evidence"
        listed.append({"text": finding.message, "blocks": finding.blocks, "url": url})
    return listed


def steps_of(row: Report) -> list[dict[str, Any]]:
    """The approval steps of the rulebook, with who passed which and when."""
    names = queries.steps(row.record)
    sent = row.record.state in (State.IN_APPROVAL, State.SIGNED)
    done = list(queries.approvals(row.pk)) if sent else []
    passed = {one.order: one for one in done if one.passed}
    found = []
    for order, name in enumerate(names, start=1):
        one = passed.get(order) if order <= row.step else None
        now = sent and order == row.step + 1
        found.append(
            {
                "name": name,
                "by": one.signer if one else "",
                "on": one.on if one else None,
                "opinion": one.opinion if one else "",
                "shape": "done" if one else "half" if now else "draft",
                "word": "已过" if one else "待办" if now else "未到",
            }
        )
    return found


def moves_of(request: Request, found: Page) -> list[dict[str, Any]]:
    """What may be done now; checking that would be refused stands disabled with its reason."""
    row = found.row
    listed: list[dict[str, Any]] = []
    for step in steps_declared(KIND):
        if step.name == EDITS or row.record.state not in step.source or not row.may[step.name]:
            continue
        whys = [why for need in step.needs if (why := need(row, request.actor))]
        if step.name == "check" and found.blocked:
            whys.append(f"还有 {found.blocked} 处要先处理")
        listed.append(
            {
                "label": step.label,
                "url": act_url(KIND, "move", row.pk, step.name),
                "disabled": bool(whys),
                "why": whys[0] if whys else "",
                "primary": not whys and not any(one.get("primary") for one in listed),
            }
        )
    return listed


@page
def findings(request: Request, pk: int) -> HttpResponse:
    """What a person must look at before signing: fetched after the page, since it reads the year
    before and the records of every figure too."""
    found = opened(request, pk)
    alone = bool(request.headers.get("HX-Request"))
    context = {
        "findings": findings_of(found),
        "page": {"title": "签发前核对", "crumbs": crumbs(KIND, found.row, here="签发前核对")},
    }
    return render(request, f"reports/findings{'' if alone else '_page'}.html", context)


@page
def evidence(request: Request, pk: int, slot: int) -> HttpResponse:
    """The panel of a slot alone."""
    found = opened(request, pk)
    asked = {key: str(value) for key, value in request.GET.items()}
    return _panel(request, slot_evidence(found, slot, request.actor, asked))


@page
def claim(request: Request, pk: int, place: int) -> HttpResponse:
    """The panel of a claim alone."""
    found = opened(request, pk)
    asked = {key: str(value) for key, value in request.GET.items()}
    return _panel(request, claim_evidence(found, place, request.actor, asked))


def _panel(request: Request, found: dict[str, Any] | None) -> HttpResponse:
    if found is None:
        raise Http404("报告里没有这一处，正文可能已经改过。")
    if request.headers.get("HX-Request"):
        return render(request, "parts/evidence.html", {"evidence": found})
    title = {
        "title": f"数据出处：{found['name']}",
        "crumbs": [{"label": KIND.title, "url": list_url(KIND)}],
    }
    return render(request, "reports/source.html", {"evidence": found, "page": title})
