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

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from jianyan.kernel.charter import VOID
from jianyan.kernel.errors import Denied, Refused

from . import search
from .fields import YesNo
from .forms import KindForm
from .kinds import Kind
from .models import Batch, Record, Role, SheetMapping, Trail
from .register import By, leave_trail, plain, today
from .sheet_cells import fold_header
from .sheet_columns import NUMBER, columns_of
from .sheets import Row, RowError, Table, headers, read

REASON = "表格导入"
TAKEN = "与已有的一条重复（编号或名称相同），请核对；已作废的也占用编号。"


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
) -> ImportResult:
    """Import a sheet in one transaction.

    `mapping` is from the sheet's headers to field names (else the one remembered, else our own
    headers). Raises SheetError for a file that cannot be used and Denied for who may not enter.
    """
    if committee not in by.actor.committees(*kind.writers):
        who = "、".join(str(Role(role).label) for role in kind.writers)
        raise Denied(f"您没有导入{kind.title}的权限，{who}可以导入。")
    mapping = mapping or remembered(kind, committee, source)
    table = read(source, columns_of(kind), mapping)
    with transaction.atomic():
        batch = Batch.objects.create(
            committee_id=committee,
            kind=kind.slug,
            name=(name or (source.name if isinstance(source, Path) else "表格"))[:200],
            by_id=by.actor.account,
        )
        importing = _Importing(
            kind, By(by.actor, by.on_behalf_of, batch), committee, table, mapping
        )
        with search.gathered() as waiting:
            result = importing.go()
        if dry_run or (result.errors and not good_rows):
            transaction.set_rollback(True)
            if not dry_run:
                result.created = result.updated = 0
        elif not result.created + result.updated:
            batch.delete()
        else:
            search.index(sorted(waiting))
            result.batch = batch.pk
            _close(batch, result, importing)
    return result


class _Importing:
    """One import under way."""

    def __init__(
        self, kind: Kind, by: By, committee: int, table: Table, mapping: Mapping[str, str]
    ) -> None:
        self.kind, self.by, self.committee, self.table = kind, by, committee, table
        self.result = ImportResult(len(table.rows), unused=table.unused)
        self.result.errors += table.errors
        self.flagged = {(error.row, error.column) for error in table.errors}
        # One form for all rows: its lists of names are read once.
        self.form: KindForm = kind.form({}, committee=committee)
        self.titles = {name: str(one.label) for name, one in self.form.fields.items()}
        self.present = present(kind, table, mapping)
        self.seen: dict[Any, int] = {}
        self.made: list[Any] = []
        self.keys = keys_of(kind, committee)
        self.fresh: set[str] = set()
        self.before: dict[str, dict[str, Any]] = {}

    def go(self) -> ImportResult:
        for row in self.table.rows:
            data = self._judged(row)
            if data is None:
                continue
            try:
                with transaction.atomic():
                    self._write(row, data)
            except IntegrityError:
                self._fault(row, "", TAKEN)
            except ValidationError as error:
                self._faults(row, error)
            except Refused as error:
                self._fault(row, "", str(error))
        return self.result

    def _judged(self, row: Row) -> dict[str, Any] | None:
        """The row's cleaned data, or None when anything in it is wrong; every fault is noted."""
        form, good = self.form, not any(number == row.number for number, _ in self.flagged)
        data: dict[str, Any] = dict.fromkeys(self.titles, "")
        for name, value in row.values.items():
            if name == NUMBER:
                continue
            one = form.fields[name]
            try:
                data[name] = one.to_python(value) if isinstance(one, YesNo) else value
            except ValidationError as error:
                self._fault(row, self.titles[name], "；".join(error.messages))
                good = False
        # The same form is filled anew: what it found wrong before is forgotten.
        judged: Any = form
        judged.data, judged._errors = data, None
        if form.is_valid() and good:
            return dict(form.cleaned_data)
        for name, messages in form.errors.items():
            for words in messages:
                self._fault(row, self.titles.get(name, ""), str(words))
        return None

    def _write(self, row: Row, data: dict[str, Any]) -> None:
        kind = self.kind
        known = self._known(row, data)
        if known is None:
            made = kind.add(self.by, self.committee, data)
            self.seen[made.pk] = row.number
            self.made.append(made)
            self.fresh.add(data.get("key") or "")
            self.result.created += 1
            return
        if known.pk in self.seen:
            raise Refused(f"与第{self.seen[known.pk]}行是同一条，请删去一行。")
        self.seen[known.pk] = row.number
        if getattr(getattr(known, "record", None), "state", "") == VOID:
            raise Refused("这条记录已作废，不能再改。请改用新的编号。")
        self.form.cleaned_data = data
        changes = {
            name: pair for name, pair in self.form.changes(known).items() if name in self.present
        }
        if not changes:
            self.result.unchanged += 1
            return
        if kind.change is None:
            labels = "、".join(self.titles[name] for name in changes)
            raise Refused(f"这一条已登记过，{labels}与表中不同；请在页面上作废后重新登记。")
        changed = kind.change(self.by, known, changes, REASON)
        # A corrected fact is a new row in the place of the old one.
        self.seen[changed.pk] = row.number
        self.before[str(changed.pk)] = {name: plain(old) for name, (old, _) in changes.items()}
        self.result.updated += 1

    def _known(self, row: Row, data: dict[str, Any]) -> Any:
        """The row of the register that a sheet's row is about: by its number, else by its key.

        A number that the register does not know came with an old ledger: it is taken as the key.
        """
        number = str(row.values.get(NUMBER) or "").strip()
        if number:
            rows = self.kind.rows().filter(**{self.kind.committee: self.committee})
            if known := rows.filter(record__number=number).first():
                return known
            if "key" in data and not data["key"]:
                data["key"] = number
        return self.kind.find(self.committee, data) if self._may_be_known(data) else None

    def _may_be_known(self, data: dict[str, Any]) -> bool:
        """Whether it is worth looking for the row: a key that nobody has is not looked for."""
        if self.keys is None:
            return True
        return data["key"] in self.keys or data["key"] in self.fresh

    def _fault(self, row: Row, column: str, words: str) -> None:
        if column and (row.number, column) in self.flagged:
            return
        self.flagged.add((row.number, column))
        held = (value for name, value in row.values.items() if self.titles[name] == column)
        self.result.errors.append(RowError(row.number, column, words, str(next(held, ""))))

    def _faults(self, row: Row, error: ValidationError) -> None:
        if hasattr(error, "error_dict"):
            for name, messages in error.message_dict.items():
                self._fault(row, self.titles.get(name, ""), "；".join(messages))
        else:
            self._fault(row, "", "；".join(error.messages))


def _close(batch: Batch, result: ImportResult, importing: _Importing) -> None:
    """Keep the counts, and a trail row for the import and for each made row that left none."""
    batch.created, batch.updated = result.created, result.updated
    batch.unchanged = result.unchanged
    batch.save(update_fields=["created", "updated", "unchanged"])
    by, committee, kind = importing.by, importing.committee, importing.kind
    if not hasattr(kind.model, "record"):
        told = set(
            Trail.objects.filter(batch=batch, move="enter").values_list("part_id", flat=True)
        )
        for row in importing.made:
            if row.pk not in told:
                said = {"move": "enter", "label": f"登记{kind.title}"[:60], "on": today()}
                leave_trail(None, by, committee=committee, part=row, **said)
    words = f"{batch.name}：新增{result.created}，更新{result.updated}，未变{result.unchanged}"
    leave_trail(
        None,
        by,
        committee=committee,
        move="import",
        label=f"导入{kind.title}"[:60],
        on=today(),
        reason=words[:500],
        changes={"made": [row.pk for row in importing.made], "before": importing.before},
    )


def keys_of(kind: Kind, committee: int) -> set[str] | None:
    """The keys that records of a kind have, where the key alone identifies a row of its sheet."""
    plain_key = kind.key == ("key",) and kind.form.sources.get("key", "key") == "key"
    if not (kind.is_record and kind.charter and plain_key):
        return None
    kept = Record.objects.filter(committee=committee, kind=kind.charter.key).exclude(key="")
    return set(kept.values_list("key", flat=True))


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
