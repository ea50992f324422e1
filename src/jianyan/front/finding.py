"""Finding records of every kind by what a person types, rights and match asked in one query."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, Value
from django.db.models.query import QuerySet

from jianyan.ground import tokens
from jianyan.ground.kinds import KINDS, Kind
from jianyan.ground.models import Body, BodyKind, Person, Record
from jianyan.ground.pages.asked import Meaning, on_any_day, typed, unknown
from jianyan.ground.pages.places import record_url
from jianyan.ground.pages.seeing import may_see, record_kinds
from jianyan.ground.prepared import Given, in_general, rows_of
from jianyan.ground.typed import Typed
from jianyan.kernel.errors import UnknownName
from jianyan.kernel.figure import near_names
from jianyan.kernel.rules import Actor

WALKED = "walked_"
"""Before the name of a key that no index is used for."""


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
    asked = tokens.query(words).phrases
    if not asked:
        return []
    (who, whose), within = in_general(actor), tuple(committees)
    given = [*asked, *whose]
    people = rows_of(
        ("named people", who, within, size, len(asked)),
        lambda: _people(who, within, len(asked))[:size],
        given,
    )
    bodies = rows_of(
        ("named bodies", who, within, size, len(asked)),
        lambda: _bodies(who, within, len(asked))[:size],
        given,
    )
    return [
        *(_noun("people", pk, name, post or "人员") for pk, name, post in people),
        *(_noun("bodies", pk, name, BodyKind(kind).label) for pk, name, kind in bodies),
    ]


def _people(actor: Actor, committees: Sequence[int], asked: int) -> QuerySet[Any, Any]:
    rows = Person.objects.filter(KINDS["people"].view(actor), committee__in=committees)
    named = rows.filter(_all(asked, "name"))
    return named.order_by("code").values_list("pk", "name", "post")


def _bodies(actor: Actor, committees: Sequence[int], asked: int) -> QuerySet[Any, Any]:
    rows = Body.objects.filter(KINDS["bodies"].view(actor), committee__in=committees)
    named = rows.filter(_all(asked, "name", "short"))
    return named.order_by("kind", "order", "pk").values_list("pk", "name", "kind")


def _all(asked: int, *paths: str) -> Q:
    """Each of so many words, given when it is asked, occurs in one of the columns."""
    held = Q()
    for place in range(asked):
        within = Q(pk__in=())
        for path in paths:
            within |= Q(**{f"{path}__icontains": Given(place)})
        held &= within
    return held


def _noun(slug: str, key: int, name: str, more: str) -> dict[str, Any]:
    return {"title": name, "more": more, "url": record_url(KINDS[slug], key)}
