"""Writes of honours, one function per verb."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from jianyan.ground.days import said_day
from jianyan.ground.models import Body, Person, Session
from jianyan.ground.register import By, amend, enter, first_days, move
from jianyan.ground.rulebook import in_force
from jianyan.ground.telling import tell
from jianyan.kernel.charter import action
from jianyan.kernel.errors import Refused

from . import queries
from .charter import HONOURS
from .models import Honour, HonourState, Sort


def propose(
    by: By,
    session: Session,
    *,
    sort: str,
    on: date,
    body: Body | None = None,
    person: Person | None = None,
    words: str = "",
    basis: str = "",
    key: str = "",
) -> Honour:
    """拟评 a unit or a person in a session. Raises Refused for one that is proposed or chosen there
    already, and without the unit or the person that the sort asks for."""
    whom = body if sort == Sort.UNIT else person
    if whom is None:
        raise Refused("请填写单位。" if sort == Sort.UNIT else "请填写个人。")
    label = Sort(sort).label
    with transaction.atomic():
        # Two officers at once: the second waits here, and then finds the first one's.
        session = Session.objects.select_for_update(no_key=True).get(pk=session.pk)
        committee = session.term.committee_id
        same = {"body": body} if sort == Sort.UNIT else {"person": person}
        there = queries.open_ones().filter(record__session=session, sort=sort, **same).first()
        if there is not None:
            state = HONOURS.label(there.record.state)
            raise Refused(f"{whom}在{session}的{label}中已是“{state}”。")
        made: Honour = enter(
            HONOURS,
            by,
            committee=committee,
            title=f"{whom}：{session}会议{label}",
            state=HonourState.PROPOSED,
            dated_on=on,
            session=session,
            key=key,
            rulebook=in_force(committee, on),
            text=words,
            detail={
                "sort": sort,
                "body": body,
                "person": None if sort == Sort.UNIT else person,
                "proposed_on": on,
                "words": words,
                "basis": basis,
            },
        )
    return made


@action(HONOURS, "choose")
def choose(by: By, pk: int, *, on: date, reason: str = "") -> Honour:
    """评定; the unit, or the person, is told."""
    with transaction.atomic():
        made: Honour = move(
            HONOURS, "choose", by, pk, on=on, reason=reason, columns={"chosen_on": on}
        )
        _tell(by, made, f"{made.record.title}，{said_day(on)}评定。")
    return made


@action(HONOURS, "take_back")
def take_back(by: By, pk: int, *, on: date, reason: str = "") -> Honour:
    """收回, with the reason; who had been told of the choice is told. Raises Refused without one."""
    if not reason.strip():
        raise Refused("请写明收回的理由。")
    with transaction.atomic():
        made: Honour = move(
            HONOURS,
            "take_back",
            by,
            pk,
            on=on,
            reason=reason,
            columns={"taken_on": on, "taken_for": reason.strip()[:300]},
        )
        if made.chosen_on:
            _tell(by, made, f"{made.record.title}已收回：{reason}")
    return made


def _tell(by: By, row: Honour, words: str) -> None:
    if by.batch is not None:
        return
    people = [row.person_id] if row.person_id else []
    units = [row.body_id] if row.sort == Sort.UNIT and row.body_id else []
    tell(by, row.record, words, people=people, bodies=units)


def add(by: By, committee: int, data: Mapping[str, Any]) -> Honour:
    """Enter an honour as a sheet or an old ledger has it, with the days that are known."""
    names = ("sort", "body", "person", "words", "basis")
    with transaction.atomic():
        made = propose(
            by, data["session"], on=data["proposed_on"], **{name: data[name] for name in names}
        )
        if data["chosen_on"]:
            made = choose(by, made.pk, on=data["chosen_on"])
        if data["taken_on"]:
            made = take_back(by, made.pk, on=data["taken_on"], reason=data["taken_for"])
    return queries.listed().get(pk=made.pk)


WHOM = {"sort", "session", "body", "person"}


def change(by: By, row: Honour, changes: Mapping[str, tuple[Any, Any]], reason: str) -> Honour:
    """更正 the words and days; a day entered for the first time is the step itself.

    Raises Refused for another unit or person: that is another honour.
    """
    if WHOM & changes.keys():
        raise Refused("评优的对象不能更正，请作废这一条，另行登记。")
    said = dict(changes)
    with transaction.atomic():
        firsts = first_days(said, ("chosen_on", "taken_on"))
        why = said.pop("taken_for", ("", ""))[1] if "taken_on" in firsts else ""
        made = row
        if said:
            made = amend(HONOURS, by, row.pk, said, reason=reason)
        if "chosen_on" in firsts:
            made = choose(by, row.pk, on=firsts["chosen_on"])
        if "taken_on" in firsts:
            made = take_back(by, row.pk, on=firsts["taken_on"], reason=why)
    return made
