"""承诺: what a reply promised by a day has its clock, and the unit says itself when it is kept."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef

from jianyan.ground import clocks
from jianyan.ground.clocks import Term
from jianyan.ground.days import said_day
from jianyan.ground.duedates import Rule
from jianyan.ground.models import Clock, Commitment, Record
from jianyan.ground.register import By, complete_fact, lock, today
from jianyan.ground.reminders import Reminding, remind
from jianyan.ground.telling import tell
from jianyan.ground.ticking import task as ticking
from jianyan.kernel.errors import Refused
from jianyan.records.proposals.cases.models import Proposal
from jianyan.records.proposals.followup import queries
from jianyan.records.proposals.ratings.queries import people_of, raters

from .achieving import prove

CLOCK = "promise"


def keep_promise(by: By, row: Commitment, *, on: date, evidence: Any = None) -> Commitment:
    """兑现 of a promise, on a day, with the file that proves it; the proposers and the office are told.
    Raises Refused for a day before the promise and for a file that is not fit, Stale the second time."""
    if on < row.made_on:
        raise Refused(f"早于作出承诺的日期{said_day(row.made_on)}，请改正。")
    with transaction.atomic():
        record: Record = lock(row.record_id)
        made: Commitment = complete_fact(by, row, label="登记兑现", on=on, columns={"kept_on": on})
        prove(by, record.pk, evidence, f"承诺兑现凭据（{said_day(on)}）")
        clocks.meet(record.pk, CLOCK, on, row.pk)
        said = f"{row.unit or '机关'}登记《{record.title}》的承诺已于{said_day(on)}兑现：{row.text}"
        tell(by, record, said, people=people_of(raters(Proposal.objects.get(pk=record.pk))))
        tell(by, record, said, desk="提案")
    return made


@ticking("promises")
def follow_promises() -> int:
    """Promises to come get their clock; those of promises kept otherwise or struck out stop."""
    day, done = today(), 0
    own = Clock.objects.filter(kind=CLOCK, part_id=OuterRef("pk"), record=OuterRef("record"))
    fresh = queries.promises().filter(~Exists(own), kept_on=None, due_on__gte=day)
    for row in fresh.select_related("record"):
        calendar = clocks.calendar_of(row.record.committee_id)
        term = Term(CLOCK, "答复承诺", row.made_on, Rule("days", 1), row, due_on=row.due_on)
        clocks.start(calendar, row.record, [term])
        done += 1
    running = Clock.objects.filter(kind=CLOCK, met_on=None, ended_on=None)
    rows = Commitment.objects.in_bulk(list(running.values_list("part_id", flat=True)))
    for clock in running:
        row = rows[clock.part_id]
        if row.struck_at is not None:
            done += running.filter(pk=clock.pk).update(ended_on=day)
        elif row.kept_on is not None:
            done += running.filter(pk=clock.pk).update(met_on=row.kept_on)
    return done


def promised_by(found: Collection[Clock]) -> dict[int, list[int]]:
    """The unit that made the promise of each clock, by the clock."""
    rows = Commitment.objects.filter(pk__in={one.part_id for one in found}, unit__isnull=False)
    units = dict(rows.values_list("pk", "unit"))
    return {one.pk: [units[one.part_id]] for one in found if one.part_id in units}


remind(Reminding(clock=CLOCK, what="兑现", desk="提案", bodies=promised_by))
