"""Stopping clocks and letting them run on: 暂停计时 and 恢复计时 of a record or of one of its parts.

A module declares the two moves by `pausing` and calls `pause` and `resume` in their actions.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q

from jianyan.kernel.charter import Move
from jianyan.kernel.errors import Refused
from jianyan.kernel.rules import Rule

from .calendar import DAY
from .clocks import open_clocks
from .days import said_day
from .models import Clock, ClockPause, StatePart
from .recomputing import restated, write
from .register import By, today
from .workdays import calendar_of

BY_HAND = "这个期限是指定的日期，不能暂停计时，请登记延期。"

STILL = "这个期限已在暂停，请先恢复计时。"


def pausing(by: Rule, source: tuple[str, ...], **rest: Any) -> tuple[Move, Move]:
    """The two moves of a charter; their buttons show where there is something to stop or go on."""
    said = {"by": by, "button": "able", **rest}
    return (
        Move("pause", "暂停计时", source, None, asks=("on", "reason"), needs=(_runs,), **said),
        Move("resume", "恢复计时", source, None, asks=("on",), needs=(_stands_still,), **said),
    )


def pause(
    by: By, record: int, *, since: date, reason: str, until: date | None = None, part: Any = None
) -> list[ClockPause]:
    """The open clocks of a record (or of a part) stand still from a day on, until a day where that
    is known. Those that a person set to a day are left. In the caller's transaction.

    Raises Refused without a reason, when a clock stands still already, or none can.
    """
    if not reason.strip():
        raise Refused("请写明暂停计时的理由。")
    if until and until < since:
        raise Refused(f"暂停的止日{said_day(until)}早于起日{said_day(since)}，请改正。")
    found = [clock for clock in _open(record, part) if clock.unit and not clock.set_by_hand]
    if not found:
        raise Refused(BY_HAND if _open(record, part) else "没有未完成的期限，无须暂停。")
    if any(_standing(clock) for clock in found):
        raise Refused(STILL)
    able = [clock for clock in found if clock.starts_on <= since <= clock.due_on]
    if not able:
        first = min(clock.starts_on for clock in found)
        last = max(clock.due_on for clock in found)
        raise Refused(f"暂停须起于{said_day(first)}至{said_day(last)}之间，请改正。")
    said = {"since": since, "until": until, "reason": reason.strip()[:200]}
    made = ClockPause.objects.bulk_create([ClockPause(clock=clock, **said) for clock in able])
    _count_again(by, able)
    return made


def resume(by: By, record: int, *, on: date, part: Any = None) -> None:
    """The clocks that stand still run again from a day on; from the first day of the pause itself
    when it was a mistake. In the caller's transaction. Raises Refused where none stands still.
    """
    waiting = [pause for clock in _open(record, part) for pause in _standing(clock, on)]
    if not waiting:
        raise Refused("这个期限没有暂停，无须恢复。")
    if late := [one.since for one in waiting if on < one.since]:
        raise Refused(f"恢复的日期{said_day(on)}早于暂停的起日{said_day(max(late))}，请改正。")
    ClockPause.objects.filter(pk__in=[one.pk for one in waiting]).update(until=on - DAY)
    _count_again(by, [one.clock for one in waiting])


def _open(record: int, part: Any) -> list[Clock]:
    rows = open_clocks(record, part_id=part.pk if part is not None else None)
    return list(rows.select_related("record").prefetch_related("pauses").order_by("pk"))


def _standing(clock: Clock, on: date | None = None) -> list[ClockPause]:
    """The pauses of a clock that have not ended, or that would still last on a day."""
    return [one for one in clock.pauses.all() if one.until is None or (on and one.until >= on)]


def _count_again(by: By, clocks: list[Clock]) -> None:
    fresh = Clock.objects.filter(pk__in={clock.pk for clock in clocks}).order_by("pk")
    found = list(fresh.select_related("record").prefetch_related("pauses"))
    calendar = calendar_of(found[0].record.committee_id)
    write({clock: restated(calendar, clock, today()) for clock in found}, today(), by)


def _of(row: Any) -> Any:
    """The open clocks that a move on a row is about: the part's own, or all of the record's."""
    return open_clocks(row.record_id, part_id=row.pk if isinstance(row, StatePart) else None)


def _runs(row: Any, actor: Any) -> str | None:
    able = _of(row).filter(set_by_hand=False).exclude(unit="")
    if ClockPause.objects.filter(clock__in=able, until=None).exists():
        return STILL
    return None if able.exists() else "没有可以暂停计时的期限。"


def _stands_still(row: Any, actor: Any) -> str | None:
    lasting = ClockPause.objects.filter(Q(until=None) | Q(until__gte=today()), clock__in=_of(row))
    return None if lasting.exists() else "这个期限没有暂停，无须恢复。"
