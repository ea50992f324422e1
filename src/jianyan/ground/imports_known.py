"""Which row of the register a sheet's row is about.

By its number, by the key of an old ledger, or by what its kind declares. A row that brings none of
these is known by its own content: the same words brought before, or a standing row that says
exactly the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from typing import Any

from django.db.models import Model, Q

from jianyan.kernel.charter import VOID
from jianyan.kernel.errors import Refused

from .forms import KindForm
from .kinds import Kind
from .models import Batch, Record, SheetRow
from .sheet_columns import NUMBER, related
from .sheets import Row

SIZE = 500
GONE = "这条记录已作废，不能再改。请改用新的编号。"
WAS_VOID = "这一行以前导入过，登记的记录后来已作废。要重新登记，请在原编号一列写一个新的编号。"


class Brought:
    """A row that the register has had from an earlier sheet, word for word."""

    def __init__(self, pk: int) -> None:
        self.pk = pk


class Known:
    """The rows of the register that a sheet may be about, looked up for the whole sheet at once."""

    def __init__(self, kind: Kind, committee: int, rows: Sequence[Row], form: KindForm) -> None:
        self.kind, self.committee, self.form = kind, committee, form
        self.keyed = keyed_by_record(kind)
        self.digests = {row.number: digest_of(row) for row in rows} if kind.has_record else {}
        self.numbers = self._by("number", (written(row, NUMBER) for row in rows))
        asked = set(_keys(rows)) if self.keyed else set()
        self.keys: dict[str, Any] = dict.fromkeys(asked) | self._by("key", asked)
        self.brought = self._brought()
        self.void = self._void()
        self.near: dict[int, Any] = {}

    def _by(self, column: str, asked: Iterable[str]) -> dict[str, Any]:
        """Rows of a record kind by a column of the register."""
        if not self.kind.is_record:
            return {}
        found = {}
        for some in _in_parts(sorted({one for one in asked if one})):
            rows = whole(self.kind).filter(
                **{f"record__{column}__in": some, "record__committee": self.committee}
            )
            found.update({getattr(row.record, column): row for row in rows})
        return found

    def _brought(self) -> dict[str, int]:
        found: dict[str, int] = {}
        mine = SheetRow.objects.filter(committee=self.committee, kind=self.kind.slug)
        for some in _in_parts(sorted(set(self.digests.values()))):
            found.update(mine.filter(digest__in=some).values_list("digest", "row"))
        return found

    def _void(self) -> set[int]:
        if not self.kind.is_record:
            return set()
        found: set[int] = set()
        for some in _in_parts(sorted(set(self.brought.values()))):
            void = Record.objects.filter(pk__in=some, state=VOID)
            found.update(void.values_list("pk", flat=True))
        return found

    def of(self, row: Row, data: dict[str, Any]) -> Any:
        """The row of the register, a Brought, or None where it is new.

        A number that the register does not know came with an old ledger: it becomes the key in
        `data`. Raises Refused where the row was brought before and is void by now.
        """
        number = written(row, NUMBER)
        if number in self.numbers:
            return self.numbers[number]
        if number and "key" in data and not data["key"]:
            data["key"] = number
        if data.get("key") and self.keyed:
            return self._keyed(data["key"])
        if self.is_nameless(row, data) and (pk := self.brought.get(self.digests[row.number])):
            if pk in self.void:
                raise Refused(WAS_VOID)
            return Brought(pk)
        return self.again(row, data)

    def _keyed(self, key: str) -> Any:
        if key not in self.keys:
            self.keys[key] = self._by("key", [key]).get(key)
        return self.keys[key]

    def is_nameless(self, row: Row, data: dict[str, Any]) -> bool:
        """Whether a row has neither a number nor a key, so that its words alone identify it."""
        return self.kind.has_record and not written(row, NUMBER) and not data.get("key")

    def again(self, row: Row, data: dict[str, Any]) -> Any:
        """The row of the register as it is now, after others of the sheet were written."""
        return self.kind.find(self.committee, data) or self._same(row, data)

    def _same(self, row: Row, data: dict[str, Any]) -> Any:
        """A standing row that says exactly the same; `near` keeps one that nearly does."""
        rows = self.alike(data)
        self.form.cleaned_data = data
        same = next((one for one in rows if not self.form.changes(one)), None)
        if rows and same is None:
            self.near[row.number] = rows[0].record
        return same

    def alike(self, data: dict[str, Any]) -> list[Any]:
        """The standing rows that agree with a row that has no key in the fields that stand out."""
        kind = self.kind
        if not kind.alike or data.get("key"):
            return []
        asked = Q(**{kind.committee: self.committee})
        for name in kind.alike:
            value = data[name]
            asked &= (
                Q(**{path_of(kind, name): value})
                if value is not None
                else Q(**{f"{path_of(kind, name)}__isnull": True})
            )
        return list(whole(kind).filter(asked).exclude(record__state=VOID)[:SIZE])

    def remember(self, batch: Batch, made: Sequence[tuple[str, int]]) -> None:
        """Keep what the rows said that an import has entered or changed."""
        for some in _in_parts(sorted({pk for _, pk in made})):
            SheetRow.objects.filter(
                committee=self.committee, kind=self.kind.slug, row__in=some
            ).delete()
        rows = [
            SheetRow(
                committee_id=self.committee, kind=self.kind.slug, digest=digest, row=pk, batch=batch
            )
            for digest, pk in made
        ]
        SheetRow.objects.bulk_create(
            rows,
            batch_size=SIZE,
            update_conflicts=True,
            unique_fields=["committee", "kind", "digest"],
            update_fields=["row", "batch"],
        )


def names_of(kind: Kind, row: Row, data: dict[str, Any]) -> list[Any]:
    """By what a row may be the same as another of its sheet, which is then looked for."""
    names = [(name, data[name]) for name in kind.key if kind.alike and data.get(name)]
    if number := written(row, NUMBER):
        names += [("number", number), ("key", number)]
    if names:
        return names
    if data.get("key"):
        return [("key", data["key"])]
    fields = kind.alike or [name for name in kind.key if name != "key"]
    return [tuple(_hashed(data.get(name)) for name in fields)]


def twins(kind: Kind, rows: Sequence[Row]) -> dict[int, int]:
    """Rows that repeat an earlier one of the sheet, by number: the same number, key or words."""
    keyed = keyed_by_record(kind)
    seen: dict[tuple[str, str], int] = {}
    found = {}
    for row in rows:
        names = [("number", written(row, NUMBER))]
        names += [("key", written(row, "key"))] if keyed else []
        names = [name for name in names if name[1]] or [("row", digest_of(row))]
        earlier = [seen[name] for name in names if name in seen]
        if earlier:
            found[row.number] = earlier[0]
        seen.update({name: row.number for name in names if name not in seen})
    return found


def keyed_by_record(kind: Kind) -> bool:
    """Whether the form's key is the record's, so that it alone identifies a row of the sheet."""
    form = kind.form
    return kind.is_record and "key" in form.base_fields and form.sources.get("key", "key") == "key"


def whole(kind: Kind) -> Any:
    """Rows of a kind with what its form reads."""
    return kind.whole() if kind.whole else kind.rows().prefetch_related(*related(kind))


def path_of(kind: Kind, name: str) -> str:
    """The path from a kind's row to what a form's field holds."""
    path = kind.form.sources.get(name, name)
    own = {field.name for field in kind.model._meta.get_fields()}
    return path if path.split("__")[0] in own else f"record__{path}"


def digest_of(row: Row) -> str:
    """A digest of a sheet's row as it was written."""
    said = sorted((name, str(value).strip()) for name, value in row.values.items())
    return sha256(repr(said).encode()).hexdigest()


def written(row: Row, name: str) -> str:
    """A cell as text."""
    value = row.values.get(name)
    return "" if value is None else str(value).strip()


def _keys(rows: Sequence[Row]) -> Iterator[str]:
    for row in rows:
        yield written(row, "key") or written(row, NUMBER)


def _in_parts(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(values), SIZE):
        yield values[start : start + SIZE]


def _hashed(value: Any) -> Any:
    if isinstance(value, Model):
        return ("row", value._meta.label, value.pk)
    return tuple(map(_hashed, value)) if isinstance(value, list) else value
