"""Reads of publications, used by pages and figures."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from jianyan.kernel.scope import Scope

from .models import Publication


def listed() -> QuerySet[Any]:
    """Rows with what a list shows."""
    return Publication.objects.select_related("record", "sort", "body").prefetch_related("authors")


def standing() -> QuerySet[Any]:
    """Rows that are not void."""
    return Publication.objects.exclude(record__state="void")


def issued(scope: Scope) -> QuerySet[Any]:
    """Publications that were issued."""
    return standing().filter(issued_on__isnull=False)


def research_reports(scope: Scope) -> QuerySet[Any]:
    return issued(scope).filter(sort__code="research_report")


def papers(scope: Scope) -> QuerySet[Any]:
    return issued(scope).filter(sort__code="paper")


def regulations(scope: Scope) -> QuerySet[Any]:
    return issued(scope).filter(sort__code="regulation")
