"""Striking out a dated row: a fact of a record, or a membership, an office, an oversight."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from jianyan.kernel.errors import Refused

from .administrators import keep_one_after
from .kinds import Kind
from .models import BodyKind, Membership, Office, Role
from .register import By, leave_trail, strike_fact, today

WITH_MEMBERSHIP = (
    BodyKind.SECTOR,
    BodyKind.MEMBER_GROUP,
    BodyKind.STREET_GROUP,
    BodyKind.SPECIAL_COMMITTEE,
)


def strike_row(kind: Kind, by: By, row: Any, reason: str) -> None:
    """Strike a fact of a record out, as its kind does. Raises what that raises."""
    if kind.strike:
        kind.strike(by, row, reason)
    else:
        strike_fact(by, row, label=f"作废{kind.title}"[:60], reason=reason)


def strike_dated(by: By, row: Any, committee: int | None, what: str, reason: str) -> None:
    """Strike a row out; it stays for those who look.

    Raises Refused without a reason, twice, and for the last administrator's office.
    """
    if not reason.strip():
        raise Refused("请写明作废的理由。")
    with transaction.atomic():
        rows = type(row)._default_manager.filter(pk=row.pk, struck_at__isnull=True)
        if not rows.update(struck_at=timezone.now()):
            raise Refused(f"这条{what}已经作废。")
        if isinstance(row, Membership) and row.body.kind == BodyKind.MEMBERS:
            _strike_with(row)
        if isinstance(row, Office):
            keep_one_after(row, None)
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


def _strike_with(row: Membership) -> None:
    """Whoever was never a member never held what began with it: sector, groups, the office."""
    began = {"person": row.person, "since": row.since, "struck_at__isnull": True}
    now = timezone.now()
    Membership.objects.filter(body__kind__in=WITH_MEMBERSHIP, **began).update(struck_at=now)
    Office.objects.filter(role__in=(Role.MEMBER, Role.CONVENER), **began).update(struck_at=now)
