"""What a search found: how many, and a stretch of it in order, with what was asked marked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import CharField, Q
from django.db.models.functions import Cast
from django.db.models.query import QuerySet

from jianyan.ground import serials, tokens
from jianyan.ground.kinds import Kind, kind_of_record
from jianyan.ground.models import File, Record
from jianyan.ground.models.committees import session_name
from jianyan.ground.pages.places import record_url

from .finding import Search

MOST = 1001
"""Counted no further than this: whoever has a thousand hits needs another word, not their number."""
LATEST = 400
"""So many of the latest records are looked through first."""
AT_ONCE = 100
"""So many records' files are looked through at once."""
NEWEST = ("-dated_on", "-pk")

ENDS = re.compile(r"^[\W_]+|[\W_]+$")
"""What no title needs to have of a phrase: 停车* asks for 停车."""

Marked = list[tuple[str, bool]]


class Row(NamedTuple):
    """A row as it was counted; the day as it is written, 2026-01-31."""

    pk: int
    kind: str
    day: str
    state: str
    title: str


@dataclass(frozen=True, slots=True)
class Tally:
    """How many were found, up to `MOST` in all, by kind, year and state; and their rows."""

    rows: Sequence[Row]
    kinds: Counter[str]
    years: Counter[int]
    states: Counter[str]

    @property
    def total(self) -> int:
        return len(self.rows)

    @property
    def capped(self) -> bool:
        return self.total >= MOST


@dataclass(frozen=True, slots=True)
class Hit:
    """One record found: title and snippet are (text, marked) pairs."""

    record: int
    kind: Kind
    session: str
    number: str
    title: Marked
    snippet: Marked
    day: date
    state: dict[str, str]

    @property
    def url(self) -> str:
        return record_url(self.kind, self.record)


def tally(rows: QuerySet[Record]) -> Tally:
    """Count what was found: one statement, in which rights and match are asked together. Kinds are
    told by their charters' keys."""
    # As text: a thousand days made into dates take longer than the whole statement.
    day = Cast("dated_on", CharField())
    found = rows.values_list("pk", "kind", day, "state", "title")[:MOST]
    listed = [Row(*row) for row in found]
    return Tally(
        rows=listed,
        kinds=Counter(row.kind for row in listed),
        years=Counter(int(row.day[:4]) for row in listed),
        states=Counter(row.state for row in listed),
    )


def shown(one: Search, tally: Tally, part: slice, *, newest: bool) -> list[int]:
    """The keys of a stretch of what was found: newest first, or best first, that is its number, then
    all of it in the title, then in the text. Of several records that a bare serial (第0123号) may be
    in the committees, the latest session's is first."""
    ranks = [] if newest else _ranks(one)
    if tally.capped:
        return _of_many(one, ranks, part)[part]
    # Whose rights were asked when they were counted.
    last = len(ranks)

    def place(row: Row) -> int:
        held = (number for number, rank in enumerate(ranks) if rank.holds(row.pk, row.title))
        return next(held, last)

    found = sorted(tally.rows, key=lambda row: (row.day, row.pk), reverse=True)
    return [row.pk for row in sorted(found, key=place)[part]]


class _Rank(NamedTuple):
    """What puts some rows before others: as a condition, and of a row's key and title."""

    q: Q
    holds: Callable[[int, str], bool]


def _ranks(one: Search) -> list[_Rank]:
    phrases = [ENDS.sub("", each) for each in tokens.query(one.asked.words).phrases]
    if not phrases:
        return []
    title = Q()
    for phrase in phrases:
        title &= Q(title__icontains=phrase)
    wanted = [phrase.lower() for phrase in phrases]
    in_title = _Rank(title, lambda _, said: all(word in said.lower() for word in wanted))
    exact = frozenset(serials.numbered(one.asked.words, one.committees))
    if not exact:
        return [in_title]
    return [_Rank(Q(pk__in=exact), lambda key, _: key in exact), in_title]


def _of_many(one: Search, ranks: Sequence[_Rank], part: slice) -> list[int]:
    """The keys, in order up to the stretch's end, of more than are counted: each rank is read off the
    register's own order, no further than is shown, instead of putting all in order; first among the
    latest records, where of so many there are likely enough. PostgreSQL, which expects few, would
    look through them all."""
    found = (one.walk() if one.walk else one.rows).order_by(*NEWEST)
    register = Record.objects.filter(committee__in=one.committees).order_by(*NEWEST)
    among = found.filter(pk__in=register.values("pk")[:LATEST])
    latest = list(among.values_list("pk", "title"))
    keys: dict[int, None] = {}
    for rank in (*ranks, _Rank(Q(), lambda *_: True)):
        if len(keys) < part.stop:
            # A row of a rank before this one comes again here; with so many more it stays in reach.
            rows = [key for key, title in latest if rank.holds(key, title)][: part.stop]
            if len(rows) < part.stop:
                rows = list(found.filter(rank.q).values_list("pk", flat=True)[: part.stop])
            keys.update(dict.fromkeys(rows))
    return list(keys)


COLUMNS = ("pk", "kind", "number", "title", "text", "dated_on", "state")
SESSION = ("session__term__number", "session__number")


def hits(keys: Sequence[int], words: str) -> list[Hit]:
    """Records, which may be seen, as hits in this order, with what was asked marked in title and
    text, or in a file of the record."""
    rows = Record.objects.filter(pk__in=keys).order_by().values_list(*COLUMNS, *SESSION)
    by_key = {row[0]: row for row in rows}
    found = [hit for key in keys if key in by_key and (hit := _hit(words, *by_key[key]))]
    unmarked = [hit.record for hit in found if words and not _is_marked(hit)]
    for start in range(0, len(unmarked), AT_ONCE):
        in_files = dict(_in_files(unmarked[start : start + AT_ONCE], words))
        for hit in found:
            if hit.record in in_files:
                hit.snippet[:] = in_files[hit.record]
    return found


def _hit(words: str, *row: Any) -> Hit | None:
    pk, key, number, title, text, day, state, term, session = row
    kind = kind_of_record(key)
    if kind is None or kind.charter is None:
        return None
    return Hit(
        record=pk,
        kind=kind,
        session=session_name(term, session) if session else "",
        number=number,
        title=tokens.snippet(title, words, 200),
        snippet=tokens.snippet(text, words, 110) if text else [],
        day=day,
        state={"label": kind.charter.label(state), "shape": kind.charter.shape(state)},
    )


def _is_marked(hit: Hit) -> bool:
    return any(marked for _, marked in (*hit.title, *hit.snippet))


def _in_files(records: list[int], words: str) -> Iterable[tuple[int, Marked]]:
    """What is marked in the files of records that may be seen: whoever sees a record sees its files."""
    files = File.objects.filter(record__in=records, struck_at__isnull=True).order_by("-pk")
    for record, name, text in files.values_list("record_id", "name", "text"):
        parts = tokens.snippet(f"附件“{name}”：{text}", words, 110)
        if any(marked for _, marked in parts):
            yield record, parts
