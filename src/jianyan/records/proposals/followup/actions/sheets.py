"""Achievements and outstanding proposals as sheets have them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from jianyan.ground.register import By, strike_fact
from jianyan.records.proposals.followup.models import Achievement, Outstanding

from .achieving import achieve
from .choosing import award


def add_achievement(by: By, committee: int, data: Mapping[str, Any]) -> Achievement:
    """Enter what was achieved as a sheet has it."""
    names = ("on", "words", "place", "unit")
    return achieve(by, data["record"].pk, **{name: data[name] for name in names})


def add_outstanding(by: By, committee: int, data: Mapping[str, Any]) -> Outstanding:
    """Enter an outstanding proposal as a sheet has it."""
    names = ("on", "criteria", "words")
    return award(by, data["record"].pk, **{name: data[name] for name in names})


def correct_outstanding(
    by: By, row: Outstanding, changes: Mapping[str, tuple[Any, Any]], reason: str
) -> Outstanding:
    """更正: the choice is struck out and entered anew."""
    old = {"record": row.record, "on": row.on, "words": row.words}
    old["criteria"] = list(row.criteria.all())
    with transaction.atomic():
        strike_fact(by, row, label="更正优秀提案", reason=reason, replaced=True)
        new = {name: pair[1] for name, pair in changes.items()}
        return add_outstanding(by, row.record.committee_id, {**old, **new})
