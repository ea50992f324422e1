"""Writes of what follows, one function per verb."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from django.db import transaction

from jianyan.ground.models import Category, Person, Record
from jianyan.ground.register import By, add_fact, leave_trail, lock, strike_fact, today
from jianyan.ground.telling import tell
from jianyan.kernel.errors import Refused
from jianyan.records.proposals.followup.models import (
    KeyLeader,
    KeyProposal,
    LookBack,
    OverdueConsultation,
    Supervision,
)
from jianyan.records.proposals.replies.models import Reply


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
    return added


def lead(by: By, choice: KeyProposal, person: Person, *, on: date, rank: str = "") -> KeyLeader:
    """领衔: a leader takes a key proposal from a day on."""
    fact = KeyLeader(record_id=choice.record_id, choice=choice, person=person, rank=rank, on=on)
    added: KeyLeader = add_fact(by, fact, label=f"由{person}领衔", on=on)
    return added


def hand_over(by: By, leader: KeyLeader, *, on: date) -> None:
    """A leader no longer leads from a day on; the row stays."""
    with transaction.atomic():
        record = lock(leader.record_id)
        KeyLeader.objects.filter(pk=leader.pk, ended_on=None).update(ended_on=on)
        leave_trail(record, by, move="end", label=f"{leader.person}不再领衔", on=on, part=leader)


def drop_key(by: By, choice: KeyProposal, *, on: date, reason: str) -> None:
    """A proposal is no longer a key one from a day on; the choice stays on record."""
    with transaction.atomic():
        record = lock(choice.record_id)
        KeyProposal.objects.filter(pk=choice.pk, ended_on=None).update(ended_on=on)
        leave_trail(record, by, move="end", label="取消重点提案", on=on, part=choice, reason=reason)


def supervise(
    by: By,
    record: int,
    *,
    on: date,
    how: Category,
    leader: Person | None = None,
    words: str = "",
    key: str = "",
) -> Supervision:
    """督办 of a case; the units that handle it are told what was said."""
    fact = Supervision(record_id=record, on=on, how=how, leader=leader, words=words, key=key)
    with transaction.atomic():
        added: Supervision = add_fact(by, fact, label="登记督办", on=on)
        if by.batch is None:
            of = Record.objects.get(pk=record)
            tasks = of.unittasks.filter(struck_at=None, ended_on=None)  # type: ignore[attr-defined]
            said = f"{leader or '机关'}{on}对《{of.title}》{how.label}。{words}"
            tell(by, of, said, bodies=tasks.values_list("unit", flat=True))
    return added


def consult_overdue(
    by: By, record: int, *, on: date, words: str = "", key: str = ""
) -> OverdueConsultation:
    """超期协商 on a case whose term had run out."""
    fact = OverdueConsultation(record_id=record, on=on, words=words, key=key)
    added: OverdueConsultation = add_fact(by, fact, label="登记超期协商", on=on)
    return added


def look_back(
    by: By,
    reply: Reply,
    *,
    on: date,
    solved: bool,
    unit_finding: str = "",
    unit_solved: bool | None = None,
    proposer_finding: str = "",
    proposer_solved: bool | None = None,
    key: str = "",
) -> LookBack:
    """回头看 on a reply: what the unit finds, what the proposer finds, and what is settled."""
    fact = LookBack(
        record_id=reply.record_id,
        reply=reply,
        on=on,
        solved=solved,
        unit_finding=unit_finding,
        unit_solved=unit_solved,
        proposer_finding=proposer_finding,
        proposer_solved=proposer_solved,
        key=key,
    )
    added: LookBack = add_fact(by, fact, label="登记回头看", on=on)
    return added


def add_key(by: By, committee: int, data: Mapping[str, Any]) -> KeyProposal:
    """Enter a key proposal as a sheet has it."""
    leaders = [(person, data["rank"]) for person in data["leaders"]]
    return choose_key(by, data["record"].pk, on=data["on"], how=data["how"], leaders=leaders)


def correct_key(
    by: By, row: KeyProposal, changes: Mapping[str, tuple[Any, Any]], reason: str
) -> KeyProposal:
    """更正: the choice and its leaders are struck out and entered anew."""
    led = list(row.leaders.filter(struck_at=None).select_related("person"))  # type: ignore[attr-defined]
    data = {
        "record": row.record,
        "on": row.on,
        "how": row.how,
        "leaders": [one.person for one in led],
        "rank": led[0].rank if led else "",
        **{name: pair[1] for name, pair in changes.items()},
    }
    with transaction.atomic():
        for one in led:
            strike_fact(by, one, label="更正领衔", reason=reason, replaced=True)
        strike_fact(by, row, label="更正重点提案", reason=reason, replaced=True)
        return add_key(by, row.record.committee_id, data)


def add_supervision(by: By, committee: int, data: Mapping[str, Any]) -> Supervision:
    """Enter a supervision as a sheet has it."""
    names = ("on", "how", "leader", "words")
    return supervise(by, data["record"].pk, **{name: data[name] for name in names})


def add_consultation(by: By, committee: int, data: Mapping[str, Any]) -> OverdueConsultation:
    """Enter a consultation on an overdue case as a sheet has it."""
    return consult_overdue(by, data["record"].pk, on=data["on"], words=data["words"])


FOUND = {"yes": True, "no": False, "": None}


def add_look_back(by: By, committee: int, data: Mapping[str, Any]) -> LookBack:
    """Enter a look-back as a sheet has it."""
    return look_back(
        by,
        data["reply"],
        on=data["on"],
        solved=data["solved"] == "yes",
        unit_finding=data["unit_finding"],
        unit_solved=FOUND[data["unit_solved"]],
        proposer_finding=data["proposer_finding"],
        proposer_solved=FOUND[data["proposer_solved"]],
    )


Fact = TypeVar("Fact", Supervision, OverdueConsultation, LookBack)


def correct(by: By, row: Fact, changes: Mapping[str, tuple[Any, Any]], reason: str) -> Fact:
    """更正: the fact is struck out and entered anew."""
    solved = ("solved", "unit_solved", "proposer_solved")
    new: dict[str, Any] = {
        name: FOUND[pair[1]] if name in solved else pair[1]
        for name, pair in changes.items()
        if name not in ("record", "unit")
    }
    kept = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if field.name not in ("id", "struck_at", "batch", *new)
    }
    with transaction.atomic():
        strike_fact(by, row, label="更正", reason=reason, replaced=True)
        fresh: Fact = add_fact(by, type(row)(**kept, **new), label="更正登记", on=today())
    return fresh
