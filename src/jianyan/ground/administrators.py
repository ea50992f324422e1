"""A committee is never left without an administrator who can sign in."""

from __future__ import annotations

from datetime import date, timedelta

from jianyan.kernel.errors import Refused

from .days import said_day
from .models import Office, Role
from .models.committees import in_force
from .register import today


def keep_one(committee: int, day: date) -> None:
    """Raises Refused when nobody who can sign in is the committee's administrator on a day."""
    held = Office.objects.filter(
        in_force(day), committee=committee, role=Role.ADMINISTRATOR, struck_at__isnull=True
    )
    if not held.filter(person__accounts__is_active=True).exists():
        raise Refused(
            f"{said_day(day)}起将没有能登录的管理员。请先登记另一位管理员并开通账号，再办理这一项。"
        )


def keep_one_after(before: Office, after: Office | None) -> None:
    """The same, after an office was changed, or struck out (`after` is None)."""
    now = today()
    if before.role != Role.ADMINISTRATOR or (before.until and before.until < now):
        return
    held_from = max(now, before.since)
    same = after and (after.role, after.person_id) == (before.role, before.person_id)
    if not (after and same and after.since <= held_from):
        keep_one(before.committee_id, held_from)
    elif after.until and after.until != before.until:
        keep_one(before.committee_id, max(now, after.until + timedelta(days=1)))
