"""The trail: who wrote what, when and on whose behalf, one row for every write."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone

from jianyan.ground.models import Batch, Person, Record, Trail
from jianyan.kernel.rules import Actor

LOOKING = ("read", "export", "command", "audit")
"""Steps of the trail that change nothing a report could say."""


@dataclass(frozen=True, slots=True)
class By:
    """Who writes: the actor, and on whose behalf or in which import."""

    actor: Actor
    on_behalf_of: Person | None = None
    batch: Batch | None = None


def leave_trail(record: Record | None, by: By, **said: Any) -> Trail:
    """Write one trail row."""
    trail = trail_row(record, by, **said)
    trail.save(force_insert=True)
    return trail


def trail_row(
    record: Record | None, by: By, *, part: Any = None, committee: int | None = None, **said: Any
) -> Trail:
    """One trail row, not yet saved."""
    return Trail(
        record=record,
        committee_id=record.committee_id if record else committee,
        by_id=by.actor.account,
        on_behalf_of=by.on_behalf_of,
        batch=by.batch,
        **part_of(part),
        **said,
    )


def part_of(part: Any) -> dict[str, Any]:
    """What a trail row says of the part of the record that it is about; nothing for none."""
    if part is None:
        return {}
    return {"part": str(part)[:80], "part_id": part.pk, "part_kind": part._meta.label_lower}


def of_part(part: Any) -> Q:
    """The trail rows of one part, whatever it was called; those of earlier versions by its name."""
    named = Q(part_kind="", part=str(part)[:80])
    return Q(part_id=part.pk) & (Q(part_kind=part._meta.label_lower) | named)


def plain(value: Any) -> Any:
    """A value as the trail keeps it: a number, text, or a row's name with its key."""
    if isinstance(value, models.Model):
        return {"id": value.pk, "name": str(value)}
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, Sequence):
        return [plain(each) for each in value]
    return str(value)


def today() -> date:
    """Today where the committee is."""
    return timezone.localdate()
