"""Striking out a dated row that belongs to no record: a membership, an office, an oversight."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from jianyan.kernel.errors import Refused

from .register import By, leave_trail, today


def strike_dated(by: By, row: Any, committee: int | None, what: str, reason: str) -> None:
    """Strike a row out; it stays for those who look. Raises Refused without a reason, or twice."""
    if not reason.strip():
        raise Refused("请写明作废的理由。")
    with transaction.atomic():
        rows = type(row)._default_manager.filter(pk=row.pk, struck_at__isnull=True)
        if not rows.update(struck_at=timezone.now()):
            raise Refused(f"这条{what}已经作废。")
        leave_trail(
            None,
            by,
            committee=committee,
            part=row,
            move="strike",
            label=f"作废{what}"[:60],
            on=today(),
            reason=reason,
        )
