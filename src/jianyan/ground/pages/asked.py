"""What a typed search means of a kind's rows: its conditions by the kind's own filters, its names by
who stands on them, its words by the index."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Q, QuerySet, Value

from jianyan.ground import serials, tokens
from jianyan.ground.kinds import Filter, Kind, Named
from jianyan.ground.models import Body, Person, Record, Session
from jianyan.ground.prepared import GivenMany, condition_of, rows_of
from jianyan.ground.search import matching
from jianyan.ground.typed import Days, Said, Typed, days_of, read
from jianyan.kernel.rules import NOBODY

from .filters import filters_of

PEOPLE = ("委员", "人员", "姓名", "人")
BODIES = ("单位", "机构", "部门")
DAYS = ("日期", "时间", "年份", "年度")
NUMBERS = ("编号", "号")
TITLES = ("标题", "题目")
KIND, SESSION, STATE = "种类", "届次", "状态"
ALWAYS = (*PEOPLE, *BODIES, *DAYS, *NUMBERS, *TITLES, KIND, SESSION, STATE)
MOST = 200
"""So many people or bodies may bear a name that is asked for."""
Keys = tuple[list[int], list[int]]
"""The keys of people and of bodies."""


def typed(text: str, kinds: Iterable[Kind]) -> Typed:
    """A typed text taken apart, by the conditions that these kinds know."""
    names = set(ALWAYS)
    for kind in kinds:
        names |= {one.label for one in filters_of(kind)} | {one.label for one in kind.named}
        names |= {column.label for column in kind.columns if column.key in ("number", "title")}
    return read(text, names)


class Meaning:
    """What names and conditions mean in some committees; each name is looked up once."""

    def __init__(self, committees: Sequence[int]) -> None:
        self.committees = tuple(committees)
        self._called: dict[str, Keys] = {}
        self._exact: dict[tuple[str, ...], dict[str, Keys]] = {}
        self._choices: dict[Filter, list[tuple[str, str]]] = {}
        self._meant: dict[tuple[str, Said], Q | None] = {}

    def condition(self, kind: Kind, said: Said) -> Q | None:
        """The rows of a kind that a condition means, its values being alternatives; None where the
        kind does not know such a condition or none of the values."""
        key = (kind.slug, said)
        if key not in self._meant:
            found = [self._value(kind, said.name, value) for value in said.values]
            known = [one for one in found if one is not None]
            self._meant[key] = _any(known) if known else None
        return self._meant[key]

    def conditions(self, kind: Kind, asked: Typed) -> Q | None:
        """The rows of a kind that all conditions mean (those of one name are alternatives); None
        where the kind does not know one of them."""
        named: dict[str, list[Q]] = {}
        for said in asked.said:
            meant = self.condition(kind, said)
            if meant is not None:
                named.setdefault(said.name, []).append(meant)
        if {said.name for said in asked.said} - named.keys():
            return None
        found = Q()
        for alternatives in named.values():
            found &= _any(alternatives)
        return found

    def words(self, text: str, kinds: Iterable[Kind], prefix: str = "") -> Q:
        """The rows that words find: by the index, or, of a word that is somebody's name, by who
        stands on them. On the register's rows, or (`record__`) on those of the one kind."""
        on_register, kinds = prefix != "record__", list(kinds)
        phrases = tokens.query(text).phrases
        if phrases not in self._exact:
            self._exact[phrases] = self._exactly(phrases)
        called = self._exact[phrases]
        if not called or not self.committees:
            return matching(text, prefix, self.committees)
        plain = " ".join(f'"{one}"' for one in phrases if one not in called)
        found = matching(plain, prefix, self.committees) if plain else Q()
        for phrase, keys in called.items():
            by_name = self._named(kinds, keys, on_register=on_register)
            found &= matching(f'"{phrase}"', prefix, self.committees) | by_name
        return found

    def _named(self, kinds: Sequence[Kind], keys: Keys, *, on_register: bool) -> Q:
        """The rows on which these people or bodies stand. The condition is kept for other names: it
        takes longer to write than to answer."""
        people, bodies = (len(side) for side in keys)
        given = GivenMany(0, people) if people else (), GivenMany(people, bodies) if bodies else ()

        def written() -> Q:
            found = NOBODY
            for kind in kinds:
                standing = self._standing(kind, kind.named, *given)
                if standing is not None and kind.charter:
                    found |= _of_kind(kind, standing, self.committees) if on_register else standing
            return found

        model = Record if on_register else kinds[0].model
        key = ("named", tuple(kind.slug for kind in kinds), self.committees, people, bodies)
        return condition_of(key, model, written, [*keys[0], *keys[1]])

    def _exactly(self, phrases: Sequence[str]) -> dict[str, Keys]:
        """Of the phrases those that are names in the committees, with whose: one statement."""
        wanted = [one.strip() for one in phrases]
        if not wanted or not self.committees:
            return {}
        count, within = len(wanted), self.committees
        key = ("exactly named", within, count)
        found: dict[str, Keys] = {}
        for side, name, pk in rows_of(key, lambda: _exactly_named(within, count), wanted):
            found.setdefault(name, ([], []))[side].append(pk)
        return {one: found[one.strip()] for one in phrases if one.strip() in found}

    def _value(self, kind: Kind, name: str, value: str) -> Q | None:
        found = [one for one in (self._own(kind, name, value),) if one is not None]
        named = [
            one
            for one in kind.named
            if name == one.label
            or (name in PEOPLE and one.people)
            or (name in BODIES and one.bodies)
        ]
        sided, keys = _sided(named, name), self._like(value) if named else ([], [])
        if named and (standing := self._standing(kind, sided, *keys)) is not None:
            found.append(standing)
        elif named:
            found.append(NOBODY)
        labelled = {one.label for one in named}
        for one in filters_of(kind):
            alike = not kind.named and name in BODIES and one.label.endswith(BODIES)
            if (one.label == name or alike) and name not in labelled:
                found += self._filtered(one, value)
        return _any(found) if found else None

    def _own(self, kind: Kind, name: str, value: str) -> Q | None:
        """Conditions on what every record has."""
        columns = {column.label: column.key for column in kind.columns}
        if name in DAYS and (days := days_of(value)):
            return of_days(days, "record__")
        if name in NUMBERS or columns.get(name) == "number":
            said = serials.records_of(value, self.committees)
            return Q(record__number__iexact=value) | Q(record__in=said)
        if name in TITLES or columns.get(name) == "title":
            return Q(record__title__icontains=value)
        if name == KIND and value in kind.title:
            return Q()
        if name == SESSION:
            rows = Session.objects.filter(term__committee__in=self.committees)
            of = [one.pk for one in rows.select_related("term") if value in (one.code, str(one))]
            return Q(record__session__in=of) if of else None
        return None

    def _filtered(self, one: Filter, value: str) -> list[Q]:
        """What a filter of the list means by a typed value: no, one or several alternatives."""
        if one.how in ("since", "until"):
            days = days_of(value)
            return [one.q(str(days.start if one.how == "since" else days.end))] if days else []
        if one.choices is None:
            return [one.q(value)]
        if one not in self._choices:
            self._choices[one] = list(one.choices(self.committees))
        offered = self._choices[one]
        codes = [code for code, label in offered if value == label]
        codes = codes or [code for code, label in offered if value in label]
        if not codes and one.label.endswith(BODIES):
            rows = Body.objects.filter(pk__in=self._like(value)[1])  # by their short names too
            called = set(rows.values_list("code", flat=True))
            codes = [code for code, _ in offered if code in called]
        return [one.q(code) for code in codes]

    def _standing(self, kind: Kind, named: Sequence[Named], people: Any, bodies: Any) -> Q | None:
        """The rows of a kind on which any of the people or bodies, by their keys, stands. Each way to stand there is
        asked by itself, within the committees, and the keys are put together: asked as alternatives,
        PostgreSQL goes through the rows of all committees."""
        ways = [one.people(people) for one in named if one.people and people]
        ways += [one.bodies(bodies) for one in named if one.bodies and bodies]
        if len(ways) < 2:
            return ways[0] if ways else None
        own = kind.model._default_manager.order_by().values("pk")
        if kind.charter:
            own = own.filter(record__committee__in=self.committees)
        rows = [own.filter(way) for way in ways]
        return Q(pk__in=rows[0].union(*rows[1:], all=True))

    def _like(self, value: str) -> Keys:
        """The people and bodies in whose names a value occurs."""
        if value not in self._called:
            people = Person.objects.filter(name__icontains=value, committee__in=self.committees)
            called = Q(name__icontains=value) | Q(short__icontains=value)
            bodies = Body.objects.filter(called, committee__in=self.committees)
            self._called[value] = (
                list(people.values_list("pk", flat=True)[:MOST]),
                list(bodies.values_list("pk", flat=True)[:MOST]),
            )
        return self._called[value]


def _exactly_named(committees: Sequence[int], count: int) -> QuerySet[Any, Any]:
    """Of so many names, given when it is asked, whose they are: 0 a person's, 1 a body's."""
    within = {"committee__in": committees}
    names = GivenMany(0, count)
    people = Person.objects.filter(name__in=names, **within)
    bodies = Body.objects.filter(name__in=names, **within)
    shorts = Body.objects.filter(short__in=names, **within)
    tables = [
        rows.order_by().annotate(side=Value(side)).values_list("side", of, "pk")
        for rows, side, of in ((people, 0, "name"), (bodies, 1, "name"), (shorts, 1, "short"))
    ]
    return tables[0].union(*tables[1:])


def of_days(days: Days, prefix: str = "") -> Q:
    """The rows dated on the days."""
    return Q(**{f"{prefix}dated_on__range": (days.start, days.end)})


def on_any_day(asked: Typed, prefix: str = "") -> Q:
    """The rows dated on any of the days that were typed; all when none were."""
    return _any([of_days(one, prefix) for one in asked.days]) if asked.days else Q()


def unknown(asked: Typed, kinds: Sequence[Kind], meaning: Meaning) -> list[str]:
    """A sentence for each condition that none of the kinds knows, with what could be written."""
    found = []
    for said in asked.said:
        if all(meaning.condition(kind, said) is None for kind in kinds):
            offered = dict.fromkeys(
                label
                for kind in kinds
                for one in filters_of(kind)
                if one.label == said.name and one.choices
                for _, label in one.choices(meaning.committees)
            )
            hint = f"可写：{'、'.join(list(offered)[:12])}。" if offered else "请换一个写法。"
            if said.name in DAYS:
                hint = "可写：2020年、2020年3月、2020-03-02、2020-03-01..2020-06-30。"
            found.append(f"条件“{said.text}”没有对上，{hint}")
    return found


def _sided(named: Sequence[Named], name: str) -> list[Named]:
    """Of people alone, or of bodies alone, where the word says so."""
    if name in PEOPLE:
        return [Named(one.label, people=one.people) for one in named]
    if name in BODIES:
        return [Named(one.label, bodies=one.bodies) for one in named]
    return list(named)


def _of_kind(kind: Kind, standing: Q, committees: Sequence[int]) -> Q:
    """The register's rows of a kind that a condition on the kind's own rows means."""
    rows: Any = kind.model._default_manager.filter(standing, record__committee__in=committees)
    return Q(pk__in=rows.values("pk"))


def _any(alternatives: Sequence[Q]) -> Q:
    """Any of them; an empty one is all rows."""
    found = NOBODY
    for one in alternatives:
        if one == Q():
            return Q()
        found |= one
    return found
