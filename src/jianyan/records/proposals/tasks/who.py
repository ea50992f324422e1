"""Who is what to a unit's task: the rules that the charter, and the rooms above, are written with."""

from __future__ import annotations

from django.db.models import Q

from jianyan.ground import rules
from jianyan.ground.models import Office, Role
from jianyan.ground.models.committees import in_force
from jianyan.ground.telling import accounts
from jianyan.kernel.rules import NOBODY, Actor, either, saying

from .models import ANSWERING, Extension, TaskRole, TaskState, UnitTask

UNITS = (Role.UNIT_OFFICER, Role.UNIT_LEADER)


@saying("承办单位")
def own_unit(actor: Actor) -> Q:
    """Tasks of the units that the actor acts for."""
    units = sorted(actor.bodies(*UNITS))
    return Q(unit__in=units) if units else NOBODY


@saying("独办、主办、分办单位")
def answering(actor: Actor) -> Q:
    """Tasks that owe the proposer a reply of their own."""
    return Q(role__in=ANSWERING)


@saying("承办单位（答复稿还没有送出）")
def to_write(actor: Actor) -> Q:
    """Tasks of the actor's units whose reply is theirs to write: it is not on its way."""
    passing = (TaskState.DRAFTED, TaskState.COUNTERSIGNED, TaskState.CHECKED)
    return own_unit(actor) & ~Q(state__in=passing)


@saying("没有申请退件")
def kept(actor: Actor) -> Q:
    """Tasks that their unit has not asked to return: till that is decided nothing else is owed."""
    return ~Q(state=TaskState.RETURN_ASKED)


@saying("归口交办机构")
def in_reach(actor: Actor) -> Q:
    """Tasks of the units that a dispatcher answers for."""
    return Q(unit__in=sorted(actor.reach)) if actor.reach else NOBODY


@saying("会办单位")
def co_units(actor: Actor) -> Q:
    """Tasks of the lead, for those who act for a unit that has a part in the case as co-unit."""
    units = sorted(actor.bodies(*UNITS))
    if not units:
        return NOBODY
    own = UnitTask.objects.filter(
        unit__in=units, role=TaskRole.CO, struck_at__isnull=True, ended_on__isnull=True
    ).exclude(state=TaskState.VOID)
    return Q(role=TaskRole.LEAD, record__in=own.values("record"))


@saying("承办单位负责人（没有负责人的由经办人）")
def signers(actor: Actor) -> Q:
    """Tasks whose reply the actor signs: the unit's leader, its officer where no leader has an account."""
    led = sorted(actor.bodies(Role.UNIT_LEADER))
    own = sorted(actor.bodies(Role.UNIT_OFFICER))
    if not (led or own):
        return NOBODY
    leaders = Office.objects.filter(
        in_force(actor.day),
        role=Role.UNIT_LEADER,
        struck_at__isnull=True,
        body__isnull=False,
        person__in=accounts().values("person"),
    )
    return Q(unit__in=led) | Q(unit__in=own) & ~Q(unit__in=leaders.values("body"))


@saying("有延期申请待批复")
def longer_asked(actor: Actor) -> Q:
    """Tasks with a request for a longer term that nobody has answered."""
    rows = Extension.objects.filter(
        struck_at__isnull=True, answered_on__isnull=True, withdrawn_on__isnull=True
    )
    return Q(pk__in=rows.values("task"))


UNIT_TOO = either(rules.office, own_unit)
DISPATCHER_TOO = either(rules.office, in_reach)
PARTIES = either(rules.office, own_unit, in_reach)
DRAFT_READERS = either(rules.office, own_unit, in_reach, co_units)
"""Who reads a reply before it is signed."""
