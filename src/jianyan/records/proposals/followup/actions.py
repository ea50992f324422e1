"""Writes of what follows, one function per verb."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from jianyan.ground.models import Category, Person
from jianyan.ground.register import By, add_fact, leave_trail, lock
from jianyan.kernel.errors import Refused
from jianyan.records.proposals.replies.models import Reply

from .models import KeyLeader, KeyProposal, LookBack, OverdueConsultation, Supervision


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
    """督办 of a case."""
    fact = Supervision(record_id=record, on=on, how=how, leader=leader, words=words, key=key)
    added: Supervision = add_fact(by, fact, label="登记督办", on=on)
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
