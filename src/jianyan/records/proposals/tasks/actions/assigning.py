"""交办: tasks sent to units, one more sent, a role changed, all taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from jianyan.ground import clocks
from jianyan.ground.calendar import Calendar
from jianyan.ground.clocks import Term
from jianyan.ground.days import said_day
from jianyan.ground.duedates import Rule
from jianyan.ground.models import Body, Record
from jianyan.ground.register import By, enter_part, hold, move
from jianyan.ground.rulebook import provision
from jianyan.kernel.charter import action
from jianyan.kernel.errors import Refused
from jianyan.records.proposals.cases.charter import CASES
from jianyan.records.proposals.cases.dating import ask_day
from jianyan.records.proposals.cases.models import Proposal
from jianyan.records.proposals.tasks import queries
from jianyan.records.proposals.tasks.charter import TASKS
from jianyan.records.proposals.tasks.models import ANSWERING, TaskRole, TaskState, UnitTask
from jianyan.records.proposals.tasks.told import tell_parties

from .acting import committee_of, own_day
from .ending import follow
from .handling import take_away
from .terms import reply_rule


@dataclass(frozen=True, slots=True)
class Sending:
    """One unit's part in an assignment. `due_on` is the reply term when the letter sets one."""

    unit: Body
    role: str
    due_on: date | None = None
    dispatcher: Body | None = None


def roles(
    lead: Body | None,
    cos: Sequence[Body] = (),
    separate: Sequence[Body] = (),
    due_on: date | None = None,
) -> list[Sending]:
    """The sendings of one assignment, as a ledger names the units."""
    named = [(TaskRole.LEAD if cos else TaskRole.SOLE, lead)] if lead else []
    named += [(TaskRole.SEPARATE, unit) for unit in separate]
    found = [Sending(unit, role, due_on) for role, unit in named]
    return found + [Sending(unit, TaskRole.CO) for unit in cos]


def fit(sendings: Sequence[Sending]) -> None:
    """Raises Refused where the roles of an assignment do not go together."""
    held = [sending.role for sending in sendings]
    if not set(held) & set(ANSWERING):
        raise Refused("须有独办、主办或分办单位，请补填。")
    if held.count(TaskRole.SOLE) + held.count(TaskRole.LEAD) > 1:
        raise Refused("独办或主办单位只能有一个，请改正。")
    if TaskRole.SOLE in held and len(held) > 1:
        raise Refused("独办的提案不能再有其他单位；有会办单位的，请把独办改为主办。")
    if len({sending.unit.pk for sending in sendings}) < len(sendings):
        raise Refused("同一单位不能在一件提案中承办两次，请改正。")


def in_being(sendings: Sequence[Sending], on: date) -> None:
    """Raises Refused for a unit that was abolished before the day: nobody is there to handle it."""
    for unit in (each.unit for each in sendings):
        if unit.until and unit.until < on:
            raise Refused(f"{unit}已于{said_day(unit.until)}撤销，请改选承接的单位。")


def assign(
    by: By,
    pk: int,
    *,
    on: date,
    reason: str = "",
    lead: Body | None = None,
    cos: Sequence[Body] = (),
    separate: Sequence[Body] = (),
    due_on: date | None = None,
) -> Proposal:
    """交办 as a ledger names the units: the lead alone is 独办, with others 主办."""
    return assign_to(by, pk, on=on, sendings=roles(lead, cos, separate, due_on), reason=reason)


def assign_to(
    by: By, pk: int, *, on: date, sendings: Sequence[Sending], reason: str = ""
) -> Proposal:
    """交办: a task for every unit, with its clocks. What the rulebook says of contacts and ratings
    is copied to the case. Raises Refused when the roles do not fit together, for a unit that is
    no more, and for a day before the filing."""
    fit(sendings)
    in_being(sendings, on)
    row = Proposal.objects.select_related("record__rulebook").get(pk=pk)
    said = reason or assigned_words(sendings)
    ask_day(on, row.filed_on, "立案日期")
    with transaction.atomic():
        columns = {} if row.assigned_on else {"assigned_on": on, **options_of(row.record)}
        moved: Proposal = move(CASES, "assign", by, pk, on=on, reason=said[:500], columns=columns)
        calendar = clocks.calendar_of(row.record.committee_id)
        tasks = [task_of(by, calendar, row.record, on, sending) for sending in sendings]
        UnitTask.objects.bulk_create(tasks)
        pairs = zip(tasks, sendings, strict=True)
        terms = [term for pair in pairs for term in terms_of(row.record, *pair)]
        clocks.start(calendar, row.record, terms)
    return moved


def assigned_words(sendings: Sequence[Sending]) -> str:
    """The units of an assignment, each with its role."""
    return "、".join(f"{each.unit}（{TaskRole(each.role).label}）" for each in sendings)


def handed_words(record: Record, sendings: Sequence[Sending]) -> str:
    """What the proposers are told of who handles their case."""
    return f"您的提案《{record.title}》已交{assigned_words(sendings)}办理。"


def send(by: By, pk: int, *, on: date, sending: Sending, **fields: Any) -> UnitTask:
    """Send a case that is being handled to one more unit (after a return, or as another co-unit)."""
    with transaction.atomic():
        hold(pk)
        record = Record.objects.select_related("rulebook").get(pk=pk)
        if record.state != "assigned":
            raise Refused("只有办理中的提案才能增加承办单位。")
        ask_day(on, record.proposal.assigned_on, "交办日期")
        in_being([sending], on)
        calendar = clocks.calendar_of(record.committee_id)
        new = task_of(by, calendar, record, on, sending)
        shown = {name: getattr(new, name) for name in ("unit", "role", "due_on", "due_set")}
        task: UnitTask = enter_part(
            TASKS,
            by,
            pk,
            state=TaskState.SENT,
            on=on,
            sent_on=on,
            dispatcher=new.dispatcher,
            **shown,
            **fields,
        )
        clocks.start(calendar, record, terms_of(record, task, sending))
    return task


KEPT = ("contacts_required", "contact_counts", "answer_counts", "rating_counts", "rates_over")
"""What a case keeps of the rulebook that it is judged by."""


def options_of(record: Record) -> dict[str, Any]:
    """What the rulebook says of contacts and ratings, as a case keeps it from its assignment on."""
    rule = record.rulebook
    return {name: provision(rule, f"proposals.{name}") for name in KEPT}


def task_of(by: By, calendar: Calendar, record: Record, on: date, sending: Sending) -> UnitTask:
    """A task, not yet saved, with the term of its reply."""
    due_on = sending.due_on
    if due_on is None and sending.role in ANSWERING:
        due_on = clocks.day_of(calendar, Term("reply", "交办", on, reply_rule(record)))
    return UnitTask(
        record=record,
        unit=sending.unit,
        role=sending.role,
        state=TaskState.SENT,
        sent_on=on,
        due_on=due_on,
        due_set=sending.due_on is not None,
        dispatcher=sending.dispatcher,
        batch=by.batch,
    )


def terms_of(record: Record, task: UnitTask, sending: Sending) -> list[Term]:
    """The clocks that a task starts: accept or return, first contact, opinion or reply."""

    def rule(unit: Any, name: str) -> Rule:
        return Rule(unit, provision(record.rulebook, f"proposals.{name}"))

    on = task.sent_on
    terms = [Term("accept", "交办", on, rule("workdays", "return_workdays"), task)]
    if task.role == TaskRole.CO:
        return [*terms, Term("opinion", "交办", on, rule("months", "co_opinion_months"), task)]
    return [
        *terms,
        Term("contact", "交办", on, rule("workdays", "contact_workdays"), task),
        Term("reply", "交办", on, reply_rule(record), task, sending.due_on),
    ]


@action(TASKS, "change_role")
def change_role(by: By, pk: int, *, role: str, on: date, reason: str = "") -> UnitTask:
    """调整办理方式: the old task ends and a new one in the new role begins on the day; what was drafted
    of a reply goes on with it. Raises Refused where it is the role already, or the roles of the case
    would not go together."""
    with transaction.atomic():
        on = own_day(by, committee_of(pk), on)
        held: UnitTask = move(TASKS, "change_role", by, pk, on=on, reason=reason)
        if held.role == role:
            raise Refused(f"{held.unit}已是{held.get_role_display()}，请选另一种办理方式。")
        others = UnitTask.objects.standing().filter(record=held.record_id, ended_on=None)
        others = others.exclude(pk=pk).exclude(state=TaskState.VOID).select_related("unit")
        fit([Sending(held.unit, role), *(Sending(one.unit, one.role) for one in others)])
        draft = queries.draft_of(held) if role in ANSWERING else None
        old = take_away(by, pk, on=on, reason=reason, ending=UnitTask.Ending.ROLE)
        term = queries.termed(UnitTask.objects.filter(pk=pk), on).get().term
        due_on = term if role in ANSWERING else None
        sending = Sending(old.unit, role, due_on, old.dispatcher)
        kept = {"previous": old, "handler": old.handler, "section": old.section}
        task = send(by, old.record_id, on=on, sending=sending, **kept)
        if draft:
            old.drafts.filter(pk=draft.pk).update(task=task, ended_on=None)  # type: ignore[attr-defined]
        if by.batch is None:
            words = f"{old.unit}办理《{old.record.title}》由{old.get_role_display()}改为"
            words += f"{task.get_role_display()}。{reason}"
            tell_parties(by, old.record, words)
        follow(by, old, on)
    return task


@action(CASES, "take_back")
def take_back(by: By, pk: int, *, on: date, reason: str = "") -> Proposal:
    """收回交办, once no unit has a task any more."""
    with transaction.atomic():
        row: Proposal = move(CASES, "take_back", by, pk, on=on, reason=reason)
        tell_parties(by, row.record, f"《{row.record.title}》的交办已收回，将重新交办。{reason}")
    return row
