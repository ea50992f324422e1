"""Writes of consultations, one function per verb."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from jianyan.ground.numbering import next_number
from jianyan.ground.register import (
    By,
    add_fact,
    amend,
    enter,
    first_days,
    move,
    replace_fact,
    today,
)
from jianyan.ground.rulebook import in_force, provision
from jianyan.kernel.charter import action

from .charter import CONSULTATIONS
from .models import LivelihoodProject, State, Topic

OWN = ("form", "plan_year", "body", "proposed_by", "called_for_on", "note")


def add(by: By, committee: int, data: Mapping[str, Any]) -> Topic:
    """Enter a topic with the days that are already known; it stands where those days put it."""
    day: date = data["called_for_on"]
    year: int = data["plan_year"]
    rulebook = in_force(committee, day)
    pattern = provision(rulebook, "numbers.consultations")
    with transaction.atomic():
        row: Topic = enter(
            CONSULTATIONS,
            by,
            committee=committee,
            title=data["title"],
            state=State.CALLED_FOR,
            dated_on=day,
            number=next_number(committee, "consultations", str(year), pattern, year=year),
            key=data["key"],
            campaign=data["campaign"],
            visibility=data["visibility"],
            rulebook=rulebook,
            text=data["note"],
            detail={name: data[name] for name in OWN},
        )
        row.units.set(data["units"])
        for name, step in DAYS.items():
            if data[name]:
                row = step(by, row.pk, on=data[name])
    return row


def change(by: By, row: Topic, changes: Mapping[str, tuple[Any, Any]], reason: str) -> Topic:
    """更正 the named fields; a day entered for the first time makes its move.

    Raises Refused for a day that is taken away: what happened is voided, not emptied.
    """
    with transaction.atomic():
        said = dict(changes)
        firsts = first_days(said, DAYS)
        said |= _followed(row, said)
        amended: Topic = amend(CONSULTATIONS, by, row.pk, said, reason=reason)
        for name, day in firsts.items():
            amended = DAYS[name](by, row.pk, on=day, reason=reason)
    return amended


@action(CONSULTATIONS, "list")
def list_topic(by: By, pk: int, *, on: date, reason: str = "") -> Topic:
    """列题: it is on the list of the year's topics."""
    return _stepped(by, pk, "list", on, reason, listed_on=on)


@action(CONSULTATIONS, "put_forward")
def put_forward(by: By, pk: int, *, on: date, reason: str = "") -> Topic:
    """提请: put before the district party committee."""
    return _stepped(by, pk, "put_forward", on, reason, put_forward_on=on)


@action(CONSULTATIONS, "approve")
def approve(by: By, pk: int, *, on: date, reason: str = "") -> Topic:
    """批准 by the standing committee of the district party committee."""
    return _stepped(by, pk, "approve", on, reason, approved_on=on)


@action(CONSULTATIONS, "pass")
def pass_topic(by: By, pk: int, *, on: date, reason: str = "") -> Topic:
    """通过 by the committee's own standing committee: from now on it is in the plan."""
    year = Topic.objects.values_list("plan_year", flat=True).get(pk=pk)
    return _stepped(by, pk, "pass", on, reason, passed_on=on, planned_on=_planned(on, year))


@action(CONSULTATIONS, "start")
def start(by: By, pk: int, *, on: date, reason: str = "") -> Topic:
    """启动."""
    return _stepped(by, pk, "start", on, reason, started_on=on)


@action(CONSULTATIONS, "hold")
def hold(by: By, pk: int, *, on: date, reason: str = "") -> Topic:
    """举行 the consultation itself."""
    return _stepped(by, pk, "hold", on, reason, held_on=on)


@action(CONSULTATIONS, "report")
def report(by: By, pk: int, *, on: date, reason: str = "") -> Topic:
    """报送 its results."""
    return _stepped(by, pk, "report", on, reason, reported_on=on)


@action(CONSULTATIONS, "complete")
def complete(by: By, pk: int, *, on: date, reason: str = "") -> Topic:
    """完成."""
    return _stepped(by, pk, "complete", on, reason, completed_on=on)


@action(CONSULTATIONS, "drop")
def drop(by: By, pk: int, *, on: date, reason: str = "") -> Topic:
    """撤销 before it was held."""
    return _stepped(by, pk, "drop", on, reason, dropped_on=on)


DAYS = {
    "listed_on": list_topic,
    "put_forward_on": put_forward,
    "approved_on": approve,
    "passed_on": pass_topic,
    "started_on": start,
    "held_on": hold,
    "reported_on": report,
    "completed_on": complete,
    "dropped_on": drop,
}
"""The step that each day stands for, in the order of the procedure."""


def add_project(by: By, committee: int, data: Mapping[str, Any]) -> LivelihoodProject:
    """Enter a livelihood project that a topic inspected."""
    project: LivelihoodProject = add_fact(
        by, LivelihoodProject(**data), label="登记惠民实事", on=data["inspected_on"]
    )
    return project


def change_project(
    by: By, row: LivelihoodProject, changes: Mapping[str, tuple[Any, Any]], reason: str
) -> LivelihoodProject:
    """更正: the old row is struck out and a new one entered in its place."""
    project: LivelihoodProject = replace_fact(
        by, row, changes, label="惠民实事", on=today(), reason=reason
    )
    return project


def _stepped(by: By, pk: int, name: str, on: date, reason: str, **columns: date) -> Topic:
    row: Topic = move(CONSULTATIONS, name, by, pk, on=on, reason=reason, columns=columns)
    return row


def _planned(passed: date, year: int) -> date:
    """A plan passed before its year begins counts from the year's first day."""
    return max(passed, date(year, 1, 1))


def _followed(row: Topic, said: Mapping[str, tuple[Any, Any]]) -> dict[str, tuple[Any, Any]]:
    """What follows from a corrected day or year: the register's day, the day of the plan."""
    follows: dict[str, tuple[Any, Any]] = {}
    if "called_for_on" in said:
        follows["dated_on"] = (row.record.dated_on, said["called_for_on"][1])
    if row.passed_on and {"passed_on", "plan_year"} & set(said):
        passed = said.get("passed_on", (None, row.passed_on))[1]
        year = said.get("plan_year", (None, row.plan_year))[1]
        follows["planned_on"] = (row.planned_on, _planned(passed, year))
    return follows
