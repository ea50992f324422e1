"""Writes of opinion briefs, one function per verb."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from jianyan.ground.models import Record
from jianyan.ground.numbering import next_number
from jianyan.ground.register import By, add_fact, amend, enter, move, replace_fact, today
from jianyan.ground.rulebook import in_force, provision
from jianyan.kernel.charter import action
from jianyan.kernel.errors import Refused

from .charter import BRIEFS
from .models import Brief, Combination, Make, SendUp, State, TakenUp

Changes = Mapping[str, tuple[Any, Any]]
COLUMNS = ("category", "make", "body", "situation", "analysis", "suggestion", "open_consent")
DAYS = ("submitted_on", "sent_back_on", "kept_on", "accepted_on", "issued_on")


def add(by: By, committee: int, data: Mapping[str, Any]) -> Brief:
    """Enter a brief with the days that are already known; it stands where those days put it."""
    day: date = data["submitted_on"] or data["dated_on"]
    rulebook = in_force(committee, day)
    pattern = provision(rulebook, "numbers.briefs")
    with transaction.atomic():
        row: Brief = enter(
            BRIEFS,
            by,
            committee=committee,
            title=data["title"],
            state=State.DRAFT,
            dated_on=data["dated_on"],
            number=next_number(committee, "briefs", str(day.year), pattern, year=day.year),
            key=data["key"],
            campaign=data["campaign"],
            visibility=data["visibility"],
            rulebook=rulebook,
            text="\n".join((data["situation"], data["analysis"], data["suggestion"])),
            detail={name: data[name] for name in COLUMNS},
        )
        row.authors.set(data["authors"])
        return _carry(by, row, data)


def change(by: By, row: Brief, changes: Changes, reason: str) -> Brief:
    """更正 the named fields. A day that was not known before is entered as the step it stands for."""
    steps = {name: pair[1] for name, pair in changes.items() if name in DAYS and pair[0] is None}
    columns = {n: pair for n, pair in changes.items() if n not in ("authors", *steps)}
    if "issued_on" in steps and "issue" in columns:
        steps["issue"] = columns.pop("issue")[1]
    with transaction.atomic():
        if columns or "authors" in changes:
            row = amend(BRIEFS, by, row.pk, columns, reason=reason)
        if "authors" in changes:
            row.authors.set(changes["authors"][1])
        known = dict.fromkeys(DAYS) | {"issue": row.issue} | steps
        return _carry(by, row, known)


def _carry(by: By, row: Brief, days: Mapping[str, Any]) -> Brief:
    """Make the moves that the days imply, in the order they happen."""
    if days["submitted_on"]:
        row = submit(by, row.pk, on=days["submitted_on"])
    if days["sent_back_on"]:
        row = send_back(by, row.pk, on=days["sent_back_on"])
    if days["kept_on"]:
        row = keep(by, row.pk, on=days["kept_on"])
    if days["accepted_on"]:
        row = accept(by, row.pk, on=days["accepted_on"])
    if days["issued_on"]:
        row = issue(by, row.pk, on=days["issued_on"], issue=days["issue"])
    return row


@action(BRIEFS, "submit")
def submit(by: By, pk: int, *, on: date, reason: str = "") -> Brief:
    """提交, at first or again after it was sent back; the day of the first stays."""
    handed = Brief.objects.filter(pk=pk, submitted_on__isnull=False).exists()
    return _stepped(by, pk, "submit", on, reason, {} if handed else {"submitted_on": on})


@action(BRIEFS, "send_back")
def send_back(by: By, pk: int, *, on: date, reason: str = "") -> Brief:
    """退回修改."""
    return _stepped(by, pk, "send_back", on, reason, {"sent_back_on": on})


@action(BRIEFS, "keep")
def keep(by: By, pk: int, *, on: date, reason: str = "") -> Brief:
    """留存备查: not used, and kept."""
    return _stepped(by, pk, "keep", on, reason, {"kept_on": on})


@action(BRIEFS, "accept")
def accept(by: By, pk: int, *, on: date, reason: str = "") -> Brief:
    """录用."""
    return _stepped(by, pk, "accept", on, reason, {"accepted_on": on})


@action(BRIEFS, "issue")
def issue(by: By, pk: int, *, on: date, issue: int | None = None, reason: str = "") -> Brief:
    """编发, as a numbered issue where it has a number."""
    return _stepped(by, pk, "issue", on, reason, {"issued_on": on, "issue": issue})


@action(BRIEFS, "combine")
def combine(by: By, pk: int, *, on: date, into: Record, reason: str = "", key: str = "") -> Brief:
    """并入综合: the original goes into a compiled brief and stays whole.

    Raises Refused when the other is not a compiled one.
    """
    _ask_compiled(into, pk)
    with transaction.atomic():
        row = _stepped(by, pk, "combine", on, reason, {})
        _combination(by, into, row, on, key)
    return row


def add_original(by: By, committee: int, data: Mapping[str, Any]) -> Combination:
    """Enter that an original went into a compiled brief, perhaps into a second one.

    Raises Refused when the other is not a compiled one.
    """
    original = Brief.objects.select_related("record").get(pk=data["original"].pk)
    if original.record.state == State.COMBINED:
        _ask_compiled(data["record"], original.pk)
        return _combination(by, data["record"], original, data["on"], data["key"])
    combine(by, original.pk, on=data["on"], into=data["record"], key=data["key"])
    return original.compiled_into.latest("pk")


def _ask_compiled(into: Record, original: int) -> None:
    compiled = Brief.objects.filter(pk=into.pk, make=Make.COMPILED).exclude(pk=original)
    if not compiled.exists():
        raise Refused(f"“{into.title}”不是综合，不能并入，请先把它的体例改为综合。")


def _combination(by: By, into: Record, original: Brief, on: date, key: str) -> Combination:
    fact = Combination(record=into, original=original, on=on, key=key)
    add_fact(by, fact, label="登记综合原稿", on=on)
    return fact


def send_up(by: By, committee: int, data: Mapping[str, Any]) -> SendUp:
    """报送 to an addressee of a level."""
    names = ("key", "level", "addressee", "on")
    fact = SendUp(record=data["record"], **{name: data[name] for name in names})
    add_fact(by, fact, label="登记报送", on=fact.on)
    return fact


def take_up(by: By, committee: int, data: Mapping[str, Any]) -> TakenUp:
    """采用 by a level."""
    names = ("key", "level", "way", "taker", "on")
    fact = TakenUp(record=data["record"], **{name: data[name] for name in names})
    add_fact(by, fact, label="登记采用", on=fact.on)
    return fact


def change_fact(by: By, fact: Any, changes: Changes, reason: str) -> Any:
    """更正 of a sending or taking up. Raises Refused when it would stand on another brief."""
    if {"record", "original"} & set(changes):
        raise Refused("不能改挂到另一条信息，请作废这一条后重新登记。")
    label = {SendUp: "报送", TakenUp: "采用", Combination: "综合原稿"}[type(fact)]
    return replace_fact(by, fact, changes, label=label, on=today(), reason=reason)


def _stepped(
    by: By, pk: int, name: str, on: date, reason: str, columns: Mapping[str, Any]
) -> Brief:
    row: Brief = move(BRIEFS, name, by, pk, on=on, reason=reason, columns=columns)
    return row
