"""Who is asked to sign a draft."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from jianyan.kernel.rules import NOBODY, Actor, saying
from jianyan.records.proposals.tasks.models import UnitTask
from jianyan.records.proposals.tasks.who import UNITS, co_units

from .models import Countersign


@saying("还没有会签的会办单位")
def to_sign(actor: Actor) -> Q:
    """Tasks of the lead whose draft waits for the actor's unit: it has not agreed to it."""
    units = sorted(actor.bodies(*UNITS))
    if not units:
        return NOBODY
    agreed = Countersign.objects.filter(
        draft__task=OuterRef("pk"),
        draft__ended_on__isnull=True,
        task__unit__in=units,
        agreed=True,
        struck_at__isnull=True,
    )
    waiting = UnitTask.objects.filter(co_units(actor), ~Exists(agreed))
    return Q(pk__in=waiting.values("pk"))
