"""What uses a figure, for the pages of the dictionary."""

from __future__ import annotations

from django.urls import reverse

from jianyan.ground.rules import READERS
from jianyan.kernel.rules import Actor
from jianyan.reports.builtin import TEMPLATES
from jianyan.reports.charter import REPORTS
from jianyan.reports.models import Report
from jianyan.reports.usage import builtin_names, figures_used, places_of


def names_using(committee: int) -> dict[str, list[str]]:
    """By figure, the names of the templates that a committee may take and that name it."""
    return figures_used((committee,))


def links_to(figure: str, committee: int, actor: Actor) -> list[dict[str, str]]:
    """The templates and the reports that name a figure, as far as the actor may see them."""
    templates, reports = places_of(figure, committee)
    found: list[dict[str, str]] = []
    if committee in actor.committees(*READERS):
        for key, title in TEMPLATES.items():
            if figure in builtin_names(key):
                url = reverse("report-template-builtin", args=[key])
                found.append({"label": title, "url": url, "more": "自带模板"})
        for template in templates:
            url = reverse("report-template", args=[template.pk])
            found.append({"label": template.name, "url": url, "more": "模板"})
    seen = Report.objects.filter(REPORTS.view(actor), pk__in=[row.pk for row in reports])
    may = set(seen.values_list("pk", flat=True))
    for row in reports:
        if row.pk in may:
            url = reverse("report", args=[row.pk])
            found.append({"label": row.record.title, "url": url, "more": row.record.number})
    return found
