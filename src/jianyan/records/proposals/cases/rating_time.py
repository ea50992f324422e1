"""The time in which the proposers of a case that was replied to rate its handling."""

from __future__ import annotations

from datetime import date

from django.db.models import Max, Q

from jianyan.ground import clocks
from jianyan.ground.clocks import Term
from jianyan.ground.days import said_day
from jianyan.ground.duedates import Rule
from jianyan.ground.models import Record
from jianyan.ground.rulebook import provision

from .models import CaseState

CLOCK = "feedback"
RATEABLE = (CaseState.REPLIED, CaseState.CLOSED)
MERGED = "并案"
"""What starts the time for rating of those who came to a case that was replied to already."""
STILL_ASKED = Q(record__state=CaseState.REPLIED) | Q(record__state=CaseState.CLOSED, event=MERGED)
"""Of the open clocks for rating those that people are reminded of: nobody is asked once the case is
closed, but who was merged into it late."""


def ask_rating(record: Record, on: date, event: str) -> None:
    """The time for rating runs from a day on, in place of one that runs still. In the caller's
    transaction."""
    days = provision(record.rulebook, "proposals.feedback_workdays")
    clocks.end(record.pk, on, kinds=(CLOCK,))
    term = Term(CLOCK, event, on, Rule("workdays", days))
    clocks.start(clocks.calendar_of(record.committee_id), record, [term])


def ask_newcomers(main: Record, on: date) -> None:
    """Cases were merged into one that was replied to already: their proposers have the whole time for
    rating too. In the caller's transaction, which holds the main case."""
    if main.state in RATEABLE:
        ask_rating(main, max(on, last_reply(main) or on), MERGED)


def last_reply(record: Record) -> date | None:
    """The day of the last reply to a case, of those given by units that hold it still."""
    given = record.replys.filter(struck_at=None, task__ended_on=None)  # type: ignore[attr-defined]
    found: date | None = given.aggregate(last=Max("on"))["last"]
    return found


def until_when(record: int) -> str:
    """Until when the proposers of a case are asked to rate; empty where nobody is asked."""
    asked = clocks.open_clocks(record, (CLOCK,)).order_by("due_on").first()
    return f"请在{said_day(asked.due_on)}前评价。" if asked else ""
