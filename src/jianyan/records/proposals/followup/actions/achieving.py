"""落实: what was asked for is really there, with what was measured, and what the proposer says to it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from jianyan.ground import clocks, storage
from jianyan.ground.clocks import Term
from jianyan.ground.days import said_day
from jianyan.ground.duedates import Rule
from jianyan.ground.models import Body, Item, Outcome, Record
from jianyan.ground.register import By, add_fact, leave_trail, lock
from jianyan.ground.reminders import Reminding, remind
from jianyan.ground.rulebook import provision
from jianyan.ground.telling import tell
from jianyan.ground.uploads import UploadError
from jianyan.kernel.errors import Refused
from jianyan.records.proposals.cases.models import Proposal
from jianyan.records.proposals.followup.models import Achievement
from jianyan.records.proposals.ratings.queries import people_of, proposers_of, raters

CLOCK = "achieved"


def achieve(
    by: By,
    record: int,
    *,
    on: date,
    words: str,
    place: str = "",
    unit: Body | None = None,
    evidence: Any = None,
    key: str = "",
) -> Achievement:
    """落实, on a day of its own beside 答复 and 办结, with the file that proves it; the proposers are
    asked whether it is so. Raises Refused for a file that is not fit."""
    fact = Achievement(record_id=record, on=on, words=words, place=place, unit=unit, key=key)
    with transaction.atomic():
        made: Achievement = add_fact(by, fact, label="登记落实", on=on)
        prove(by, record, evidence, f"落实凭据（{said_day(on)}）")
        if by.batch is None:
            _ask(by, made)
    return made


def prove(by: By, record: int, evidence: Any, caption: str) -> None:
    """Keep the file that proves a fact with its case, where there is one. Raises Refused for a file
    that is not fit."""
    if evidence is None:
        return
    try:
        storage.attach(by, record, evidence, caption=caption)
    except UploadError as error:
        raise Refused(str(error)) from None


def _ask(by: By, made: Achievement) -> None:
    record = Record.objects.select_related("rulebook").get(pk=made.record_id)
    days = provision(record.rulebook, "proposals.confirm_workdays")
    term = Term(CLOCK, "登记落实", made.on, Rule("workdays", days), made)
    clocks.start(clocks.calendar_of(record.committee_id), record, [term])
    who = made.unit or "机关"
    words = f"{who}登记《{record.title}》已于{said_day(made.on)}落实：{made.words}"
    people = people_of(raters(Proposal.objects.get(pk=record.pk)))
    tell(by, record, f"{words[:240]}。请您确认，与实际不符的可以提出异议。", people=people)
    tell(by, record, f"{words[:280]}。", desk="提案")


def answer_achievement(
    by: By, row: Achievement, *, agreed: bool, on: date, words: str = ""
) -> Achievement:
    """The proposer confirms that it is there, or disputes it. Raises Refused the second time, and
    for a dispute without words."""
    if not agreed and not words.strip():
        raise Refused("有异议的，请写明与实际不符之处。")
    with transaction.atomic():
        record = lock(row.record_id)
        open_ones = Achievement.objects.standing().filter(
            pk=row.pk, confirmed_on=None, disputed_on=None
        )
        said = {"confirmed_on" if agreed else "disputed_on": on, "answer": words}
        if not open_ones.update(**said):
            raise Refused("这次落实已经确认过或提出过异议。")
        label = "确认落实" if agreed else "对落实提出异议"
        leave_trail(record, by, move="complete", label=label, on=on, part=row, reason=words)
        clocks.meet(record.pk, CLOCK, on, row.pk)
        told = f"{by.actor.name}{label}：《{record.title}》{'，' if words else ''}{words}"
        bodies = [row.unit_id] if row.unit_id else []
        tell(by, record, told, bodies=bodies, desk="提案")
    return Achievement.objects.get(pk=row.pk)


def measure(by: By, record: int, said: Mapping[str, Any]) -> Outcome:
    """A measured result of a case: item, quantity, place, day and what proves it. Raises Refused for
    a file that is not fit."""
    item: Item = said["item"]
    quantity: Decimal = said["quantity"]
    fact = Outcome(
        record_id=record,
        item=item,
        quantity=quantity,
        place=said["place"],
        on=said["on"],
        note=said["note"],
    )
    with transaction.atomic():
        made: Outcome = add_fact(by, fact, label="登记成果", on=fact.on)
        prove(by, record, said.get("evidence"), f"成果凭据（{said_day(fact.on)}）")
    return made


remind(Reminding(clock=CLOCK, what="确认落实", desk="提案", people=proposers_of))
