"""Clocks of proposals: each term with the day on which it was met, as the procedure keeps them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from jianyan.demo import facts
from jianyan.ground.clocks import Term, started
from jianyan.ground.days import said_day
from jianyan.ground.duedates import Rule
from jianyan.ground.models import Clock
from jianyan.ground.rulebook import provision
from jianyan.records.proposals.tasks.models import UnitTask

from .case import LAST_YEAR, Handling, published_on, replies_of

Kept = tuple[Term, date | None]
"""A term and the day on which what it asked for was done."""


def start_clocks(house: Any, handlings: Iterable[Handling]) -> None:
    """The clocks of every handled proposal, met where the plan says so."""
    clocks: list[Clock] = []
    for of in handlings:
        record = house.records[of.row.key]
        kept = [each for pair in of.tasks for each in _of_task(of, *pair)]
        kept += _of_case(of)
        made = started(house.calendar, record, [term for term, _ in kept])
        for clock, (_, met) in zip(made, kept, strict=True):
            clock.met_on = met
            if met is None and clock.due_on.year < LAST_YEAR:
                clock.ended_on = date(clock.due_on.year, 12, 31)
        for planned, task in of.tasks:
            _settle(planned, task, [clock for clock in made if clock.part_id == task.pk])
        clocks += made
    Clock.objects.bulk_create(clocks, batch_size=2000)


def _of_task(of: Handling, planned: facts.Task, task: UnitTask) -> Iterator[Kept]:
    def rule(unit: Any, name: str) -> Rule:
        return Rule(unit, provision(of.house.rulebook, f"proposals.{name}"))

    sent = task.sent_on
    taken = planned.accepted or planned.returned
    yield Term("accept", "交办", sent, rule("workdays", "return_workdays"), task), taken
    if planned.role == "会办":
        opinion = rule("months", "co_opinion_months")
        yield Term("opinion", "交办", sent, opinion, task), planned.opinion
        return
    met = [c.day for c in of.row.contacts if c.unit == planned.unit and not planned.returned]
    contact = rule("workdays", "contact_workdays")
    yield Term("contact", "交办", sent, contact, task), min(met, default=None)
    given = replies_of(of.row, planned)
    months = rule("months", "reply_months")
    due = planned.due if sent != planned.sent else None
    yield Term("reply", "交办", sent, months, task, due), given[0].day if given else None
    again = of.row.rehandling
    if again and len(given) > 1:
        days = rule("days", "rehandle_days")
        yield Term("rehandle", "要求重新办理", again.day, days, task, again.due), given[1].day


def _of_case(of: Handling) -> Iterator[Kept]:
    """The proposer is asked for a rating each time that all replies are in; what both agreed to is
    opened."""
    rule = Rule("workdays", provision(of.house.rulebook, "proposals.feedback_workdays"))
    for turn in (1, 2):
        days = [reply.day for reply in of.row.replies if reply.round == turn]
        rated = [rating.day for rating in of.row.ratings if rating.round == turn]
        if days:
            yield Term("feedback", "答复", max(days), rule), min(rated, default=None)
    if opened := published_on(of.row):
        last = max(reply.day for reply in of.row.replies)
        days_ = provision(of.house.rulebook, "proposals.publish_workdays")
        yield Term("publish", "答复", last, Rule("workdays", days_)), opened


def _settle(planned: facts.Task, task: UnitTask, clocks: list[Clock]) -> None:
    """A task given back owes nothing any more; a longer term was granted."""
    for clock in clocks:
        if planned.returned and clock.met_on is None:
            clock.ended_on = planned.returned
        if planned.extended_to and clock.kind == "reply":
            until = planned.extended_to
            clock.due_on, clock.set_by_hand = until, True
            clock.explanation += f"；批准延期至{said_day(until)}"
