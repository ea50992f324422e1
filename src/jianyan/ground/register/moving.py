"""Moves: lock, then ask. 作废 is one of them.

One conditional UPDATE carries the state and the rule. (The rule inside one statement with the lock
would be judged by an old snapshot on PostgreSQL: see docs/adr.)
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from jianyan.ground import search
from jianyan.ground.days import near_day
from jianyan.ground.models import Record, Trail
from jianyan.kernel.charter import ACTIONS, VOID, Charter, Move
from jianyan.kernel.errors import Denied, Refused, Stale
from jianyan.kernel.rules import Actor

from .locking import locked_row
from .trail import By, leave_trail, of_part, plain, today


def move(
    charter: Charter,
    name: str,
    by: By,
    pk: int,
    *,
    on: date,
    reason: str = "",
    columns: Mapping[str, Any] | None = None,
    record_columns: Mapping[str, Any] | None = None,
) -> Any:
    """Move a record or part; gives its row as it then stands.

    `columns` and `record_columns` are written with the move. Raises Stale (the state is another
    one by now, or somebody was first), Denied (not this actor's), Refused (a need is not met).
    """
    step = charter.move(name)
    with transaction.atomic():
        row = locked_row(charter, pk)
        for need in step.needs:
            if why := need(row, by.actor):
                raise Refused(why)
        before = state_of(charter, row)
        if not moved(charter, step, by.actor, pk):
            raise refusal(charter, step, by.actor, pk)
        if columns:
            charter.model._default_manager.filter(pk=pk).update(**columns)
        if record_columns:
            Record.objects.filter(pk=row.record_id).update(**record_columns)
        changes = {
            key: [None if step.target else _before(on_row, key), plain(value)]
            for on_row, written in ((row, columns), (row.record, record_columns))
            for key, value in (written or {}).items()
        }
        leave_trail(
            row.record,
            by,
            move=name,
            label=step.label,
            on=on,
            source=before,
            target=step.target or before,
            part=row if charter.part else None,
            reason=reason,
            changes=changes,
        )
        if record_columns:
            search.index([row.record_id])
        return charter.model._default_manager.select_related("record").get(pk=pk)


def _before(row: models.Model, name: str) -> Any:
    """What stood in a column until now, where a step changes what is written and not the state; of a
    link nothing, which would take a statement to name."""
    field = row._meta.get_field(name)
    return None if field.is_relation else plain(getattr(row, name))


def void(charter: Charter, by: By, pk: int, *, on: date | None = None, reason: str) -> Any:
    """作废: the row keeps its number and leaves every figure; a kind that has an action of it does what
    follows too. Raises Refused without a reason."""
    if not reason.strip():
        raise Refused("请写明作废的理由。")
    if act := ACTIONS.get((charter.key, VOID)):
        return act(by, pk, on=on or today(), reason=reason)
    return move(charter, VOID, by, pk, on=on or today(), reason=reason)


def stand(record: Record, target: str) -> None:
    """An unsaved record stands one move further on, as `register_many` is to enter it."""
    record.state, record.version = target, record.version + 1


def state_of(charter: Charter, row: Any) -> str:
    """The state that the charter governs: the part's own, or its record's."""
    return str(row.state if charter.part else row.record.state)


def moved(charter: Charter, step: Move, actor: Actor, pk: int) -> bool:
    rows: models.QuerySet[Any]
    held = Exists(charter.model._default_manager.filter(step.by(actor), pk=OuterRef("pk")))
    if charter.part:
        during = Q(record__state__in=step.during) if step.during else ~Q(record__state=VOID)
        alive = charter.model._default_manager.filter(during, pk=OuterRef("pk"))
        rows = charter.model._default_manager.filter(
            held, Exists(alive), pk=pk, state__in=step.source
        )
        return bool(
            rows.update(version=F("version") + 1, **({"state": step.target} if step.target else {}))
        )
    rows = Record.objects.filter(held, pk=pk, state__in=step.source)
    return bool(rows.update(state=step.target or F("state")))


def refusal(charter: Charter, step: Move, actor: Actor, pk: int) -> Refused:
    row: Any = charter.model._default_manager.select_related("record").get(pk=pk)
    state = state_of(charter, row)
    if state not in step.source:
        who = _brought_there(charter, row, state)
        return Stale(
            f"{row.record}现为“{charter.label(state)}”{who}，不能{step.label}。没有改动任何内容。"
        )
    if charter.part and step.during and row.record.state not in step.during:
        return Stale(f"{row.record}的状态已变，不能{step.label}。没有改动任何内容。")
    return Denied(f"您没有{step.label}的权限，没有改动任何内容。")


def _brought_there(charter: Charter, row: Any, state: str) -> str:
    """By whose step, and when, a row came to be in its state; empty where nothing says so."""
    own = of_part(row) if charter.part else Q(part_id=None)
    steps = Trail.objects.filter(own, record=row.record, target=state)
    last = steps.exclude(source=state).select_related("by__person").order_by("-id").first()
    if last is None:
        return ""
    at = timezone.localtime(last.at)
    day = "" if at.date() == today() else near_day(at.date(), today())
    return f"（{last.by or '系统'}于{day}{at:%H:%M}{last.label}）"
