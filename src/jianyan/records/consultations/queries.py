"""Reads of consultations, used by pages and figures."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from jianyan.ground.models import Instruction
from jianyan.kernel.scope import Scope

from .models import LivelihoodProject, Topic


def listed() -> QuerySet[Any]:
    """Topics with what a list shows."""
    return Topic.objects.select_related("record", "form", "body")


def livelihood_projects() -> QuerySet[Any]:
    return LivelihoodProject.objects.standing().select_related("record", "unit")


def standing() -> QuerySet[Any]:
    """Topics that are not void."""
    return Topic.objects.exclude(record__state="void")


def planned(scope: Scope) -> QuerySet[Any]:
    """Topics of a passed plan that were not dropped by the cut-off."""
    return standing().filter(planned_on__isnull=False).exclude(dropped_on__lte=scope.known_until)


def completed(scope: Scope) -> QuerySet[Any]:
    """Topics of a plan that were completed by the cut-off."""
    return planned(scope).filter(completed_on__lte=scope.known_until)


def is_completed(scope: Scope) -> Q:
    return Q(completed_on__lte=scope.known_until)


def instructed(scope: Scope) -> QuerySet[Any]:
    """Completed topics on which a leader had given an instruction by the cut-off."""
    instructions = Instruction.objects.standing().filter(
        on__lte=scope.known_until, record__committee__in=scope.committees
    )
    return completed(scope).filter(pk__in=instructions.order_by().values("record"))


def held(scope: Scope) -> QuerySet[Any]:
    return standing().filter(held_on__isnull=False)


def reported(scope: Scope) -> QuerySet[Any]:
    return standing().filter(reported_on__isnull=False)


def inspected(scope: Scope) -> QuerySet[Any]:
    """Livelihood projects that were inspected."""
    return LivelihoodProject.objects.standing()
