"""Rating the handling of a case: from one's own sign-in, or 代录 by staff from the signed form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.db import transaction

from jianyan.ground import storage
from jianyan.ground.actors import local_administrator
from jianyan.ground.models import Body, Person, Role
from jianyan.ground.objecting import settle
from jianyan.ground.register import By, lock
from jianyan.ground.rulebook import provision
from jianyan.ground.telling import tell
from jianyan.ground.uploads import UploadError
from jianyan.kernel.errors import Denied, Refused
from jianyan.kernel.rules import Actor
from jianyan.records.proposals.cases.dating import ask_day
from jianyan.records.proposals.cases.models import Proposal
from jianyan.records.proposals.cases.rating_time import RATEABLE
from jianyan.records.proposals.ratings.models import Level, Rating, Rehandling
from jianyan.records.proposals.ratings.queries import (
    Rater,
    people_of,
    raters,
    unsatisfied_now,
    waited_for,
)
from jianyan.records.proposals.replies.models import Reply
from jianyan.records.proposals.tasks.models import UnitTask

from .again import BY_RULE, rehandle_case
from .rating import named, rate


def rater_of(actor: Actor, case: Proposal) -> Rater:
    """As whom the actor rates a case. Raises Denied for others, Refused once it has been done."""
    bodies = actor.bodies(Role.CONVENER)
    own = [
        one
        for one in raters(case)
        if (one.body in bodies if one.body else one.person == actor.person)
    ]
    if not own:
        raise Denied("您不是这件提案的提案者，不能评价；评价由提案者本人作出。")
    waiting = [one for one in waited_for(case) if one in own]
    if not waiting:
        raise Refused("您已经评价过这次办理。需要更正的，请联系提案委。")
    return waiting[0]


def say(by: By, pk: int, *, on: date, said: Mapping[str, Any]) -> Rating:
    """The rating of whoever is signed in, for themselves or for the body they convene.

    `said` are result, attitude, way and words. Raises Denied for who is no proposer, Refused before
    the reply and the second time.
    """
    with transaction.atomic():
        case = _held(pk)
        rater = rater_of(by.actor, case)
        made = _rated(by, case, rater, on, said)
        before = Rating.objects.filter(record=pk, person=rater.person, body=rater.body)
        keys = named(before.values_list("pk", flat=True))
        settle(case.record, "本人已重新评价。", keys=keys)
        _tell(by, case, made)
        _again(by, case, made)
    return made


def say_for(
    by: By, pk: int, rater: Rater, *, on: date, said: Mapping[str, Any], scan: Any
) -> Rating:
    """代录 of a rating from the signed form, whose scan is kept; the rater is told at once and may
    object. Raises Refused without a fit scan, before the reply or of a day before it, and for who has
    rated already."""
    if scan is None:
        raise Refused("代录评价须上传提案者签名的评价表扫描件。")
    with transaction.atomic():
        case = _held(pk)
        if rater not in waited_for(case):
            raise Refused("这位提案者已经评价过这次办理，或不是这件提案的提案者。")
        given = Reply.objects.filter(record=pk, struck_at=None).order_by("on")
        ask_day(on, given.values_list("on", flat=True).last(), "答复日期")
        people = people_of([rater])
        signer = Person.objects.filter(pk__in=people).first()
        made = _rated(replace(by, on_behalf_of=signer), case, rater, on, said)
        try:
            storage.attach(by, pk, scan, caption=f"评价表（{made.person or made.body}）")
        except UploadError as error:
            raise Refused(str(error)) from None
        words = f"{by.actor.name}代您登记了对《{case.record.title}》的评价：{made.result}。内容不符的，可以提出异议。"
        tell(by, case.record, words, people=people, key=named([made.pk])[0], may_object=True)
        _tell(by, case, made)
        _again(by, case, made)
    return made


def _held(pk: int) -> Proposal:
    lock(pk)
    case = Proposal.objects.select_related("record__rulebook").get(pk=pk)
    if case.record.state not in RATEABLE:
        raise Refused("这件提案还没有答复完毕，答复后再评价。")
    return case


def _rated(by: By, case: Proposal, rater: Rater, on: date, said: Mapping[str, Any]) -> Rating:
    body = Body.objects.get(pk=rater.body) if rater.body else None
    person = None if body else Person.objects.get(pk=rater.person or 0)
    return rate(by, case.pk, on=on, person=person, body=body, **said)


def _tell(by: By, case: Proposal, made: Rating) -> None:
    """The office and the dispatchers at once; the units when nobody is waited for any more."""
    record = case.record
    tasks = UnitTask.objects.filter(record=record, struck_at=None, ended_on=None)
    words = f"{made.person or made.body}对《{record.title}》的办理结果评价为{made.result}。"
    tell(by, record, words, desk="提案")
    sent = [one.dispatcher_id for one in tasks if one.dispatcher_id]
    tell(by, record, words, bodies=sent, roles=(Role.DISPATCHER,))
    if not waited_for(case):
        words = f"《{record.title}》的提案者已评价完毕，可以查看。"
        tell(by, record, words, bodies=[one.unit_id for one in tasks])


def _again(by: By, case: Proposal, made: Rating) -> None:
    """Where the rulebook says so, 不满意 opens a second handling by itself, once; else the office is
    asked. What most say is known when all have said it."""
    early = case.rating_counts == "majority" and waited_for(case)
    if made.level != Level.UNSATISFIED or early or not unsatisfied_now(case.pk):
        return
    usual = provision(case.record.rulebook, "proposals.rehandle_on") == "unsatisfied"
    if usual and not Rehandling.objects.standing().filter(record=case.pk).exists():
        rehandle_case(By(local_administrator()), case.pk, on=made.on, reason=BY_RULE)
    else:
        words = f"《{case.record.title}》评价为不满意，请决定是否重新办理。"
        tell(by, case.record, words, desk="提案")
