"""Writes tables: exports of what is on the screen, and templates to be filled in."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, BinaryIO

import xlsxwriter
from django.utils import timezone

from .sheet_cells import Cell, escaped
from .sheets import Column

LIST_SHEET = "选项"
FILLED_ROWS = 2000
CLEAN = {code: None for code in range(32) if code not in (9, 10, 13)} | {0xFFFE: None, 0xFFFF: None}


def write(
    out: Path | BinaryIO,
    columns: Sequence[Column],
    rows: Iterable[Mapping[str, Cell]],
    sheet: str = "数据",
) -> int:
    """Writes rows by column key as .xlsx and says how many. Read back they are the same."""
    with _workbook(out, constant_memory=True) as book:
        page = book.add_worksheet(sheet_name(sheet))
        formats = _formats(book)
        _head(page, columns, formats)
        number = 0
        for number, row in enumerate(rows, start=1):
            for place, column in enumerate(columns):
                _put(page, number, place, row.get(column.name), formats)
        if columns:
            page.autofilter(0, 0, number, len(columns) - 1)
    return number


def write_template(out: Path | BinaryIO, columns: Sequence[Column], sheet: str = "数据") -> None:
    """Writes an empty table with a hint on each header and lists to choose from."""
    with _workbook(out) as book:
        page = book.add_worksheet(sheet_name(sheet))
        formats = _formats(book)
        _head(page, columns, formats)
        listed = [column for column in columns if column.choices]
        lists = book.add_worksheet(LIST_SHEET) if listed else None
        for place, column in enumerate(columns):
            page.write_comment(0, place, _hint(column), {"x_scale": 2, "author": "建言"})
            if lists is not None and column.choices:
                _list(page, lists, place, listed.index(column), column)
        if lists is not None:
            lists.freeze_panes(1, 0)


def sheet_name(text: str) -> str:
    """The text as a worksheet may be called."""
    cleaned = "".join(char for char in text if char not in "[]:*?/\\").strip("' ")
    return cleaned[:31] or "数据"


def _workbook(out: Path | BinaryIO, **options: bool) -> Any:
    target = str(out) if isinstance(out, Path) else out
    return xlsxwriter.Workbook(
        target,
        {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True} | options,
    )


def _formats(book: Any) -> dict[str, Any]:
    head = {
        "bold": True,
        "bg_color": "#F1F3F5",
        "border": 1,
        "border_color": "#CED4DA",
        "valign": "vcenter",
    }
    return {
        "head": book.add_format(head),
        "required": book.add_format(head | {"font_color": "#A61B29"}),
        "text": book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"}),
        "number": book.add_format({"valign": "top"}),
        "date": book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"}),
        "time": book.add_format(
            {"num_format": "yyyy-mm-dd hh:mm", "valign": "top", "align": "left"}
        ),
    }


def _head(page: Any, columns: Sequence[Column], formats: Mapping[str, Any]) -> None:
    kinds = {"date": "date", "integer": "number", "number": "number"}
    page.freeze_panes(1, 0)
    for place, column in enumerate(columns):
        wide = sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in column.title)
        page.set_column(
            place, place, max(column.width, wide + 3), formats[kinds.get(column.kind, "text")]
        )
    for place, column in enumerate(columns):
        page.write_string(
            0, place, column.title, formats["required" if column.required else "head"]
        )


def _put(page: Any, row: int, place: int, value: Cell, formats: Mapping[str, Any]) -> None:
    if value is None or value == "":
        return
    if isinstance(value, datetime):
        local = timezone.make_naive(value) if timezone.is_aware(value) else value
        page.write_datetime(row, place, local, formats["time"])
    elif isinstance(value, date):
        page.write_datetime(
            row, place, datetime(value.year, value.month, value.day), formats["date"]
        )
    elif isinstance(value, bool):
        page.write_string(row, place, "是" if value else "否", formats["text"])
    elif isinstance(value, (int, Decimal)) and _fits(value):
        page.write_number(row, place, value, formats["number"])
    else:
        text = format(value, "f") if isinstance(value, Decimal) else str(value)
        cleaned = text.replace("\r\n", "\n").replace("\r", "\n").translate(CLEAN)
        page.write_string(row, place, escaped(cleaned), formats["text"])


def _fits(value: int | Decimal) -> bool:
    """Whether Excel's fifteen digits hold the number exactly."""
    exact = Decimal(value)
    return (
        exact.is_finite() and len(exact.normalize().as_tuple().digits) <= 15 and abs(exact) < 10**15
    )


def _hint(column: Column) -> str:
    shapes = {"date": "写作 2020-03-01。", "integer": "填整数。", "number": "填数字，不写单位。"}
    parts = ["必填。" if column.required else "可空。", column.meaning, shapes.get(column.kind, "")]
    return "".join(parts) + (f"从“{LIST_SHEET}”中选。" if column.choices else "")


def _list(page: Any, lists: Any, place: int, at: int, column: Column) -> None:
    lists.set_column(at, at, max(column.width, 16))
    lists.write_string(0, at, column.title)
    for number, choice in enumerate(column.choices, start=1):
        lists.write_string(number, at, escaped(choice))
    letter = xlsxwriter.utility.xl_col_to_name(at, col_abs=True)
    page.data_validation(
        1,
        place,
        FILLED_ROWS,
        place,
        {
            "validate": "list",
            "source": f"={LIST_SHEET}!{letter}$2:{letter}${len(column.choices) + 1}",
            "error_title": "不在选项中",
            "error_message": f"请从“{LIST_SHEET}”工作表所列中选择。",
        },
    )
