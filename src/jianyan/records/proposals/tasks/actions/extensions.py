"""Longer terms: asked for, granted or not, withdrawn."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from jianyan.ground import clocks
from jianyan.ground.register import By, add_fact, strike_fact
from jianyan.records.proposals.tasks.models import Extension, UnitTask


def extend(
    by: By,
    task: UnitTask,
    *,
    on: date,
    asked_until: date,
    reason: str = "",
    answered_on: date | None = None,
    granted_until: date | None = None,
) -> Extension:
    """Enter a request for a longer term, with its answer where there is one."""
    fact = Extension(
        record_id=task.record_id,
        task=task,
        on=on,
        asked_until=asked_until,
        reason=reason,
        answered_on=answered_on,
        granted_until=granted_until,
    )
    with transaction.atomic():
        added: Extension = add_fact(by, fact, label="登记延期申请", on=on)
        if granted_until:
            clocks.extend(task.record_id, "reply", task.pk, granted_until, on, "批准延期")
    return added


def add_extension(by: By, committee: int, data: Mapping[str, Any]) -> Extension:
    """Enter a request for a longer term as a sheet has it."""
    names = ("on", "asked_until", "reason", "answered_on", "granted_until")
    return extend(by, data["task"], **{name: data[name] for name in names})


def change_extension(
    by: By, row: Extension, changes: Mapping[str, tuple[Any, Any]], reason: str
) -> Extension:
    """A request is struck out and entered anew, with its answer."""
    names = ("on", "asked_until", "reason", "answered_on", "granted_until")
    old = {name: getattr(row, name) for name in names}
    new = {name: changes[name][1] for name in names if name in changes}
    with transaction.atomic():
        strike_fact(by, row, label="更正延期申请", reason=reason, replaced=True)
        return extend(by, row.task, **{**old, **new, "key": row.key})
