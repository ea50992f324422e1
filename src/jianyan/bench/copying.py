"""A committee copied with all its rows, set by set: a million records stand in minutes.

What was made while somebody watched is what has keys above the highest of before. A copy has the
same rows with keys moved up by as many as were given out; a reference moves with the table that it
points into, unless it points to a row that was there before and is shared. This holds for any
table, so that a table added tomorrow is copied too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.db.models import Max

from jianyan.ground import search
from jianyan.ground.models import Committee, Record


@dataclass(frozen=True, slots=True)
class Span:
    """The keys given out in a table while something was made: above `after`, up to `until`."""

    after: int
    until: int

    def shift(self, copy: int) -> int:
        """How far the keys of a copy stand from the original's."""
        return (self.until - self.after) * copy


Spans = Mapping[str, Span]


def highest() -> dict[str, int]:
    """The highest key of every table that numbers its rows."""
    return {
        model._meta.db_table: model._base_manager.aggregate(top=Max("pk"))["top"] or 0
        for model in _tables()
        if _numbers(model)
    }


def made_since(before: Mapping[str, int]) -> Spans:
    """What was made since `before`, as `highest` gave it then."""
    return {table: Span(before[table], until) for table, until in highest().items()}


def copy_made(
    made: Spans, code: str, copies: Iterable[int], done: Callable[[int], object] = bool
) -> None:
    """Copy all rows made, once for each number of `copies` (each number once only, from 1).

    `code` stands in what has to be unique (the committee's code, the name of its account): a copy
    has its own number in the place of the last three figures. `done` is told each number.
    """
    with connection.constraint_checks_disabled():
        for copy in copies:
            with transaction.atomic():
                _copy(made, copy, code, f"{code[:-3]}{copy:03d}")
            done(copy)
    numbering = [model for model in _tables() if _numbers(model)]
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), numbering):
            cursor.execute(sql)


def _copy(spans: Spans, copy: int, code: str, own: str) -> None:
    for model in _tables():
        span = spans[_root(model)._meta.db_table]
        if span.until == span.after:
            continue
        columns, values, parameters = [], [], list[Any]()
        for field in model._meta.local_concrete_fields:
            value, given = _moved(field, spans, copy, code, own)
            columns.append(_quoted(str(field.column)))
            values.append(value)
            parameters += given
        table, key = _quoted(model._meta.db_table), _quoted(str(_key(model).column))
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(values)} "  # noqa: S608  (names of our own tables)
                f"FROM {table} WHERE {key} > %s AND {key} <= %s",
                [*parameters, span.after, span.until],
            )
    records = spans[Record._meta.db_table]
    committee = spans[Committee._meta.db_table]
    search.copy(
        records.after,
        records.until,
        records.shift(copy),
        (committee.until, committee.until + committee.shift(copy)),
    )


def _moved(field: Any, spans: Spans, copy: int, code: str, own: str) -> tuple[str, list[Any]]:
    """What a copy has in a column: an expression over the original's row, and its parameters."""
    column = _quoted(field.column)
    if isinstance(field, models.AutoField):
        return f"{column} + %s", [spans[field.model._meta.db_table].shift(copy)]
    if field.remote_field:
        span = spans[_root(field.related_model)._meta.db_table]
        moved = f"CASE WHEN {column} > %s AND {column} <= %s THEN {column} + %s ELSE {column} END"
        return moved, [span.after, span.until, span.shift(copy)]
    if field.unique and isinstance(field, models.CharField):
        return f"REPLACE({column}, %s, %s)", [code, own]
    return column, []


def _tables() -> list[type[models.Model]]:
    """Every table of ours whose rows are numbered, itself or by the row that it stands beside."""
    found = apps.get_models(include_auto_created=True)
    return [model for model in found if model._meta.managed and _numbers(_root(model))]


def _root(model: Any) -> type[models.Model]:
    """The table that gives the keys: of a kind's table the register."""
    while _key(model).remote_field:
        model = _key(model).related_model
    found: type[models.Model] = model
    return found


def _numbers(model: type[models.Model]) -> bool:
    return isinstance(_key(model), models.AutoField)


def _key(model: Any) -> Any:
    return model._meta.pk


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
