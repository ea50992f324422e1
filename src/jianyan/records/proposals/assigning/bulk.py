"""交办 of many cases together: each by its own rules, one refused does not hold up the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from jianyan.ground import clocks
from jianyan.ground.models import Clock, Record
from jianyan.ground.register import By, Moved, move_many, today
from jianyan.ground.telling import offices, tell_each
from jianyan.kernel.errors import Refused
from jianyan.records.proposals.cases.charter import CASES
from jianyan.records.proposals.cases.dating import ask_day
from jianyan.records.proposals.cases.models import Proposal, Routing
from jianyan.records.proposals.cases.queries import proposers_told
from jianyan.records.proposals.tasks import actions as tasks
from jianyan.records.proposals.tasks.actions.acting import own_day
from jianyan.records.proposals.tasks.actions.assigning import (
    assigned_words,
    fit,
    handed_words,
    in_being,
    options_of,
    task_of,
    terms_of,
)
from jianyan.records.proposals.tasks.actions.returns import ask_reach, dispatcher_of, given_words
from jianyan.records.proposals.tasks.models import UnitTask

from .actions import role_of


@dataclass(frozen=True, slots=True)
class Wanted:
    """The units that one case is to be given to, and why these where others were wished."""

    pk: int
    sendings: list[tasks.Sending]
    why: str = ""


def assign_many(by: By, committee: int, wanted: Sequence[Wanted], *, on: date) -> dict[int, str]:
    """交办 to the units named, who are told. Gives why cases were refused, by pk."""
    on = own_day(by, committee, on)
    shared, sender = _shared([one.pk for one in wanted]), dispatcher_of(by)
    sent: dict[int, list[tasks.Sending]] = {}
    refused: dict[int, str] = {}
    filed = dict(
        Proposal.objects.filter(pk__in=[one.pk for one in wanted]).values_list("pk", "filed_on")
    )
    for one in wanted:
        try:
            ask_day(on, filed.get(one.pk), "立案日期")
            fit(one.sendings)
            in_being(one.sendings, on)
            ask_reach(by, committee, [each.unit for each in one.sendings])
        except Refused as error:
            refused[one.pk] = str(error)
            continue
        sent[one.pk] = [
            tasks.Sending(each.unit, role_of(each.role, one.pk in shared), each.due_on, sender)
            for each in one.sendings
        ]
    reasons = {one.pk: one.why or assigned_words(sent[one.pk]) for one in wanted if one.pk in sent}
    with transaction.atomic():
        done = move_many(
            CASES, "assign", by, list(sent), on=on, reasons=reasons, columns=_columns(on)
        )
        _given(by, committee, done, sent, on)
    return refused | done.refused


def _shared(pks: Sequence[int]) -> set[int]:
    """Cases that several dispatchers have."""
    rows = Routing.objects.standing().filter(record__in=pks, ended_on=None)
    held = list(rows.values_list("record", flat=True))
    return {pk for pk in held if held.count(pk) > 1}


def _columns(on: date) -> Callable[[Sequence[Any]], Mapping[int, Mapping[str, Any]]]:
    """What a case keeps from its first assignment on."""

    def columns(rows: Sequence[Any]) -> Mapping[int, Mapping[str, Any]]:
        fresh = [row for row in rows if not row.assigned_on]
        return {row.pk: {"assigned_on": on, **options_of(row.record)} for row in fresh}

    return columns


def _given(
    by: By, committee: int, done: Moved, sent: Mapping[int, list[tasks.Sending]], on: date
) -> None:
    """The tasks of the cases moved, with their clocks, and the notices to the units' people."""
    calendar = clocks.calendar_of(committee)
    pairs = [
        (row.record, sending, task_of(by, calendar, row.record, on, sending))
        for row in done.rows
        for sending in sent[row.pk]
    ]
    UnitTask.objects.bulk_create(task for _, _, task in pairs)
    Clock.objects.bulk_create(
        clock
        for record, sending, task in pairs
        for clock in clocks.started(calendar, record, terms_of(record, task, sending))
    )
    acting, _ = offices(today(), {sending.unit.pk for _, sending, _ in pairs})
    told: list[tuple[Record, str, Iterable[int]]] = [
        (record, given_words(record), acting[sending.unit.pk]) for record, sending, _ in pairs
    ]
    proposed = proposers_told([row.pk for row in done.rows], today())
    told += [
        (row.record, handed_words(row.record, sent[row.pk]), proposed[row.pk]) for row in done.rows
    ]
    tell_each(by, told)
