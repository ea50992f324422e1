"""Whom a step concerns: everybody who proposed the case, and the units that handle it."""

from __future__ import annotations

from collections.abc import Iterable

from jianyan.ground.models import Record, Role
from jianyan.ground.register import By, today
from jianyan.ground.telling import tell
from jianyan.records.proposals.cases.models import Merge
from jianyan.records.proposals.cases.queries import proposers_told
from jianyan.records.proposals.tasks.models import TaskState, UnitTask
from jianyan.records.proposals.tasks.queries import dispatchers_of


def proposers_of(record: int) -> set[int]:
    """The people who proposed a case, and those of the cases merged into it, by pk."""
    merged = Merge.objects.filter(main=record, undone_on=None, struck_at=None)
    found = proposers_told([record, *merged.values_list("record", flat=True)], today())
    return {person for people in found.values() for person in people}


def units_of(record: int) -> list[int]:
    """The units that have a task of a case in force, by pk."""
    rows = UnitTask.objects.standing().filter(record=record, ended_on=None)
    return sorted(set(rows.exclude(state=TaskState.VOID).values_list("unit", flat=True)))


def tell_parties(
    by: By,
    record: Record,
    words: str,
    *,
    people: Iterable[int] = (),
    units: Iterable[int] | None = None,
    desk: str | None = None,
) -> None:
    """Tell the proposers, the units that handle the case (or those named), and who else is named."""
    bodies = units_of(record.pk) if units is None else units
    told = {*proposers_of(record.pk), *people}
    tell(by, record, words, people=told, bodies=bodies, desk=desk)


def tell_above(by: By, record: Record, words: str, units: Iterable[int]) -> None:
    """Tell who acts for the dispatchers above units."""
    above = {one for unit in units for one in dispatchers_of(unit)}
    tell(by, record, words, bodies=above, roles=(Role.DISPATCHER,))
