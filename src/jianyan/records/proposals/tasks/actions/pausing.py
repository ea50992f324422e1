"""暂停计时 and 恢复计时 of a task, and of a case with all of its tasks."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from jianyan.ground import clocks_pausing
from jianyan.ground.days import said_day
from jianyan.ground.register import By, move
from jianyan.kernel.charter import action
from jianyan.records.proposals.cases.charter import CASES
from jianyan.records.proposals.cases.models import Proposal
from jianyan.records.proposals.tasks.charter import TASKS
from jianyan.records.proposals.tasks.models import UnitTask
from jianyan.records.proposals.tasks.told import tell_parties


def paused_words(on: date, until: date | None) -> str:
    """From when clocks stand still, and until when where that is known."""
    return (
        f"自{said_day(on)}至{said_day(until)}暂停计时" if until else f"自{said_day(on)}起暂停计时"
    )


@action(TASKS, "pause")
def pause(by: By, pk: int, *, on: date, reason: str, until: date | None = None) -> UnitTask:
    """The clocks of a task stand still from a day on, until a day where that is known."""
    with transaction.atomic():
        task: UnitTask = move(TASKS, "pause", by, pk, on=on, reason=reason)
        clocks_pausing.pause(by, task.record_id, part=task, since=on, until=until, reason=reason)
        words = f"《{task.record.title}》{paused_words(on, until)}（{task}）。{reason}"
        tell_parties(by, task.record, words, units=[task.unit_id])
    return task


@action(TASKS, "resume")
def resume(by: By, pk: int, *, on: date, reason: str = "") -> UnitTask:
    """The clocks of a task run again from a day on."""
    with transaction.atomic():
        task: UnitTask = move(TASKS, "resume", by, pk, on=on, reason=reason)
        clocks_pausing.resume(by, task.record_id, on=on, part=task)
        words = f"《{task.record.title}》自{said_day(on)}恢复计时（{task}）。{reason}"
        tell_parties(by, task.record, words, units=[task.unit_id])
    return task


@action(CASES, "pause")
def pause_case(by: By, pk: int, *, on: date, reason: str, until: date | None = None) -> Proposal:
    """The clocks of a case and of all its tasks stand still."""
    with transaction.atomic():
        row: Proposal = move(CASES, "pause", by, pk, on=on, reason=reason)
        clocks_pausing.pause(by, pk, since=on, until=until, reason=reason)
        words = f"《{row.record.title}》{paused_words(on, until)}。{reason}"
        tell_parties(by, row.record, words)
    return row


@action(CASES, "resume")
def resume_case(by: By, pk: int, *, on: date, reason: str = "") -> Proposal:
    """The clocks of a case and of all its tasks run again."""
    with transaction.atomic():
        row: Proposal = move(CASES, "resume", by, pk, on=on, reason=reason)
        clocks_pausing.resume(by, pk, on=on)
        tell_parties(by, row.record, f"《{row.record.title}》自{said_day(on)}恢复计时。{reason}")
    return row
