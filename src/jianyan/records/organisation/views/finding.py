"""How a sheet's row finds what it entered before."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

Find = Callable[[int, dict[str, Any]], Any]


def by_number(rows: Callable[[], QuerySet[Any]]) -> Find:
    """A record by its former number."""

    def find(committee: int, data: dict[str, Any]) -> Any:
        if not data["key"]:
            return None
        return rows().filter(record__committee=committee, record__key=data["key"]).first()

    return find


def part(rows: Callable[[], QuerySet[Any]], *names: str) -> Find:
    """A part by its own number where it has one, else by the named fields."""

    def find(committee: int, data: dict[str, Any]) -> Any:
        mine = rows().filter(record__committee=committee, record=data["record"])
        if data.get("key"):
            return mine.filter(key=data["key"]).first()
        return mine.filter(**{name: data[name] for name in names}).first()

    return find
