"""Ratings as they are entered, corrected, struck out and objected to."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction

from jianyan.ground import clocks
from jianyan.ground.models import Body, Category, Clock, Person, Record
from jianyan.ground.objecting import on_objection, settle
from jianyan.ground.register import By, add_fact, strike_fact, today
from jianyan.ground.reminders import Reminding, remind
from jianyan.ground.telling import tell
from jianyan.kernel.errors import Refused
from jianyan.records.proposals.cases.models import Proposal
from jianyan.records.proposals.cases.rating_time import CLOCK, STILL_ASKED
from jianyan.records.proposals.ratings.models import Level, Rating, RatingObjection, Rehandling
from jianyan.records.proposals.ratings.queries import (
    Rater,
    levels_of,
    people_of,
    raters,
    waited_for,
)

from .again import take_back


def rate(
    by: By,
    record: int,
    *,
    on: date,
    result: Category,
    person: Person | None = None,
    body: Body | None = None,
    attitude: Category | None = None,
    way: Category | None = None,
    words: str = "",
    turn: int | None = None,
    key: str = "",
) -> Rating:
    """Enter a proposer's rating; whether it counts follows the rule that the case keeps, what it
    counts as its rulebook. The clock is met once all who may rate have.

    Raises Refused when nobody, or somebody who is not a proposer of the case, rates.
    """
    case = Proposal.objects.select_related("record__rulebook").get(pk=record)
    if not _is_proposer(case, person, body):
        raise Refused("只有这件提案的提案者（含联名人）可以评价，请核对评价人。")
    with transaction.atomic():
        fact = Rating(
            record_id=record,
            person=person,
            body=body,
            on=on,
            result=result,
            attitude=attitude,
            way=way,
            words=words,
            key=key,
            round=turn
            or 1 + Rehandling.objects.standing().filter(record=record, on__lte=on).count(),
            counted=counts(case, person, body),
            **levels_of(case.record.rulebook, result, attitude, way),
        )
        added: Rating = add_fact(by, fact, label="登记评价", on=on)
        if not waited_for(case):
            clocks.meet(record, "feedback", on)
    return added


def counts(case: Proposal, person: Person | None, body: Body | None) -> bool:
    """Whether a rater's rating counts by the case's rule: the first proposer's, or everybody's."""
    if case.rating_counts != "first":
        return True
    by_person = person is not None and person.pk == case.proposer_id
    return by_person or (body is not None and body.pk == case.body_id)


def _is_proposer(case: Proposal, person: Person | None, body: Body | None) -> bool:
    if body is not None:
        return Rater(None, body.pk) in raters(case)
    if person is None:
        return False
    return person.pk == case.proposer_id or Rater(person.pk) in raters(case)


def object_to(by: By, rating: Rating, *, on: date, words: str = "") -> RatingObjection:
    """The proposer objects to a rating entered on their behalf; from that day it does not count, and
    they are asked again."""
    fact = RatingObjection(record_id=rating.record_id, rating=rating, on=on, words=words)
    with transaction.atomic():
        added: RatingObjection = add_fact(by, fact, label="对评价提出异议", on=on)
        asked = Clock.objects.filter(record=rating.record_id, kind="feedback", ended_on=None)
        if waited_for(Proposal.objects.get(pk=rating.record_id)):
            asked.filter(met_on__gte=rating.on).update(met_on=None)
        take_back(rating.record_id, rating.round)
    return added


def objected(by: By, pk: int, words: str) -> None:
    """What an objection made on the page of notices does: the rating no longer counts."""
    rating = Rating.objects.standing().filter(pk=pk).first()
    if rating is not None:
        object_to(by, rating, on=today(), words=words)


RATED = ("on", "result", "attitude", "way", "words", "person")


def add(by: By, committee: int, data: Mapping[str, Any]) -> Rating:
    """Enter a rating as a sheet has it; without a rater it is the proposing body's."""
    record: Record = data["record"]
    body = None if data["person"] else Proposal.objects.get(pk=record.pk).body
    return rate(by, record.pk, body=body, **{name: data[name] for name in RATED})


def correct(by: By, row: Rating, changes: Mapping[str, tuple[Any, Any]], reason: str) -> Rating:
    """更正: the rating is struck out and entered anew, in the same round."""
    new = {name: pair[1] for name, pair in changes.items()}
    old = {name: getattr(row, name) for name in RATED}
    with transaction.atomic():
        strike_fact(by, row, label="更正评价", reason=reason, replaced=True)
        made = rate(by, row.record_id, body=row.body, turn=row.round, **{**old, **new})
        take_back(row.record_id, row.round)
        _tell_rater(by, row, f"更正为{made.result}", reason, made)
    return made


def strike(by: By, row: Rating, reason: str) -> None:
    """作废 of a rating that was entered by mistake: the proposer is waited for again."""
    with transaction.atomic():
        strike_fact(by, row, label="作废评价", reason=reason)
        left = Rating.objects.filter(record=row.record_id, struck_at__isnull=True, on=row.on)
        if not left.exists():
            met = Clock.objects.filter(record=row.record_id, kind="feedback", met_on=row.on)
            met.update(met_on=None)
        take_back(row.record_id, row.round)
        _tell_rater(by, row, "作废，请您重新评价", reason)


def raters_left(gone: Proposal, main: Proposal, on: date) -> None:
    """The merging of a case into another was undone: what its proposers said of the other stays and
    counts there no longer, nor does anybody wait for them. In the caller's transaction."""
    lost = {*raters(gone), Rater(gone.proposer_id)} - {*raters(main), Rater(main.proposer_id)}
    said = Rating.objects.standing().filter(record=main.pk, left_on=None)
    left = [
        one for one in said if Rater(one.person_id, None if one.person_id else one.body_id) in lost
    ]
    Rating.objects.filter(pk__in=[one.pk for one in left]).update(left_on=on)
    for turn in {one.round for one in left if one.level == Level.UNSATISFIED}:
        take_back(main.pk, turn)
    if not waited_for(main):
        clocks.meet(main.pk, "feedback", on)


def named(pks: Iterable[int]) -> list[str]:
    """By what keys the notices of ratings name them."""
    return [f"rating:{pk}" for pk in pks]


def _tell_rater(by: By, row: Rating, what: str, reason: str, made: Rating | None = None) -> None:
    """Whoever rated is told what became of it by another hand; which answers an objection of theirs.
    To what the office made of it they may object again."""
    settle(row.record, f"机关已{what}。理由：{reason}", keys=named([row.pk]))
    if by.batch is None:
        words = f"您对《{row.record.title}》的评价（{row.result}）已由机关{what}。理由：{reason}"
        key = named([made.pk])[0] if made else ""
        people = people_of([Rater(row.person_id, row.body_id)])
        tell(by, row.record, words, people=people, key=key, may_object=made is not None)


def proposers_of(found: Collection[Clock]) -> Mapping[int, list[int]]:
    """Who has not rated the case of each clock yet."""
    asked = Proposal.objects.filter(pk__in={clock.record_id for clock in found})
    people = {case.pk: people_of(waited_for(case)) for case in asked}
    return {clock.pk: people[clock.record_id] for clock in found if clock.record_id in people}


on_objection("rating", objected)
remind(Reminding(clock=CLOCK, what="评价", desk="提案", people=proposers_of, within=STILL_ASKED))
