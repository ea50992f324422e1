"""督办、超期协商、回头看 as the office enters them, each told to those it concerns."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar

from django.db import transaction

from jianyan.ground.days import said_day
from jianyan.ground.models import Category, Person
from jianyan.ground.register import By, add_fact, strike_fact, today
from jianyan.kernel.errors import Refused
from jianyan.records.proposals.followup.models import LookBack, OverdueConsultation, Supervision
from jianyan.records.proposals.replies.models import Reply
from jianyan.records.proposals.tasks.told import tell_above, tell_parties, units_of


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
    """督办 of a case, done or planned for a day to come: the proposers, the units that handle it and
    who leads the visit are told."""
    fact = Supervision(record_id=record, on=on, how=how, leader=leader, words=words, key=key)
    with transaction.atomic():
        added: Supervision = add_fact(by, fact, label="登记督办", on=on)
        _tell_supervision(by, added)
    return added


def _tell_supervision(by: By, row: Supervision) -> None:
    if by.batch is not None:
        return
    day = f"定于{said_day(row.on)}" if row.on > today() else said_day(row.on)
    said = f"{row.leader or '机关'}{day}对《{row.record.title}》{row.how.label}。{row.words}"
    tell_parties(by, row.record, said, people=[row.leader_id] if row.leader_id else ())


def consult_overdue(
    by: By, record: int, *, on: date, words: str = "", key: str = ""
) -> OverdueConsultation:
    """超期协商 on a case whose term had run out, called for a day to come or held: the proposers, the
    units, the dispatchers above them and the office are told, of what was agreed too."""
    fact = OverdueConsultation(record_id=record, on=on, words=words, key=key)
    with transaction.atomic():
        added: OverdueConsultation = add_fact(by, fact, label="登记超期协商", on=on)
        _tell_consultation(by, added)
    return added


def _tell_consultation(by: By, row: OverdueConsultation) -> None:
    if by.batch is not None:
        return
    held = f"定于{said_day(row.on)}举行" if row.on > today() else f"于{said_day(row.on)}举行了"
    agreed = f"商定：{row.words}" if row.words else ""
    said = f"《{row.record.title}》答复超期，{held}超期提案协商。{agreed}"
    tell_parties(by, row.record, said, desk="提案")
    tell_above(by, row.record, said, units_of(row.record_id))


def conclude(by: By, row: OverdueConsultation, words: str) -> OverdueConsultation:
    """What a consultation that was fixed came to; everybody is told. Raises Refused before its day."""
    if row.on > today():
        raise Refused(f"{said_day(row.on)}还没有到；提前举行的，请先更正协商日期。")
    with transaction.atomic():
        label = "登记商定事项"
        strike_fact(by, row, label=label, reason="协商已举行", replaced=True)
        held = OverdueConsultation(record_id=row.record_id, on=row.on, words=words, key=row.key)
        made: OverdueConsultation = add_fact(by, held, label=label, on=today())
        _tell_consultation(by, made)
    return made


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
    made = look_back(
        by,
        data["reply"],
        on=data["on"],
        solved=data["solved"] == "yes",
        unit_finding=data["unit_finding"],
        unit_solved=FOUND[data["unit_solved"]],
        proposer_finding=data["proposer_finding"],
        proposer_solved=FOUND[data["proposer_solved"]],
    )
    tell_settled(by, made)
    return made


def tell_settled(by: By, row: LookBack, grade: Category | None = None) -> None:
    """The unit and the proposers are told what a look-back came to, and the class where it moved."""
    if by.batch is not None:
        return
    told = f"《{row.record.title}》回头看核定为{'已解决' if row.solved else '未解决'}"
    told += f"，办理类别改为{grade}。" if grade else "。"
    tell_parties(by, row.record, told, units=[row.reply.task.unit_id])


Fact = TypeVar("Fact", Supervision, OverdueConsultation, LookBack)


def correct(by: By, row: Fact, changes: Mapping[str, tuple[Any, Any]], reason: str) -> Fact:
    """更正: the fact is struck out and entered anew; who was told of it is told how it stands now."""
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
        if isinstance(fresh, Supervision):
            _tell_supervision(by, fresh)
        elif isinstance(fresh, OverdueConsultation):
            _tell_consultation(by, fresh)
        else:
            tell_settled(by, fresh)
    return fresh
