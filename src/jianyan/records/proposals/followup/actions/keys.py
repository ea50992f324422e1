"""重点提案: chosen, led, dropped; each told to the proposers, the units and who leads it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from jianyan.ground.models import Person
from jianyan.ground.register import By, add_fact, leave_trail, lock, strike_fact
from jianyan.ground.telling import tell
from jianyan.kernel.errors import Refused
from jianyan.records.proposals.followup.models import KeyLeader, KeyProposal
from jianyan.records.proposals.tasks.told import tell_parties


def choose_key(
    by: By,
    record: int,
    *,
    on: date,
    how: str = "",
    leaders: Sequence[tuple[Person, str]] = (),
    key: str = "",
) -> KeyProposal:
    """Choose a proposal as a key one, with the leaders who lead it and the rank they lead it in.

    Raises Refused when it is a key proposal already.
    """
    chosen = KeyProposal.objects.filter(record=record, struck_at=None, ended_on=None)
    with transaction.atomic():
        if chosen.exists():
            raise Refused("这件提案已是重点提案。")
        added: KeyProposal = add_fact(
            by,
            KeyProposal(record_id=record, on=on, how=how, key=key),
            label="确定为重点提案",
            on=on,
        )
        for person, rank in leaders:
            lead(by, added, person, rank=rank, on=on)
        if by.batch is None:
            led = f"，由{'、'.join(str(one) for one, _ in leaders)}领衔" if leaders else ""
            said = f"《{added.record.title}》确定为重点提案{led}。"
            tell_parties(by, added.record, said, people=[one.pk for one, _ in leaders])
    return added


def lead(by: By, choice: KeyProposal, person: Person, *, on: date, rank: str = "") -> KeyLeader:
    """领衔: a leader takes a key proposal from a day on."""
    fact = KeyLeader(record_id=choice.record_id, choice=choice, person=person, rank=rank, on=on)
    added: KeyLeader = add_fact(by, fact, label=f"由{person}领衔", on=on)
    return added


def drop_key(by: By, choice: KeyProposal, *, on: date, reason: str) -> None:
    """A proposal is no longer a key one from a day on; the choice stays on record."""
    with transaction.atomic():
        record = lock(choice.record_id)
        KeyProposal.objects.filter(pk=choice.pk, ended_on=None).update(ended_on=on)
        leave_trail(record, by, move="end", label="取消重点提案", on=on, part=choice, reason=reason)
        if by.batch is None:
            said = f"《{record.title}》不再作为重点提案。{reason}"
            tell_parties(by, record, said, people=_leaders(choice))


def _leaders(choice: KeyProposal) -> list[int]:
    """Who leads a key proposal, by pk."""
    rows = KeyLeader.objects.standing().filter(choice=choice, ended_on=None)
    return list(rows.values_list("person", flat=True))


def add_key(by: By, committee: int, data: Mapping[str, Any]) -> KeyProposal:
    """Enter a key proposal as a sheet has it, with the day on which it was one no longer."""
    leaders = [(person, data["rank"]) for person in data["leaders"]]
    with transaction.atomic():
        made = choose_key(by, data["record"].pk, on=data["on"], how=data["how"], leaders=leaders)
        if data.get("ended_on"):
            drop_key(by, made, on=data["ended_on"], reason="")
    return made


def correct_key(
    by: By, row: KeyProposal, changes: Mapping[str, tuple[Any, Any]], reason: str
) -> KeyProposal:
    """更正: the choice and its leaders are struck out and entered anew, and who leads it no longer is
    told. A day on which it ended is entered as such."""
    if set(changes) == {"ended_on"} and row.ended_on is None:
        drop_key(by, row, on=changes["ended_on"][1], reason=reason)
        row.refresh_from_db()
        return row
    led = list(row.leaders.filter(struck_at=None).select_related("person"))  # type: ignore[attr-defined]
    data = {
        "record": row.record,
        "on": row.on,
        "how": row.how,
        "leaders": [one.person for one in led],
        "rank": led[0].rank if led else "",
        "ended_on": row.ended_on,
        **{name: pair[1] for name, pair in changes.items()},
    }
    with transaction.atomic():
        for one in led:
            strike_fact(by, one, label="更正领衔", reason=reason, replaced=True)
        strike_fact(by, row, label="更正重点提案", reason=reason, replaced=True)
        made = add_key(by, row.record.committee_id, data)
        left = {one.person_id for one in led} - set(_leaders(made))
        said = f"《{row.record.title}》不再由您领衔。{reason}"
        tell(by, row.record, said, people=left if by.batch is None else ())
    return made
