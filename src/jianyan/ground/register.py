"""The only writer of the register: entering, moving, 更正 and 作废, each with its trail row.

A move locks, then asks: the record's version is bumped first, which locks its row; then one
conditional UPDATE carries the state and the rule. (The rule inside one statement with the lock
would be judged by an old snapshot on PostgreSQL: see docs/adr.)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from jianyan.kernel.charter import AMEND, VOID, Charter, Move
from jianyan.kernel.errors import Denied, Refused, Stale
from jianyan.kernel.rules import Actor

from . import search
from .models import Batch, Person, Record, Trail

COUNTED: list[Callable[[int], bool]] = []
"""Asked before a 更正: whether a record was counted in a signed report. Filled by upper floors."""

RECORD_FIELDS = frozenset(
    {"number", "key", "title", "dated_on", "session", "campaign", "visibility", "text", "rulebook"}
)


@dataclass(frozen=True, slots=True)
class By:
    """Who writes: the actor, and on whose behalf or in which import."""

    actor: Actor
    on_behalf_of: Person | None = None
    batch: Batch | None = None


def enter(
    charter: Charter,
    by: By,
    *,
    committee: int,
    title: str,
    state: str,
    dated_on: date,
    detail: Mapping[str, Any],
    **record_fields: Any,
) -> Any:
    """Enter one record of a kind with its own columns; gives the row of the kind's table.

    Raises Refused when the kind may not be born in `state`.
    """
    if state not in charter.born:
        raise Refused(f"{charter.title}不能以“{charter.label(state)}”登记。")
    with transaction.atomic():
        record = Record(
            committee_id=committee,
            kind=charter.key,
            title=title,
            state=state,
            dated_on=dated_on,
            entered_by_id=by.actor.account,
            on_behalf=by.on_behalf_of is not None,
            batch=by.batch,
            **record_fields,
        )
        Record.objects.bulk_create([record])
        row = charter.model(record=record, **detail)
        row.save(force_insert=True)
        leave_trail(record, by, move="enter", label="登记", on=dated_on, target=state)
        search.index([record.pk])
    return row


def enter_part(
    charter: Charter, by: By, record_id: int, *, state: str, on: date, **fields: Any
) -> Any:
    """Enter a part that has a life of its own; its record's version is bumped. Gives the part."""
    if state not in charter.born:
        raise Refused(f"{charter.title}不能以“{charter.label(state)}”登记。")
    with transaction.atomic():
        record = lock(record_id)
        part = charter.model(record=record, state=state, batch=by.batch, **fields)
        part.save(force_insert=True)
        leave_trail(
            record, by, move="enter", label=f"登记{charter.title}", on=on, target=state, part=part
        )
    return part


def add_fact(by: By, fact: Any, *, label: str, on: date) -> Any:
    """Add a dated fact (a part without states) to its record; gives the saved fact."""
    with transaction.atomic():
        record = lock(fact.record_id)
        fact.batch = by.batch
        fact.save(force_insert=True)
        leave_trail(record, by, move="add", label=label, on=on, part=fact)
    return fact


def strike_fact(by: By, fact: Any, *, label: str, reason: str) -> None:
    """Strike a fact out of every figure, keeping the row.

    Raises Refused without a reason, and Stale when it was struck out already.
    """
    if not reason.strip():
        raise Refused("请写明作废的理由。")
    with transaction.atomic():
        record = lock(fact.record_id)
        standing = type(fact).objects.filter(pk=fact.pk, struck_at__isnull=True)
        if not standing.update(struck_at=timezone.now()):
            raise Stale(f"{record}的这一条已由他人更正或作废，没有改动任何内容，请重新打开后核对。")
        leave_trail(record, by, move="strike", label=label, on=today(), part=fact, reason=reason)


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
        row = _locked_row(charter, pk)
        for need in step.needs:
            if why := need(row, by.actor):
                raise Refused(why)
        before = state_of(charter, row)
        if not _moved(charter, step, by.actor, pk):
            raise _refusal(charter, step, by.actor, pk)
        if columns:
            charter.model._default_manager.filter(pk=pk).update(**columns)
        if record_columns:
            Record.objects.filter(pk=row.record_id).update(**record_columns)
        changes = {
            key: [None, plain(value)]
            for key, value in {**(columns or {}), **(record_columns or {})}.items()
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


def amend(
    charter: Charter, by: By, pk: int, changes: Mapping[str, tuple[Any, Any]], *, reason: str = ""
) -> Any:
    """更正: write named fields, comparing each with the old value that the person saw.

    `changes` maps a field (a list of rows too) to (old, new). Raises Stale when a field was changed
    meanwhile, Denied, and Refused when the record was counted in a signed report and no reason is given.
    """
    step = charter.move(AMEND)
    with transaction.atomic():
        row = _locked_row(charter, pk)
        if not reason.strip() and any(counted(row.record_id) for counted in COUNTED):
            raise Refused("这条记录已计入签发的报告，更正须写明理由。")
        if not _moved(charter, step, by.actor, pk):
            raise _refusal(charter, step, by.actor, pk)
        _compare(charter, row, changes)
        _write(charter, row, {field: new for field, (_, new) in changes.items()})
        said = {f: [plain(old), plain(new)] for f, (old, new) in changes.items()}
        leave_trail(
            row.record,
            by,
            move=AMEND,
            label=step.label,
            on=today(),
            reason=reason,
            changes=said,
            source=state_of(charter, row),
            target=state_of(charter, row),
            part=row if charter.part else None,
        )
        search.index([row.record_id])
        return charter.model._default_manager.select_related("record").get(pk=pk)


def void(charter: Charter, by: By, pk: int, *, on: date | None = None, reason: str) -> Any:
    """作废: the row keeps its number and leaves every figure. Raises Refused without a reason."""
    if not reason.strip():
        raise Refused("请写明作废的理由。")
    return move(charter, VOID, by, pk, on=on or today(), reason=reason)


def register_many(
    charter: Charter,
    by: By,
    rows: Iterable[tuple[Record, Any]],
    *,
    size: int = 2000,
    born: str = "",
) -> list[Any]:
    """Enter many records at once (imports, demo, bench): two bulk inserts and one of trail rows.

    Each pair is an unsaved Record (without kind) and the unsaved row of the kind's table. `born` is
    the state that they were entered in, where the records already stand further on.
    """
    pairs = list(rows)
    with transaction.atomic():
        for record, _ in pairs:
            record.kind, record.batch = charter.key, by.batch
            record.entered_by_id = by.actor.account
        Record.objects.bulk_create([record for record, _ in pairs], batch_size=size)
        for record, row in pairs:
            row.record = record
        charter.model._default_manager.bulk_create([row for _, row in pairs], batch_size=size)
        Trail.objects.bulk_create(
            [
                _trail(
                    record,
                    by,
                    move="enter",
                    label="登记",
                    on=record.dated_on,
                    target=born or record.state,
                )
                for record, _ in pairs
            ],
            batch_size=size,
        )
        search.index([record.pk for record, _ in pairs])
    return [row for _, row in pairs]


def hold(*record_ids: int) -> None:
    """Lock the rows of records in order of pk until the transaction ends, changing nothing.

    Before an act on several records, and before numbers are given: whoever locks in one order
    (records by pk, then series of numbers) never waits in a circle.
    """
    rows = Record.objects.select_for_update(no_key=True).filter(pk__in=record_ids).order_by("pk")
    list(rows.values_list("pk"))


def lock(record_id: int) -> Record:
    """Lock a record's row by bumping its version (several: in order of pk). Raises Refused on void."""
    Record.objects.filter(pk=record_id).update(version=F("version") + 1)
    record = Record.objects.get(pk=record_id)
    if record.state == VOID:
        raise Refused("这条记录已作废，不能再改。")
    return record


def state_of(charter: Charter, row: Any) -> str:
    """The state that the charter governs: the part's own, or its record's."""
    return str(row.state if charter.part else row.record.state)


def leave_trail(record: Record | None, by: By, **said: Any) -> Trail:
    """Write one trail row."""
    trail = _trail(record, by, **said)
    trail.save(force_insert=True)
    return trail


def _trail(
    record: Record | None, by: By, *, part: Any = None, committee: int | None = None, **said: Any
) -> Trail:
    return Trail(
        record=record,
        committee_id=record.committee_id if record else committee,
        by_id=by.actor.account,
        on_behalf_of=by.on_behalf_of,
        batch=by.batch,
        part=str(part)[:80] if part is not None else "",
        part_id=part.pk if part is not None else None,
        **said,
    )


def _locked_row(charter: Charter, pk: int) -> Any:
    manager = charter.model._default_manager
    record_id = manager.filter(pk=pk).values_list("record_id", flat=True).first()
    if record_id is None:
        raise Denied("没有这条记录，或您无权查看。")
    Record.objects.filter(pk=record_id).update(version=F("version") + 1)
    return manager.select_related("record").get(pk=pk)


def _moved(charter: Charter, step: Move, actor: Actor, pk: int) -> bool:
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


def _refusal(charter: Charter, step: Move, actor: Actor, pk: int) -> Refused:
    row: Any = charter.model._default_manager.select_related("record").get(pk=pk)
    state = state_of(charter, row)
    if state not in step.source:
        last = (
            Trail.objects.filter(record=row.record)
            .select_related("by__person")
            .order_by("-id")
            .first()
        )
        who = (
            f"（{last.by or '系统'}于{timezone.localtime(last.at):%H:%M}{last.label}）"
            if last
            else ""
        )
        return Stale(
            f"{row.record}现为“{charter.label(state)}”{who}，不能{step.label}。没有改动任何内容。"
        )
    if charter.part and step.during and row.record.state not in step.during:
        return Stale(f"{row.record}的状态已变，不能{step.label}。没有改动任何内容。")
    return Denied(f"您没有{step.label}的权限，没有改动任何内容。")


def _is_record_s(charter: Charter, name: str) -> bool:
    """Whether a field is the register row's. A part's `key` and `text` are its own."""
    return not charter.part and name in RECORD_FIELDS


def _is_list(charter: Charter, name: str) -> bool:
    """Whether a field holds several rows (authors, units consulted)."""
    own = not _is_record_s(charter, name)
    return own and bool(charter.model._meta.get_field(name).many_to_many)


def _write(charter: Charter, row: Any, values: Mapping[str, Any]) -> None:
    """Write columns and lists of a row, and columns of its record."""
    registers = {name: new for name, new in values.items() if _is_record_s(charter, name)}
    lists = {name: new for name, new in values.items() if _is_list(charter, name)}
    mine = {name: values[name] for name in values.keys() - registers.keys() - lists.keys()}
    if mine:
        charter.model._default_manager.filter(pk=row.pk).update(**mine)
    if registers:
        Record.objects.filter(pk=row.record_id).update(**registers)
    for name, rows in lists.items():
        getattr(row, name).set(rows)


def _compare(charter: Charter, row: Any, changes: Mapping[str, tuple[Any, Any]]) -> None:
    for name, (old, _) in changes.items():
        holder = row.record if _is_record_s(charter, name) else row
        now = getattr(holder, name)
        if _is_list(charter, name):
            now, old = _in_order(now.all()), _in_order(old or ())
        if plain(now) != plain(old):
            label = holder._meta.get_field(name).verbose_name
            said = "、".join(str(each) for each in now) if isinstance(now, list) else now
            raise Stale(f"“{label}”已被改为“{said}”，您填的内容还在，请核对后再存。")


def _in_order(rows: Iterable[Any]) -> list[Any]:
    return sorted(rows, key=lambda each: each.pk)


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
