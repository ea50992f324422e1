"""The day of a step: it has come, and what has to come first was before it."""

from __future__ import annotations

from datetime import date

from jianyan.ground.days import said_day
from jianyan.ground.register import today
from jianyan.kernel.errors import Refused


def ask_day(on: date, since: date | None = None, what: str = "") -> None:
    """Raises Refused for a day still to come, and for one before `since`, which `what` names."""
    if on > today():
        raise Refused(f"{said_day(on)}还没有到，请填写今天或以前的日期。")
    if since and on < since:
        raise Refused(too_early(on, since, what))


def too_early(on: date, since: date, what: str) -> str:
    """Why a step cannot be of a day before another."""
    return f"{said_day(on)}早于{what}{said_day(since)}，请改正日期。"
