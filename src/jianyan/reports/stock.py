"""The stock of templates: the two that come with the house and those that a committee has saved."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath

from jianyan.kernel.errors import UnknownName
from jianyan.kernel.figure import near_names

from . import queries
from .builtin import TEMPLATES, builtin_text
from .models import TemplateVersion


@dataclass(frozen=True, slots=True)
class Stocked:
    """A template to take: its name (a built-in one has a key, a saved one a pk) and its text."""

    name: str
    text: str
    key: str = ""
    pk: int | None = None


def stocked(committee: int) -> list[Stocked]:
    """All templates a committee may take, its own first: one statement."""
    kept: dict[int, Stocked] = {}
    rows = TemplateVersion.objects.filter(template__in=queries.templates(committee))
    for row in rows.select_related("template").order_by("template__name", "-number"):
        kept.setdefault(row.template_id, Stocked(row.template.name, row.text, pk=row.template_id))
    built_in = [Stocked(title, builtin_text(key), key=key) for key, title in TEMPLATES.items()]
    return [*kept.values(), *built_in]


def template_text(name: str, committee: int) -> str:
    """The text of a template by its name or key. Raises UnknownName."""
    found = stocked(committee)
    for each in found:
        if name in (each.name, each.key):
            return each.text
    names = [one for each in found for one in (each.name, each.key) if one]
    raise UnknownName(PurePath(name).name, near_names(name, names), "模板")
