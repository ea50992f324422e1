"""Writing the nouns of ground: each write with its trail row, which names the committee and no record."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from jianyan.ground.models import Body, Membership, Oversight, Person
from jianyan.ground.models.committees import in_force
from jianyan.ground.register import By, leave_trail, plain, today
from jianyan.kernel.errors import Stale

Changes = Mapping[str, tuple[Any, Any]]


def add_row(by: By, row: Any, committee: int, what: str) -> Any:
    """Enter a row; gives it saved."""
    with transaction.atomic():
        row.save(force_insert=True)
        note(by, row, committee, "enter", f"登记{what}")
    return row


def change_row(
    by: By,
    row: Any,
    committee: int,
    what: str,
    changes: Changes,
    reason: str,
    *,
    columns: Changes | None = None,
) -> Any:
    """Write changed columns if they still are as they were seen; gives the row as it then stands.

    `changes` is what the trail says; `columns` what is written when that is not the same.
    Raises Stale when somebody else was first.
    """
    written = changes if columns is None else columns
    manager = type(row)._default_manager
    with transaction.atomic():
        old = {name: before for name, (before, _) in written.items()}
        fresh = {name: after for name, (_, after) in written.items()}
        if fresh and not manager.filter(pk=row.pk, **old).update(**fresh):
            raise Stale(f"{row}已被他人改动，您填的内容还在，请核对后再存。")
        after = manager.get(pk=row.pk)
        said = {name: [plain(before), plain(new)] for name, (before, new) in changes.items()}
        note(by, after, committee, "amend", f"更正{what}", reason=reason, changes=said)
    return after


def note(by: By, row: Any, committee: int, move: str, label: str, **said: Any) -> None:
    """The trail row of a write."""
    leave_trail(
        None, by, committee=committee, part=row, move=move, label=label[:60], on=today(), **said
    )


def split_changes(model: type[Model], changes: Changes) -> tuple[dict[str, Any], dict[str, Any]]:
    """The changes that are columns of a table, and the others."""
    own: dict[str, Any] = {}
    others: dict[str, Any] = {}
    for name, pair in changes.items():
        try:
            model._meta.get_field(name)
        except FieldDoesNotExist:
            others[name] = pair
        else:
            own[name] = pair
    return own, others


def belong(by: By, person: Person, kind: str, bodies: list[Body], day: date) -> None:
    """From a day on a person belongs to these bodies of a kind and to no others of it.

    A membership that began on the day itself is put right in place; an older one ends the day
    before, so that what was true stays true.
    """
    held = {
        one.body_id: one
        for one in Membership.objects.filter(
            in_force(day), person=person, body__kind=kind, struck_at__isnull=True
        )
    }
    for body_id, one in held.items():
        if body_id not in {body.pk for body in bodies}:
            _stop(one, day)
            note(by, one, person.committee_id, "end", f"不再属于{one.body}")
    for body in bodies:
        if body.pk not in held:
            made = Membership.objects.create(person=person, body=body, since=day)
            note(by, made, person.committee_id, "enter", f"编入{body}")


def oversee(by: By, unit: Body, dispatcher: Body | None, day: date) -> None:
    """From a day on a unit answers to this dispatcher, and to no other."""
    held = Oversight.objects.filter(in_force(day), unit=unit, struck_at__isnull=True)
    for one in held.exclude(dispatcher=dispatcher) if dispatcher else held:
        _stop(one, day)
        note(by, unit, unit.committee_id, "end", f"不再由{one.dispatcher}交办")
    if dispatcher and not held.filter(dispatcher=dispatcher).exists():
        Oversight.objects.create(dispatcher=dispatcher, unit=unit, since=day)
        note(by, unit, unit.committee_id, "enter", f"由{dispatcher}交办")


def _stop(row: Membership | Oversight, day: date) -> None:
    """End a dated row the day before; one that began on the day never was."""
    rows = type(row)._default_manager.filter(pk=row.pk)
    if row.since >= day:
        rows.update(struck_at=timezone.now())
    else:
        rows.update(until=day - timedelta(days=1))
