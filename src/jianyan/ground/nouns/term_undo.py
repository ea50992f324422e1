"""撤销换届: a change of term taken back as one, until something stands on it.

The change keeps in its trail row which rows it made and which days it changed; so what is put back
is what was, not what ought to have been.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from jianyan.ground.administrators import keep_one
from jianyan.ground.models import (
    Account,
    Batch,
    Body,
    Committee,
    Membership,
    Notice,
    Office,
    Person,
    Session,
    Term,
    Trail,
)
from jianyan.ground.register import By, leave_trail, today
from jianyan.kernel.errors import Refused

KIND = "change-of-term"
#: Table by table: where its committee stands, and the day that a change of term sets.
TABLES: dict[str, tuple[type[models.Model], str, str]] = {
    "offices": (Office, "committee", "until"),
    "memberships": (Membership, "person__committee", "until"),
    "bodies": (Body, "committee", "until"),
    "sessions": (Session, "term__committee", "closes_on"),
    "terms": (Term, "committee", "ends_on"),
    "people": (Person, "committee", "pk"),
}
#: What a newcomer may have without the change of term being in use.
OF_A_NEWCOMER = (Account, Membership, Notice, Office, Trail)

Days = dict[str, dict[str, str]]


@dataclass(slots=True)
class Undone:
    """What an undoing put back, or would, in lists of names."""

    batch: str
    gone: list[str] = field(default_factory=list)
    begun: list[str] = field(default_factory=list)
    restored: list[str] = field(default_factory=list)


def days_of(committee: int) -> Days:
    """The committee's standing rows, table by table, each with its last day."""
    found: Days = {}
    for name, (model, path, last) in TABLES.items():
        rows = model._default_manager.filter(**{path: committee})
        if hasattr(model, "struck_at"):
            rows = rows.filter(struck_at__isnull=True)
        found[name] = {str(pk): str(day or "") for pk, day in rows.values_list("pk", last)}
    return found


def kept(before: Days, after: Days) -> dict[str, Any]:
    """What the trail keeps: the rows that were made, and each changed day, old and new.

    A row that was struck out has no new day.
    """
    made: Days = {}
    changed: dict[str, dict[str, list[str | None]]] = {}
    for name in TABLES:
        old, new = before[name], after[name]
        made[name] = {pk: day for pk, day in new.items() if pk not in old}
        changed[name] = {pk: [day, new.get(pk)] for pk, day in old.items() if new.get(pk) != day}
    return {"made": made, "changed": changed}


def latest(committee: int) -> Batch | None:
    """The change of term that stands, if one was carried out and not taken back."""
    rows = Batch.objects.filter(committee=committee, kind=KIND, undone_at__isnull=True)
    return rows.order_by("-id").first()


def preview(by: By, batch: Batch) -> Undone:
    """What the undoing would do; nothing is written. Raises like `undo`."""
    with transaction.atomic():
        done = undo(by, batch)
        transaction.set_rollback(True)
    return done


def undo(by: By, batch: Batch) -> Undone:
    """Take a change of term back. Raises Refused, with what stands on it, or when it was undone."""
    by = By(by.actor)
    committee = batch.committee_id
    with transaction.atomic():
        Committee.objects.select_for_update().get(pk=committee)
        now = timezone.now()
        if not Batch.objects.filter(pk=batch.pk, undone_at__isnull=True).update(undone_at=now):
            raise Refused("这次换届已经撤销。")
        told = Trail.objects.filter(batch=batch, move=KIND).order_by("-id").first()
        if told is None or "made" not in told.changes:
            raise Refused("这次换届没有留下可以撤销的底账，请逐条更正。")
        done = Undone(batch=batch.name)
        why = list(_altered(told.changes, days_of(committee)))
        if not why:
            _strike(told.changes["made"], done)
            why = list(_delete(told.changes["made"], done))
        if why:
            more = f"等{len(why)}处" if len(why) > 5 else ""
            raise Refused(f"换届之后已有办理，不能整批撤销：{'；'.join(why[:5])}{more}。")
        _put_back(told.changes["changed"], done)
        keep_one(committee, today())
        leave_trail(
            None,
            by,
            committee=committee,
            move="undo",
            label=f"撤销{batch.name}"[:60],
            on=today(),
            reason=f"取消{len(done.gone) + len(done.begun)}条，恢复{len(done.restored)}条",
            changes={"cancelled": [*done.gone, *done.begun], "restored": done.restored},
        )
    return done


def _altered(said: dict[str, Any], now: Days) -> Iterator[str]:
    """The rows that are not as the change of term left them."""
    for name, (model, _, _) in TABLES.items():
        left = said["made"][name] | {pk: new for pk, (_, new) in said["changed"][name].items()}
        if name == "people":
            continue
        other = [pk for pk, day in left.items() if now[name].get(pk) != day]
        for row in model._default_manager.filter(pk__in=other).order_by("pk"):
            yield f"“{row}”已另行更正"


def _strike(made: Days, done: Undone) -> None:
    """Memberships and offices that began are struck; those of a body that goes, go with it."""
    for name, model in (("offices", Office), ("memberships", Membership)):
        rows = model._default_manager.filter(pk__in=made[name])
        done.begun += [str(row) for row in rows.select_related("person").order_by("pk")]
        rows.filter(body__in=list(map(int, made["bodies"]))).delete()
        rows.update(struck_at=timezone.now())


def _delete(made: Days, done: Undone) -> Iterator[str]:
    """Bodies, session and term go, unless something stands on them; newcomers stay as people."""
    for person in Person.objects.filter(pk__in=made["people"]):
        yield from _standing_on(person, OF_A_NEWCOMER)
    for name in ("bodies", "sessions", "terms"):
        for row in TABLES[name][0]._default_manager.filter(pk__in=made[name]).order_by("-pk"):
            if found := list(_standing_on(row)):
                yield from found
            else:
                done.gone.append(str(row))
                row.delete()


def _standing_on(row: models.Model, apart: Iterable[type[models.Model]] = ()) -> Iterator[str]:
    """Which rows name this one, each table's first in words."""
    for relation in row._meta.related_objects:
        model: Any = relation.related_model
        if model in apart:
            continue
        first = model._default_manager.filter(**{relation.field.name: row.pk}).first()
        if first is not None:
            yield f"“{row}”已写入{getattr(first, 'record', first)}"


def _put_back(changed: dict[str, dict[str, list[str | None]]], done: Undone) -> None:
    """Every changed day is again what it was; what was struck stands again."""
    for name, (model, _, last) in TABLES.items():  # JSON keeps no order of its own
        rows = changed.get(name, {})
        for row in model._default_manager.filter(pk__in=rows).order_by("pk"):
            old = rows[str(row.pk)][0]
            back: dict[str, Any] = {last: date.fromisoformat(old) if old else None}
            if hasattr(row, "struck_at"):
                back["struck_at"] = None
            model._default_manager.filter(pk=row.pk).update(**back)
            done.restored.append(str(row))
