"""更正: named fields, each compared with the old value that the person saw, both in the trail."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction

from jianyan.ground import search
from jianyan.ground.models import Record
from jianyan.ground.worded import worded
from jianyan.kernel.charter import AMEND, Charter
from jianyan.kernel.errors import Refused, Stale

from .counting import ask_reason
from .locking import locked_row
from .moving import moved, refusal, state_of
from .trail import By, leave_trail, plain, today

RECORD_FIELDS = frozenset(
    {"number", "key", "title", "dated_on", "session", "campaign", "visibility", "text", "rulebook"}
)


def amend(
    charter: Charter, by: By, pk: int, changes: Mapping[str, tuple[Any, Any]], *, reason: str = ""
) -> Any:
    """更正: write named fields, comparing each with the old value that the person saw.

    `changes` maps a field (a list of rows too) to (old, new). Raises Stale when a field was changed
    meanwhile, Denied, and Refused when the record was counted in a signed report and no reason is given.
    """
    step = charter.move(AMEND)
    with transaction.atomic():
        row = locked_row(charter, pk)
        ask_reason(row.record_id, reason)
        if not moved(charter, step, by.actor, pk):
            raise refusal(charter, step, by.actor, pk)
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


def first_days(said: dict[str, tuple[Any, Any]], names: Iterable[str]) -> dict[str, date]:
    """Take out of the changes the days entered for the first time: they are moves, not 更正.

    Raises Refused for a day that is taken away: what happened is voided, not emptied.
    """
    firsts = {}
    for name in names:
        if name in said:
            old, new = said[name]
            if new is None:
                raise Refused("已登记的日期不能清空；登记有误的，请更正日期或作废这条记录。")
            if old is None:
                firsts[name] = new
                del said[name]
    return firsts


def _compare(charter: Charter, row: Any, changes: Mapping[str, tuple[Any, Any]]) -> None:
    for name, (old, _) in changes.items():
        holder = row.record if _is_record_s(charter, name) else row
        now = getattr(holder, name)
        if _is_list(charter, name):
            now, old = _in_order(now.all()), _in_order(old or ())
        if plain(now) != plain(old):
            field = holder._meta.get_field(name)
            said = worded(plain(now), field)
            raise Stale(f"“{field.verbose_name}”已被改为“{said}”，您填的内容还在，请核对后再存。")


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


def _is_record_s(charter: Charter, name: str) -> bool:
    """Whether a field is the register row's. A part's `key` and `text` are its own."""
    return not charter.part and name in RECORD_FIELDS


def _is_list(charter: Charter, name: str) -> bool:
    """Whether a field holds several rows (authors, units consulted)."""
    own = not _is_record_s(charter, name)
    return own and bool(charter.model._meta.get_field(name).many_to_many)


def _in_order(rows: Iterable[Any]) -> list[Any]:
    return sorted(rows, key=lambda each: each.pk)
