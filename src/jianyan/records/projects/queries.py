"""Reads of projects, used by pages and figures."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from jianyan.kernel.scope import Scope

from .models import Households, Investment, Progress, Project, Sort


def listed() -> QuerySet[Any]:
    """Rows with what a list shows."""
    return Project.objects.select_related("record__campaign", "body", "partner").prefetch_related(
        "leaders"
    )


def overdue(day: date) -> Q:
    """Projects past their due day that were neither done nor given up."""
    return Q(due_on__lt=day, until__isnull=True) & ~Q(record__state="void")


def listed_households() -> QuerySet[Any]:
    return _facts(Households)


def listed_investments() -> QuerySet[Any]:
    return _facts(Investment)


def listed_progress() -> QuerySet[Any]:
    return _facts(Progress)


def _facts(model: Any) -> QuerySet[Any]:
    rows: QuerySet[Any] = model.objects.filter(struck_at__isnull=True)
    return rows.select_related("record")


def standing(sort: str) -> QuerySet[Any]:
    """Rows of a sort that are not void."""
    return Project.objects.filter(sort=sort).exclude(record__state="void")


def work_points(scope: Scope) -> QuerySet[Any]:
    """The tasks of the year."""
    return standing(Sort.WORK_POINT)


def work_points_done(scope: Scope) -> QuerySet[Any]:
    return work_points(scope).filter(done_on__lte=scope.known_until)


def key_projects(scope: Scope) -> QuerySet[Any]:
    """Key projects that leaders answer for, from when on."""
    return standing(Sort.KEY_PROJECT).filter(started_on__isnull=False)


def homes(scope: Scope) -> QuerySet[Any]:
    """Members' homes that were built."""
    return standing(Sort.MEMBERS_HOME).filter(done_on__isnull=False)


def agreements(scope: Scope) -> QuerySet[Any]:
    """Cooperation agreements that were signed."""
    return standing(Sort.AGREEMENT).filter(started_on__isnull=False)


def households_planned(scope: Scope) -> QuerySet[Any]:
    return Households.objects.standing().filter(what=Households.What.PLANNED)


def households_signed(scope: Scope) -> QuerySet[Any]:
    return Households.objects.standing().filter(what=Households.What.SIGNED)


def money_for_homes(scope: Scope) -> QuerySet[Any]:
    """Money put into members' homes, built or being built."""
    return Investment.objects.standing().filter(record__project__sort=Sort.MEMBERS_HOME)
