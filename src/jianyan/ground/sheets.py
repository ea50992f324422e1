"""Reads tables people have: .xlsx, .xls, .csv, with titles above the header and cells as typed.

`read` gives rows by header with the row number people see. With columns declared, values are
turned into what the column holds, and each cell that cannot be is an error with its row.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Literal

from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from .sheet_cells import Cell, CellProblem, fold_header, plain, turned
from .sheet_safety import MAX_ROWS, SheetError, check

HEADER_WITHIN = 30


@dataclass(frozen=True, slots=True)
class Column:
    """A column of ours: its key, the header people see, what it holds, what to write in it."""

    name: str
    title: str
    kind: Literal["text", "integer", "number", "date", "choice"] = "text"
    required: bool = False
    meaning: str = ""
    choices: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    width: int = 16

    def known_as(self) -> set[str]:
        """Every header under which the column is recognised, folded."""
        return {fold_header(one) for one in (self.name, self.title, *self.aliases)}


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: its number in the sheet, and its filled cells by header or column key."""

    number: int
    values: dict[str, Cell]


@dataclass(frozen=True, slots=True)
class RowError:
    """A cell that cannot be used, where people find it, and what stands in it."""

    row: int
    column: str
    message: str
    value: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Table:
    """What a sheet holds. `unused` are its headers that no column takes."""

    headers: list[str]
    rows: list[Row]
    errors: list[RowError] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Grid:
    cells: list[list[Cell]]
    merged: list[tuple[tuple[int, int], tuple[int, int]]]


def headers(source: Path | bytes, columns: Sequence[Column] = ()) -> list[str]:
    """The headers of a foreign table, for the page that maps them. Raises SheetError."""
    return read_raw(source, [known for one in columns for known in one.known_as()]).headers


def read(
    source: Path | bytes, columns: Sequence[Column], mapping: Mapping[str, str] | None = None
) -> Table:
    """The rows by column key, each value as its column holds it; blank cells are left out.

    `mapping` (header of the table to column key) comes before our own headers. Raises SheetError
    when the file cannot be used or a required column is missing.
    """
    taken = {fold_header(header): name for header, name in (mapping or {}).items()}
    known = [*taken, *(one for column in columns for one in column.known_as())]
    raw = read_raw(source, known)
    chosen = _chosen(raw.headers, columns, taken)
    if missing := [
        one.title for one in columns if one.required and one.name not in chosen.values()
    ]:
        listed = "、".join(f"“{title}”" for title in missing)
        raise SheetError(f"表格缺少必填的列{listed}。请用模板填写，或在列对应中指定。")
    table = Table(raw.headers, [], unused=[one for one in raw.headers if one not in chosen])
    by_name = {column.name: column for column in columns}
    for row in raw.rows:
        values: dict[str, Cell] = {}
        for header, name in chosen.items():
            column = by_name[name]
            try:
                value = turned(row.values.get(header), column.kind, column.choices)
                if value is None and column.required:
                    raise CellProblem("必填，不能为空。")
                if value is not None:
                    values[name] = value
            except CellProblem as problem:
                held = str(row.values.get(header) or "")
                table.errors.append(RowError(row.number, column.title, str(problem), held))
        table.rows.append(Row(row.number, values))
    return table


def _chosen(
    found: Sequence[str], columns: Sequence[Column], taken: Mapping[str, str]
) -> dict[str, str]:
    """Header of the table to column key, each column once, the first header winning."""
    ours = {known: column.name for column in columns for known in column.known_as()}
    names = {column.name for column in columns}
    chosen: dict[str, str] = {}
    for source in (taken, ours):
        for header in found:
            name = source.get(fold_header(header))
            if name in names and name not in chosen.values() and header not in chosen:
                chosen[header] = name
    return chosen


def read_raw(source: Path | bytes, known: Iterable[str] = ()) -> Table:
    """The rows by header as they stand. `known` headers tell which row is the header.

    Raises SheetError.
    """
    data = source if isinstance(source, bytes) else source.read_bytes()
    wanted = {fold_header(one) for one in known}
    kind = check(data)
    grids = [_csv_grid(data)] if kind == "csv" else _workbook_grids(data)
    best, at, score = None, 0, 0
    for grid in grids:
        line, found = _header_row(grid.cells, wanted)
        if found > score:
            best, at, score = grid, line, found
    if best is None:
        raise SheetError("没有找到表头。请检查第一张工作表是否有写着列名的一行，或改用模板填写。")
    return _table(best, at)


def _table(grid: _Grid, at: int) -> Table:
    names = _unique([str(plain(cell) or "") for cell in grid.cells[at]])
    _fill_merged(grid, at)
    table = Table([name for name in names if name], [])
    for number, cells in enumerate(grid.cells[at + 1 :], start=at + 2):
        values: dict[str, Cell] = {
            name: value
            for name, cell in zip(names, cells, strict=False)
            if name and (value := plain(cell)) is not None
        }
        if values:
            table.rows.append(Row(number, values))
        if len(table.rows) > MAX_ROWS:
            raise SheetError(f"一次至多导入{MAX_ROWS}行，请拆成几个文件。")
    return table


def _unique(names: Sequence[str]) -> list[str]:
    seen: dict[str, int] = {}
    found = []
    for name in names:
        name = re.sub(r"\s+", "", name)
        seen[name] = seen.get(name, 0) + 1
        found.append(f"{name}({seen[name]})" if name and seen[name] > 1 else name)
    return found


def _header_row(cells: Sequence[Sequence[Cell]], wanted: set[str]) -> tuple[int, int]:
    """Which row is the header, and how sure that is (0: none)."""
    best, score = 0, 0
    for number, row in enumerate(cells[:HEADER_WITHIN]):
        texts = [cell for cell in map(plain, row) if cell is not None]
        hits = len({fold_header(str(cell)) for cell in texts} & wanted)
        if hits * 1000 > score:
            best, score = number, hits * 1000
    if score:
        return best, score
    for number, row in enumerate(cells[:HEADER_WITHIN]):
        texts = [cell for cell in map(plain, row) if cell is not None]
        distinct = {cell for cell in texts if isinstance(cell, str)}
        if len(texts) > 1 and len(distinct) == len(texts) and len(texts) > score:
            best, score = number, len(texts)
    return best, score


def _fill_merged(grid: _Grid, header: int) -> None:
    """A cell merged downwards holds for each of its rows."""
    for (top, left), (bottom, right) in grid.merged:
        if left != right or top <= header:
            continue
        for number in range(top + 1, min(bottom + 1, len(grid.cells))):
            if left < len(grid.cells[number]):
                grid.cells[number][left] = grid.cells[top][left]


def _workbook_grids(data: bytes) -> list[_Grid]:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        shown = [
            one.name for one in book.sheets_metadata if one.visible == SheetVisibleEnum.Visible
        ]
        grids = []
        for name in shown:
            sheet = book.get_sheet_by_name(name)
            cells: list[list[Cell]] = [
                [_cell(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)
            ]
            grids.append(_Grid(cells, list(sheet.merged_cell_ranges or [])))
        return grids
    except (CalamineError, OSError, ValueError):
        raise SheetError(
            "表格已损坏，读不出来。请用 Excel 或 WPS 打开后重新保存为 .xlsx。"
        ) from None


def _cell(cell: object) -> Cell:
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float):
        # Excel keeps fifteen digits; more would print what nobody typed.
        exact = Decimal(f"{cell:.15g}")
        return int(exact) if exact == exact.to_integral_value() else exact
    if isinstance(cell, timedelta):
        return str(cell)
    if isinstance(cell, time):
        return cell.strftime("%H:%M")
    if isinstance(cell, datetime):
        return cell.date() if cell.time() == time() else cell
    return cell if isinstance(cell, (str, int, date)) else None


def _csv_grid(data: bytes) -> _Grid:
    text = _decoded(data).replace("\r\n", "\n")
    first = next((line for line in text.split("\n") if line.strip()), "")
    delimiter = max(",\t;", key=first.count)
    try:
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=False)
        cells: list[list[Cell]] = []
        for line in lines:
            cells.append([*line])
            if len(cells) > MAX_ROWS + HEADER_WITHIN:
                raise SheetError(f"一次至多导入{MAX_ROWS}行，请拆成几个文件。")
    except csv.Error:
        raise SheetError(
            "CSV 的格式有误（可能有未配对的引号）。请用 Excel 或 WPS 另存为 .xlsx。"
        ) from None
    return _Grid(cells, [])


def _decoded(data: bytes) -> str:
    encodings = ["utf-8-sig", "gb18030"]
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    for encoding in encodings:
        try:
            return unicodedata.normalize("NFC", data.decode(encoding))
        except UnicodeDecodeError:
            continue
    raise SheetError("认不出 CSV 的编码。请另存为 UTF-8 编码的 CSV，或 .xlsx。")
