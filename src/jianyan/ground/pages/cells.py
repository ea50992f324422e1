"""From rows and columns to the cells that the table template draws."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from jianyan.ground.kinds import Column, Kind, at
from jianyan.ground.register import today
from jianyan.ground.templatetags.jianyan import cn_time

from .places import record_urls

Columns = Sequence[Column] | None
WIDTHS = {"date": "d", "state": "m", "due": "m", "number": "s", "people": "l"}


def within(kind: Kind) -> tuple[Column, ...]:
    """The columns of a part where it stands on its record's page: not those that repeat the record."""
    return tuple(
        column
        for column in kind.columns
        if column.key != "record" and not str(column.value).startswith("record__")
    )


def heads(kind: Kind, columns: Columns = None) -> list[dict[str, Any]]:
    """The columns of a table; where a kind says what a phone shows, the others are for a desk."""
    columns = kind.columns if columns is None else columns
    main, chosen = main_column(columns), any(column.phone for column in columns)
    rest = next((column.key for column in columns if column.wide), main)
    return [
        {
            "key": column.key,
            "label": column.label,
            "num": column.how == "number",
            "main": column.key == main,
            "width": "" if column.key == rest else WIDTHS.get(column.how, "m"),
            "phone": column.phone or column.key == main or not chosen,
        }
        for column in columns
    ]


def main_column(columns: Sequence[Column]) -> str:
    """The key of the column that leads to the row's page."""
    for column in columns:
        if column.how == "title":
            return column.key
    return columns[0].key


def table_rows(kind: Kind, rows: Iterable[Any], columns: Columns = None) -> list[dict[str, Any]]:
    """The rows of a table, each with its cells, name and page."""
    columns = kind.columns if columns is None else columns
    main, url = main_column(columns), record_urls(kind)
    found = []
    for row in rows:
        cells = [cell_of(kind, column, row) for column in columns]
        names = [
            text_of(cell) for column, cell in zip(columns, cells, strict=True) if column.key == main
        ]
        found.append(
            {"pk": row.pk, "url": url(row.pk), "cells": cells, "name": names[0] or str(row.pk)}
        )
    return found


def text_of(cell: Any) -> str:
    """What a cell says, for screen readers."""
    return str(cell.get("text", "")) if isinstance(cell, dict) else str(cell or "")


def cell_of(kind: Kind, column: Column, row: Any) -> Any:
    """One cell as the template wants it."""
    value = column.value(row) if callable(column.value) else at(row, column.value)
    if column.how == "state" and kind.charter:
        return {"state": {"label": kind.charter.label(value), "shape": kind.charter.shape(value)}}
    if column.how == "due":
        return {"clock": {"due": value} if isinstance(value, date) else value}
    if column.how == "people" and not isinstance(value, str):
        return "、".join(str(one) for one in value or ())
    if isinstance(value, datetime):
        return cn_time(value, today())
    if isinstance(value, date):
        return {"day": value}
    if isinstance(value, bool):
        return "是" if value else "否"
    if value is None or isinstance(value, str | int | float | dict):
        return value
    return str(value)
