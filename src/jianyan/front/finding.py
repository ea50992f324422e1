"""Finding records of every kind by what a person types, rights and match asked in one query."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, F, IntegerField, Q, Value, When
from django.db.models.query import QuerySet

from jianyan.ground import serials, tokens
from jianyan.ground.kinds import KINDS, Kind, kind_of_record
from jianyan.ground.models import Body, File, Person, Record
from jianyan.ground.pages.asked import Meaning, on_any_day, typed, unknown
from jianyan.ground.pages.places import record_url
from jianyan.ground.typed import Typed
from jianyan.kernel.errors import UnknownName
from jianyan.kernel.figure import near_names
from jianyan.kernel.rules import Actor

from .seeing import may_see, record_kinds

MOST = 1001
"""Counted no further than this: whoever has a thousand hits needs another word, not their number."""
AT_ONCE = 100
"""So many records' files are looked through at once."""

WALKED = "walked_"
"""Before the name of a key that no index is used for."""

Marked = list[tuple[str, bool]]


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


@dataclass(frozen=True, slots=True)
class Search:
    """One search: what was asked, the records that match and that the actor may see (in no order),
    and a sentence for each condition that no kind knows.

    `walk` gives the same rows, asked so that the database goes along the register's own order and
    looks each up among the matches: of very many matches the first are found sooner than all sorted.
    """

    committees: tuple[int, ...]
    asked: Typed
    rows: QuerySet[Record]
    bad: tuple[str, ...] = ()
    walk: Callable[[], QuerySet[Record]] | None = None


def search(actor: Actor, committees: Sequence[int], text: str, kind: Kind | None = None) -> Search:
    """Understand a typed text. With a condition that nothing knows, nothing is found."""
    seen, within = record_kinds(actor), tuple(committees)
    asked, meaning = typed(text, seen), Meaning(within)
    kinds = [kind] if kind else seen
    meant = {one.slug: meaning.conditions(one, asked) for one in kinds}
    further = {slug: q for slug, q in meant.items() if q is not None}
    if bad := unknown(asked, kinds, meaning):
        return Search(within, asked, Record.objects.none(), tuple(bad))
    words = bool(tokens.query(asked.words).phrases)
    if not (further and (words or asked.said or asked.days)):
        return Search(within, asked, Record.objects.none())
    kinds = [one for one in kinds if one.slug in further]
    seen_by = on_any_day(asked) & may_see(actor, kinds, further, within)
    rows = Record.objects.filter(seen_by, committee__in=within).order_by()
    if not words:
        return Search(within, asked, rows)

    def walk() -> QuerySet[Record]:
        walked = rows.alias(**{f"{WALKED}pk": F("pk") + Value(0)})
        return walked.filter(meaning.words(asked.words, kinds, WALKED))

    return Search(within, asked, rows.filter(meaning.words(asked.words, kinds)), walk=walk)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many were found, up to `MOST` in all, by kind, year and state; and their keys."""

    keys: tuple[int, ...]
    kinds: Counter[str]
    years: Counter[int]
    states: Counter[str]

    @property
    def total(self) -> int:
        return len(self.keys)

    @property
    def capped(self) -> bool:
        return self.total >= MOST


def tally(rows: QuerySet[Record]) -> Tally:
    """Count what was found: one statement, in which rights and match are asked together. Kinds are
    told by their charters' keys."""
    found = list(rows.values_list("pk", "kind", "dated_on", "state")[:MOST])
    return Tally(
        keys=tuple(pk for pk, _, _, _ in found),
        kinds=Counter(kind for _, kind, _, _ in found),
        years=Counter(day.year for _, _, day, _ in found),
        states=Counter(state for _, _, _, state in found),
    )


NEWEST = ("-dated_on", "-pk")
LATEST = 400
"""So many of the latest records are looked through first."""


def shown(one: Search, tally: Tally, part: slice, *, newest: bool) -> QuerySet[Record]:
    """A stretch of what was found: newest first, or best first, that is its number, then all of it
    in the title, then in the text. Of several records that a bare serial (第0123号) may be in the
    committees, the latest session's is first."""
    phrases = tokens.query(one.asked.words).phrases
    if tally.capped:
        many = one.walk() if one.walk else one.rows
    else:
        many = Record.objects.filter(pk__in=tally.keys)  # whose rights were asked when counted
    if newest or not phrases:
        return many.order_by(*NEWEST)[part]
    ranks = _ranks(one, phrases)
    if not tally.capped:
        rank = Case(
            *(When(q, then=Value(place)) for place, q in enumerate(ranks)),
            default=Value(len(ranks)),
            output_field=IntegerField(),
        )
        return many.order_by(rank, *NEWEST)[part]
    return _of_many(one.committees, many, ranks, part)


def _of_many(
    committees: Sequence[int], found: QuerySet[Record], ranks: Sequence[Q], part: slice
) -> QuerySet[Record]:
    """The same of more than are counted: each rank is read off the register's own order, no further
    than is shown, instead of putting all in order; first among the latest records, where of so many
    there are likely enough. PostgreSQL, which expects few, would look through them all."""
    register = Record.objects.filter(committee__in=committees).order_by(*NEWEST)
    latest = found.filter(pk__in=register.values("pk")[:LATEST])
    keys: list[int] = []
    for rank in (*ranks, Q()):
        if len(keys) < part.stop:
            # A row of a rank before this one comes again here; with so many more it stays in reach.
            rows = _newest(latest, rank, part.stop)
            if len(rows) < part.stop:
                rows = _newest(found, rank, part.stop)
            known = set(keys)
            keys += [key for key in rows if key not in known]
    place = {key: number for number, key in enumerate(keys[part])}
    whens = (When(pk=key, then=Value(number)) for key, number in place.items())
    order = Case(*whens, default=Value(0), output_field=IntegerField())
    return Record.objects.filter(pk__in=place).order_by(order)


def _newest(rows: QuerySet[Record], rank: Q, most: int) -> list[int]:
    return list(rows.filter(rank).order_by(*NEWEST).values_list("pk", flat=True)[:most])


def _ranks(one: Search, phrases: Sequence[str]) -> list[Q]:
    title = Q()
    for phrase in phrases:
        title &= Q(title__icontains=phrase)
    exact = serials.numbered(one.asked.words, one.committees)
    return [Q(pk__in=exact), title] if exact else [title]


def hits(rows: QuerySet[Record], words: str) -> list[Hit]:
    """Rows as hits, with what was asked marked in title and text, or in a file of the record."""
    shown = list(rows.select_related("session__term"))
    found = [hit for row in shown if (hit := _hit(row, words))]
    unmarked = [hit.record for hit in found if words and not _is_marked(hit)]
    for start in range(0, len(unmarked), AT_ONCE):
        in_files = dict(_in_files(unmarked[start : start + AT_ONCE], words))
        for hit in found:
            if hit.record in in_files:
                hit.snippet[:] = in_files[hit.record]
    return found


def _hit(row: Record, words: str) -> Hit | None:
    kind = kind_of_record(row.kind)
    if kind is None or kind.charter is None:
        return None
    return Hit(
        record=row.pk,
        kind=kind,
        session=str(row.session or ""),
        number=row.number,
        title=tokens.snippet(row.title, words, 200),
        snippet=tokens.snippet(row.text, words, 110) if row.text else [],
        day=row.dated_on,
        state={"label": kind.charter.label(row.state), "shape": kind.charter.shape(row.state)},
    )


def _is_marked(hit: Hit) -> bool:
    return any(marked for _, marked in (*hit.title, *hit.snippet))


def _in_files(records: list[int], words: str) -> list[tuple[int, Marked]]:
    """What is marked in the files of records that may be seen: whoever sees a record sees its files."""
    files = File.objects.filter(record__in=records, struck_at__isnull=True).order_by("-pk")
    found = []
    for record, name, text in files.values_list("record_id", "name", "text"):
        parts = tokens.snippet(f"附件“{name}”：{text}", words, 110)
        if any(marked for _, marked in parts):
            found.append((record, parts))
    return found


def record_kind(slug: str, actor: Actor) -> Kind:
    """The kind of records that a slug names. Raises UnknownName of one the actor sees nothing of."""
    kinds = {kind.slug: kind for kind in record_kinds(actor)}
    if slug not in kinds:
        raise UnknownName(slug, near_names(slug, list(kinds)), "记录种类（见 jianyan kinds）")
    return kinds[slug]


def nouns(
    actor: Actor, committees: Sequence[int], words: str, size: int = 6
) -> list[dict[str, Any]]:
    """People and bodies named so: one statement each."""
    asked = [word for word in tokens.query(words).phrases if word]
    if not asked:
        return []
    people, bodies = KINDS["people"], KINDS["bodies"]
    named = Person.objects.filter(people.view(actor), _all(asked, "name"), committee__in=committees)
    called = Body.objects.filter(
        bodies.view(actor), _all(asked, "name", "short"), committee__in=committees
    )
    return [
        *(
            {"title": one.name, "more": one.post or "人员", "url": record_url(people, one.pk)}
            for one in named.order_by("code")[:size]
        ),
        *(
            {"title": one.name, "more": one.get_kind_display(), "url": record_url(bodies, one.pk)}
            for one in called.order_by("kind", "order", "pk")[:size]
        ),
    ]


def _all(words: Sequence[str], *paths: str) -> Q:
    """Every word occurs in one of the columns."""
    held = Q()
    for word in words:
        within = Q(pk__in=())
        for path in paths:
            within |= Q(**{f"{path}__icontains": word})
        held &= within
    return held
