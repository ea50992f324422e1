"""By whose names a search finds a proposal: who proposed it, who signed it too, who handles it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from jianyan.ground.kinds import Named, standing_on

from .cases.models import Cosigner
from .tasks.models import UnitTask


def _signed(**by: Iterable[Any]) -> Q:
    """Cases that they co-signed; who was only invited, or declined, stands on no proposal."""
    signed = Cosigner.objects.filter(
        signed_on__isnull=False, declined_on__isnull=True, struck_at__isnull=True, **by
    )
    return Q(pk__in=signed.values("record"))


def _handled(units: Iterable[Any]) -> Q:
    """Cases in which they have or had a task."""
    tasks = UnitTask.objects.filter(unit__in=units, struck_at__isnull=True)
    return Q(pk__in=tasks.values("record"))


def _handed(people: Iterable[Any]) -> Q:
    """Cases in which a unit has or had them handle its task."""
    tasks = UnitTask.objects.filter(handler__in=people, struck_at__isnull=True)
    return Q(pk__in=tasks.values("record"))


NAMED = (
    Named("提案者", people=standing_on("proposer"), bodies=standing_on("body")),
    Named(
        "联名人",
        people=lambda people: _signed(person__in=people),
        bodies=lambda bodies: _signed(body__in=bodies),
    ),
    Named("承办单位", bodies=_handled),
    Named("承办人", people=_handed),
)
