"""A filled text as the parts of a document page: headings, paragraphs, figure links, claims, notes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from jianyan.ground.templatetags.jianyan import fig
from jianyan.reports.fill import Filled, FilledClaim, FilledSlot
from jianyan.reports.filters import BLANK
from jianyan.reports.outline import Line, outline
from jianyan.reports.syntax import Words

TAGS = {"title": "h1", "signature": "p", "date": "p", "body": "p"}


@dataclass(frozen=True, slots=True)
class Doors:
    """Where the places of a document lead; each gives an address, or nothing where there is none.

    `slot` and `slot_panel` take a slot's number, `claim` and `claim_panel` a claim's place from 0,
    `acts` the acts that a broken claim offers. `opened` is the slot whose panel is open.
    """

    slot: Callable[[int], str] = lambda number: ""
    slot_panel: Callable[[int], str] = lambda number: ""
    claim: Callable[[int], str] = lambda place: ""
    claim_panel: Callable[[int], str] = lambda place: ""
    acts: Callable[[int], list[dict[str, Any]]] = lambda place: []
    words: str = ""
    opened: int = 0


def parts_of(filled: Filled, doors: Doors) -> list[dict[str, Any]]:
    """The parts of page_document.html, each claim that does not hold followed by its note."""
    found: list[dict[str, Any]] = []
    for line in outline(filled.text):
        if line.end == line.start and not _claims_in(filled, line):
            continue
        found.append(_line(filled, line, doors))
        for place in _claims_in(filled, line):
            claim = filled.claims[place]
            if not claim.holds:
                found.append({"tag": "note", "note": note_of(claim, place, doors)})
    return found


def _line(filled: Filled, line: Line, doors: Doors) -> dict[str, Any]:
    if line.kind != "heading":
        return {"tag": TAGS[line.kind], "html": marked(filled, line.start, line.end, doors)}
    whole = line.head >= line.end
    head = marked(filled, line.start, line.head, doors, last=whole)
    if whole:
        return {"tag": "h2" if line.level == 1 else "h3", "html": head}
    rest = marked(filled, line.head, line.end, doors)
    return {"tag": "p", "html": format_html('<span class="run-in">{}</span>{}', head, rest)}


def _claims_in(filled: Filled, line: Line) -> list[int]:
    """Places of the claims that stand in a line, withheld ones at its end included."""
    return [
        place for place, claim in enumerate(filled.claims) if line.start <= claim.start <= line.end
    ]


def marked(filled: Filled, start: int, end: int, doors: Doors, *, last: bool = True) -> SafeString:
    """The text between two offsets with its figures and claims marked; `last`: the line ends there."""
    marks: list[tuple[int, int, SafeString]] = []
    for slot in filled.slots:
        if start <= slot.start < end and slot.text:
            marks.append((slot.start, slot.end, _slot(slot, doors)))
    for place, claim in enumerate(filled.claims):
        inside = start <= claim.start < end or (last and claim.start == end)
        if inside:
            marks.append((claim.start, claim.end, _claim(claim, place, doors)))
    shown, at = "", start
    for mark_start, mark_end, html in sorted(marks, key=lambda mark: mark[:2]):
        shown += escape(filled.text[at:mark_start]) + html
        at = max(at, mark_end)
    return mark_safe(shown + escape(filled.text[at:end]))  # noqa: S308  (each piece is escaped)


def _slot(slot: FilledSlot, doors: Doors) -> SafeString:
    if isinstance(slot.tree.value, Words):
        if slot.text != BLANK or not doors.words:
            return escape(slot.text)
        return format_html('<a class="fig" href="{}">{}</a>', doors.words, slot.text)
    return fig(
        slot.text,
        doors.slot(slot.slot),
        opened=slot.slot == doors.opened,
        evidence=doors.slot_panel(slot.slot),
    )


def _claim(claim: FilledClaim, place: int, doors: Doors) -> SafeString:
    context = {
        "text": claim.phrase,
        "held": claim.holds,
        "struck": not claim.printed,
        "url": doors.claim(place),
        "evidence": doors.claim_panel(place),
        "note_id": f"claim-{place}",
    }
    return mark_safe(  # noqa: S308  (a template of our own)
        render_to_string("parts/claim.html", {"claim": context}).strip()
    )


def note_of(claim: FilledClaim, place: int, doors: Doors) -> dict[str, Any]:
    """The note below a paragraph whose claim does not hold."""
    if claim.reason is not None:
        text = f"{claim.detail}保留的理由：{claim.reason}"
        return {
            "id": f"claim-{place}",
            "lead": f"“{claim.words}”不成立，已说明理由后保留",
            "text": text,
        }
    return {
        "id": f"claim-{place}",
        "lead": f"“{claim.words}”与记录不符，未写入导出文件",
        "text": claim.detail,
        "acts": doors.acts(place),
    }
