"""Writes of contacts with the proposer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Min

from jianyan.ground import clocks
from jianyan.ground.models import Category, Clock, Record
from jianyan.ground.register import By, add_fact, hold, strike_fact
from jianyan.ground.rulebook import provision
from jianyan.records.proposals.tasks.models import Contact, ContactAnswer, UnitTask


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


def strike_contact(by: By, row: Contact, reason: str) -> None:
    """作废 of a contact that was entered by mistake; the clock of the first contact goes with it."""
    with transaction.atomic():
        strike_fact(by, row, label="作废联系", reason=reason)
        _first_again(row)


def _first_again(row: Contact) -> None:
    """The clock that a contact met is met by the first one left, or open again."""
    left = Contact.objects.filter(record=row.record_id, unit=row.unit_id, struck_at__isnull=True)
    tasks = UnitTask.objects.filter(record=row.record_id, unit=row.unit_id, ended_on__isnull=True)
    rows = Clock.objects.filter(record=row.record_id, kind="contact", ended_on__isnull=True)
    rows = rows.filter(part_id__in=tasks.values("pk"), met_on=row.on)
    rows.update(met_on=left.aggregate(first=Min("on"))["first"])


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
        strike_fact(by, row, label="更正联系", reason=reason, replaced=True)
        _first_again(row)
        return contact(by, row.record_id, {**old, **new, "key": row.key})
