"""Dated facts (parts without states): added, completed, struck out, replaced; never overwritten."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from jianyan.ground.models import Record
from jianyan.kernel.charter import AMEND
from jianyan.kernel.errors import Refused, Stale

from .counting import ask_reason
from .locking import lock
from .trail import By, leave_trail, plain, today


def add_fact(by: By, fact: Any, *, label: str, on: date) -> Any:
    """Add a dated fact (a part without states) to its record; gives the saved fact."""
    with transaction.atomic():
        record = lock(fact.record_id)
        fact.batch = by.batch
        fact.save(force_insert=True)
        leave_trail(record, by, move="add", label=label, on=on, part=fact)
    return fact


def strike_fact(by: By, fact: Any, *, label: str, reason: str, replaced: bool = False) -> None:
    """Strike a fact out of every figure, keeping the row. `replaced`: for a 更正, the right one
    being entered in its place.

    Raises Refused without a reason (a 更正 wants one once the record was counted in a signed
    report), and Stale when it was struck out already.
    """
    if not replaced and not reason.strip():
        raise Refused("请写明作废的理由。")
    with transaction.atomic():
        record = _strike(fact)
        ask_reason(record.pk, reason)
        said = reason.strip() or "更正"
        leave_trail(record, by, move="strike", label=label, on=today(), part=fact, reason=said)


def complete_fact(by: By, fact: Any, *, label: str, on: date, columns: Mapping[str, Any]) -> Any:
    """Fill columns of a fact that were empty (a promise kept, on that day); gives the fact.

    Raises Stale when one was filled meanwhile: what a fact says is never overwritten.
    """
    with transaction.atomic():
        record = lock(fact.record_id)
        rows = type(fact).objects.filter(pk=fact.pk, struck_at__isnull=True)
        empty = {f"{name}__isnull": True for name in columns}
        if not rows.filter(**empty).update(**columns):
            raise Stale(f"{label}已经登记过，没有改动任何内容。")
        changes = {name: [None, plain(value)] for name, value in columns.items()}
        leave_trail(record, by, move="complete", label=label, on=on, part=fact, changes=changes)
        return rows.get()


def replace_fact(
    by: By, fact: Any, changes: Mapping[str, tuple[Any, Any]], *, label: str, on: date, reason: str
) -> Any:
    """更正 of a fact: the old row is struck out and a new one entered with the changes; gives it.

    `changes` maps a field to (old, new). Raises Stale when the fact was struck out meanwhile, and
    Refused when the record was counted in a signed report and no reason is given.
    """
    with transaction.atomic():
        _strike(fact)
        ask_reason(fact.record_id, reason)
        kept = {
            field.attname: getattr(fact, field.attname)
            for field in type(fact)._meta.concrete_fields
            if field.name not in ("id", "batch", "struck_at")
        }
        fresh = type(fact)(**kept, batch=by.batch)
        for name, (_, new) in changes.items():
            setattr(fresh, name, new)
        fresh.save(force_insert=True)
        said = {name: [plain(old), plain(new)] for name, (old, new) in changes.items()}
        leave_trail(
            fresh.record,
            by,
            move=AMEND,
            label=f"更正{label}",
            on=on,
            part=fresh,
            reason=reason,
            changes=said,
        )
    return fresh


def _strike(fact: Any) -> Record:
    record = lock(fact.record_id)
    standing = type(fact).objects.filter(pk=fact.pk, struck_at__isnull=True)
    if not standing.update(struck_at=timezone.now()):
        raise Stale(f"{record}的这一条已由他人更正或作废，没有改动任何内容，请重新打开后核对。")
    return record
