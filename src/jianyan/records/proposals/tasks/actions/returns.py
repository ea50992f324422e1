"""退件, step by step: asked within the unit's working days, decided by the dispatcher or the office."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from jianyan.ground.models import Body, Record, Role
from jianyan.ground.register import By, hold
from jianyan.ground.rulebook import provision
from jianyan.ground.rules import OFFICE
from jianyan.ground.telling import tell
from jianyan.kernel.charter import action
from jianyan.kernel.errors import Denied, Refused
from jianyan.records.proposals.tasks import queries
from jianyan.records.proposals.tasks.charter import TASKS
from jianyan.records.proposals.tasks.models import TaskState, UnitTask
from jianyan.records.proposals.tasks.told import proposers_of

from . import handling
from .acting import own_day
from .assigning import Sending, handed_words, send
from .ending import follow


@action(TASKS, "ask_return")
def ask(
    by: By, pk: int, *, on: date, reason: str, rather: Body | None = None, words: str = ""
) -> UnitTask:
    """申请退件 for a reason of the rulebook, naming whose matter it is instead; dispatcher and office
    are told.

    Raises Refused after the working days, without a reason or the other unit, and once a dispute
    about the case was decided.
    """
    with transaction.atomic():
        task = _held(pk)
        on = own_day(by, task.record.committee_id, on)
        if why := queries.too_late_to_return(task, on) or queries.decided_for_good(task):
            raise Refused(why)
        _fits(task, reason, rather)
        said = f"{reason}。{words}" if words.strip() else reason
        moved = handling.ask_return(by, pk, on=on, reason=said, rather=rather)
        times = queries.returns_asked(task.record_id)
        told = f"{task.unit}申请退回{task.record}，理由：{said.rstrip('。')}；建议改交{rather}。"
        if queries.disputed(task):
            told += f"这是本案第{times}次退件，按规程裁定。"
        tell(by, task.record, told, bodies=deciders(task), roles=(Role.DISPATCHER,), desk="提案")
    return moved


def _held(pk: int) -> UnitTask:
    """The task, its record locked. Raises Denied for none."""
    rows = UnitTask.objects.select_related("record__rulebook", "unit", "dispatcher")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Denied("没有这件任务，或您无权查看。")
    hold(found.record_id)
    return rows.get(pk=pk)


def _fits(task: UnitTask, reason: str, rather: Body | None) -> None:
    known = provision(task.record.rulebook, "proposals.return_reasons")
    if reason.strip() not in known:
        raise Refused(f"退件理由须是以下之一：{'、'.join(known)}。")
    if rather is None:
        raise Refused("请写明应由哪个单位办理。")
    if rather.pk == task.unit_id:
        raise Refused("建议改交的不能是本单位，请改正。")


def deciders(task: UnitTask) -> set[int]:
    """The dispatchers to tell of a return: the unit's own, and for a dispute those above them."""
    direct = queries.dispatchers_of(task.unit_id)
    if not queries.disputed(task):
        return set(direct)
    return set(direct).union(*(queries.dispatchers_of(one) for one in direct))


@action(TASKS, "grant_return")
def grant(by: By, pk: int, *, on: date, reason: str = "", unit: Body | None = None) -> UnitTask:
    """同意退件; with `unit` the case is sent to it in the same step and the same role. Both units are
    told. Raises Refused where a dispatcher names a unit that is not its own."""
    with transaction.atomic():
        task = _held(pk)
        on = own_day(by, task.record.committee_id, on)
        if unit is not None:
            ask_reach(by, task.record.committee_id, [unit])
        moved = handling.give_back(by, pk, on=on, reason=reason)
        tell(by, task.record, f"{task.record}的退件已同意。{reason}", bodies=[task.unit_id])
        if unit is not None:
            if in_hand(task.record_id, unit):
                raise Refused(f"{unit}已在办理这件提案，请改填其他单位。")
            sending = Sending(unit, task.role, dispatcher=dispatcher_of(by, task.dispatcher))
            send(by, task.record_id, on=on, sending=sending, previous=task)
            tell_unit(by, task.record, [unit.pk])
            tell_handed(by, task.record, [sending])
        follow(by, moved, on)
    return moved


def in_hand(record: int, unit: Body) -> bool:
    """Whether a unit has a task of the case in force."""
    rows = UnitTask.objects.standing().filter(record=record, unit=unit, ended_on=None)
    return rows.exclude(state=TaskState.VOID).exists()


@action(TASKS, "refuse_return")
def refuse(by: By, pk: int, *, on: date, reason: str) -> UnitTask:
    """不同意退件: the unit goes on with it and is told why."""
    with transaction.atomic():
        task = _held(pk)
        on = own_day(by, task.record.committee_id, on)
        moved = handling.refuse_return(by, pk, on=on, reason=reason)
        tell(
            by, task.record, f"{task.record}的退件未获同意，请办理。{reason}", bodies=[task.unit_id]
        )
    return moved


@action(TASKS, "accept")
def accept(by: By, pk: int, *, on: date, reason: str = "") -> UnitTask:
    """签收: by the unit today, by the office on the day it was."""
    with transaction.atomic():
        task = _held(pk)
        on = own_day(by, task.record.committee_id, on)
        return handling.accept(by, pk, on=on, reason=reason)


def ask_reach(by: By, committee: int, units: list[Body]) -> None:
    """Raises Refused where a dispatcher names units that are not its own, saying whose they are."""
    if committee in by.actor.committees(*OFFICE):
        return
    for unit in units:
        if unit.pk not in by.actor.reach:
            owners = Body.objects.filter(pk__in=queries.dispatchers_of(unit.pk)).order_by("pk")
            whose = "、".join(str(one) for one in owners)
            said = f"由{whose}归口，请由其交办" if whose else "还没有归口交办机构，请与提案委联系"
            raise Refused(f"{unit}不在您的交办范围内，{said}。")


def dispatcher_of(by: By, known: Body | None = None) -> Body | None:
    """The dispatching body that the actor acts for; what was known where the office acts."""
    own = sorted(by.actor.bodies(Role.DISPATCHER))
    return Body.objects.filter(pk=own[0]).first() if own else known


def tell_unit(by: By, record: Record, units: list[int]) -> None:
    """Tell the officers of units that a case was given to them."""
    tell(by, record, given_words(record), bodies=units)


def tell_handed(by: By, record: Record, sendings: Sequence[Sending]) -> None:
    """Tell the proposers who handles their case."""
    tell(by, record, handed_words(record, sendings), people=proposers_of(record.pk))


def given_words(record: Record) -> str:
    return f"交办提案{record}，请在规程规定的时限内签收或申请退件。"
