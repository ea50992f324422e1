"""Choosing: key proposals step by step, and outstanding ones by the criteria they meet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from jianyan.ground.models import Category, Person
from jianyan.ground.register import By, add_fact, hold, strike_fact
from jianyan.ground.telling import tell
from jianyan.kernel.errors import Refused
from jianyan.records.proposals.cases.models import Proposal
from jianyan.records.proposals.followup.models import KeyStep, Outstanding
from jianyan.records.proposals.followup.queries import step_now
from jianyan.records.proposals.ratings.queries import people_of, raters

from .keys import choose_key

Step = KeyStep.Step
AFTER = {Step.CONSULTED: Step.SCREENED, Step.DECIDED: Step.CONSULTED}
"""Which step each follows."""


def step(
    by: By,
    pk: int,
    *,
    name: str,
    on: date,
    words: str = "",
    leaders: Sequence[tuple[Person, str]] = (),
) -> KeyStep:
    """One step in choosing a key proposal; decided, it is one, led by the leaders named.

    Raises Refused out of order, for a case not filed, and for one that is a key proposal already.
    """
    with transaction.atomic():
        hold(pk)
        case = Proposal.objects.select_related("record").get(pk=pk)
        wanted = Step(name)
        now = step_now(pk)
        if case.filed_on is None:
            raise Refused("还没有立案，不能列为重点提案人选。")
        if now == Step.DECIDED:
            raise Refused("已经审定为重点提案。")
        if now == wanted:
            raise Refused(f"已经登记过{wanted.label}。")
        if wanted in AFTER and now != AFTER[wanted]:
            raise Refused(f"{wanted.label}之前须先{AFTER[wanted].label}。")
        fact = KeyStep(record_id=pk, on=on, step=wanted, words=words)
        made: KeyStep = add_fact(by, fact, label=f"重点提案{wanted.label}", on=on)
        if wanted == Step.DECIDED:
            choose_key(by, pk, on=on, how=words[:100], leaders=leaders)
    return made


def award(
    by: By, pk: int, *, on: date, criteria: Sequence[Category] = (), words: str = "", key: str = ""
) -> Outstanding:
    """优秀提案, by the criteria it meets; its proposers are told. Raises Refused for a case that is
    one already or was not filed, and without any criterion."""
    if not criteria:
        raise Refused("请选择所依的条件。")
    with transaction.atomic():
        hold(pk)
        case = Proposal.objects.select_related("record").get(pk=pk)
        if case.filed_on is None:
            raise Refused("还没有立案，不能评为优秀提案。")
        if Outstanding.objects.standing().filter(record=pk).exists():
            raise Refused("已经是优秀提案。")
        fact = Outstanding(record_id=pk, on=on, words=words, key=key)
        made: Outstanding = add_fact(by, fact, label="评为优秀提案", on=on)
        made.criteria.set(criteria)
        if by.batch is None:
            said = f"《{case.record.title}》评为优秀提案。"
            tell(by, case.record, said, people=people_of(raters(case)))
    return made


def take_back_award(by: By, row: Outstanding, reason: str) -> None:
    """A case is no longer an outstanding one; its proposers, who were told that it was, are told.
    Raises Refused without a reason, Stale the second time."""
    with transaction.atomic():
        strike_fact(by, row, label="收回优秀提案", reason=reason)
        case = Proposal.objects.select_related("record").get(pk=row.record_id)
        said = f"《{case.record.title}》不再作为优秀提案：{reason}"
        tell(by, case.record, said, people=people_of(raters(case)))
