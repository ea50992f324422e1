"""What the actions of activities and of research topics share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from jianyan.ground.numbering import next_number
from jianyan.ground.register import By, move
from jianyan.ground.rulebook import in_force, provision
from jianyan.kernel.charter import Charter

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
