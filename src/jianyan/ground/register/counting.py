"""Whether a record was counted in a signed report: then whatever corrects it says why."""

from __future__ import annotations

from collections.abc import Callable

from jianyan.kernel.errors import Refused

COUNTED: list[Callable[[int], bool]] = []
"""Asked before a 更正: whether a record was counted in a signed report. Filled by upper floors."""


def ask_reason(record_id: int, reason: str) -> None:
    """Raise Refused when a record was counted in a signed report and no reason is given."""
    if not reason.strip() and any(counted(record_id) for counted in COUNTED):
        raise Refused("这条记录已计入签发的报告，更正须写明理由。")
