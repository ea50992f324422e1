"""Which kinds of parts a record has at all: most of a record's page is about what is not there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from jianyan.ground.kinds import Kind
from jianyan.ground.models import Record
from jianyan.ground.prepared import Given, rows_of


def filled(record: int, kinds: Sequence[Kind]) -> list[Kind]:
    """Those of the kinds that have a row of this record, struck out ones left aside: one statement.

    Nothing is said of who may see the rows.
    """
    if not kinds:
        return []
    key = ("filled", *(kind.slug for kind in kinds))
    answers = rows_of(key, lambda: _asked(kinds), given=[record])
    return [kind for kind, found in zip(kinds, answers[0], strict=True) if found] if answers else []


def _asked(kinds: Sequence[Kind]) -> QuerySet[Any, Any]:
    own = Record.objects.order_by().filter(pk=Given())
    return own.values_list(*(Exists(_rows(kind)) for kind in kinds))


def _rows(kind: Kind) -> QuerySet[Any]:
    rows: QuerySet[Any] = kind.model._default_manager.filter(record=OuterRef("pk"))
    return rows.filter(struck_at__isnull=True) if hasattr(kind.model, "struck_at") else rows
