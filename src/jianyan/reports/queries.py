"""Reads of reports and templates."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from jianyan.ground.models import Record
from jianyan.ground.rulebook import provision

from .models import Approval, Report, Template, TemplateVersion


def listed() -> QuerySet[Any]:
    """Reports with what a list shows."""
    return Report.objects.select_related("record__rulebook", "seal")


def templates(committee: int) -> QuerySet[Template]:
    """The templates in use that a committee may take, its own and the shared ones."""
    return Template.objects.filter(
        Q(committee=committee) | Q(committee__isnull=True), retired_on__isnull=True
    )


def newest(template: Template) -> TemplateVersion:
    """The version of a template that is taken now."""
    return template.versions.order_by("-number")[0]


def approvals(record: int) -> QuerySet[Approval]:
    """The approvals of a report in order."""
    return Approval.objects.filter(record=record, struck_at__isnull=True).order_by("pk")


def steps(record: Record) -> list[str]:
    """The approval steps (送审的步骤) that the rulebook the report is judged by names; the last one signs."""
    return [str(step) for step in provision(record.rulebook, "reports.steps")]
