"""Many whole rows of a ledger at once: what `actions.add` does one by one, a handful of statements
for hundreds of rows. A test holds the two together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction

from jianyan.ground import clocks
from jianyan.ground.models import Clock, Record, Rulebook, Session, Suggestion, Trail
from jianyan.ground.numbering import next_many
from jianyan.ground.register import By, plain, register_many, stand, today, trail_row
from jianyan.ground.rulebook import provision, versions
from jianyan.kernel.charter import unmet
from jianyan.kernel.errors import Refused

from .cases.actions import OWN, SETS, cosigners_of, searched, suggestions_of
from .cases.charter import CASES
from .cases.models import CaseState, Cosigner, Proposal, Review, Submission
from .tasks.actions.assigning import fit, options_of, roles, task_of, terms_of
from .tasks.models import TaskRole, UnitTask

SIZE = 1000
OUTCOMES = ("", "filed", "not_filed")


@dataclass(slots=True)
class _Case:
    """One row of the ledger on its way: what will stand, and how it came there."""

    data: Mapping[str, Any]
    on: date
    record: Record
    row: Proposal
    moves: list[Trail] = field(default_factory=list)
    assigned: dict[str, Any] = field(default_factory=dict)


def fits(data: Mapping[str, Any]) -> bool:
    """Whether a row is of the common run: a draft, or sent in and filed, refused or not yet judged."""
    return data["outcome"] in OUTCOMES and bool(data["submitted_on"] or not data["outcome"])


def add_many(by: By, committee: int, rows: Sequence[Mapping[str, Any]]) -> list[Proposal]:
    """Enter proposals with the days that are known, each standing where those days put it.

    Raises Refused where one of them could not be entered, or a step is not this actor's.
    """
    with transaction.atomic():
        rules = versions(committee)
        cases = [_begun(by, committee, data, rules) for data in rows]
        _number(committee, cases)
        for case in cases:
            _moved(by, case)
        made = register_many(
            CASES, by, [(case.record, case.row) for case in cases], born=CaseState.DRAFT
        )
        _facts(by, cases)
        _allowed(by, cases)
        _tasks(by, committee, cases)
        moves = [move for case in cases for move in case.moves]
        Trail.objects.bulk_create(moves, batch_size=SIZE)
    return made


def _begun(by: By, committee: int, data: Mapping[str, Any], rules: Sequence[Rulebook]) -> _Case:
    on: date = data["submitted_on"] or today()
    if data["submitted_on"] and data["session"] is None:
        raise Refused("提案须属于一次会议，请先填写届次。")
    record = Record(
        committee_id=committee,
        title=data["title"],
        state=CaseState.DRAFT,
        dated_on=on,
        on_behalf=by.on_behalf_of is not None,
        key=data["key"],
        session=data["session"],
        campaign=data["campaign"],
        visibility=data["visibility"],
        rulebook=next((one for one in rules if one.since <= on), None),
        text=searched(data),
    )
    own = {name: data[name] for name in OWN} | {"public": data["public"] == "yes"}
    return _Case(data, on, record, Proposal(**own))


def _number(committee: int, cases: Sequence[_Case]) -> None:
    """Receipt and proposal numbers, in the order of the rows, session by session."""
    sent = [case for case in cases if case.data["submitted_on"]]
    for case, number in _numbers(committee, sent, "receipts", "receipt_number"):
        case.row.receipt_number = case.record.number = number
    filed = [case for case in cases if case.data["outcome"] == "filed"]
    for case, number in _numbers(committee, filed, "proposals", "number"):
        case.record.number = number


def _numbers(
    committee: int, cases: Sequence[_Case], series: str, name: str
) -> list[tuple[_Case, str]]:
    by_session: dict[Session, list[_Case]] = defaultdict(list)
    for case in cases:
        by_session[case.data["session"]].append(case)
    found = []
    for session, some in by_session.items():
        term, number = session.term.number, session.number
        given = [_counted(case.data[name]) for case in some]
        counted = next_many(committee, series, f"{term}.{number}", given)
        for case, count in zip(some, counted, strict=True):
            pattern = provision(case.record.rulebook, f"numbers.{series}")
            said = case.data[name] or pattern.format(seq=count, term=term, session=number)
            found.append((case, said))
    return found


def _counted(number: str) -> int | None:
    """The place in the series of a number that came with the ledger; 0 where it has none."""
    if not number:
        return None
    return int(number[-4:]) if number[-4:].isdigit() else 0


def _moved(by: By, case: _Case) -> None:
    """The moves that the known days imply, with their trail, on the rows that are to be saved."""
    data, row = case.data, case.row
    if day := data["submitted_on"]:
        numbers = {"receipt_number": row.receipt_number, "number": row.receipt_number}
        row.submitted_on = day
        said = {"submitted_on": day, **numbers, "dated_on": day}
        _step(by, case, "submit", day, said)
    if data["outcome"] == "filed":
        row.filed_on = data["reviewed_on"]
        said = {"filed_on": row.filed_on, "number": case.record.number}
        _step(by, case, "file", data["reviewed_on"], said)
    elif data["outcome"] == "not_filed":
        row.not_filed_on = data["reviewed_on"]
        cause = data["reason"].label if data["reason"] else ""
        said = {"not_filed_on": row.not_filed_on}
        _step(by, case, "not_file", data["reviewed_on"], said, cause)
    if data["assigned_on"]:
        sendings = roles(data["lead"], data["cos"], data["separate"], data["due_on"])
        fit(sendings)
        case.assigned = {"assigned_on": data["assigned_on"], **options_of(case.record)}
        for name, value in case.assigned.items():
            setattr(row, name, value)
        units = "、".join(f"{one.unit}（{TaskRole(one.role).label}）" for one in sendings)
        _step(by, case, "assign", data["assigned_on"], case.assigned, units)


def _step(
    by: By, case: _Case, name: str, on: date, said: Mapping[str, Any], reason: str = ""
) -> None:
    step, record = CASES.move(name), case.record
    if record.state not in step.source:
        raise Refused(f"{CASES.label(record.state)}的提案不能{step.label}。")
    target = step.target or record.state
    changes = {key: [None, plain(value)] for key, value in said.items()}
    trail = trail_row(
        record,
        by,
        move=name,
        label=step.label,
        on=on,
        source=record.state,
        target=target,
        reason=reason[:500],
        changes=changes,
    )
    case.moves.append(trail)
    stand(record, target)


def _allowed(by: By, cases: Sequence[_Case]) -> None:
    """What each move asks: its needs, and its rule, for all cases that take it in one statement."""
    taking: dict[str, list[Proposal]] = defaultdict(list)
    for case in cases:
        for move in case.moves:
            move.record = case.record
            taking[move.move].append(case.row)
    for name, rows in taking.items():
        step = CASES.move(name)
        for why in unmet(step, rows, by.actor).values():
            raise Refused(why)
        fit = Proposal.objects.filter(step.by(by.actor), pk__in=[row.pk for row in rows])
        if fit.count() < len(rows):
            raise Refused("其中有您没有权限办理的一步。")


def _facts(by: By, cases: Sequence[_Case]) -> None:
    """Signatures, suggestions, sendings in, outcomes, and the units wished for."""
    signed: list[Cosigner] = []
    asked: list[Suggestion] = []
    sent: list[Submission] = []
    reviews: list[Review] = []
    for case in cases:
        data, pk = case.data, case.record.pk
        signed += cosigners_of(by, pk, data["cosigners"], case.on)
        asked += suggestions_of(by, pk, data["suggestions"], case.on)
        if data["submitted_on"]:
            sent.append(Submission(record_id=pk, on=data["submitted_on"], batch=by.batch))
        if data["outcome"]:
            reviews.append(
                Review(
                    record_id=pk,
                    on=data["reviewed_on"],
                    outcome=data["outcome"],
                    reason=data["reason"] if data["outcome"] == "not_filed" else None,
                    batch=by.batch,
                )
            )
    facts: tuple[list[Any], ...] = (signed, asked, sent, reviews)
    for rows in facts:
        if rows:
            type(rows[0])._default_manager.bulk_create(rows, batch_size=SIZE)
    for name in SETS:
        through = getattr(Proposal, name).through
        wished = [
            through(proposal_id=case.record.pk, body_id=unit.pk)
            for case in cases
            for unit in case.data[name]
        ]
        if wished:
            through.objects.bulk_create(wished, batch_size=SIZE)


def _tasks(by: By, committee: int, cases: Sequence[_Case]) -> None:
    """The unit tasks of the assigned cases, with their clocks."""
    given = [case for case in cases if case.data["assigned_on"]]
    if not given:
        return
    calendar = clocks.calendar_of(committee)
    found = []
    for case in given:
        data = case.data
        for sending in roles(data["lead"], data["cos"], data["separate"], data["due_on"]):
            task = task_of(by, calendar, case.record, data["assigned_on"], sending)
            found.append((case.record, task, sending))
    UnitTask.objects.bulk_create([task for _, task, _ in found], batch_size=SIZE)
    Clock.objects.bulk_create(
        [
            clock
            for record, task, sending in found
            for clock in clocks.started(calendar, record, terms_of(record, task, sending))
        ],
        batch_size=SIZE,
    )
