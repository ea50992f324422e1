"""Writes of contacts with the proposer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Min

from jianyan.ground import clocks, storage
from jianyan.ground.clocks import Term
from jianyan.ground.days import said_day
from jianyan.ground.duedates import Rule
from jianyan.ground.models import Category, Clock, File, Record, Role
from jianyan.ground.register import By, add_fact, hold, lock, move, strike_fact, today
from jianyan.ground.rulebook import provision
from jianyan.ground.telling import tell
from jianyan.ground.ticking import task
from jianyan.ground.uploads import UploadError
from jianyan.kernel.charter import action
from jianyan.kernel.errors import Denied, Refused
from jianyan.records.proposals.cases.models import Proposal
from jianyan.records.proposals.cases.queries import proposers_told
from jianyan.records.proposals.cases.who import proposers
from jianyan.records.proposals.tasks.charter import HANDLED, TASKS
from jianyan.records.proposals.tasks.models import Contact, ContactAnswer, UnitTask
from jianyan.records.proposals.tasks.queries import dispatchers_of

from .acting import committee_of, own_day

DISPATCHING = (Role.DISPATCHER,)
PROPOSERS_SAY = "只有提案者本人可以确认或否认面商。"


@action(TASKS, "contact")
def hold_contact(
    by: By,
    pk: int,
    *,
    on: date,
    met_on: date,
    stage: str,
    way: Category,
    words: str,
    reason: str = "",
    place: str = "",
    who: str = "",
    file: Any = None,
) -> Contact:
    """A contact that the unit enters itself: the proposers are told and have their days to confirm or
    deny it, unless a form that they signed is uploaded. Raises Refused for a day before the
    assignment or still to come."""
    with transaction.atomic():
        on = own_day(by, committee_of(pk), on)
        row: UnitTask = move(TASKS, "contact", by, pk, on=on, reason=reason)
        if not row.sent_on <= met_on <= on:
            raise Refused(f"面商日期应在交办日{said_day(row.sent_on)}以后、今天以前，请改正。")
        record = Record.objects.select_related("rulebook").get(pk=row.record_id)
        kept = attached(by, record.pk, file, "签名面商表")
        made = Contact.objects.create(
            record=record,
            unit_id=row.unit_id,
            on=met_on,
            way=way,
            stage=stage,
            face=counts_as_face(record.rulebook, way.code),
            place=place,
            who=who,
            words=words,
            signed_form=kept is not None,
            file=kept,
            clock=None if kept else _await(record, row, on),
            batch=by.batch,
        )
        clocks.meet(record.pk, "contact", met_on, pk)
        ask = (
            "签名面商表已上传，不符的可以否认。"
            if kept
            else f"请在{said_day(_until(made))}前确认或否认。"
        )
        said = f"{row.unit}登记{said_day(met_on)}与您就《{record.title}》{made.way.label}，{ask}"
        tell(by, record, said, people=proposers_told([record.pk], on)[record.pk])
    return made


def _await(record: Record, row: UnitTask, on: date) -> Clock:
    """The clock in which the proposers answer."""
    days = provision(record.rulebook, "proposals.confirm_workdays")
    term = Term("confirm", "登记面商", on, Rule("workdays", days), row)
    (clock,) = clocks.start(clocks.calendar_of(record.committee_id), record, [term])
    return clock


def _until(made: Contact) -> date | None:
    return made.clock.due_on if made.clock else None


def attached(by: By, record: int, upload: Any, caption: str) -> File | None:
    """The uploaded file as a file of the case. Raises Refused when it is not fit to keep."""
    if not upload:
        return None
    try:
        return storage.attach(by, record, upload, caption=caption)
    except UploadError as error:
        raise Refused(str(error)) from None


def contact(by: By, record: int, data: Mapping[str, Any]) -> Contact:
    """Enter a contact with the proposer, and the proposer's answer where it is known."""
    way: Category = data["way"]
    rulebook = Record.objects.select_related("rulebook").get(pk=record).rulebook
    kept = {name: data[name] for name in ("file", "clock") if data.get(name)}
    fact = Contact(
        record_id=record,
        face=counts_as_face(rulebook, way.code),
        key=data.get("key", ""),
        **{name: data[name] for name in CONTACT_COLUMNS},
        **kept,
    )
    with transaction.atomic():
        added: Contact = add_fact(by, fact, label="登记联系", on=data["on"])
        if data.get("answered_on"):
            answer(by, added, on=data["answered_on"], verdict=data["verdict"])
        tasks = UnitTask.objects.filter(record=record, unit=data["unit"], ended_on__isnull=True)
        for pk in tasks.values_list("pk", flat=True):
            clocks.meet(record, "contact", data["on"], pk)
    return added


CONTACT_COLUMNS = ("unit", "on", "way", "stage", "place", "who", "words", "signed_form")


def counts_as_face(rulebook: Any, code: str) -> bool:
    """Whether a way of contact counts as 面商 by a version of the rulebook."""
    if code == "telephone":
        return bool(provision(rulebook, "proposals.telephone_counts"))
    return code in provision(rulebook, "proposals.face_ways")


def answer(by: By, row: Contact, *, on: date, verdict: str, **said: Any) -> ContactAnswer:
    """The proposer confirms or denies a contact."""
    fact = ContactAnswer(record_id=row.record_id, contact=row, on=on, verdict=verdict, **said)
    with transaction.atomic():
        added: ContactAnswer = add_fact(
            by, fact, label=f"提案者{fact.get_verdict_display()}联系", on=on
        )
        Clock.objects.filter(pk=row.clock_id or 0, met_on=None, ended_on=None).update(met_on=on)
    return added


def say(by: By, row: Contact, *, verdict: str, words: str = "") -> ContactAnswer:
    """A proposer's own answer, today. A denial is told to the unit, its dispatchers and the office.

    Raises Denied to who is no proposer of the case; Refused to who answered already, of a contact or
    a case that it cannot be said of any more, for a confirmation once its days are over, and for a
    denial without words.
    """
    day = today()
    denied = verdict == ContactAnswer.Verdict.DENIED
    if denied and not words.strip():
        raise Refused("否认的请写明实际情况。")
    with transaction.atomic():
        record = lock(row.record_id)
        _may_say(by, record, row)
        rows = ContactAnswer.objects.filter(contact=row, struck_at__isnull=True)
        if rows.filter(person=by.actor.person).exists():
            raise Refused("您已经答复过这次面商。确需改变的，请与提案委联系。")
        if not denied and row.clock and row.clock.due_on < day:
            raise Refused(
                f"确认期限{said_day(row.clock.due_on)}已过，这次面商计为未确认；请与提案委联系。"
            )
        said = answer(by, row, on=day, verdict=verdict, words=words, person_id=by.actor.person)
        text = f"{by.actor.name}{said.get_verdict_display()}{row.unit}登记的{said_day(row.on)}面商（《{record.title}》）"
        tell(by, record, f"{text}。{words}", bodies=[row.unit_id])
        if denied:
            above = dispatchers_of(row.unit_id)
            tell(by, record, f"{text}。{words}", bodies=above, roles=DISPATCHING, desk="提案")
    return said


def _may_say(by: By, record: Record, row: Contact) -> None:
    if not Proposal.objects.filter(proposers(by.actor), pk=record.pk).exists():
        raise Denied(PROPOSERS_SAY)
    standing = Contact.objects.filter(pk=row.pk, struck_at__isnull=True)
    if record.state not in HANDLED or not standing.exists():
        raise Refused("这次面商已更正、作废，或这件提案已不在办理，不能再确认或否认。")


@task("confirming")
def lapse() -> int:
    """Contacts whose days are over count as 未确认: nobody is asked any more; gives how many."""
    day = today()
    rows = Clock.objects.filter(kind="confirm", met_on=None, ended_on=None, due_on__lt=day)
    return rows.update(ended_on=day)


def strike_contact(by: By, row: Contact, reason: str) -> None:
    """作废 of a contact that was entered by mistake; the clock of the first contact goes with it."""
    with transaction.atomic():
        strike_fact(by, row, label="作废联系", reason=reason)
        Clock.objects.filter(pk=row.clock_id or 0, met_on=None).update(ended_on=today())
        _first_again(row)


def _first_again(row: Contact) -> None:
    """The clock that a contact met is met by the first one left, or open again."""
    left = Contact.objects.filter(record=row.record_id, unit=row.unit_id, struck_at__isnull=True)
    tasks = UnitTask.objects.filter(record=row.record_id, unit=row.unit_id, ended_on__isnull=True)
    rows = Clock.objects.filter(record=row.record_id, kind="contact", ended_on__isnull=True)
    rows = rows.filter(part_id__in=tasks.values("pk"), met_on=row.on)
    rows.update(met_on=left.aggregate(first=Min("on"))["first"])


def change_contact(
    by: By, row: Contact, changes: Mapping[str, tuple[Any, Any]], reason: str
) -> Contact:
    """A first answer is added; anything else is struck out and entered anew."""
    new = {name: pair[1] for name, pair in changes.items()}
    with transaction.atomic():
        hold(row.record_id)
        if (
            "answered_on" in new
            and set(new) <= {"answered_on", "verdict"}
            and not row.answers.filter(struck_at=None)
        ):
            verdict = new.get("verdict") or ContactAnswer.Verdict.CONFIRMED
            answer(by, row, on=new["answered_on"], verdict=verdict)
            return row
        said = row.answers.filter(struck_at=None).order_by("on", "pk").last()
        old = {name: getattr(row, name) for name in CONTACT_COLUMNS}
        old |= {"answered_on": said.on if said else None, "verdict": said.verdict if said else ""}
        strike_fact(by, row, label="更正联系", reason=reason, replaced=True)
        _first_again(row)
        kept = {"key": row.key, "file": row.file, "clock": row.clock}
        Contact.objects.filter(pk=row.pk).update(clock=None)
        return contact(by, row.record_id, {**old, **new, **kept})
