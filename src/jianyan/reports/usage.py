"""What uses a figure: the templates and reports that name it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from jianyan.kernel.figure import FIGURES

from .builtin import TEMPLATES, builtin_text
from .codes import names_in
from .models import Report, Template, TemplateVersion

LAST_YEAR = "上年"


def figures_used(committees: Iterable[int] | None = None) -> dict[str, list[str]]:
    """By figure, the names of the templates that name it: the built-in ones and the saved ones
    (of all committees unless some are given). One statement.
    """
    found: dict[str, list[str]] = {}
    for key, title in TEMPLATES.items():
        for name in builtin_names(key):
            found.setdefault(name, []).append(title)
    for template, names in _saved(committees):
        for name in names:
            found.setdefault(name, []).append(template)
    return found


def _saved(committees: Iterable[int] | None) -> list[tuple[str, list[str]]]:
    rows = TemplateVersion.objects.filter(template__retired_on__isnull=True)
    if committees is not None:
        shared = rows.filter(template__committee__isnull=True)
        rows = rows.filter(template__committee__in=tuple(committees)) | shared
    newest: dict[int, tuple[str, list[str]]] = {}
    ordered = rows.order_by("template__name", "template_id", "-number")
    for pk, name, figures in ordered.values_list("template_id", "template__name", "figures"):
        newest.setdefault(pk, (name, figures))
    return list(newest.values())


@cache
def builtin_names(key: str) -> tuple[str, ...]:
    """The figures that a built-in template names."""
    return tuple(figure_names(builtin_text(key)))


def figure_names(text: str) -> list[str]:
    """The figures that a text names, each once, in its order; 上年x stands for x."""
    found: dict[str, None] = {}
    for name in names_in(text):
        plain = name if name in FIGURES else name.removeprefix(LAST_YEAR)
        if plain in FIGURES:
            found[plain] = None
    return list(found)


def places_of(figure: str, committee: int) -> tuple[list[Template], list[Report]]:
    """The saved templates and the reports of a committee that name a figure."""
    newest: dict[int, TemplateVersion] = {}
    rows = TemplateVersion.objects.filter(
        template__committee=committee, template__retired_on__isnull=True
    ).select_related("template")
    for row in rows.order_by("template_id", "-number"):
        newest.setdefault(row.template_id, row)
    templates = [row.template for row in newest.values() if figure in row.figures]
    reports = Report.objects.filter(record__committee=committee).exclude(record__state="void")
    named = reports.select_related("record").order_by("-record__dated_on")
    return templates, [row for row in named if figure in row.figures]
