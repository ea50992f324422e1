"""Rows without a number or key, of every kind, brought in again: none is entered twice."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from django.db import transaction

from jianyan.ground import imports
from jianyan.ground.kinds import KINDS, Kind
from jianyan.ground.models import Committee
from jianyan.ground.register import By
from jianyan.ground.sheet_columns import NUMBER, export_columns, export_rows
from jianyan.ground.sheet_writing import write
from jianyan.kernel.rules import Actor, Held

ROWS = 3
LEFT_OUT = {NUMBER, "key", "register_state"}


@pytest.fixture
def by(demo_db: Committee) -> By:
    roles = ("staff", "administrator")
    return By(Actor(date(2021, 3, 1), held=frozenset(Held(one, demo_db.pk) for one in roles)))


def nameless(kind: Kind, committee: Committee) -> tuple[bytes, int]:
    """Some rows of a kind as a sheet that has neither numbers nor keys."""
    rows = kind.rows().filter(**{kind.committee: committee.pk}).order_by("pk")
    some = rows.filter(pk__in=list(rows.values_list("pk", flat=True)[:ROWS]))
    columns = [one for one in export_columns(kind) if one.name not in LEFT_OUT]
    kept = {one.name for one in columns}
    cells: list[dict[str, Any]] = []
    for row in export_rows(kind, some):
        said = {name: value for name, value in row.items() if name in kept}
        if said not in cells:
            cells.append(said)
    out = io.BytesIO()
    write(out, columns, cells)
    return out.getvalue(), len(cells)


@pytest.mark.parametrize("slug", sorted(KINDS))
def test_brought_again_no_row_is_entered_twice(slug: str, demo_db: Committee, by: By) -> None:
    kind = KINDS[slug]
    data, count = nameless(kind, demo_db)
    with transaction.atomic():
        first = imports.run(kind, data, by, demo_db.pk, good_rows=True)
        before = kind.rows().count()
        said = imports.run(kind, data, by, demo_db.pk, dry_run=True)
        again = imports.run(kind, data, by, demo_db.pk, good_rows=True)
        wrong = len({one.row for one in again.errors})
        assert (again.created, again.updated, again.unchanged + wrong) == (0, 0, count)
        assert (said.created, said.unchanged) == (0, again.unchanged)
        assert wrong == len({one.row for one in first.errors})
        assert kind.rows().count() == before
        transaction.set_rollback(True)
