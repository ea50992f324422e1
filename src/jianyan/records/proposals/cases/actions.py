"""Writes of cases, one function per verb."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from jianyan.ground.models import (
    Category,
    Person,
    Record,
    Rulebook,
    Session,
    Suggestion,
    SuggestionState,
)
from jianyan.ground.numbering import next_number, skip_to
from jianyan.ground.register import By, amend, enter, hold, lock, move, today
from jianyan.ground.rulebook import in_force, provision
from jianyan.kernel.errors import Refused

from .charter import CASES
from .dating import ask_day
from .models import CaseState, Cosigner, Merge, Proposal, Review, Submission
from .queries import SOURCE, said_elsewhere, suggestions
from .rating_time import ask_newcomers

OWN = (
    "timing",
    "proposer_kind",
    "proposer",
    "body",
    "local",
    "national",
    "situation",
    "analysis",
    "public",
    "public_reason",
)
SETS = ("wished_leads", "wished_cos")
NOT_MAIN = (
    CaseState.DRAFT,
    CaseState.SENT_BACK,
    CaseState.MERGED,
    CaseState.NOT_FILED,
    CaseState.WITHDRAWN,
    CaseState.VOID,
)
"""Where nobody will reply to a case, or it is not known yet what it will say, so that no other may be
merged into it."""
NO_MAIN = (
    "主案须是本级另一件已提交的提案，没有并入他案，"
    "也没有退回修改、撤案、作废或不予立案，请重新选择。"
)


def draft(by: By, committee: int, data: Mapping[str, Any]) -> Proposal:
    """Enter a proposal as a draft: its proposers, its parts, its numbered suggestions."""
    on: date = data["submitted_on"] or today()
    with transaction.atomic():
        row: Proposal = enter(
            CASES,
            by,
            committee=committee,
            title=data["title"],
            state=CaseState.DRAFT,
            dated_on=on,
            key=data["key"],
            session=data["session"],
            campaign=data["campaign"],
            visibility=data["visibility"],
            rulebook=in_force(committee, on),
            text=searched(data),
            detail={name: data[name] for name in OWN},
        )
        for name in SETS:
            if data[name]:
                getattr(row, name).set(data[name])
        _sign(by, row.pk, data["cosigners"], on)
        _suggest(by, row.pk, data["suggestions"], on)
    return row


def searched(data: Mapping[str, Any]) -> str:
    """What search reads of a proposal besides number and title."""
    return "\n".join([data["situation"], data["analysis"], *data["suggestions"]]).strip()


def cosigners_of(by: By, pk: int, people: Sequence[Person], on: date) -> list[Cosigner]:
    """Signatures under a proposal, in order, not yet saved."""
    return [
        Cosigner(record_id=pk, person=person, order=order, signed_on=on, batch=by.batch)
        for order, person in enumerate(people, start=1)
    ]


def suggestions_of(by: By, pk: int, texts: Sequence[str], on: date) -> list[Suggestion]:
    """The numbered suggestions of a proposal, not yet saved."""
    return [
        Suggestion(
            record_id=pk,
            state=SuggestionState.RAISED,
            order=order,
            text=text,
            source=SOURCE,
            raised_on=on,
            batch=by.batch,
        )
        for order, text in enumerate(texts, start=1)
    ]


def _sign(by: By, pk: int, people: Sequence[Person], on: date) -> None:
    Cosigner.objects.bulk_create(cosigners_of(by, pk, people, on))


def _suggest(by: By, pk: int, texts: Sequence[str], on: date) -> None:
    Suggestion.objects.bulk_create(suggestions_of(by, pk, texts, on))


def change(by: By, row: Proposal, changes: Mapping[str, tuple[Any, Any]], reason: str) -> Proposal:
    """更正 the named fields of a proposal; co-signers and suggestions are struck out and entered anew.

    Raises Refused where a suggestion already has a response.
    """
    lists = {*SETS, "cosigners", "suggestions"}
    with transaction.atomic():
        columns = {name: pair for name, pair in changes.items() if name not in lists}
        amended: Proposal = amend(CASES, by, row.pk, columns, reason=reason)
        on = amended.submitted_on or amended.record.dated_on
        for name in SETS:
            if name in changes:
                getattr(amended, name).set(changes[name][1])
        if "cosigners" in changes:
            _strike(Cosigner.objects.filter(record=row.pk))
            _sign(by, row.pk, changes["cosigners"][1], on)
        if "suggestions" in changes:
            old = suggestions().filter(record=row.pk)
            if old.filter(responses__isnull=False).exists():
                raise Refused("建议已有逐条回应，不能改动条目，请在意见建议中更正。")
            _strike(old)
            _suggest(by, row.pk, changes["suggestions"][1], on)
    return amended


def _strike(rows: Any) -> None:
    rows.filter(struck_at__isnull=True).update(struck_at=timezone.now())


def submit(
    by: By,
    pk: int,
    *,
    on: date,
    reason: str = "",
    receipt: str = "",
    columns: Mapping[str, Any] | None = None,
    record_columns: Mapping[str, Any] | None = None,
) -> Proposal:
    """Send in, for the first time or again; the receipt number is given the first time. The columns
    are written with it."""
    with transaction.atomic():
        hold(pk)
        row = _row(pk)
        columns, registers = dict(columns or {}), dict(record_columns or {})
        if not row.receipt_number:
            row.record.session = registers.get("session", row.record.session)
            row.record.rulebook = registers.get("rulebook", row.record.rulebook)
            number = receipt or numbered(row.record, "receipts")
            columns |= {"submitted_on": on, "receipt_number": number}
            registers |= {"number": number, "dated_on": on}
            # Whatever day they were first written on, they are raised now.
            Suggestion.objects.filter(record=pk, struck_at=None).update(raised_on=on)
        moved = _moved(
            by, pk, "submit", on, reason=reason, columns=columns, record_columns=registers
        )
        Submission.objects.create(record_id=pk, on=on, batch=by.batch)
    return moved


def send_back(by: By, pk: int, *, on: date, reason: str) -> Proposal:
    """Return for revision, saying what to revise. Raises Refused where others are merged into the
    case."""
    return _reviewed(by, pk, "send_back", on, Review.Outcome.SENT_BACK, words=reason)


def file(by: By, pk: int, *, on: date, reason: str = "", number: str = "") -> Proposal:
    """立案. The proposal number is given now, unless it came with an old ledger; a case that was
    filed before keeps its number and its day."""
    with transaction.atomic():
        hold(pk)
        row = _row(pk)
        columns = {} if row.filed_on else {"filed_on": on}
        registers = {} if row.filed_on else {"number": number or numbered(row.record, "proposals")}
        return _reviewed(
            by,
            pk,
            "file",
            on,
            Review.Outcome.FILED,
            words=reason,
            columns=columns,
            record_columns=registers,
        )


def not_file(
    by: By,
    pk: int,
    *,
    on: date,
    reason: str = "",
    cause: Category | None = None,
    onward: Category | None = None,
) -> Proposal:
    """不予立案, with the coded reason and the way it goes on instead. Raises Refused where others are
    merged into the case."""
    return _reviewed(
        by,
        pk,
        "not_file",
        on,
        Review.Outcome.NOT_FILED,
        words=reason,
        columns={"not_filed_on": on},
        cause=cause,
        onward=onward,
    )


def withdraw(by: By, pk: int, *, on: date, reason: str = "") -> Proposal:
    """撤案, at the proposer's wish. Raises Refused where others are merged into the case."""
    return _reviewed(
        by, pk, "withdraw", on, Review.Outcome.WITHDRAWN, words=reason, columns={"withdrawn_on": on}
    )


def merge(by: By, pk: int, *, main: Record, on: date, reason: str = "") -> Proposal:
    """并案 into the main case, which is locked too; where that was replied to, the proposers are asked
    to rate. Raises Refused where the main case is not one, or others are merged into this one."""
    with transaction.atomic():
        for each in sorted({pk, main.pk}):
            lock(each)
        target = Record.objects.get(pk=main.pk)
        own = Record.objects.get(pk=pk)
        fit = target.kind == CASES.key and target.committee_id == own.committee_id
        if not fit or main.pk == pk or target.state in NOT_MAIN:
            raise Refused(NO_MAIN)
        moved = _moved(by, pk, "merge", on, reason=reason or f"并入{said_elsewhere(target)}"[:500])
        Merge.objects.create(record_id=pk, main=target, on=on, words=reason[:200], batch=by.batch)
        ask_newcomers(target, on)
    return moved


def unmerge(by: By, pk: int, *, on: date, reason: str = "") -> Proposal:
    """Undo a merging: a case that had been filed is filed again, another is reviewed again."""
    step = "restore" if _row(pk).filed_on else "unmerge"
    with transaction.atomic():
        moved = _moved(by, pk, step, on, reason=reason)
        standing = Merge.objects.filter(record=pk, struck_at__isnull=True, undone_on__isnull=True)
        standing.update(undone_on=on)
    return moved


def numbered(record: Record, series: str) -> str:
    """The next receipt or proposal number of the record's session."""
    term, number = _session(record.session)
    pattern = provision(record.rulebook, f"numbers.{series}")
    scope = f"{term}.{number}"
    return next_number(record.committee_id, series, scope, pattern, term=term, session=number)


def number_of(rule: Rulebook | None, session: Session, series: str, written: str) -> str:
    """A number as an old ledger wrote it: digits alone are put into the committee's pattern."""
    text = written.strip().removeprefix("第").removesuffix("号").removeprefix("收")
    if not text.isdigit() or len(text) > 4:
        return written.strip()
    term, number = _session(session)
    pattern = provision(rule, f"numbers.{series}")
    return str(pattern.format(seq=int(text), term=term, session=number))


def went_on(committee: int, session: Session, series: str, number: str) -> None:
    """Make the series go on after a number that came with an old ledger."""
    if number[-4:].isdigit():
        term, order = _session(session)
        skip_to(committee, series, f"{term}.{order}", int(number[-4:]))


def _session(session: Session | None) -> tuple[int, int]:
    if session is None:
        raise Refused("提案须属于一次会议，请先填写届次。")
    return session.term.number, session.number


def _row(pk: int) -> Proposal:
    rows = Proposal.objects.select_related("record__session__term", "record__rulebook")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Refused("没有这件提案，请核对编号。")
    return found


def _moved(by: By, pk: int, step: str, on: date, **rest: Any) -> Proposal:
    received = Proposal.objects.filter(pk=pk).values_list("submitted_on", flat=True).first()
    ask_day(on, received, "收到日期")
    row: Proposal = move(CASES, step, by, pk, on=on, **rest)
    return row


def _reviewed(
    by: By,
    pk: int,
    step: str,
    on: date,
    outcome: str,
    *,
    words: str = "",
    cause: Category | None = None,
    onward: Category | None = None,
    **rest: Any,
) -> Proposal:
    said = words or (cause.label if cause else "")
    with transaction.atomic():
        moved = _moved(by, pk, step, on, reason=said[:500], **rest)
        Review.objects.create(
            record_id=pk,
            on=on,
            outcome=outcome,
            reason=cause,
            onward=onward,
            words=words[:500],
            batch=by.batch,
        )
    return moved
