"""The trail of a record as its story, newest first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.utils import timezone

from jianyan.ground.kinds import Kind
from jianyan.ground.models import Record, Role, Trail
from jianyan.ground.register import of_part
from jianyan.ground.rules import OFFICE
from jianyan.ground.templatetags.jianyan import cn_date, cn_time
from jianyan.ground.worded import worded
from jianyan.kernel.rules import Actor

SHOWN = 200
Guarded = Mapping[str, Callable[[Any], Any]]


def story_of(kind: Kind, row: Any, actor: Actor) -> list[dict[str, Any]]:
    """The steps of a record (of a part: its own), as the story template wants them."""
    record: Record | None = getattr(row, "record", None)
    steps = Trail.objects.select_related("by__person", "on_behalf_of").order_by("-id")
    if record is None:
        steps = steps.filter(of_part(row), record__isnull=True)
    else:
        steps = steps.filter(record=record)
        if not kind.is_record:
            steps = steps.filter(of_part(row))
    if not actor.has(Role.AUDITOR, Role.ADMINISTRATOR):
        steps = steps.exclude(move="read")
    guarded = {} if actor.has(*OFFICE) else kind.guarded
    return [_step(kind, one, place == 0, guarded) for place, one in enumerate(steps[:SHOWN])]


def _step(kind: Kind, one: Trail, newest: bool, guarded: Guarded) -> dict[str, Any]:
    who = str(one.by) if one.by else "系统"
    if one.on_behalf_of:
        who = f"{who}代{one.on_behalf_of}"
    at = timezone.localtime(one.at)
    what = one.label
    if one.part and kind.is_record and one.part not in one.label:
        # The part of an approval is named as its label is.
        what = one.label if one.part in one.label else f"{one.label}，{one.part}"
    milestone = bool(one.target) and one.source != one.target
    return {
        "who": who,
        "what": what,
        "when": one.at,
        "when_text": "" if one.on == at.date() else f"{cn_date(one.on)}（{cn_time(at)} 登记）",
        "note": _changes(kind, one, guarded) if one.move == "amend" else "",
        "quote": one.reason,
        "kind": "now" if newest else "key" if milestone else "",
    }


def _changes(kind: Kind, one: Trail, guarded: Guarded) -> str:
    said = []
    for name, pair in one.changes.items():
        fields = _fields(kind, name)
        shown = (guarded[name](v) if name in guarded else v for v in pair)
        old, new = (worded(v, *fields) or "空" for v in shown)
        said.append(f"{_label(name, fields)}：{old} → {new}")
    return "；".join(said)


def _fields(kind: Kind, name: str) -> list[Any]:
    """What a change is of: the form's field, and the column."""
    found: list[Any] = [field for field in (kind.form.base_fields.get(name),) if field]
    for model in (kind.model, Record):
        try:
            return [*found, model._meta.get_field(name)]
        except FieldDoesNotExist:
            continue
    return found


def _label(name: str, fields: list[Any]) -> str:
    labels = (getattr(one, "label", None) or getattr(one, "verbose_name", None) for one in fields)
    return str(next((label for label in labels if label), name))
