"""Writes of contacts with the proposer and of longer terms."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from jianyan.ground import clocks
from jianyan.ground.models import Category, Record
from jianyan.ground.register import By, add_fact, hold, strike_fact
from jianyan.ground.rulebook import provision
from jianyan.records.proposals.tasks.models import Contact, ContactAnswer, Extension, UnitTask


def extend(
    by: By,
    task: UnitTask,
    *,
    on: date,
    asked_until: date,
    reason: str = "",
    answered_on: date | None = None,
    granted_until: date | None = None,
) -> Extension:
    """Enter a request for a longer term, with its answer where there is one."""
    fact = Extension(
        record_id=task.record_id,
        task=task,
        on=on,
        asked_until=asked_until,
        reason=reason,
        answered_on=answered_on,
        granted_until=granted_until,
    )
    with transaction.atomic():
        added: Extension = add_fact(by, fact, label="登记延期申请", on=on)
        if granted_until:
            clocks.extend(task.record_id, "reply", task.pk, granted_until, on, "批准延期")
    return added


def contact(by: By, record: int, data: Mapping[str, Any]) -> Contact:
    """Enter a contact with the proposer, and the proposer's answer where it is known."""
    way: Category = data["way"]
    rulebook = Record.objects.select_related("rulebook").get(pk=record).rulebook
    fact = Contact(
        record_id=record,
        face=counts_as_face(rulebook, way.code),
        key=data.get("key", ""),
        **{name: data[name] for name in CONTACT_COLUMNS},
    )
    with transaction.atomic():
        added: Contact = add_fact(by, fact, label="登记联系", on=data["on"])
        if data.get("answered_on"):
            answer(by, added, on=data["answered_on"], verdict=data["verdict"])
        tasks = UnitTask.objects.filter(record=record, unit=data["unit"], ended_on__isnull=True)
        for pk in tasks.values_list("pk", flat=True):
            clocks.meet(record, "contact", data["on"], pk)
    return added


CONTACT_COLUMNS = ("unit", "on", "way", "stage", "place", "who", "words", "signed_form")


def counts_as_face(rulebook: Any, code: str) -> bool:
    """Whether a way of contact counts as 面商 by a version of the rulebook."""
    if code == "telephone":
        return bool(provision(rulebook, "proposals.telephone_counts"))
    return code in provision(rulebook, "proposals.face_ways")


def answer(by: By, row: Contact, *, on: date, verdict: str, words: str = "") -> ContactAnswer:
    """The proposer confirms or denies a contact."""
    fact = ContactAnswer(record_id=row.record_id, contact=row, on=on, verdict=verdict, words=words)
    added: ContactAnswer = add_fact(
        by, fact, label=f"提案者{fact.get_verdict_display()}联系", on=on
    )
    return added


def change_contact(
    by: By, row: Contact, changes: Mapping[str, tuple[Any, Any]], reason: str
) -> Contact:
    """A first answer is added; anything else is struck out and entered anew."""
    new = {name: pair[1] for name, pair in changes.items()}
    with transaction.atomic():
        hold(row.record_id)
        if (
            "answered_on" in new
            and set(new) <= {"answered_on", "verdict"}
            and not row.answers.filter(struck_at=None)
        ):
            verdict = new.get("verdict") or ContactAnswer.Verdict.CONFIRMED
            answer(by, row, on=new["answered_on"], verdict=verdict)
            return row
        said = row.answers.filter(struck_at=None).order_by("on", "pk").last()
        old = {name: getattr(row, name) for name in CONTACT_COLUMNS}
        old |= {"answered_on": said.on if said else None, "verdict": said.verdict if said else ""}
        strike_fact(by, row, label="更正联系", reason=reason or "更正")
        return contact(by, row.record_id, {**old, **new, "key": row.key})


def add_extension(by: By, committee: int, data: Mapping[str, Any]) -> Extension:
    """Enter a request for a longer term as a sheet has it."""
    names = ("on", "asked_until", "reason", "answered_on", "granted_until")
    return extend(by, data["task"], **{name: data[name] for name in names})


def change_extension(
    by: By, row: Extension, changes: Mapping[str, tuple[Any, Any]], reason: str
) -> Extension:
    """A request is struck out and entered anew, with its answer."""
    names = ("on", "asked_until", "reason", "answered_on", "granted_until")
    old = {name: getattr(row, name) for name in names}
    new = {name: changes[name][1] for name in names if name in changes}
    with transaction.atomic():
        strike_fact(by, row, label="更正延期申请", reason=reason or "更正")
        return extend(by, row.task, **{**old, **new, "key": row.key})
