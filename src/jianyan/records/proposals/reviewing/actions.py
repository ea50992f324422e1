"""Writes of the review of one case, each told to whom it concerns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from jianyan.ground.models import Body, Category, Record, Role
from jianyan.ground.register import By, hold, move, today
from jianyan.ground.rulebook import provision
from jianyan.ground.telling import tell
from jianyan.kernel.charter import action
from jianyan.kernel.errors import Refused
from jianyan.records.proposals.cases import actions as cases
from jianyan.records.proposals.cases.charter import CASES
from jianyan.records.proposals.cases.models import Merge, PreReview, Proposal, RevisionMark
from jianyan.records.proposals.cases.queries import proposers_told
from jianyan.records.proposals.cases.rating_time import until_when
from jianyan.records.proposals.ratings.actions import raters_left
from jianyan.records.proposals.tasks.told import units_of

SIDEWAYS = "brief"
"""The way onward that the office takes itself, by 转为."""


@action(CASES, "prereview")
def prereview(
    by: By,
    pk: int,
    *,
    on: date,
    stage: str,
    opinion: str,
    reason: str = "",
    cause: Category | None = None,
    main: Record | None = None,
    lead: Body | None = None,
    cos: Sequence[Body] = (),
) -> Proposal:
    """An opinion in 预审, 复审 or the review meeting. Raises Refused where 不予立案 comes without its
    reason, 并案 without the main case, 退回修改 without words."""
    fits_opinion(opinion, cause, main, reason)
    with transaction.atomic():
        label = PreReview.Opinion(opinion).label
        said = f"{PreReview.Stage(stage).label}：{label}。{reason}"
        row: Proposal = move(CASES, "prereview", by, pk, on=on, reason=said[:500])
        one = PreReview.objects.create(
            record_id=pk,
            on=on,
            stage=stage,
            opinion=opinion,
            cause=cause,
            main=main,
            lead=lead,
            reviewer_id=by.actor.person,
            words=reason[:500],
            batch=by.batch,
        )
        one.cos.set(cos)
    return row


def fits_opinion(opinion: str, cause: Any, main: Any, words: str) -> None:
    """Raises Refused where a proposed outcome lacks what it cannot be carried out without."""
    if opinion == PreReview.Opinion.NOT_FILED and not cause:
        raise Refused("建议不予立案的，请选择不予立案理由。")
    if opinion == PreReview.Opinion.MERGED and not main:
        raise Refused("建议并案的，请填写并入哪件提案。")
    if opinion == PreReview.Opinion.SENT_BACK and not words.strip():
        raise Refused("建议退回修改的，请写明要修改什么。")


@action(CASES, "file")
def file(by: By, pk: int, *, on: date, reason: str = "") -> Proposal:
    """立案, of which the proposers are told."""
    with transaction.atomic():
        row = cases.file(by, pk, on=on, reason=reason)
        tell_proposers(by, row.record, filed_words(row.record))
    return row


def filed_words(record: Record) -> str:
    return f"您的提案《{record.title}》已立案，提案号{record.number}。"


@action(CASES, "not_file")
def not_file(
    by: By,
    pk: int,
    *,
    on: date,
    reason: str = "",
    cause: Category | None = None,
    onward: Category | None = None,
) -> Proposal:
    """不予立案 with its coded reason. The way on instead is the rulebook's unless one is named; the
    proposers are told both. Raises Refused without a coded reason."""
    with transaction.atomic():
        record = Record.objects.select_related("rulebook").get(pk=pk)
        way = onward_of(record, cause) if onward is None else onward
        row = cases.not_file(by, pk, on=on, reason=reason, cause=cause, onward=way)
        tell_proposers(by, row.record, not_filed_words(row.record, cause, way, reason))
    return row


def onward_of(record: Record, cause: Category | None) -> Category | None:
    """Which way the rulebook sends what is not filed for a reason; None where it ends there."""
    if cause is None:
        raise Refused("请选择不予立案理由。")
    ways = provision(record.rulebook, "proposals.not_filed")
    rows = Category.objects.filter(committee=record.committee_id, scheme="not_filed_onward")
    return rows.filter(code=ways.get(cause.code, "none")).first()


def not_filed_words(record: Record, cause: Any, way: Any, words: str) -> str:
    """What the proposers of a case that is not filed are told."""
    said = f"您的提案《{record.title}》经审查不予立案，理由：{cause}。"
    said += f"{way}。" if way else "不再转办。"
    return said + words


@action(CASES, "send_back")
def send_back(
    by: By, pk: int, *, on: date, reason: str = "", marks: Sequence[Mapping[str, Any]] = ()
) -> Proposal:
    """退回修改 with marks, each with its place and words. Raises Refused where nothing is said, or
    others are merged into the case."""
    told = reason.strip() or "；".join(one["words"] for one in marks)
    if not told:
        raise Refused("请写明要修改什么。")
    with transaction.atomic():
        row = cases.send_back(by, pk, on=on, reason=told[:500])
        RevisionMark.objects.bulk_create(
            RevisionMark(
                record_id=pk,
                on=on,
                place=one["place"],
                order=one.get("order"),
                quote=(one.get("quote") or "")[:200],
                words=one["words"][:500],
                batch=by.batch,
            )
            for one in marks
        )
        tell_proposers(by, row.record, sent_back_words(row.record, told))
    return row


def sent_back_words(record: Record, words: str) -> str:
    return f"您的提案《{record.title}》退回修改：{words}"


@action(CASES, "withdraw")
def withdraw(by: By, pk: int, *, on: date, reason: str = "") -> Proposal:
    """撤案 at the proposers' wish: the other proposers and the dispatchers that have it are told, and
    the office when a proposer did it."""
    with transaction.atomic():
        row = cases.withdraw(by, pk, on=on, reason=reason)
        words = f"提案《{row.record.title}》已撤案。{reason}"
        tell_proposers(by, row.record, words)
        passed = row.record.routings.filter(ended_on=None, struck_at=None)
        bodies = passed.values_list("dispatcher", flat=True)
        tell(by, row.record, words, bodies=bodies, roles=(Role.DISPATCHER,))
        if row.record.committee_id not in by.actor.committees("staff", "committee_staff"):
            tell(by, row.record, words, desk="提案")
    return row


@action(CASES, "merge")
def merge(by: By, pk: int, *, main: Record, on: date, reason: str = "") -> Proposal:
    """并案: the original stays whole, its proposers are told whose reply they will read, and may rate.

    Raises Refused where the case is the main case of others itself.
    """
    with transaction.atomic():
        row = cases.merge(by, pk, main=main, on=on, reason=reason)
        asked = until_when(main.pk)
        tell_proposers(by, row.record, merged_words(row.record, main, asked))
        tell_units(by, main, f"{row.record}已并入{main}，请一并办理，并分别答复提案者。")
    return row


def tell_units(by: By, main: Record, words: str) -> None:
    """Tell the units that handle a main case already."""
    tell(by, main, words, bodies=units_of(main.pk))


def merged_words(record: Record, main: Record, asked: str) -> str:
    """What the proposers of a merged case are told; `asked` until when they may rate the main case,
    where that was replied to already."""
    then = f"主案已答复，请查看，并{asked}" if asked else "主案答复后您可以查看，并作出评价。"
    return f"您的提案《{record.title}》已并入{main}一并办理，原案全文保留；{then}"


@action(CASES, "unmerge", "restore")
def unmerge(by: By, pk: int, *, on: date, reason: str = "") -> Proposal:
    """撤销并案, of which the proposers, and the units that handle the main case, are told. What they
    said of the handling of the main case no longer counts there."""
    with transaction.atomic():
        held = Merge.objects.filter(record=pk, struck_at=None, undone_on=None)
        main = held.select_related("main").first()
        hold(pk, *([main.main_id] if main else []))
        row = cases.unmerge(by, pk, on=on, reason=reason)
        if main is not None:
            raters_left(row, Proposal.objects.get(pk=main.main_id), on)
            tell_units(by, main.main, f"{row.record}不再并入{main.main}。{reason}")
        then = "恢复立案" if row.filed_on else "重新审查"
        tell_proposers(
            by, row.record, f"您的提案《{row.record.title}》已撤销并案，{then}。{reason}"
        )
    return row


def tell_proposers(by: By, record: Record, words: str) -> None:
    """Tell every proposer of a case."""
    tell(by, record, words, people=proposers_told([record.pk], today())[record.pk])
