"""Statements written once: for a figure of a year, or all that waits on somebody, the ORM takes longer
to write the SQL than the database to answer it, and the same is asked again and again.

What is kept is the statement, never an answer. Of members with the same offices one asks what the other
asked, so a statement is written for whoever it is (`in_general`), and who it is is given with the rest.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from threading import Lock
from typing import Any

from django.core.exceptions import EmptyResultSet, FullResultSet
from django.db import connection
from django.db.models import BigIntegerField, BooleanField, Expression, Model, Q, QuerySet
from django.db.models.sql.compiler import SQLCompiler

from jianyan.kernel.rules import NOBODY, Actor

Plain = int | str
MOST = 600
_WRITTEN: OrderedDict[Hashable, Any] = OrderedDict()
_LOCK = Lock()
"""Held while `_WRITTEN` changes: what one thread asks for, another may be putting out."""
_PERSON, _ACCOUNT, _SEEN = -1_000_000_007, -1_000_000_009, -1_000_000_021
"""Stand for keys that are given each time; no row has such a key."""


class Given(Expression):
    """A value that is not part of the statement: it is given each time it is asked, in its place.

    A whole number, a text, or a day written 2026-01-31.
    """

    output_field = BigIntegerField()

    def __init__(self, place: int = 0) -> None:
        super().__init__()
        self.place = place

    def as_sql(self, *_: Any, **__: Any) -> tuple[str, tuple[Any, ...]]:
        return "%s", (self,)


class GivenMany(Expression):
    """So many values behind `__in`, given each time: the first of them in the place `first`."""

    output_field = BigIntegerField()

    def __init__(self, first: int, count: int) -> None:
        super().__init__()
        self.first, self.count = first, count

    def as_sql(self, *_: Any, **__: Any) -> tuple[str, tuple[Any, ...]]:
        marks = ", ".join(["%s"] * self.count)
        return f"({marks})", tuple(Given(self.first + place) for place in range(self.count))


def in_general(actor: Actor) -> tuple[Actor, tuple[Plain, ...]]:
    """Somebody with the actor's offices, for whom statements are written, and what makes him the actor:
    it is given last, after whatever else is."""
    actor = actor.itself()
    one = next(iter(actor.seen)) if len(actor.seen) == 1 else None
    stand_in = replace(
        actor,
        person=_PERSON if actor.person else None,
        account=_ACCOUNT if actor.account else None,
        seen=actor.seen if one is None else frozenset({_SEEN}),
        name="",
    )
    return stand_in, (actor.person or 0, actor.account or 0, one or 0)


_WHOSE = {_PERSON: Given(-3), _ACCOUNT: Given(-2), _SEEN: Given(-1)}


@dataclass(frozen=True, slots=True)
class Prepared:
    """A statement with its parameters, and what makes Python values of some of its columns."""

    sql: str
    params: tuple[Any, ...]
    converters: tuple[tuple[int, tuple[Callable[..., Any], ...], Any], ...]

    def rows(self, given: Sequence[Plain] = ()) -> list[tuple[Any, ...]]:
        """Ask the database."""
        with connection.cursor() as cursor:
            cursor.execute(self.sql, _filled(self.params, given))
            found: list[tuple[Any, ...]] = cursor.fetchall()
        if not self.converters:
            return found
        return [self._converted(list(row)) for row in found]

    def _converted(self, row: list[Any]) -> tuple[Any, ...]:
        for place, functions, expression in self.converters:
            for function in functions:
                row[place] = function(row[place], expression, connection)
        return tuple(row)


def rows_of(
    key: Hashable, build: Callable[[], QuerySet[Any]], given: Sequence[Plain] = ()
) -> list[tuple[Any, ...]]:
    """The rows of a `values_list`, whose statement is written on the first asking with this key.

    The key must hold all that the statement depends on, but for the values that take the places of
    `Given(0)`, `Given(1)` and so on.
    """
    statement: Prepared | None = _kept(key, lambda: _written(build()))
    return statement.rows(given) if statement else []


def condition_of(
    key: Hashable, model: type[Model], build: Callable[[], Q], given: Sequence[Plain] = ()
) -> Q:
    """A condition on a model's rows, written on the first asking with this key (see `rows_of`).

    Of a column that may be empty it may not be turned round: SQL's NOT of what is unknown is unknown.
    """
    found: Q | tuple[str, tuple[Any, ...]] = _kept(
        ("condition", model, key), lambda: _condition(model, build())
    )
    if isinstance(found, Q):
        return found
    sql, params = found
    return Q(Written(model._meta.db_table, sql, _filled(params, given)))


class Written(Expression):
    """A condition in SQL on the rows of a table, whatever a query calls that table."""

    conditional = True
    output_field = BooleanField()

    def __init__(self, table: str, sql: str, params: tuple[Any, ...]) -> None:
        super().__init__()
        self.table, self.sql, self.params = table, sql, params

    def as_sql(
        self, compiler: SQLCompiler, connection: Any, **_: Any
    ) -> tuple[str, tuple[Any, ...]]:
        called = next(iter(compiler.query.alias_map), self.table)
        quoted = connection.ops.quote_name
        return self.sql.replace(f"{quoted(self.table)}.", f"{quoted(called)}."), self.params


def _filled(params: Sequence[Any], given: Sequence[Plain]) -> tuple[Any, ...]:
    return tuple(given[one.place] if isinstance(one, Given) else one for one in params)


def _params(params: Sequence[Any]) -> tuple[Any, ...]:
    return tuple(_WHOSE.get(one, one) if isinstance(one, int) else one for one in params)


def _kept(key: Hashable, write: Callable[[], Any]) -> Any:
    with _LOCK:
        if key in _WRITTEN:
            _WRITTEN.move_to_end(key)
            return _WRITTEN[key]
    # What is written may hold what is kept.
    written = write()
    with _LOCK:
        _WRITTEN[key] = written
        if len(_WRITTEN) > MOST:
            _WRITTEN.popitem(last=False)
    return written


def _condition(model: type[Model], meant: Q) -> Q | tuple[str, tuple[Any, ...]]:
    rows = model._default_manager.order_by()
    query = rows.filter(meant).query
    compiler = query.get_compiler(connection=connection)
    try:
        compiler.pre_sql_setup()
        sql, params = compiler.compile(query.where)
    except EmptyResultSet:
        return NOBODY
    except FullResultSet:
        return Q()
    if sum(query.alias_refcount[alias] > 0 for alias in query.alias_map) > 1:
        # Only the words behind WHERE are kept: what joins is asked by key.
        return _condition(model, Q(pk__in=rows.filter(meant).values("pk")))
    return f"({sql})", _params(params)


def _written(rows: QuerySet[Any]) -> Prepared | None:
    """The statement of a `values_list`; None when no row can answer it."""
    compiler = rows.query.get_compiler(connection=connection)
    try:
        sql, params = compiler.as_sql()
    except EmptyResultSet:
        return None
    columns = [each[0] for each in (compiler.select or [])[: compiler.col_count]]
    converters = compiler.get_converters(columns)
    return Prepared(
        sql,
        _params(params),
        tuple((place, tuple(found), column) for place, (found, column) in converters.items()),
    )
