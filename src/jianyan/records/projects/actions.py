"""Writes of projects, one function per verb."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from jianyan.ground.numbering import next_number
from jianyan.ground.register import By, add_fact, amend, enter, move, replace_fact, today
from jianyan.ground.rulebook import in_force, provision
from jianyan.kernel.charter import action
from jianyan.kernel.errors import Refused

from .charter import PROJECTS
from .models import Households, Investment, Progress, Project, State

Changes = Mapping[str, tuple[Any, Any]]
DAYS = ("started_on", "done_on", "stopped_on")


def add(by: By, committee: int, data: Mapping[str, Any]) -> Project:
    """Enter a project with the days that are already known; it stands where those days put it."""
    day: date = data["planned_on"]
    rulebook = in_force(committee, day)
    pattern = provision(rulebook, "numbers.projects")
    with transaction.atomic():
        row: Project = enter(
            PROJECTS,
            by,
            committee=committee,
            title=data["title"],
            state=State.PLANNED,
            dated_on=day,
            number=next_number(committee, "projects", str(day.year), pattern, year=day.year),
            key=data["key"],
            campaign=data["campaign"],
            visibility=data["visibility"],
            rulebook=rulebook,
            text=data["note"],
            detail={
                name: data[name]
                for name in ("sort", "body", "partner", "planned_on", "due_on", "note")
            },
        )
        row.leaders.set(data["leaders"])
        return _carry(by, row, data)


def change(by: By, row: Project, changes: Changes, reason: str) -> Project:
    """更正 the named fields. A day that was not known before is entered as the step it stands for."""
    steps = {name: pair[1] for name, pair in changes.items() if name in DAYS and pair[0] is None}
    columns = {n: pair for n, pair in changes.items() if n not in ("leaders", *steps)}
    if "planned_on" in columns:
        columns["dated_on"] = columns["planned_on"]
    for name in ("done_on", "stopped_on"):
        if name in columns:
            columns["until"] = columns[name]
    with transaction.atomic():
        if columns or "leaders" in changes:
            row = amend(PROJECTS, by, row.pk, columns, reason=reason)
        if "leaders" in changes:
            row.leaders.set(changes["leaders"][1])
        return _carry(by, row, dict.fromkeys(DAYS) | steps)


def _carry(by: By, row: Project, days: Mapping[str, Any]) -> Project:
    """Make the moves that the days imply, in the order they happen."""
    if days["started_on"]:
        row = start(by, row.pk, on=days["started_on"])
    if days["done_on"]:
        row = finish(by, row.pk, on=days["done_on"])
    if days["stopped_on"]:
        row = stop(by, row.pk, on=days["stopped_on"])
    return row


@action(PROJECTS, "start")
def start(by: By, pk: int, *, on: date, reason: str = "") -> Project:
    """启动: work begins, a project is given to its leader, an agreement is signed."""
    return _stepped(by, pk, "start", on, reason, started_on=on)


@action(PROJECTS, "finish")
def finish(by: By, pk: int, *, on: date, reason: str = "") -> Project:
    """完成: a task is done, a home is built."""
    return _stepped(by, pk, "finish", on, reason, done_on=on, until=on)


@action(PROJECTS, "stop")
def stop(by: By, pk: int, *, on: date, reason: str = "") -> Project:
    """中止."""
    return _stepped(by, pk, "stop", on, reason, stopped_on=on, until=on)


def count_households(by: By, committee: int, data: Mapping[str, Any]) -> Households:
    """Enter households planned, or signed up on a day."""
    names = ("key", "what", "number", "on")
    fact = Households(record=data["record"], **{name: data[name] for name in names})
    add_fact(by, fact, label=f"登记{fact.get_what_display()}户数", on=fact.on)
    return fact


def invest(by: By, committee: int, data: Mapping[str, Any]) -> Investment:
    """Enter money put in."""
    names = ("key", "amount", "on", "origin")
    fact = Investment(record=data["record"], **{name: data[name] for name in names})
    add_fact(by, fact, label="登记投入", on=fact.on)
    return fact


def report_progress(by: By, committee: int, data: Mapping[str, Any]) -> Progress:
    """Enter what was achieved by a day."""
    names = ("key", "on", "text")
    fact = Progress(record=data["record"], **{name: data[name] for name in names})
    add_fact(by, fact, label="登记进展", on=fact.on)
    return fact


def change_fact(by: By, fact: Any, changes: Changes, reason: str) -> Any:
    """更正 of a fact. Raises Refused when it would stand on another project."""
    if "record" in changes:
        raise Refused("不能改挂到另一个项目，请作废这一条后重新登记。")
    label = {Households: "户数", Investment: "投入", Progress: "进展"}[type(fact)]
    return replace_fact(by, fact, changes, label=label, on=today(), reason=reason)


def _stepped(by: By, pk: int, name: str, on: date, reason: str, **columns: date) -> Project:
    row: Project = move(PROJECTS, name, by, pk, on=on, reason=reason, columns=columns)
    return row
