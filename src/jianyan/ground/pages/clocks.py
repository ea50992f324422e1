"""The sheet 期限 of a record page: each due date, how it was kept, and why it is that day."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from jianyan.ground.days import said_day
from jianyan.ground.kinds import Section
from jianyan.ground.models import Clock
from jianyan.ground.reminders import REMINDINGS


def clock_sections(
    record: int, part_id: int | None = None, without: Q | None = None
) -> list[Section]:
    """The sheet with the clocks of a record, or of one of its parts, `without` those that one may not
    see; none where it has none."""
    rows = Clock.objects.filter(record=record).prefetch_related("pauses")
    if without is not None:
        rows = rows.exclude(without)
    if part_id is not None:
        rows = rows.filter(part_id=part_id)
    found: dict[str, Any] = {"clocks": [], "settled": []}
    for clock in rows.select_related("record").order_by("due_on", "pk"):
        found["settled" if _settled(clock) else "clocks"].append(_said(clock))
    if not any(found.values()):
        return []
    return [Section("期限", "parts/clocks.html", {"key": "clocks", **found})]


def _settled(clock: Clock) -> bool:
    """Whether a clock no longer runs: what it asked was done, or no longer applies."""
    return bool(clock.met_on or clock.ended_on) or _past(clock)


def _past(clock: Clock) -> bool:
    """Whether nobody is asked any more: the record is past the states in which the clock counts."""
    named = REMINDINGS.get(clock.kind)
    return bool(named and named.states and clock.record.state not in named.states)


def _said(clock: Clock) -> dict[str, Any]:
    named = REMINDINGS.get(clock.kind)
    what = f"{named.what if named else clock.kind}期限"
    return {
        "what": f"{clock.part}{what}" if clock.part else what,
        "clock": None if _past(clock) and not clock.met_on else clock,
        "day": clock.due_on,
        "why": f"{clock.explanation}。",
        "state": _state(clock),
    }


def _state(clock: Clock) -> str:
    """What is to be known beside the chip: that it was stopped, and why, or no longer applies."""
    if clock.met_on:
        return ""
    if _past(clock) and not clock.ended_on:
        return "现阶段不再催办。"
    if clock.ended_on:
        return f"{said_day(clock.ended_on)}起不再适用。"
    standing = [one for one in clock.pauses.all() if one.until is None]
    return "".join(f"自{said_day(one.since)}暂停计时：{one.reason}。" for one in standing)
