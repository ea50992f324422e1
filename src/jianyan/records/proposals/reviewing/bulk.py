"""The review of many cases together: each by its own rules, one refused does not hold up the others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from jianyan.ground.models import Category, Record
from jianyan.ground.numbering import next_many
from jianyan.ground.register import By, Moved, hold, move_many, today
from jianyan.ground.rulebook import provision
from jianyan.ground.telling import tell_each
from jianyan.kernel.errors import Refused
from jianyan.records.proposals.cases.actions import NO_MAIN, NOT_MAIN
from jianyan.records.proposals.cases.charter import CASES
from jianyan.records.proposals.cases.dating import ask_day, too_early
from jianyan.records.proposals.cases.models import Merge, PreReview, Proposal, Review
from jianyan.records.proposals.cases.queries import opinion_of, prereviews, proposers_told
from jianyan.records.proposals.cases.rating_time import ask_newcomers, until_when

from .actions import (
    filed_words,
    fits_opinion,
    merged_words,
    not_filed_words,
    onward_of,
    sent_back_words,
    tell_units,
)

NO_OPINION = "还没有审查意见，请先登记预审、复审或审查会议的意见。"
Refusals = dict[int, str]
"""Why cases were not decided, by pk."""


def file_many(by: By, pks: Sequence[int], *, on: date, reason: str = "") -> Refusals:
    """立案. Numbers are given in the order of receipt; a case filed before keeps its own."""

    def columns(rows: Sequence[Any]) -> Mapping[int, Mapping[str, Any]]:
        return {row.pk: {"filed_on": on} for row in rows if not row.filed_on}

    def numbers(rows: Sequence[Any]) -> Mapping[int, Mapping[str, Any]]:
        return {pk: {"number": number} for pk, number in _numbered(rows).items()}

    done = _decided(by, "file", in_order(pks), on, Review.Outcome.FILED, reason, columns, numbers)
    _tell(by, done, lambda row: filed_words(row.record))
    return done.refused


def in_order(pks: Sequence[int]) -> list[int]:
    """Cases in the order in which they were received."""
    rows = Proposal.objects.filter(pk__in=pks).order_by("submitted_on", "receipt_number", "pk")
    known = list(rows.values_list("pk", flat=True))
    return [*known, *(pk for pk in pks if pk not in known)]


def _numbered(rows: Sequence[Any]) -> dict[int, str]:
    """Proposal numbers for those filed for the first time, in their order, session by session."""
    fresh: dict[Any, list[Any]] = defaultdict(list)
    for row in rows:
        # `filed_on` was written just now, so that the trail's own number tells who had one.
        if row.record.number == row.receipt_number or not row.record.number:
            fresh[row.record.session].append(row)
    found: dict[int, str] = {}
    for session, group in fresh.items():
        term, order = session.term.number, session.number
        given = next_many(
            group[0].record.committee_id, "proposals", f"{term}.{order}", [None] * len(group)
        )
        for row, number in zip(group, given, strict=True):
            pattern = provision(row.record.rulebook, "numbers.proposals")
            found[row.pk] = pattern.format(seq=number, term=term, session=order)
    return found


def not_file_many(
    by: By, pks: Sequence[int], *, on: date, cause: Category | None, reason: str = ""
) -> Refusals:
    """不予立案 for one coded reason, each by the way that its own rulebook says."""
    if cause is None:
        raise Refused("请选择不予立案理由。")
    ways: dict[Any, Category | None] = {}

    def way(record: Record) -> Category | None:
        if record.rulebook_id not in ways:
            ways[record.rulebook_id] = onward_of(record, cause)
        return ways[record.rulebook_id]

    done = _decided(
        by,
        "not_file",
        pks,
        on,
        Review.Outcome.NOT_FILED,
        reason or cause.label,
        lambda rows: {row.pk: {"not_filed_on": on} for row in rows},
        cause=cause,
        onward=way,
    )
    _tell(by, done, lambda row: not_filed_words(row.record, cause, way(row.record), reason))
    return done.refused


def send_back_many(by: By, pks: Sequence[int], *, on: date, reason: str) -> Refusals:
    """退回修改 in the same words."""
    if not reason.strip():
        raise Refused("请写明要修改什么。")
    done = _decided(by, "send_back", pks, on, Review.Outcome.SENT_BACK, reason)
    _tell(by, done, lambda row: sent_back_words(row.record, reason))
    return done.refused


def merge_many(
    by: By, pks: Sequence[int], *, on: date, main: Record | None, reason: str = ""
) -> Refusals:
    """并案 into one main case."""
    if main is None:
        raise Refused("请填写并入哪件提案。")
    hold(*{main.pk, *pks})
    target = Record.objects.get(pk=main.pk)
    if target.kind != CASES.key or target.state in NOT_MAIN:
        raise Refused(NO_MAIN)
    refused = _too_early(pks, on)
    own = Record.objects.filter(pk__in=pks).exclude(committee=target.committee_id)
    refused |= dict.fromkeys(own.values_list("pk", flat=True), "主案须是本级的提案。")
    if main.pk in pks:
        refused[main.pk] = "主案不能并入它自己。"
    left = [pk for pk in pks if pk not in refused]
    words = dict.fromkeys(left, reason or f"并入{target}")
    done = move_many(CASES, "merge", by, left, on=on, reasons=words)
    Merge.objects.bulk_create(
        Merge(record=row.record, main=target, on=on, words=reason[:200], batch=by.batch)
        for row in done.rows
    )
    if done.rows:
        ask_newcomers(target, on)
        asked = until_when(target.pk)
        _tell(by, done, lambda row: merged_words(row.record, target, asked))
        came = "、".join(str(row.record) for row in done.rows)
        tell_units(by, target, f"{came}已并入{target}，请一并办理，并分别答复提案者。")
    return refused | done.refused


def as_opined(by: By, pks: Sequence[int], *, on: date) -> Refusals:
    """按审查意见办理: each case as the latest stage of its own review proposed."""
    hold(*pks)
    said = {pk: opinion_of(found) for pk, found in prereviews(pks).items()}
    refused = {pk: NO_OPINION for pk, one in said.items() if one is None}
    groups: dict[tuple[Any, ...], list[int]] = defaultdict(list)
    causes = {one.cause_id: one.cause for one in said.values() if one}
    mains = {one.main_id: one.main for one in said.values() if one}
    for pk in pks:
        if one := said[pk]:
            try:
                fits_opinion(one.opinion, one.cause, one.main, one.words)
            except Refused as error:
                refused[pk] = str(error)
                continue
            alike = one.opinion == PreReview.Opinion.FILED
            key = (one.opinion, one.cause_id, one.main_id, "" if alike else one.words)
            groups[key].append(pk)
    of = PreReview.Opinion
    # What is filed comes first, so that others can be merged into it.
    for opinion, cause, main, words in sorted(
        groups, key=lambda key: (key[0] != of.FILED, str(key))
    ):
        chosen = groups[opinion, cause, main, words]
        if opinion == of.FILED:
            refused |= file_many(by, chosen, on=on)
        elif opinion == of.NOT_FILED:
            refused |= not_file_many(by, chosen, on=on, cause=causes[cause], reason=words)
        elif opinion == of.SENT_BACK:
            refused |= send_back_many(by, chosen, on=on, reason=words)
        else:
            refused |= _merged(by, chosen, on, mains[main], words)
    return refused


def _merged(by: By, pks: Sequence[int], on: date, main: Any, words: str) -> Refusals:
    try:
        with transaction.atomic():
            return merge_many(by, pks, on=on, main=main, reason=words)
    except Refused as error:
        return dict.fromkeys(pks, str(error))


def prereview_many(by: By, pks: Sequence[int], *, on: date, data: Mapping[str, Any]) -> Refusals:
    """The same opinion on many cases. Raises Refused where it lacks what it cannot do without."""
    words = data.get("reason") or ""
    fits_opinion(data["opinion"], data.get("cause"), data.get("main"), words)
    ask_day(on)
    stage, opinion = PreReview.Stage(data["stage"]), PreReview.Opinion(data["opinion"])
    said = dict.fromkeys(pks, f"{stage.label}：{opinion.label}。{words}")
    done = move_many(CASES, "prereview", by, pks, on=on, reasons=said)
    fresh = PreReview.objects.bulk_create(
        PreReview(
            record=row.record,
            on=on,
            stage=stage,
            opinion=opinion,
            cause=data.get("cause"),
            main=data.get("main"),
            lead=data.get("lead"),
            reviewer_id=by.actor.person,
            words=words[:500],
            batch=by.batch,
        )
        for row in done.rows
    )
    link = PreReview.cos.through
    link.objects.bulk_create(
        link(prereview=one, body=body) for one in fresh for body in data.get("cos") or ()
    )
    return done.refused


Columns = Callable[[Sequence[Any]], Mapping[int, Mapping[str, Any]]]


def _decided(
    by: By,
    step: str,
    pks: Sequence[int],
    on: date,
    outcome: str,
    words: str,
    columns: Columns | None = None,
    record_columns: Columns | None = None,
    *,
    cause: Category | None = None,
    onward: Callable[[Record], Category | None] = lambda record: None,
) -> Moved:
    """Move the cases and leave the fact of the review on each."""
    with transaction.atomic():
        early = _too_early(pks, on)
        reasons = dict.fromkeys(pks, words)
        done = move_many(
            CASES,
            step,
            by,
            [pk for pk in pks if pk not in early],
            on=on,
            reasons=reasons,
            columns=columns,
            record_columns=record_columns,
        )
        Review.objects.bulk_create(
            Review(
                record=row.record,
                on=on,
                outcome=outcome,
                reason=cause,
                onward=onward(row.record),
                words=words[:500],
                batch=by.batch,
            )
            for row in done.rows
        )
    done.refused.update(early)
    return done


def _too_early(pks: Sequence[int], on: date) -> Refusals:
    """Cases that were received after the day. Raises Refused for a day still to come."""
    ask_day(on)
    rows = Proposal.objects.filter(pk__in=pks, submitted_on__gt=on)
    received = rows.values_list("pk", "submitted_on")
    return {pk: too_early(on, day, "收到日期") for pk, day in received if day}


def _tell(by: By, done: Moved, words: Callable[[Any], str]) -> None:
    people = proposers_told([row.pk for row in done.rows], today()) if done.rows else {}
    tell_each(by, [(row.record, words(row), people[row.pk]) for row in done.rows])
