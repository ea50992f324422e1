"""What the actions of activities and of research topics share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from jianyan.ground.numbering import next_number
from jianyan.ground.register import By, move
from jianyan.ground.rulebook import in_force, provision
from jianyan.kernel.charter import Charter
from jianyan.kernel.errors import Refused

Steps = Mapping[str, Callable[..., Any]]
"""A day's field and the action that it stands for, in the order of the procedure."""


def moved(charter: Charter, name: str, by: By, pk: int, on: date, reason: str, **days: date) -> Any:
    """Move a row and write the days that the move sets."""
    return move(charter, name, by, pk, on=on, reason=reason, columns=days)


def registered(committee: int, series: str, day: date, data: Mapping[str, Any]) -> dict[str, Any]:
    """The register's own columns of a new record, its number among them."""
    rulebook = in_force(committee, day)
    pattern = provision(rulebook, f"numbers.{series}")
    return {
        "number": next_number(committee, series, str(day.year), pattern, year=day.year),
        "key": data["key"],
        "campaign": data["campaign"],
        "visibility": data["visibility"],
        "rulebook": rulebook,
    }


def first_days(said: dict[str, tuple[Any, Any]], steps: Steps) -> dict[str, date]:
    """Take out of the changes the days entered for the first time: they are moves, not 更正.

    Raises Refused for a day that is taken away: what happened is voided, not emptied.
    """
    firsts = {}
    for name in steps:
        if name in said:
            old, new = said[name]
            if new is None:
                raise Refused("已登记的日期不能清空；登记有误的，请更正日期或作废这条记录。")
            if old is None:
                firsts[name] = new
                del said[name]
    return firsts
