"""Statements written once: for a figure of a year, or all that waits on somebody, the ORM takes longer
to write the SQL than the database to answer it, and the same is asked again and again.

What is kept is the statement, never an answer.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import BigIntegerField, Expression, QuerySet

Value = int | str
MOST = 600
_WRITTEN: OrderedDict[Hashable, Prepared | None] = OrderedDict()


class Given(Expression):
    """A value that is not part of the statement: it is given each time it is asked, in its place.

    A whole number, or a day written 2026-01-31.
    """

    output_field = BigIntegerField()

    def __init__(self, place: int = 0) -> None:
        super().__init__()
        self.place = place

    def as_sql(self, *_: Any, **__: Any) -> tuple[str, tuple[Any, ...]]:
        return "%s", (self,)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A statement with its parameters, and what makes Python values of some of its columns."""

    sql: str
    params: tuple[Any, ...]
    converters: tuple[tuple[int, tuple[Callable[..., Any], ...], Any], ...]

    def rows(self, given: Sequence[Value] = ()) -> list[tuple[Any, ...]]:
        """Ask the database."""
        params = [given[one.place] if isinstance(one, Given) else one for one in self.params]
        with connection.cursor() as cursor:
            cursor.execute(self.sql, params)
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
    key: Hashable, build: Callable[[], QuerySet[Any]], given: Sequence[Value] = ()
) -> list[tuple[Any, ...]]:
    """The rows of a `values_list`, whose statement is written on the first asking with this key.

    The key must hold all that the statement depends on, but for the values that take the places of
    `Given(0)`, `Given(1)` and so on.
    """
    if key not in _WRITTEN:
        _WRITTEN[key] = _written(build())
        if len(_WRITTEN) > MOST:
            _WRITTEN.popitem(last=False)
    _WRITTEN.move_to_end(key)
    statement = _WRITTEN[key]
    return statement.rows(given) if statement else []


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
        tuple(params),
        tuple((place, tuple(found), column) for place, (found, column) in converters.items()),
    )
