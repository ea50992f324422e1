"""The story of one record while it is loaded: its moves, by its charter, and the facts added to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from jianyan.ground.models import Record, Trail
from jianyan.ground.register import By, part_of
from jianyan.kernel.charter import Charter


@dataclass(slots=True)
class Step:
    """One trail row to be; `of` is the story of the part it is about, `fact` the fact it adds."""

    move: str
    label: str
    on: date
    source: str = ""
    target: str = ""
    reason: str = ""
    of: Story | None = None
    fact: Any = None


@dataclass(slots=True)
class Story:
    """Where a record or a part with a life of its own stands, and the steps that led there.

    A part's story adds to the steps of its record's; `row` is the part itself, set once it is made.
    """

    charter: Charter
    stands: str
    steps: list[Step] = field(default_factory=list)
    row: Any = None

    def move(self, name: str, on: date, reason: str = "") -> None:
        """A move of the charter. Raises ValueError when the plan asks for one that cannot be."""
        step = self.charter.move(name)
        if self.stands not in step.source:
            raise ValueError(f"{self.charter.title}不能从“{self.stands}”到“{step.label}”。")
        target = step.target or self.stands
        of = self if self.charter.part else None
        self.steps.append(Step(name, step.label, on, self.stands, target, reason[:500], of))
        self.stands = target

    def part(self, charter: Charter, stands: str) -> Story:
        """The story of a part of this record."""
        return Story(charter, stands, self.steps)

    def born(self, on: date) -> None:
        """The trail row of a part's entering."""
        label = f"登记{self.charter.title}"
        self.steps.append(Step("enter", label, on, target=self.stands, of=self))

    def add(self, label: str, on: date, fact: Any = None, *, move: str = "add") -> Any:
        """A fact added on a day; gives the fact."""
        self.steps.append(Step(move, label, on, fact=fact))
        return fact


def trail_of(record: Record, by: By, steps: Iterable[Step]) -> list[Trail]:
    """Unsaved trail rows of a record's steps, once its parts are saved."""
    rows = []
    for step in steps:
        part = step.of.row if step.of else step.fact
        rows.append(
            Trail(
                committee_id=record.committee_id,
                record=record,
                by_id=by.actor.account,
                move=step.move,
                label=step.label,
                on=step.on,
                source=step.source,
                target=step.target,
                reason=step.reason,
                **part_of(part),
            )
        )
    return rows
