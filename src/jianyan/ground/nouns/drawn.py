"""Sheets on the pages of nouns: dated rows as a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Model

from jianyan.ground.kinds import Section, kind_named
from jianyan.ground.pages import places

MOST_ALIKE = 3
"""So many columns are alike in width; where there are more, the first takes what the others leave."""


def table(title: str, heads: Sequence[str], rows: Iterable[tuple[str, Sequence[Any]]]) -> Section:
    """A section with a table; each row is its address and its cells."""
    found = [
        {"url": url, "cells": [_shown(cell) for cell in cells], "name": str(cells[0])}
        for url, cells in rows
    ]
    rest = "d" if len(heads) > MOST_ALIKE else ""
    columns = [
        {"label": label, "main": not place, "width": rest if place else ""}
        for place, label in enumerate(heads)
    ]
    page = {"caption": title, "columns": columns, "rows": found}
    return Section(title, "parts/part_rows.html", {"page": page})


def _shown(cell: Any) -> Any:
    """A cell as the table draws it: a row of the database by its name."""
    return str(cell) if isinstance(cell, Model) else cell


def url_of(slug: str, pk: int) -> str:
    """The page of a row of a noun."""
    return places.record_url(kind_named(slug), pk)


def masked(phone: str) -> str:
    """A telephone number for those who need not call: 138****1234."""
    if len(phone) < 7:
        return "*" * len(phone)
    return f"{phone[:3]}{'*' * (len(phone) - 7)}{phone[-4:]}"
