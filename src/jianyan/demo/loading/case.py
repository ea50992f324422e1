"""A proposal while it is loaded: its story, its facts, its tasks by the plan's rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from jianyan.demo import facts
from jianyan.demo.draw import worked
from jianyan.ground.models import Suggestion
from jianyan.records.proposals.cases.queries import SOURCE
from jianyan.records.proposals.replies.models import Reply
from jianyan.records.proposals.tasks.models import UnitTask
from jianyan.records.suggestions.charter import SUGGESTIONS

from .house import House
from .story import Story

LAST_YEAR = 2020
"""Whatever an earlier year left open was closed with that year's files."""


@dataclass(slots=True)
class Handling:
    """A proposal while it is handled: its story, its facts in order, its tasks by the plan's rows."""

    house: House
    row: facts.Proposal
    story: Story
    made: list[Any] = field(default_factory=list)
    suggestions: list[Story] = field(default_factory=list)
    tasks: list[tuple[facts.Task, UnitTask]] = field(default_factory=list)
    replies: dict[int, Reply] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """The numbered suggestions, answered on the day of the first reply."""
        first = min((reply.day for reply in self.row.replies), default=None)
        for order, text in enumerate(self.row.suggestions, start=1):
            part = self.story.part(SUGGESTIONS, SUGGESTIONS.born[0])
            if first:
                part.move("answer", first)
            part.row = Suggestion(
                state=part.stands,
                order=order,
                text=text,
                source=SOURCE,
                raised_on=self.row.received,
            )
            self.suggestions.append(part)

    def fact(self, fact: Any, label: str = "") -> Any:
        """Keep a fact; with a label it leaves a trail row of its own, on its day."""
        self.made.append(fact)
        return self.story.add(label, fact.on, fact) if label else fact


def replies_of(row: facts.Proposal, planned: facts.Task) -> list[facts.Reply]:
    """The replies that a task's unit gave, in order."""
    if planned.returned or planned.role == "会办":
        return []
    return [reply for reply in row.replies if reply.unit == planned.unit]


def published_on(row: facts.Proposal) -> date | None:
    """When the office opened text and reply, a week after the last reply; what came too late in the
    last year of the plan stays unopened, as what was not agreed to."""
    if not (row.public and row.fate == "filed" and row.replies):
        return None
    owed = [task for task in row.tasks if task.role != "会办" and not task.returned]
    again = row.rehandling and all(reply.round == 1 for reply in row.replies)
    if again or not all(replies_of(row, task) for task in owed):
        return None
    day = worked(max(reply.day for reply in row.replies) + timedelta(days=7))
    return day if day.year <= LAST_YEAR else None
