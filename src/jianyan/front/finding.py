"""Finding records of every kind by what a person types, rights and match asked in one query."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, IntegerField, Q, Value, When
from django.db.models.query import QuerySet

from jianyan.ground import serials, tokens
from jianyan.ground.kinds import KINDS, Kind, kind_of_record
from jianyan.ground.models import Body, Person, Record
from jianyan.ground.pages.places import record_url
from jianyan.ground.search import matching
from jianyan.kernel.errors import UnknownName
from jianyan.kernel.figure import near_names
from jianyan.kernel.rules import Actor

from .seeing import may_see, record_kinds

MOST = 1001
"""Counted no further than this: whoever has a thousand hits needs another word, not their number."""

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


def found(
    actor: Actor, committees: Sequence[int], words: str, kind: Kind | None = None
) -> QuerySet[Record]:
    """The records that match and that the actor may see, in no order."""
    kinds = [kind] if kind else record_kinds(actor)
    rows = Record.objects.filter(matching(words, committees=committees), committee__in=committees)
    return rows.filter(may_see(actor, kinds)).order_by()


def ordered(
    rows: QuerySet[Record], words: str, *, newest: bool, committees: Sequence[int] = ()
) -> QuerySet[Record]:
    """Newest first, or best first: its number, then all of it in the title, then in the text. Of
    several that a bare serial (第0123号) may be in the committees, the latest session's is first."""
    phrases = tokens.query(words).phrases
    if newest or not phrases:
        return rows.order_by("-dated_on", "-pk")
    title = Q()
    for phrase in phrases:
        title &= Q(title__icontains=phrase)
    exact = Q(number__iexact=words.strip()) | Q(pk__in=serials.records_of(words, committees))
    rank = Case(
        When(exact, then=Value(0)),
        When(title, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    return rows.order_by(rank, "-dated_on", "-pk")


def tally(rows: QuerySet[Record]) -> Counter[str]:
    """How many were found of each kind, by its charter's key, up to `MOST` in all: one statement."""
    return Counter(rows.values_list("kind", flat=True)[:MOST])


def hits(rows: QuerySet[Record], words: str) -> list[Hit]:
    """Rows as hits, with what was asked marked in title and text."""
    shown = rows.select_related("session__term")
    return [hit for row in shown if (hit := _hit(row, words))]


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
