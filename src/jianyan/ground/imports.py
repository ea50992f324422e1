"""Imports of sheets: each row is judged by the kind's own form and written by its own actions.

A dry run does everything and takes it back. A row is written in a savepoint, so that a refused
one leaves nothing; with errors nothing is written at all, unless the good rows are asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.db import transaction

from jianyan.kernel.errors import Denied

from . import search
from .imports_rows import Importing, Progress
from .kinds import Kind
from .models import Batch, Role, SheetMapping, Trail
from .register import By, leave_trail, today
from .sheet_cells import fold_header
from .sheet_columns import columns_of
from .sheets import RowError, Table, headers, read
from .ticking import take_stock

LARGE = 500
"""From so many rows on the database counts its rows anew after an import."""


@dataclass(slots=True)
class ImportResult:
    """What an import did, or would do. `batch` is None for a dry run and when nothing was written."""

    rows: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    errors: list[RowError] = field(default_factory=list)
    batch: int | None = None
    unused: list[str] = field(default_factory=list)
    notices: list[RowError] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """The document that the command line prints."""
        return {
            "rows": self.rows,
            "created": self.created,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "errors": [
                {"row": one.row, "column": one.column, "message": one.message}
                for one in sorted(self.errors, key=lambda one: (one.row, one.column))
            ],
            "batch": self.batch,
        }


def run(
    kind: Kind,
    source: Path | bytes,
    by: By,
    committee: int,
    *,
    name: str = "",
    dry_run: bool = False,
    good_rows: bool = False,
    mapping: Mapping[str, str] | None = None,
    progress: Progress = lambda done, of: None,
) -> ImportResult:
    """Import a sheet in one transaction.

    `mapping` is from the sheet's headers to field names (else the one remembered, else our own
    headers). Raises SheetError for a file that cannot be used and Denied for who may not enter.
    """
    ask(kind, by, committee)
    mapping = mapping or remembered(kind, committee, source)
    table = read(source, columns_of(kind), mapping)
    with transaction.atomic():
        batch = begin(kind, by, committee, name or _name_of(source))
        by = By(by.actor, by.on_behalf_of, batch)
        importing = Importing(
            kind, by, committee, table, present(kind, table, mapping), progress=progress
        )
        with search.gathered() as waiting:
            tally = importing.go()
        result = ImportResult(
            len(table.rows),
            tally.created,
            tally.updated,
            tally.unchanged,
            tally.errors,
            unused=table.unused,
            notices=tally.notices,
        )
        if dry_run or (result.errors and not good_rows):
            transaction.set_rollback(True)
            if not dry_run:
                result.created = result.updated = 0
        elif not result.created + result.updated:
            batch.delete()
        else:
            search.index(sorted(waiting))
            result.batch = batch.pk
            close(batch, importing)
    if result.batch and result.created >= LARGE:
        take_stock()
    return result


def ask(kind: Kind, by: By, committee: int) -> None:
    """Raises Denied for who may not import rows of a kind."""
    if committee not in by.actor.committees(*kind.writers):
        who = "、".join(str(Role(role).label) for role in kind.writers)
        raise Denied(f"您没有导入{kind.title}的权限，{who}可以导入。")


def begin(kind: Kind, by: By, committee: int, name: str) -> Batch:
    """The batch that an import's rows belong to."""
    return Batch.objects.create(
        committee_id=committee, kind=kind.slug, name=name[:200], by_id=by.actor.account
    )


def close(batch: Batch, importing: Importing) -> None:
    """Add up the counts; a trail row for what was imported and for each made row that left none."""
    tally, by, kind = importing.tally, importing.by, importing.kind
    batch.created += tally.created
    batch.updated += tally.updated
    batch.unchanged += tally.unchanged
    batch.save(update_fields=["created", "updated", "unchanged"])
    if not kind.has_record:
        told = set(
            Trail.objects.filter(batch=batch, move="enter").values_list("part_id", flat=True)
        )
        for row in importing.made:
            if row.pk not in told:
                said = {"move": "enter", "label": f"登记{kind.title}"[:60], "on": today()}
                leave_trail(None, by, committee=importing.committee, part=row, **said)
    importing.known.remember(batch, importing.said)
    words = f"{batch.name}：新增{tally.created}，更新{tally.updated}，未变{tally.unchanged}"
    leave_trail(
        None,
        by,
        committee=importing.committee,
        move="import",
        label=f"导入{kind.title}"[:60],
        on=today(),
        reason=words[:500],
        changes={"made": [row.pk for row in importing.made], "before": importing.before},
    )


def _name_of(source: Path | bytes) -> str:
    return source.name if isinstance(source, Path) else "表格"


def present(kind: Kind, table: Table, mapping: Mapping[str, str]) -> set[str]:
    """The fields for which the sheet has a column: an update does not touch the others."""
    known = {name: one.name for one in columns_of(kind) for name in one.known_as()}
    known |= {fold_header(header): name for header, name in mapping.items()}
    used = [fold_header(one) for one in table.headers if one not in table.unused]
    return {known[one] for one in used if one in known}


def remembered(kind: Kind, committee: int, source: Path | bytes) -> dict[str, str]:
    """How the columns of a sheet with these headers were mapped last time."""
    kept = list(SheetMapping.objects.filter(committee=committee, kind=kind.slug))
    if not kept:
        return {}
    key = headers_key(read_headers(kind, source))
    return next((dict(one.mapping) for one in kept if one.headers == key), {})


def remember(kind: Kind, committee: int, found: list[str], mapping: Mapping[str, str]) -> None:
    """Keep how the columns of a sheet were mapped."""
    SheetMapping.objects.update_or_create(
        committee_id=committee,
        kind=kind.slug,
        headers=headers_key(found),
        defaults={"mapping": dict(mapping)},
    )


def headers_key(found: list[str]) -> str:
    """A digest of a sheet's headers, whatever their order."""
    return sha256("\n".join(sorted(found)).encode()).hexdigest()


def read_headers(kind: Kind, source: Path | bytes) -> list[str]:
    """The headers of a sheet. Raises SheetError."""
    return headers(source, columns_of(kind))
