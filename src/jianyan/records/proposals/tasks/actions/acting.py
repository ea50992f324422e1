"""The day of a step: the office enters what happened before, others act today."""

from __future__ import annotations

from datetime import date

from jianyan.ground.register import By, today
from jianyan.ground.rules import OFFICE
from jianyan.records.proposals.cases.dating import ask_day
from jianyan.records.proposals.tasks.models import UnitTask


def own_day(by: By, committee: int, on: date) -> date:
    """The day that a step is of: the one named by the office of the committee, today for others.
    Raises Refused for a day still to come."""
    if committee not in by.actor.committees(*OFFICE):
        return today()
    ask_day(on)
    return on


def committee_of(task: int) -> int:
    """The committee of a task's case; 0 for none."""
    rows = UnitTask.objects.filter(pk=task).values_list("record__committee", flat=True)
    return rows.first() or 0
