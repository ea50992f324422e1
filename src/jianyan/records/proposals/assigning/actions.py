"""Writes of assignment: passed to dispatchers, given to units by those who answer for them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from jianyan.ground.models import Body, Record, Role
from jianyan.ground.register import By, move
from jianyan.ground.telling import tell
from jianyan.kernel.charter import action
from jianyan.kernel.errors import Refused
from jianyan.records.proposals.cases.charter import CASES
from jianyan.records.proposals.cases.models import Proposal, Routing
from jianyan.records.proposals.tasks import actions as tasks
from jianyan.records.proposals.tasks.actions.acting import own_day
from jianyan.records.proposals.tasks.actions.returns import (
    ask_reach,
    dispatcher_of,
    in_hand,
    tell_handed,
    tell_unit,
)
from jianyan.records.proposals.tasks.models import TaskRole


@action(CASES, "route")
def route(
    by: By, pk: int, *, on: date, reason: str = "", dispatchers: Sequence[Body] = ()
) -> Proposal:
    """转交办机构: the dispatchers named see the case, are told, and may assign it to their own units.

    Raises Refused where none is named, or one has the case already.
    """
    with transaction.atomic():
        said = reason or "、".join(str(one) for one in dispatchers)
        row: Proposal = move(CASES, "route", by, pk, on=on, reason=said)
        _pass(by, row.record, dispatchers, on, reason)
    return row


def _pass(by: By, record: Record, dispatchers: Sequence[Body], on: date, words: str) -> None:
    if not dispatchers:
        raise Refused("请写明转哪个交办机构。")
    held = Routing.objects.standing().filter(record=record, ended_on=None)
    known = set(held.values_list("dispatcher", flat=True))
    for one in dispatchers:
        if one.pk in known:
            raise Refused(f"这件提案已转{one}，请不要重复转送。")
        known.add(one.pk)
    Routing.objects.bulk_create(
        Routing(record=record, dispatcher=one, on=on, words=words[:300], batch=by.batch)
        for one in dispatchers
    )
    told = f"转来提案{record}，请交办所归口的单位。{words}"
    tell(by, record, told, bodies=[one.pk for one in dispatchers], roles=(Role.DISPATCHER,))


@action(CASES, "reroute")
def reroute(
    by: By, pk: int, *, on: date, reason: str, dispatchers: Sequence[Body] = ()
) -> Proposal:
    """改转交办机构: a dispatcher passes on what was passed to it (the office all that was), with the
    reason; the office is told."""
    if not reason.strip():
        raise Refused("请写明改转的理由。")
    with transaction.atomic():
        row: Proposal = move(CASES, "reroute", by, pk, on=on, reason=reason)
        on = own_day(by, row.record.committee_id, on)
        held = Routing.objects.standing().filter(record=pk, ended_on=None)
        own = by.actor.bodies(Role.DISPATCHER)
        if own:
            held = held.filter(dispatcher__in=sorted(own | by.actor.reach))
        left = [str(one.dispatcher) for one in held.select_related("dispatcher")]
        held.update(ended_on=on)
        _pass(by, row.record, dispatchers, on, reason)
        whither = "、".join(str(one) for one in dispatchers)
        words = f"{row.record}由{'、'.join(left)}改转{whither}，理由：{reason}"
        tell(by, row.record, words, desk="提案")
    return row


@action(CASES, "assign")
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
    """交办 to the units named, who are told. Raises Refused where a dispatcher names a unit that it
    does not answer for, and where the roles do not fit together."""
    sendings = tasks.roles(lead, cos, separate, due_on)
    units = [one.unit for one in sendings]
    with transaction.atomic():
        record = Record.objects.get(pk=pk)
        on = own_day(by, record.committee_id, on)
        ask_reach(by, record.committee_id, units)
        sender, shared = dispatcher_of(by), _shared(pk)
        sent = [
            tasks.Sending(one.unit, role_of(one.role, shared), one.due_on, sender)
            for one in sendings
        ]
        row = tasks.assign_to(by, pk, on=on, sendings=sent, reason=reason)
        tell_unit(by, row.record, [one.pk for one in units])
        tell_handed(by, row.record, sent)
    return row


def _shared(pk: int) -> bool:
    """Whether several dispatchers have the case, so that others may add their units."""
    return Routing.objects.standing().filter(record=pk, ended_on=None).count() > 1


def role_of(role: str, shared: bool) -> str:
    """A unit given a case alone leads it where more may follow."""
    return TaskRole.LEAD if shared and role == TaskRole.SOLE else role


@action(CASES, "send")
def send(
    by: By, pk: int, *, on: date, reason: str = "", role: str, units: Sequence[Body] = ()
) -> Proposal:
    """增加承办单位 in a case that is being handled: another dispatcher's units, or one more co-unit.

    Raises Refused as `assign` does, for a unit that has the case already, and for a second lead.
    """
    if not units:
        raise Refused("请填写承办单位。")
    with transaction.atomic():
        said = reason or "、".join(f"{one}（{TaskRole(role).label}）" for one in units)
        row: Proposal = move(CASES, "send", by, pk, on=on, reason=said)
        on = own_day(by, row.record.committee_id, on)
        ask_reach(by, row.record.committee_id, list(units))
        _fit(row, role, units)
        sent = [tasks.Sending(unit, role, dispatcher=dispatcher_of(by)) for unit in units]
        for sending in sent:
            tasks.send(by, pk, on=on, sending=sending)
        tell_unit(by, row.record, [one.pk for one in units])
        tell_handed(by, row.record, sent)
    return row


def _fit(row: Proposal, role: str, units: Sequence[Body]) -> None:
    live = row.record.unittasks.filter(struck_at=None, ended_on=None).exclude(state="void")
    held = set(live.values_list("role", flat=True))
    leads = {TaskRole.SOLE, TaskRole.LEAD}
    if role in leads and (held & leads or len(units) > 1):
        raise Refused("已有独办或主办单位，新增的请选会办或分办。")
    if TaskRole.SOLE in held:
        raise Refused("本案是独办，增加承办单位的，请先把独办改为主办。")
    for unit in units:
        if in_hand(row.pk, unit):
            raise Refused(f"{unit}已在办理这件提案，请改正。")
