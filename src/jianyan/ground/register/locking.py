"""A record's row is locked before anything about it is asked: its version is bumped first."""

from __future__ import annotations

from typing import Any

from django.db.models import F

from jianyan.ground.models import Record
from jianyan.kernel.charter import VOID, Charter
from jianyan.kernel.errors import Denied, Refused


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


def locked_row(charter: Charter, pk: int) -> Any:
    """Lock the record of a row of the charter's table, then read it. Raises Denied without one."""
    manager = charter.model._default_manager
    record_id = manager.filter(pk=pk).values_list("record_id", flat=True).first()
    if record_id is None:
        raise Denied("没有这条记录，或您无权查看。")
    Record.objects.filter(pk=record_id).update(version=F("version") + 1)
    return manager.select_related("record").get(pk=pk)
