"""A long import, some rows at each request: how far it is stands in the database.

First every row is checked and nothing kept; then, on the person's word, the rows are written block
by block, each block whole or not at all, under one batch. Broken off, it goes on where it was.
"""

from __future__ import annotations

import time
from typing import Any

from django.db import transaction
from django.db.models import F

from jianyan.kernel.errors import Refused

from . import search
from .imports import ask, begin, close, present, remembered
from .imports_known import written
from .imports_rows import Importing
from .incoming import Ticket
from .kinds import Kind, kind_named
from .models import SheetRun
from .register import By
from .sheet_columns import NUMBER, columns_of
from .sheets import RowError, Table, read
from .ticking import take_stock

LONG = 300
"""A sheet with more rows is brought in by steps."""
BLOCK = 250
SECONDS = 2.0
"""For so long one request goes on taking blocks."""
KEPT = 2000
Stage = SheetRun.Stage


def start(kind: Kind, by: By, committee: int, ticket: Ticket) -> SheetRun | None:
    """Begin to check a sheet by steps; None for one that is not long.

    Raises SheetError, Denied.
    """
    ask(kind, by, committee)
    mapping = ticket.mapping or remembered(kind, committee, ticket.path())
    table = read(ticket.path(), columns_of(kind), mapping)
    if len(table.rows) <= LONG:
        return None
    return SheetRun.objects.create(
        committee_id=committee,
        kind=kind.slug,
        account_id=ticket.account,
        name=ticket.name,
        digest=ticket.digest,
        mapping=mapping,
        rows=len(table.rows),
    )


def ticket_of(run: SheetRun) -> Ticket:
    """The kept sheet of a run."""
    return Ticket(run.account_id, run.digest, run.name, run.mapping)


def order(run: SheetRun, *, good_rows: bool) -> None:
    """Write what was checked. Raises Refused where a row is wrong and is not to be left out."""
    if run.errors and not good_rows:
        raise Refused("表中还有错，没有写入任何记录。请改正表格后重新导入，或勾选跳过有错的行。")
    SheetRun.objects.filter(pk=run.pk, stage__in=(Stage.CHECKED, Stage.STOPPED)).update(
        stage=Stage.WRITING, good_rows=good_rows, errors=[]
    )


def go_on(run: SheetRun, by: By) -> SheetRun:
    """Take the next blocks, for about as long as a person waits; gives the run as it then stands."""
    if run.stage not in (Stage.CHECKING, Stage.WRITING):
        return run
    ask(kind_named(run.kind), by, run.committee_id)
    table = read(ticket_of(run).path(), columns_of(kind_named(run.kind)), run.mapping)
    until = time.monotonic() + SECONDS
    while run.stage in (Stage.CHECKING, Stage.WRITING):
        run = _block(run, by, table)
        if time.monotonic() > until:
            break
    if run.stage == Stage.DONE and run.created >= BLOCK:
        take_stock()
    return run


def _block(run: SheetRun, by: By, table: Table) -> SheetRun:
    """One block of rows in one transaction, with the run's own state; two at once take turns."""
    with transaction.atomic():
        SheetRun.objects.filter(pk=run.pk).update(at=F("at"))
        run = SheetRun.objects.get(pk=run.pk)
        if run.stage == Stage.CHECKING:
            with transaction.atomic():
                found, _ = _rows(run, by, table)
                transaction.set_rollback(True)
            _forgive(run, found, table)
        elif run.stage == Stage.WRITING:
            found = _written(run, by, table)
        else:
            return run
        _advance(run, found)
        run.save()
        if run.stage == Stage.DONE and run.batch and not run.created + run.updated:
            empty, run.batch = run.batch, None
            run.save()
            empty.delete()
    return run


def _rows(run: SheetRun, by: By, table: Table) -> tuple[Importing, list[int]]:
    kind = kind_named(run.kind)
    importing = Importing(
        kind,
        by,
        run.committee_id,
        table,
        present(kind, table, run.mapping),
        slice(run.at, run.at + BLOCK),
    )
    with search.gathered() as waiting:
        importing.go()
    return importing, sorted(waiting)


def _forgive(run: SheetRun, importing: Importing, table: Table) -> None:
    """A row that names another one of an earlier block is not wrong: that one was only checked."""
    earlier = {
        written(row, name)
        for row in table.rows[: run.at]
        for name in (NUMBER, "number", "receipt_number", "key", "title")
    }
    errors = importing.tally.errors
    named = [one for one in errors if one.column in importing.naming and one.value in earlier]
    importing.tally.errors = [one for one in errors if one not in named]
    wrong = {one.row for one in importing.tally.errors}
    importing.tally.created += len({one.row for one in named} - wrong)


def _written(run: SheetRun, by: By, table: Table) -> Importing:
    if run.batch is None:
        run.batch = begin(kind_named(run.kind), by, run.committee_id, run.name)
        run.created = run.updated = run.unchanged = 0
    by = By(by.actor, by.on_behalf_of, run.batch)
    with transaction.atomic():
        importing, waiting = _rows(run, by, table)
        stopped = bool(importing.tally.errors) and not run.good_rows
        if stopped:
            # It was right when it was checked: the register has changed since.
            transaction.set_rollback(True)
        elif importing.tally.created + importing.tally.updated:
            search.index(waiting)
            close(run.batch, importing)
    if stopped:
        run.stage = Stage.STOPPED
    return importing


def _advance(run: SheetRun, importing: Importing) -> None:
    """Add up what a block came to."""
    tally = importing.tally
    room = max(0, KEPT - len(run.errors))
    run.errors = run.errors + [_plain(one) for one in tally.errors[:room]]
    if run.stage == Stage.STOPPED:
        return
    run.created += tally.created
    run.updated += tally.updated
    run.unchanged += tally.unchanged
    run.at = min(run.rows, run.at + BLOCK)
    if run.at < run.rows:
        return
    if run.stage == Stage.CHECKING:
        run.stage, run.at = Stage.CHECKED, 0
    else:
        run.stage = Stage.DONE


def _plain(error: RowError) -> dict[str, Any]:
    return {
        "row": error.row,
        "column": error.column,
        "value": error.value[:60],
        "message": error.message,
    }
