"""换届: from one term to the next in one transaction, so that what is dated stays true for the past.

Preview and execution are the same code; the preview takes everything back.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet

from jianyan.ground.administrators import keep_one
from jianyan.ground.days import said_day
from jianyan.ground.models import (
    Batch,
    Body,
    BodyKind,
    Committee,
    Membership,
    Office,
    Role,
    Session,
    Term,
)
from jianyan.ground.models.committees import chinese_number, in_force
from jianyan.ground.register import By, leave_trail, today
from jianyan.kernel.errors import Refused

from . import belonging, members, offices, term_undo
from .term_plan import Asked, Done
from .writing import add_row, note

BOARDS = (BodyKind.STANDING, BodyKind.COUNCIL)
GROUPS = (BodyKind.SECTOR, BodyKind.MEMBER_GROUP, BodyKind.STREET_GROUP, BodyKind.SPECIAL_COMMITTEE)
FOLLOWING = (Role.MEMBER, Role.CONVENER)
"""Offices that follow the membership; the others are ticked one by one."""


def members_on(committee: int, day: date) -> QuerySet[Any]:
    """The memberships of those who are members on a day."""
    rows = belonging.listed().filter(in_force(day), struck_at__isnull=True)
    return rows.filter(person__committee=committee).order_by("person__code")


def groups_on(committee: int, day: date) -> QuerySet[Body]:
    """Sectors, groups and special committees in being on a day."""
    rows = Body.objects.filter(in_force(day), committee=committee, kind__in=GROUPS)
    return rows.order_by("kind", "order", "code")


def offices_on(committee: int, day: date) -> QuerySet[Office]:
    """Offices in force on a day that do not follow from a membership."""
    rows = Office.objects.filter(in_force(day), committee=committee, struck_at__isnull=True)
    rows = rows.exclude(role__in=FOLLOWING).select_related("person", "body")
    return rows.order_by("role", "person__code")


def preview(by: By, committee: int, asked: Asked) -> Done:
    """What the change would do; nothing is written. Raises like `carry_out`."""
    with transaction.atomic():
        done = carry_out(by, committee, asked)
        transaction.set_rollback(True)
    return done


def carry_out(by: By, committee: int, asked: Asked) -> Done:
    """The change of term: one transaction, one batch in the trail.

    Raises Refused, or ValidationError with a sentence for each row that cannot be used.
    """
    with transaction.atomic():
        Committee.objects.select_for_update().get(pk=committee)
        before = term_undo.days_of(committee)
        old = _old_term(committee, asked)
        batch = Batch.objects.create(
            committee_id=committee,
            kind=term_undo.KIND,
            name=f"换届：{old}至第{chinese_number(asked.number)}届",
            by_id=by.actor.account,
        )
        by = By(by.actor, None, batch)
        done = Done(batch=batch.pk)
        _terms(by, committee, old, asked)
        _leave(by, committee, asked, done)
        _end_offices(by, committee, asked, done)
        _end_boards(by, committee, asked, done)
        _groups(by, committee, asked, done)
        done.carried = members_on(committee, asked.starts_on).count()
        _arrive(by, committee, asked, done)
        _begin_offices(by, committee, asked, done)
        _keep_administrator(committee, asked)
        batch.created = len(done.came) + len(done.offices_begun)
        batch.updated = len(done.left) + len(done.ended) + len(done.offices_ended)
        batch.save(update_fields=["created", "updated"])
        words = f"留任{done.carried}人，离任{len(done.left)}人，新任{len(done.came)}人"
        leave_trail(
            None,
            by,
            committee=committee,
            move=term_undo.KIND,
            label=batch.name[:60],
            on=asked.starts_on,
            reason=words,
            changes=term_undo.kept(before, term_undo.days_of(committee)),
        )
    return done


def _old_term(committee: int, asked: Asked) -> Term:
    old = Term.objects.filter(committee=committee).order_by("-number").first()
    if old is None:
        raise Refused("还没有登记过任何一届，请先在“届次”中登记。")
    if asked.number <= old.number:
        raise Refused(f"现在是{old}，新的一届应大于{old.number}。")
    if asked.starts_on <= old.starts_on:
        raise Refused(f"新一届起始日应在{old}起始日{said_day(old.starts_on)}之后。")
    if not asked.starts_on <= asked.opens_on <= asked.closes_on:
        raise Refused("日期次序应为：新一届起始、会议开幕、会议闭幕。")
    return old


def _terms(by: By, committee: int, old: Term, asked: Asked) -> None:
    if old.ends_on is None or old.ends_on > asked.last:
        Term.objects.filter(pk=old.pk).update(ends_on=asked.last)
        note(by, old, committee, "end", f"{old}届满")
    new = Term(committee_id=committee, number=asked.number, starts_on=asked.starts_on)
    add_row(by, new, committee, "届")
    session = Session(
        term=new, number=asked.session, opens_on=asked.opens_on, closes_on=asked.closes_on
    )
    add_row(by, session, committee, "届次")


def _ending(rows: QuerySet[Any], asked: Asked) -> list[Any]:
    """End dated rows on the last day; those that would begin later never are."""
    still = Q(until__isnull=True) | Q(until__gt=asked.last)
    found = list(rows.filter(still, since__lte=asked.last, struck_at__isnull=True))
    type_of = rows.model._default_manager
    type_of.filter(pk__in=[one.pk for one in found]).update(until=asked.last)
    return found


def _leave(by: By, committee: int, asked: Asked, done: Done) -> None:
    rows = members_on(committee, asked.last).filter(pk__in=asked.leaving)
    for row in rows:
        kinds = (BodyKind.MEMBERS, *BOARDS, *GROUPS)
        _ending(Membership.objects.filter(person=row.person, body__kind__in=kinds), asked)
        _ending(Office.objects.filter(person=row.person, role__in=FOLLOWING), asked)
        note(by, row, committee, "end", "换届离任")
        done.left.append(row.person.name)


def _end_offices(by: By, committee: int, asked: Asked, done: Done) -> None:
    rows = Office.objects.filter(committee=committee, pk__in=asked.offices_end)
    for office in _ending(rows.select_related("person"), asked):
        note(by, office, committee, "end", "换届免去职务")
        done.offices_ended.append(str(office))


def _end_boards(by: By, committee: int, asked: Asked, done: Done) -> None:
    if not asked.boards_end:
        return
    rows = Membership.objects.filter(body__committee=committee, body__kind__in=BOARDS)
    for row in _ending(rows.select_related("person", "body"), asked):
        note(by, row, committee, "end", "换届任期届满")
        done.boards.append(str(row))


def _groups(by: By, committee: int, asked: Asked, done: Done) -> None:
    for body in groups_on(committee, asked.last):
        if body.pk in asked.ending:
            _close(by, body, asked)
            done.ended.append(body.name)
        elif (name := asked.renamed.get(body.pk, "")) and name != body.name:
            _rename(by, body, name, asked)
            done.renamed.append(f"{body.name}改称{name}")


def _close(by: By, body: Body, asked: Asked) -> tuple[list[Any], list[Any]]:
    """End a body with what hangs on it; gives the memberships and offices that ended."""
    Body.objects.filter(pk=body.pk).update(until=asked.last)
    note(by, body, body.committee_id, "end", "换届撤销")
    return (
        _ending(Membership.objects.filter(body=body), asked),
        _ending(Office.objects.filter(body=body), asked),
    )


def _rename(by: By, body: Body, name: str, asked: Asked) -> None:
    """A body of a new name takes the old one's place: who belonged to the old belongs to it."""
    held, acted = _close(by, body, asked)
    new = Body(
        committee_id=body.committee_id,
        kind=body.kind,
        code=f"{body.code}-{asked.number}"[:40],
        name=name,
        parent=body.parent,
        since=asked.starts_on,
        order=body.order,
    )
    add_row(by, new, body.committee_id, "机构")
    for kind, rows in ((Membership, held), (Office, acted)):
        for row in rows:
            row.pk, row.body, row.since, row.until = None, new, asked.starts_on, None
            row._state.adding = True
        kind._default_manager.bulk_create(rows)


def _arrive(by: By, committee: int, asked: Asked, done: Done) -> None:
    problems: list[str] = []
    for place, typed in enumerate(asked.newcomers, start=1):
        form = members.MemberForm(
            {**typed, "since": str(asked.starts_on), "until": ""}, committee=committee
        )
        if not form.is_valid():
            problems += _sentences(f"新任委员第{place}行", form)
            continue
        if why := _unfit(committee, form.cleaned_data, asked.starts_on):
            problems.append(f"新任委员第{place}行：{why}")
            continue
        try:
            row = members.add(by, committee, form.cleaned_data)
        except Refused as error:
            problems.append(f"新任委员第{place}行：{error}")
            continue
        done.came.append(row.person.name)
    if problems:
        raise ValidationError(problems)


def _unfit(committee: int, data: Mapping[str, Any], day: date) -> str:
    """Why a newcomer cannot come: a member who stays, or a body that is no more."""
    if members_on(committee, day).filter(person__code=data["code"]).exists():
        return f"{data['name']}已在留任之列。"
    for name in members.BELONGS:
        for body in members.bodies_in(data, name):
            if body.until and body.until < day:
                return f"“{body.name}”届时已撤销或改称，请写新的名称。"
    return ""


def _begin_offices(by: By, committee: int, asked: Asked, done: Done) -> None:
    problems: list[str] = []
    for place, typed in enumerate(asked.begun, start=1):
        form = offices.OfficeForm({**typed, "since": str(asked.starts_on)}, committee=committee)
        if not form.is_valid():
            problems += _sentences(f"新任职务第{place}行", form)
            continue
        try:
            done.offices_begun.append(str(offices.add(by, committee, form.cleaned_data)))
        except Refused as error:
            problems.append(f"新任职务第{place}行：{error}")
    if problems:
        raise ValidationError(problems)


def _keep_administrator(committee: int, asked: Asked) -> None:
    """Raises Refused where an administrator's office ends and nobody who can sign in holds another."""
    if Office.objects.filter(pk__in=asked.offices_end, role=Role.ADMINISTRATOR).exists():
        keep_one(committee, max(asked.starts_on, today()))


def _sentences(where: str, form: Any) -> list[str]:
    found = []
    for name, errors in form.errors.items():
        label = form.fields[name].label if name in form.fields else ""
        found += [f"{where}{label}：{words}" for words in errors]
    return found


def suggested(committee: int) -> dict[str, Any]:
    """What the wizard begins with: the next number, a first session."""
    old = Term.objects.filter(committee=committee).order_by("-number").first()
    return {"number": old.number + 1 if old else 1, "session": 1, "boards_end": True}
