"""The lines of a proposal in a Word file, also of our own 提案纸, blank or given out."""

from __future__ import annotations

from typing import Any

from docx.document import Document
from docx.table import Table

from jianyan.ground.official.gbt9704 import TITLE
from jianyan.ground.official.sheet import NOTE
from jianyan.ground.paper_parts import HEADING

MATTER, FILES = "案由", "附件"


def lines_of_paper(document: Document) -> list[str]:
    """The lines as they stand, each cell of a table by itself. Of our own form only the title and the
    three parts: its numbers, names, signatures and notes are no part of the text."""
    blocks: list[Any] = []
    for one in document.iter_inner_content():
        blocks += _rows(one) if isinstance(one, Table) else [one]
    rows = [one for one in blocks if isinstance(one, list)]
    title = next((row[1] for row in rows if row[0] == MATTER and len(row) == 2), None)
    if title is None:
        return [line for one in blocks for line in (one if isinstance(one, list) else [one.text])]
    lines = [f"{MATTER}：{title}"] if title else []
    for one in blocks:
        if isinstance(one, list):
            lines += one if HEADING.match(one[0]) else []
        elif one.style.name not in (TITLE, NOTE) and not one.text.startswith(FILES):
            lines.append(one.text)
    return lines


def _rows(table: Table) -> list[list[str]]:
    """The cells of each row; one that spans several columns once."""
    rows = [list({cell._tc: cell for cell in row.cells}.values()) for row in table.rows]
    return [[cell.text.strip() for cell in cells] for cells in rows if cells]
