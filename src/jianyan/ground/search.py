"""The search index over the register: one row of bigram tokens for each record.

SQLite keeps it in an FTS5 table, PostgreSQL in a tsvector column under a GIN index. It is written
in the transaction that writes the record, so that a list shows what was just saved.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection
from django.db.models import Q
from django.db.models.expressions import RawSQL

from jianyan.kernel.rules import NOBODY

from . import serials, tokens
from .models import File, Record

SIZE = 1000
_WAITING: ContextVar[set[int] | None] = ContextVar("waiting", default=None)


def index(record_ids: Iterable[int]) -> None:
    """Bring the index in step with the named records (their numbers, titles, texts and files)."""
    ids = list(record_ids)
    if (waiting := _WAITING.get()) is not None:
        waiting.update(ids)
        return
    for start in range(0, len(ids), SIZE):
        _index(ids[start : start + SIZE])


def rebuild() -> None:
    """Make every entry anew, as texts are cut into tokens now."""
    keys = Record.objects.order_by("pk").values_list("pk", flat=True)
    last = 0
    while ids := list(keys.filter(pk__gt=last)[:SIZE]):
        _index(ids)
        last = ids[-1]


@contextmanager
def gathered() -> Iterator[set[int]]:
    """While it lasts, records to be indexed are only gathered; the caller indexes them at its end."""
    waiting: set[int] = set()
    mark = _WAITING.set(waiting)
    try:
        yield waiting
    finally:
        _WAITING.reset(mark)


def matching(query: str, prefix: str = "", committees: Iterable[int] = ()) -> Q:
    """A condition for the records that a typed query matches; nothing asked matches nothing.

    A bare serial (第0123号) also matches the committees' records that it may be the number of.

    `prefix` is the path to the record (`record__` on a kind's table). `committees` names those
    whose records are looked for: the index then passes over the others' instead of listing them.
    """
    asked, committees = tokens.query(query), list(committees)
    if not asked.fts5:
        return NOBODY
    marks = [_mark(committee) for committee in committees]
    if connection.vendor == "postgresql":
        sql = "SELECT record_id FROM ground_search WHERE content @@ to_tsquery('simple', %s)"
        whole = f"({' | '.join(marks)}) & {asked.tsquery}" if marks else asked.tsquery
    else:
        sql = "SELECT rowid FROM ground_search WHERE ground_search MATCH %s"
        whole = f"({' OR '.join(marks)}) AND {asked.fts5}" if marks else asked.fts5
    found = Q(**{f"{prefix}pk__in": RawSQL(sql, (whole,))})
    said = serials.records_of(query, committees)
    return found | Q(**{f"{prefix}pk__in": said}) if said else found


def having(committee: int, words: Sequence[str]) -> dict[str, list[int]]:
    """A committee's records that have each of the words (tokens of `tokens.words`): one statement.

    Nobody's rights are asked here.
    """
    if connection.vendor == "postgresql":
        one = "SELECT %s, record_id FROM ground_search WHERE content @@ to_tsquery('simple', %s)"
        asked = [f"{_mark(committee)} & '{word}'" for word in words]
    else:
        one = "SELECT %s, rowid FROM ground_search WHERE ground_search MATCH %s"
        asked = [f'{_mark(committee)} AND "{word}"' for word in words]
    found: dict[str, list[int]] = {}
    if not words:
        return found
    with connection.cursor() as cursor:
        pairs = [part for pair in enumerate(asked) for part in pair]
        cursor.execute(" UNION ALL ".join([one] * len(words)), pairs)
        for place, record in cursor.fetchall():
            found.setdefault(words[place], []).append(record)
    return found


def _mark(committee: int) -> str:
    """The word under which all records of a committee stand in the index."""
    return f"ofcommittee{committee}"


def copy(after: int, until: int, shift: int, committees: tuple[int, int]) -> None:
    """Give copies of records, whose keys stand `shift` above the originals', the same entries.

    `committees` are the original's committee and the copy's.
    """
    key, old, new = _key(), *(_mark(committee) for committee in committees)
    content = "REPLACE(content, %s, %s)"
    if connection.vendor == "postgresql":
        content = "REPLACE(content::text, %s, %s)::tsvector"
        old, new = f"'{old}'", f"'{new}'"
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO ground_search ({key}, content) SELECT {key} + %s, {content} "
            f"FROM ground_search WHERE {key} > %s AND {key} <= %s",
            [shift, old, new, after, until],
        )


def _key() -> str:
    return "record_id" if connection.vendor == "postgresql" else "rowid"


def _index(ids: list[int]) -> None:
    rows = list(_texts(ids))
    marks = ", ".join(["%s"] * len(ids))
    key = _key()
    content = "to_tsvector('simple', %s)" if connection.vendor == "postgresql" else "%s"
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM ground_search WHERE {key} IN ({marks})", ids)
        cursor.executemany(
            f"INSERT INTO ground_search ({key}, content) VALUES (%s, {content})", rows
        )


def _texts(ids: list[int]) -> Iterator[tuple[int, str]]:
    files: dict[int, list[str]] = {}
    standing = File.objects.filter(record__in=ids, struck_at__isnull=True)
    for record, name, text in standing.values_list("record_id", "name", "text"):
        files.setdefault(record, []).append(f"{name}\n{text}")
    found = Record.objects.filter(pk__in=ids)
    columns = ("number", "key", "title", "text")
    for pk, committee, *texts in found.values_list("pk", "committee_id", *columns):
        whole = "\n".join([*texts, *files.get(pk, [])])
        yield pk, f"{_mark(committee)} {tokens.index_text(whole)}"
