"""A whole row of a ledger: a proposal entered with what is already known of its life."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from jianyan.ground.models import Record
from jianyan.ground.register import By, amend, replace_fact, today
from jianyan.kernel.errors import Refused

from .cases import actions as cases
from .cases.charter import CASES
from .cases.models import CaseState, Proposal, Review
from .queries import whole
from .replies.publishing import withdraw_consent
from .tasks import actions as tasks

REVIEW = ("outcome", "reviewed_on", "reason", "main")
ASSIGNMENT = ("assigned_on", "lead", "cos", "separate", "due_on")
ASSIGNED = "承办单位已交办，请在单位任务中收回、退件或增加，不能在提案中改。"
REVIEWED = "审查结果已登记，请用相应的步骤改变，不能直接改填。"


def add(by: By, committee: int, data: Mapping[str, Any]) -> Proposal:
    """Enter a proposal with the days that are known; it stands where those days put it."""
    with transaction.atomic():
        row = cases.draft(by, committee, {**data, "public": data["public"] == "yes"})
        if data["submitted_on"]:
            row = _submit(by, row.pk, data)
        if data["outcome"]:
            _review(by, row.pk, data)
        if data["assigned_on"]:
            _assign(by, row.pk, data)
    found: Proposal = whole().get(pk=row.pk)
    return found


def _submit(by: By, pk: int, data: Mapping[str, Any]) -> Proposal:
    row = cases.submit(by, pk, on=data["submitted_on"], receipt=data["receipt_number"])
    if data["receipt_number"]:
        _went_on(row.record, "receipts", data["receipt_number"])
    return row


def _review(by: By, pk: int, data: Mapping[str, Any]) -> None:
    on: date = data["reviewed_on"]
    match data["outcome"]:
        case "filed":
            row = cases.file(by, pk, on=on, number=data["number"])
            if data["number"]:
                _went_on(row.record, "proposals", data["number"])
        case "merged":
            cases.merge(by, pk, main=data["main"], on=on)
        case "not_filed":
            cases.not_file(by, pk, on=on, cause=data["reason"])
        case "sent_back":
            cases.send_back(by, pk, on=on, reason="审查退回修改")
        case "withdrawn":
            cases.withdraw(by, pk, on=on)


def _went_on(record: Record, series: str, number: str) -> None:
    if record.session:
        cases.went_on(record.committee_id, record.session, series, number)


def _assign(by: By, pk: int, data: Mapping[str, Any]) -> None:
    given = {name: data[name] for name in ("lead", "cos", "separate", "due_on")}
    tasks.assign(by, pk, on=data["assigned_on"], **given)


def change(by: By, row: Proposal, changes: Mapping[str, tuple[Any, Any]], reason: str) -> Proposal:
    """更正 the named fields. What has not happened yet (提交、审查、交办) happens now; what has is
    corrected in its day alone.

    Raises Refused where an outcome or a unit would be replaced: there are moves for that.
    """
    with transaction.atomic():
        new = {name: pair[1] for name, pair in changes.items()}
        _text(by, row, changes, reason)
        if "submitted_on" in new or "receipt_number" in new:
            _resubmit(by, row, changes, reason)
        if set(REVIEW) & set(new) or "number" in new:
            _rereview(by, row, changes, reason)
        if set(ASSIGNMENT) & set(new):
            _reassign(by, row, changes, reason)
    found: Proposal = whole().get(pk=row.pk)
    return found


def _text(by: By, row: Proposal, changes: Mapping[str, tuple[Any, Any]], reason: str) -> None:
    life = {*REVIEW, *ASSIGNMENT, "submitted_on", "receipt_number", "number"}
    own = {name: pair for name, pair in changes.items() if name not in life}
    if "public" in own:
        old, new = own["public"]
        own["public"] = (old == "yes", new == "yes")
    if own:
        cases.change(by, row, own, reason)
    if {"public", "visibility"} & set(own):
        withdraw_consent(by, row.pk, reason)


def _resubmit(by: By, row: Proposal, changes: Mapping[str, tuple[Any, Any]], reason: str) -> None:
    day = changes.get("submitted_on", (None, None))
    receipt = changes.get("receipt_number", ("", ""))[1]
    if row.record.state == CaseState.DRAFT:
        if day[1]:
            _submit(by, row.pk, {"submitted_on": day[1], "receipt_number": receipt})
        return
    if "submitted_on" in changes:
        if day[1] is None:
            raise Refused("这件提案已提交，收到日期不能留空。")
        dated = {"submitted_on": day, "dated_on": (row.record.dated_on, day[1])}
        amend(CASES, by, row.pk, dated, reason=reason)
        row.record.submissions.filter(on=day[0]).update(on=day[1])
    if receipt:
        said: dict[str, tuple[Any, Any]] = {"receipt_number": (row.receipt_number, receipt)}
        if not row.filed_on:
            said["number"] = (row.record.number, receipt)
        amend(CASES, by, row.pk, said, reason=reason)


def _rereview(by: By, row: Proposal, changes: Mapping[str, tuple[Any, Any]], reason: str) -> None:
    old, new = changes.get("outcome", ("", ""))
    if "outcome" in changes:
        if old or not new:
            raise Refused(REVIEWED)
        names = ("outcome", "reviewed_on", "reason", "main", "number")
        given: dict[str, Any] = {name: changes.get(name, (None, None))[1] for name in names}
        _review(by, row.pk, {**given, "number": given["number"] or ""})
        return
    if "main" in changes:
        raise Refused(REVIEWED)
    said = {"number": changes["number"]} if "number" in changes else {}
    if said and not row.filed_on:
        raise Refused("未立案的提案没有提案号，请先填写审查结果。")
    if said:
        amend(CASES, by, row.pk, said, reason=reason)
    if "reviewed_on" in changes or "reason" in changes:
        _redate(by, row, changes, reason)


COLUMN = {"filed": "filed_on", "not_filed": "not_filed_on", "withdrawn": "withdrawn_on"}


def _redate(by: By, row: Proposal, changes: Mapping[str, tuple[Any, Any]], reason: str) -> None:
    """Correct the day or the coded reason of the last outcome: the fact that says so is struck out
    and entered anew."""
    if "reviewed_on" in changes:
        _outcome_redated(by, row, *changes["reviewed_on"], reason)
    if "reason" in changes:
        refused = row.record.reviews.filter(outcome=Review.Outcome.NOT_FILED, struck_at=None)
        for one in refused:
            said = {"reason": (one.reason, changes["reason"][1])}
            replace_fact(by, one, said, label="不予立案理由", on=today(), reason=reason)


def _outcome_redated(
    by: By, row: Proposal, old: date | None, day: date | None, reason: str
) -> None:
    if day is None:
        raise Refused(REVIEWED)
    said = {"on": (old, day)}
    if merges := list(row.record.merges.filter(struck_at=None, undone_on=None)):
        for one in merges:
            replace_fact(by, one, said, label="并案日期", on=today(), reason=reason)
        return
    last = row.record.reviews.filter(struck_at=None).order_by("on", "pk").last()
    if last is None:
        return
    if column := COLUMN.get(last.outcome):
        amend(CASES, by, row.pk, {column: (getattr(row, column), day)}, reason=reason)
    if last.on == old:
        replace_fact(by, last, said, label="审查日期", on=today(), reason=reason)


def _reassign(by: By, row: Proposal, changes: Mapping[str, tuple[Any, Any]], reason: str) -> None:
    if row.assigned_on is None:
        given = {name: changes.get(name, (None, None))[1] for name in ASSIGNMENT}
        given |= {name: given[name] or [] for name in ("cos", "separate")}
        if not given["assigned_on"]:
            raise Refused("请填写交办日期。")
        _assign(by, row.pk, given)
        return
    if set(changes) & {"lead", "cos", "separate"} or changes.get("assigned_on", (0, 0))[1] is None:
        raise Refused(ASSIGNED)
    if "assigned_on" in changes:
        old, day = changes["assigned_on"]
        amend(CASES, by, row.pk, {"assigned_on": (old, day)}, reason=reason)
        tasks.resend(by, row.pk, old, day)
    if "due_on" in changes:
        amend(CASES, by, row.pk, {}, reason=f"答复期限更正为{changes['due_on'][1]}。{reason}")
        tasks.reset(row.pk, *changes["due_on"])
