"""The rows of one import: judged, found, locked in order of their keys, and written.

A row is written in a savepoint, so that a refused one leaves nothing. New rows of a kind that
declares `many` are written together.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, OperationalError, transaction

from jianyan.kernel.charter import VOID
from jianyan.kernel.errors import Refused

from .fields import RecordPick, YesNo
from .forms import KindForm
from .imports_known import GONE, Brought, Known, names_of, twins
from .kinds import Kind
from .models import Record
from .register import By, hold, plain
from .sheet_columns import NUMBER
from .sheets import Row, RowError, Table

REASON = "表格导入"
TAKEN = "与已有的一条重复（编号或名称相同），请核对；已作废的也占用编号。"
LIKE = "与已有的“{}”相近而内容不同，按新增登记。如是同一条，请在编号一列写明它的编号。"
TOGETHER = 500
HELD = 5000

Progress = Callable[[int, int], None]
"""(rows done, rows in all): told while an import goes on; none is done while they are judged."""


@dataclass(slots=True)
class Tally:
    """What the rows came to."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    errors: list[RowError] = field(default_factory=list)
    notices: list[RowError] = field(default_factory=list)


class Importing:
    """The rows of a sheet, or some of them (`part`), on their way into the register."""

    def __init__(
        self,
        kind: Kind,
        by: By,
        committee: int,
        table: Table,
        present: set[str],
        part: slice = slice(None),
        progress: Progress = lambda done, of: None,
    ) -> None:
        self.kind, self.by, self.committee, self.present = kind, by, committee, present
        self.rows: Sequence[Row] = table.rows[part]
        self.progress = progress
        self.twins = twins(kind, table.rows)
        mine = {row.number for row in self.rows}
        self.tally = Tally(errors=[error for error in table.errors if error.row in mine])
        self.flagged = {(error.row, error.column) for error in self.tally.errors}
        self.wrong = {error.row for error in self.tally.errors}
        # One form for all rows: its lists of names are read once.
        self.form: KindForm = kind.form({}, committee=committee)
        self.titles = {name: str(one.label) for name, one in self.form.fields.items()}
        self.naming = {
            self.titles[name]
            for name, one in self.form.fields.items()
            if isinstance(one, RecordPick)
        }
        self.faults: dict[int, list[tuple[str, str]]] = {}
        self.known = Known(kind, committee, self.rows, self.form)
        self.seen: dict[Any, int] = {}
        self.fresh: set[Any] = set()
        self.made: list[Any] = []
        self.said: list[tuple[str, int]] = []
        self.before: dict[str, dict[str, Any]] = {}
        self.waiting: list[tuple[Row, dict[str, Any]]] = []

    def go(self) -> Tally:
        """Write the rows, noting what is wrong with each."""
        ahead = self._ahead() if self.kind.has_record else {}
        for place, row in enumerate(self.rows, start=1):
            found = ahead.pop(row.number, None) if self.kind.is_record else None
            self._row(row, found)
            self.progress(place, len(self.rows))
        self._flush()
        return self.tally

    def _ahead(self) -> dict[int, tuple[dict[str, Any], Any]]:
        """The rows that can be judged before anything is written, each with the row of the register
        that it is about; the records of all of them are locked, in order of their keys."""
        found: dict[int, tuple[dict[str, Any], Any]] = {}
        held: set[int] = set()
        for row in self.rows:
            if row.number in self.twins or row.number in self.wrong:
                continue
            data, faults = self._judge(row)
            self.progress(0, len(self.rows))
            if data is None or faults:
                # What names another row of the sheet is judged again once that one is written.
                if not {column for column, _ in faults} & self.naming:
                    self.faults[row.number] = faults
                continue
            held |= _records(data.values())
            try:
                known = self.known.of(row, data) if self.kind.is_record else None
            except Refused:
                continue
            if known is not None:
                held.add(known.pk)
            found[row.number] = (data, known)
        for start in range(0, len(held), HELD):
            hold(*sorted(held)[start : start + HELD])
        return found

    def _row(self, row: Row, found: tuple[dict[str, Any], Any] | None) -> None:
        if earlier := self.twins.get(row.number):
            self._fault(row, "", self._twin(row, earlier))
            return
        if found is None:
            if row.number in self.faults or row.number in self.wrong:
                data, faults = None, self.faults.get(row.number) or self._judge(row)[1]
            else:
                self._flush()
                data, faults = self._judge(row)
            for column, words in faults:
                self._fault(row, column, words)
            if data is None or faults:
                return
        else:
            data = found[0]
        try:
            known = self._find(row, data, found)
        except Refused as error:
            self._fault(row, "", str(error))
            return
        many = self.kind.many
        if known is None and many and many.fits(data):
            self.waiting.append((row, data))
            if len(self.waiting) >= TOGETHER:
                self._flush()
            return
        self._flush()
        self._tried(row, partial(self._write, row, data, known))

    def _find(
        self, row: Row, data: dict[str, Any], found: tuple[dict[str, Any], Any] | None
    ) -> Any:
        """The row of the register, also where an earlier row of the sheet has just made it."""
        known = found[1] if found else self.known.of(row, data)
        if not self.kind.is_record:
            return known
        names = set(names_of(self.kind, row, data))
        if known is None and names & self.fresh:
            self._flush()
            known = self.known.again(row, data)
        self.fresh |= names
        if known is None and (like := self.known.near.get(row.number)):
            self.tally.notices.append(RowError(row.number, "", LIKE.format(like)))
        return known

    def _twin(self, row: Row, earlier: int) -> str:
        nameless = not row.values.get("key") and not row.values.get(NUMBER)
        if nameless and self.kind.alike:
            return (
                f"与第{earlier}行内容完全相同。是同一条的请删去一行；"
                "确是两条的，请在原编号一列分别编号。"
            )
        return f"与第{earlier}行是同一条，请删去一行。"

    def _judge(self, row: Row) -> tuple[dict[str, Any] | None, list[tuple[str, str]]]:
        """The row's cleaned data, and what is wrong with it by column."""
        form = self.form
        faults: list[tuple[str, str]] = []
        data: dict[str, Any] = dict.fromkeys(self.titles, "")
        for name, value in row.values.items():
            if name == NUMBER:
                continue
            one = form.fields[name]
            try:
                data[name] = one.to_python(value) if isinstance(one, YesNo) else value
            except ValidationError as error:
                faults.append((self.titles[name], "；".join(error.messages)))
        # The same form is filled anew: what it found wrong before is forgotten.
        judged: Any = form
        judged.data, judged._errors = data, None
        if form.is_valid():
            return dict(form.cleaned_data), faults
        for name, messages in form.errors.items():
            faults += [(self.titles.get(name, ""), str(words)) for words in messages]
        return None, faults

    def _write(self, row: Row, data: dict[str, Any], known: Any) -> None:
        if known is None:
            self._entered(row, data, self.kind.add(self.by, self.committee, data))
            return
        if known.pk in self.seen:
            raise Refused(f"与第{self.seen[known.pk]}行是同一条，请删去一行。")
        self.seen[known.pk] = row.number
        if isinstance(known, Brought):
            self.tally.unchanged += 1
            return
        if getattr(getattr(known, "record", None), "state", "") == VOID:
            raise Refused(GONE)
        self._change(row, data, known)

    def _entered(self, row: Row, data: dict[str, Any], made: Any) -> None:
        self.seen[made.pk] = row.number
        self.made.append(made)
        if self.known.is_nameless(row, data):
            self.said.append((self.known.digests[row.number], made.pk))
        self.tally.created += 1

    def _flush(self) -> None:
        """Write the rows that wait; where one of them is refused, each by itself."""
        waiting, self.waiting = self.waiting, []
        if not waiting or self.kind.many is None:
            return
        try:
            with transaction.atomic():
                made = self.kind.many.add(self.by, self.committee, [data for _, data in waiting])
        except OperationalError:
            raise
        except (DatabaseError, ValidationError, Refused):
            for row, data in waiting:
                self._tried(row, partial(self._write, row, data, None))
            return
        for (row, data), one in zip(waiting, made, strict=True):
            self._entered(row, data, one)

    def _change(self, row: Row, data: dict[str, Any], known: Any) -> None:
        self.form.cleaned_data = data
        changes = {
            name: pair for name, pair in self.form.changes(known).items() if name in self.present
        }
        if not changes:
            self.tally.unchanged += 1
            return
        if self.kind.change is None:
            labels = "、".join(self.titles[name] for name in changes)
            raise Refused(f"这一条已登记过，{labels}与表中不同；请在页面上作废后重新登记。")
        changed = self.kind.change(self.by, known, changes, REASON)
        # A corrected fact is a new row in the place of the old one.
        self.seen[changed.pk] = row.number
        self.before[str(changed.pk)] = {name: plain(old) for name, (old, _) in changes.items()}
        if self.known.is_nameless(row, data):
            self.said.append((self.known.digests[row.number], changed.pk))
        self.tally.updated += 1

    def _tried(self, row: Row, do: Callable[[], None]) -> None:
        kept = (self.tally.created, self.tally.updated, self.tally.unchanged)
        try:
            with transaction.atomic():
                do()
        except IntegrityError:
            self._fault(row, "", TAKEN)
        except ValidationError as error:
            self._faults(row, error)
        except Refused as error:
            self._fault(row, "", str(error))
        else:
            return
        self.tally.created, self.tally.updated, self.tally.unchanged = kept

    def _fault(self, row: Row, column: str, words: str) -> None:
        if column and (row.number, column) in self.flagged:
            return
        self.flagged.add((row.number, column))
        held = (value for name, value in row.values.items() if self.titles.get(name) == column)
        self.tally.errors.append(RowError(row.number, column, words, str(next(held, ""))))

    def _faults(self, row: Row, error: ValidationError) -> None:
        if hasattr(error, "error_dict"):
            for name, messages in error.message_dict.items():
                self._fault(row, self.titles.get(name, ""), "；".join(messages))
        else:
            self._fault(row, "", "；".join(error.messages))


def _records(values: Any) -> set[int]:
    """The records that a row names, and those of the parts that it names."""
    found: set[int] = set()
    for value in values:
        if isinstance(value, list | tuple):
            found |= _records(value)
        elif isinstance(value, Record):
            found.add(value.pk)
        elif record := getattr(value, "record_id", None):
            found.add(record)
    return found
