"""Writes of publications, one function per verb."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from jianyan.ground.numbering import next_number
from jianyan.ground.register import By, amend, enter, move
from jianyan.ground.rulebook import in_force, provision
from jianyan.kernel.charter import action

from .charter import PUBLICATIONS
from .models import Publication, State


def add(by: By, committee: int, data: Mapping[str, Any]) -> Publication:
    """Enter a publication with the days that are already known; it stands where those days put it."""
    day: date = data["issued_on"] or data["dated_on"]
    rulebook = in_force(committee, day)
    pattern = provision(rulebook, "numbers.publications")
    with transaction.atomic():
        row = enter(
            PUBLICATIONS,
            by,
            committee=committee,
            title=data["title"],
            state=State.DRAFT,
            dated_on=data["dated_on"],
            number=next_number(committee, "publications", str(day.year), pattern, year=day.year),
            key=data["key"],
            campaign=data["campaign"],
            visibility=data["visibility"],
            rulebook=rulebook,
            text=data["note"],
            detail={
                name: data[name]
                for name in ("sort", "body", "addressee", "document_number", "note")
            },
        )
        row.authors.set(data["authors"])
        if data["issued_on"]:
            row = issue(by, row.pk, on=data["issued_on"])
        if data["in_force_on"]:
            row = commence(by, row.pk, on=data["in_force_on"])
    return row


def change(
    by: By, row: Publication, changes: Mapping[str, tuple[Any, Any]], reason: str
) -> Publication:
    """更正 the named fields of a publication."""
    with transaction.atomic():
        columns = {name: pair for name, pair in changes.items() if name != "authors"}
        amended: Publication = amend(PUBLICATIONS, by, row.pk, columns, reason=reason)
        if "authors" in changes:
            amended.authors.set(changes["authors"][1])
    return amended


@action(PUBLICATIONS, "issue")
def issue(by: By, pk: int, *, on: date, reason: str = "") -> Publication:
    """印发, on the day printed in it."""
    return _stepped(by, pk, "issue", on, reason, issued_on=on)


@action(PUBLICATIONS, "commence")
def commence(by: By, pk: int, *, on: date, reason: str = "") -> Publication:
    """施行 (of regulations)."""
    return _stepped(by, pk, "commence", on, reason, in_force_on=on)


@action(PUBLICATIONS, "revise")
def revise(by: By, pk: int, *, on: date, reason: str = "") -> Publication:
    """A newer edition has taken its place."""
    return _stepped(by, pk, "revise", on, reason, ended_on=on)


@action(PUBLICATIONS, "repeal")
def repeal(by: By, pk: int, *, on: date, reason: str = "") -> Publication:
    """废止."""
    return _stepped(by, pk, "repeal", on, reason, ended_on=on)


def _stepped(by: By, pk: int, name: str, on: date, reason: str, **columns: date) -> Publication:
    row: Publication = move(PUBLICATIONS, name, by, pk, on=on, reason=reason, columns=columns)
    return row
