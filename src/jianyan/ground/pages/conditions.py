"""The conditions of a list, read from its address: filters, search, order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models
from django.db.models import Q
from django.http import QueryDict

from jianyan.ground import serials, tokens
from jianyan.ground.fields import Day
from jianyan.ground.kinds import Filter, Kind
from jianyan.ground.models import Body, Person
from jianyan.kernel.rules import NOBODY

from .asked import Meaning, on_any_day, typed, unknown
from .filters import Choices, filters_of

NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition in force, its words, and the rows meant."""

    filter: Filter
    value: str
    label: str
    q: Q


@dataclass(frozen=True, slots=True)
class Conditions:
    """What an address asks of a list. `bad` are sentences about what was left out, `found` the rows
    that what is searched for finds."""

    kind: Kind
    held: tuple[Condition, ...] = ()
    search: str = ""
    sort: str = ""
    bad: tuple[str, ...] = field(default=())
    found: Q = field(default_factory=Q)

    def q(self) -> Q:
        """The rows meant: values of one filter are alternatives, filters narrow one another."""
        alternatives: dict[str, Q] = {}
        for one in self.held:
            known = alternatives.get(one.filter.key)
            alternatives[one.filter.key] = one.q if known is None else known | one.q
        found = _standing(self.kind, "state" in alternatives)
        for narrowed in alternatives.values():
            found &= narrowed
        return found & self.found

    def pairs(self, without: Condition | None = None) -> list[tuple[str, str]]:
        """The address's own parts, without one of the conditions."""
        found = [(one.filter.key, one.value) for one in self.held if one is not without]
        found += [("q", self.search)] if self.search else []
        return found + ([("sort", self.sort)] if self.sort else [])

    def query(self, without: Condition | None = None, more: Mapping[str, str] = NOTHING) -> str:
        """The query string of these conditions, some parts set otherwise (empty: left out)."""
        kept = [pair for pair in self.pairs(without) if pair[0] not in more]
        return urlencode([*kept, *((key, value) for key, value in more.items() if value)])

    def ordering(self) -> tuple[str, ...]:
        """The orderings asked for, or the kind's own."""
        key, down = self.sort.lstrip("-"), self.sort.startswith("-")
        for column in self.kind.columns:
            if column.key == key and column.sort:
                path = column.sort.lstrip("-")
                return ((f"-{path}" if down else path), "-pk")
        return self.kind.order


def read_conditions(
    kind: Kind, query: QueryDict, choices: Choices, committee: int | None = None
) -> Conditions:
    """The conditions that a query string states; what cannot be used is left out and said.

    `committee` is the one whose rows are meant, if it is one: it is then searched alone.
    """
    held, bad = [], []
    for one in filters_of(kind):
        labels = dict(choices.get(one.key, ()))
        for value in dict.fromkeys(query.getlist(one.key)):
            if not value.strip():
                continue
            try:
                held.append(_condition(kind, one, value.strip(), labels))
            except (ValueError, TypeError, ValidationError):
                bad.append(f"“{one.label}”的条件“{value}”看不懂，没有采用。")
    search = query.get("q", "").strip()[:100]
    sort = query.get("sort", "")[:40]
    found, wrong = searched(kind, search, committee) if search else (Q(), [])
    return Conditions(kind, tuple(held), search, sort, (*bad, *wrong), found)


def _condition(kind: Kind, one: Filter, value: str, labels: Mapping[str, str]) -> Condition:
    if one.how in ("since", "until"):
        value = str(Day().clean(value))
    if labels and value not in labels:
        raise ValueError(value)
    narrowed = one.q(value)
    if not labels:
        # Building the query, without sending it, tells whether the value fits its column.
        kind.model._default_manager.filter(narrowed)
    return Condition(one, value, labels.get(value, value), narrowed)


def _standing(kind: Kind, states_named: bool) -> Q:
    """What a list leaves out unless asked for: void records, facts struck out."""
    if kind.charter and not states_named:
        return ~Q(**{"state" if kind.charter.part else "record__state": "void"})
    if hasattr(kind.model, "struck_at"):
        return Q(struck_at__isnull=True)
    return Q()


def searched(kind: Kind, text: str, committee: int | None = None) -> tuple[Q, list[str]]:
    """The rows that a typed text finds, by the register's index and the kind's own conditions, or in
    the columns shown; and a sentence about each condition that was not understood."""
    if kind.has_record:
        return _of_register(kind, text, () if committee is None else (committee,))
    found, paths = Q(), _text_paths(kind)
    for word in text.split():
        found &= _shown(paths, word)
    return found, []


def _of_register(kind: Kind, text: str, committees: tuple[int, ...]) -> tuple[Q, list[str]]:
    meaning, asked = Meaning(committees), typed(text, [kind])
    meant = meaning.conditions(kind, asked)
    if meant is None:
        return NOBODY, unknown(asked, [kind], meaning)
    phrases = tokens.query(asked.words).phrases
    if not kind.is_record and phrases:
        for phrase in phrases:
            meant &= _of_part(kind, phrase, committees)
    elif phrases or not (asked.said or asked.days):
        meant &= meaning.words(asked.words, [kind], "record__")
    return meant & on_any_day(asked, "record__"), []


def _of_part(kind: Kind, phrase: str, committees: tuple[int, ...]) -> Q:
    """The parts that have a phrase in a column shown, or whose record it may be the number of. The
    register's index is not asked: who sees a part need not see all that its record says. Each way is
    asked by itself, within the committees: as alternatives, PostgreSQL would go through the parts of all."""
    ways = [_shown([path], phrase) for path in _text_paths(kind)]
    if said := serials.records_of(phrase, committees):
        ways.append(Q(record__in=said))
    own = kind.model._default_manager.order_by().values("pk")
    if committees:
        own = own.filter(record__committee__in=committees)
    rows = [own.filter(way) for way in ways]
    if len(rows) > 1:
        return Q(pk__in=rows[0].union(*rows[1:], all=True))
    return ways[0] if ways else NOBODY


def _shown(paths: list[str], word: str) -> Q:
    """A word occurs in one of the columns."""
    hit = Q(pk__in=())
    for path in paths:
        hit |= Q(**{f"{path}__icontains": word})
    return hit


CALLED: Mapping[type[models.Model], tuple[str, ...]] = {Person: ("name",), Body: ("name", "short")}
"""By which columns one asks for those whom a column shows."""


def _text_paths(kind: Kind) -> list[str]:
    """The columns of text that a list shows, and the names of the people and bodies it shows."""
    found = []
    for column in kind.columns:
        path = column.value
        if isinstance(path, str) and (shown := _field(kind.model, path)):
            if isinstance(shown, models.CharField | models.TextField) and path != "state":
                found.append(path)
            elif shown.is_relation and isinstance(shown.related_model, type):
                names = CALLED.get(shown.related_model, ())
                found += [f"{path}__{name}" for name in names]
    return found


def _field(model: type[models.Model], path: str) -> Any:
    """The field at the end of a path; None where there is none."""
    holder: type[models.Model] | None = model
    found: Any = None
    for step in path.split("__"):
        if holder is None:
            return None
        try:
            found = holder._meta.get_field(step)
        except FieldDoesNotExist:
            return None
        related = found.related_model if found.is_relation else None
        holder = related if isinstance(related, type) else None
    return found
