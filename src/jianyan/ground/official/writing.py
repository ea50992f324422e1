"""Pieces that official documents are put together from: headings, 署名 and 成文日期, tables."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from .gbt9704 import BODY, CHARACTER, HEADING_FONTS, HEI, LINE, SIGNATURE, SMALL, set_font
from .tidying import width_of

Columns = Sequence[tuple[str, int]]
"""The columns of a table: (head, width in millimetres)."""


def add_heading(document: Document, head: str, level: int, rest: str = "") -> Paragraph:
    """A heading of a level, in its font; `rest` is text that follows it in the same paragraph."""
    paragraph = document.add_paragraph(style=BODY)
    set_font(paragraph.add_run(head), HEADING_FONTS[level])
    if rest:
        paragraph.add_run(rest)
    paragraph.paragraph_format.keep_with_next = not rest
    element = OxmlElement("w:outlineLvl")
    element.set(qn("w:val"), str(level - 1))
    paragraph._p.get_or_add_pPr().append(element)
    return paragraph


def sign(signed: Sequence[Paragraph]) -> None:
    """The places of signature and date: a line below the text, two characters in, the date beginning
    two characters behind the signature, and whichever is longer setting the edge."""
    if not signed:
        return
    signed[0].paragraph_format.space_before = LINE
    if len(signed) < 2:
        return
    signed[0].paragraph_format.keep_with_next = True
    longer = width_of(signed[1].text) - width_of(signed[0].text)
    rights = (2, -longer) if longer <= 0 else (4 + longer, 2)
    for paragraph, right in zip(signed, rights, strict=False):
        paragraph.paragraph_format.right_indent = Pt(right * CHARACTER)


def signatures(document: Document) -> list[Paragraph]:
    """The paragraphs of signature and date."""
    return [each for each in document.paragraphs if each.style and each.style.name == SIGNATURE]


def add_table(document: Document, columns: Columns) -> Table:
    """A table with its head, which is repeated on every page."""
    table = document.add_table(rows=1, cols=len(columns))
    table.style = document.styles["Table Grid"]
    table.autofit = False
    for cell, (name, _) in zip(table.rows[0].cells, columns, strict=True):
        write_cell(cell, name, WD_ALIGN_PARAGRAPH.CENTER)
        set_font(cell.paragraphs[0].runs[0], HEI)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    return table


def add_row(table: Table, said: Sequence[str]) -> _Row:
    """A row of a table, kept on one page."""
    row = table.add_row()  # type: ignore[no-untyped-call]
    for cell, text in zip(row.cells, said, strict=True):
        write_cell(cell, text)
    keep_whole(row)
    found: _Row = row
    return found


def keep_whole(row: _Row) -> None:
    """Keep a row on one page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def set_widths(table: Table, widths: Sequence[int]) -> None:
    """Set the columns' widths in millimetres, in every cell as Word wants it."""
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)


def write_cell(cell: _Cell, text: str, alignment: WD_ALIGN_PARAGRAPH | None = None) -> Paragraph:
    """Write a cell in small print."""
    paragraph = cell.paragraphs[0]
    paragraph.style = paragraph.part.document.styles[SMALL]
    paragraph.add_run(text)
    if alignment is not None:
        paragraph.alignment = alignment
    return paragraph
