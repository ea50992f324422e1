"""回头看: each party's own check of a reply of the year before, and what the office settles."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from jianyan.ground import clocks
from jianyan.ground.clocks import Term
from jianyan.ground.duedates import Rule
from jianyan.ground.models import Category, Cursor
from jianyan.ground.register import By, add_fact, lock, today
from jianyan.ground.reminders import Reminding, remind
from jianyan.ground.telling import tell
from jianyan.ground.ticking import task as ticking
from jianyan.kernel.errors import Refused
from jianyan.records.proposals.followup import queries
from jianyan.records.proposals.followup.models import LookBack, LookBackCheck
from jianyan.records.proposals.ratings.queries import proposers_of
from jianyan.records.proposals.replies.actions import regrade
from jianyan.records.proposals.replies.models import Reply
from jianyan.records.proposals.tasks.actions.terms import units_of

from .facts import look_back, tell_settled

CLOCK = "look_back"
Party = LookBackCheck.Party


def check(
    by: By, reply: Reply, *, party: str, on: date, solved: bool, finding: str = ""
) -> LookBackCheck:
    """What the unit, or a proposer, found of a reply, on a day. Raises Refused the second time, and
    without words."""
    if not finding.strip():
        raise Refused("请写明检查的情况。")
    with transaction.atomic():
        record = lock(reply.record_id)
        said = queries.open_checks().filter(reply=reply, party=party)
        if party == Party.PROPOSER:
            said = said.filter(person=by.actor.person)
        if said.exists():
            raise Refused("您这一方已经登记过这次回头看的意见。")
        fact = LookBackCheck(
            record=record,
            reply=reply,
            party=party,
            person_id=by.actor.person,
            on=on,
            solved=solved,
            finding=finding,
        )
        label = f"回头看：{Party(party).label}{'认为已解决' if solved else '认为未解决'}"
        made: LookBackCheck = add_fact(by, fact, label=label, on=on)
        words = f"《{record.title}》{label}。{finding}"
        tell(by, record, words, desk="提案")
        others = queries.open_checks().filter(reply=reply).exclude(solved=solved)
        if others.exists():
            tell(by, record, f"《{record.title}》回头看的两方意见不一致，请核定。", desk="提案")
    return made


def settle(
    by: By, reply: Reply, *, on: date, solved: bool, grade: Category | None = None, words: str = ""
) -> LookBack:
    """The office settles a look-back from what both found; the class may move with it, and the one
    before stays on record. The unit and the proposers are told."""
    said = {
        one.party: one for one in queries.open_checks().filter(reply=reply).order_by("on", "pk")
    }
    unit, proposer = said.get(Party.UNIT), said.get(Party.PROPOSER)
    with transaction.atomic():
        made = look_back(
            by,
            reply,
            on=on,
            solved=solved,
            unit_finding=unit.finding if unit else "",
            unit_solved=unit.solved if unit else None,
            proposer_finding=proposer.finding if proposer else "",
            proposer_solved=proposer.solved if proposer else None,
        )
        if grade is not None:
            why = f"回头看{'已解决' if solved else '未解决'}"
            regrade(by, reply, grade=grade, on=on, reason=f"{why}：{words}" if words else why)
        clocks.meet(reply.record_id, CLOCK, on, reply.task_id)
        tell_settled(by, made, grade)
    return made


@ticking("look_backs")
def come_back() -> int:
    """Once a day: the replies to be looked back at soon get their clock; gives how many."""
    day = today()
    cursor, _ = Cursor.objects.get_or_create(name="look_backs")
    if cursor.value == str(day):
        return 0
    found = come_back_on(day)
    Cursor.objects.filter(pk=cursor.pk).update(value=str(day))
    return found


def come_back_on(day: date) -> int:
    """Start the clocks of the replies to be looked back at soon after a day; gives how many."""
    found = queries.coming_back(day)
    for reply, months in found:
        calendar = clocks.calendar_of(reply.record.committee_id)
        term = Term(CLOCK, "答复", reply.on, Rule("months", months), reply.task)
        clocks.start(calendar, reply.record, [term])
    return len(found)


remind(Reminding(clock=CLOCK, what="回头看", desk="提案", bodies=units_of, people=proposers_of))
