"""What changed in the text of a proposal since a step, which its trail tells."""

from __future__ import annotations

from typing import Any

from jianyan.ground.differences import segments
from jianyan.ground.models import Record, Suggestion, Trail
from jianyan.records.proposals.cases.models import Proposal
from jianyan.records.proposals.cases.queries import SOURCE

PARTS = {"title": "案由", "situation": "情况", "analysis": "分析"}


def changes_since(record: Record, step: Trail) -> list[dict[str, Any]]:
    """The parts of the text that are other than at a step: label and segments."""
    row = Proposal.objects.select_related("record").get(pk=record.pk)
    before = _before(record, step)
    now = {"title": row.record.title, "situation": row.situation, "analysis": row.analysis}
    found = [
        {"label": PARTS[name], "segments": segments(old, now[name])}
        for name, old in before.items()
        if old != now[name]
    ]
    old_texts, new_texts = _suggestions(record, step)
    if old_texts != new_texts:
        found.append({"label": "建议", "segments": segments(_lines(old_texts), _lines(new_texts))})
    return found


def _before(record: Record, step: Trail) -> dict[str, str]:
    """The text as it stood at the step: what the first change since took the place of."""
    found: dict[str, str] = {}
    saved = Trail.objects.filter(record=record, id__gt=step.pk, move="save").order_by("id")
    for one in saved:
        for name, pair in one.changes.items():
            if name in PARTS and name not in found:
                found[name] = str(pair[0] or "")
    return {name: found[name] for name in PARTS if name in found}


def _suggestions(record: Record, step: Trail) -> tuple[list[str], list[str]]:
    rows = Suggestion.objects.filter(record=record, source=SOURCE).order_by("order", "pk")
    standing = [one.text for one in rows if one.struck_at is None]
    struck = [one for one in rows if one.struck_at and one.struck_at > step.at]
    if not struck:
        return standing, standing
    first = min(one.struck_at for one in struck if one.struck_at)
    return [one.text for one in struck if one.struck_at == first], standing


def _lines(texts: list[str]) -> str:
    return "\n".join(f"{order}. {text}" for order, text in enumerate(texts, start=1))
