"""A .docx being written: title, text, forms to fill in, 署名 and 成文日期, page breaks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO
from typing import Any

import docx
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from jianyan.ground.days import said_day

from .gbt9704 import (
    BODY,
    CHARACTER,
    FANG,
    HEI,
    LINE,
    SIGNATURE,
    SMALL,
    TITLE,
    add_small,
    new_style,
    set_font,
    set_up,
)
from .tidying import one_line, tidy_text, width_of
from .writing import Columns, add_heading, add_row, add_table, keep_whole, set_widths, write_cell

WIDE = 156
"""Millimetres between the margins."""
LABEL = 26
MIDDLE = WD_CELL_VERTICAL_ALIGNMENT.CENTER
TITLE_WIDTH = 18
"""Characters of a title that a line takes."""
FORM = "FormCell"
ADDRESS, NOTE = "Addressee", "FormNote"

Pairs = Sequence[tuple[str, str]]
"""A row of a form: one or two pairs of label and value."""


class Sheet:
    """One .docx file, from its title to its last page."""

    def __init__(self, name: str) -> None:
        """Begin a file; `name` stands in its properties as its title."""
        self.document = docx.Document()
        set_up(self.document)
        add_small(self.document)
        new_style(self.document, ADDRESS, FANG, 16, WD_ALIGN_PARAGRAPH.LEFT)
        cell = new_style(self.document, FORM, FANG, 12, WD_ALIGN_PARAGRAPH.LEFT)
        cell.paragraph_format.line_spacing = Pt(18)
        note = new_style(self.document, NOTE, FANG, 12, WD_ALIGN_PARAGRAPH.LEFT)
        note.paragraph_format.line_spacing = Pt(19)
        note.paragraph_format.first_line_indent = Pt(24)
        self.document.core_properties.title = one_line(name)

    def title(self, *parts: str, before: Pt | None = None) -> Paragraph:
        """A title; where it does not fit one line, each part stands on its own."""
        said = [one_line(part) for part in parts]
        paragraph = self.document.add_paragraph(style=TITLE)
        if width_of("".join(said)) <= TITLE_WIDTH:
            said = ["".join(said)]
        for place, part in enumerate(said):
            run = paragraph.add_run(part)
            if place < len(said) - 1:
                run.add_break()
        if before is not None:
            paragraph.paragraph_format.space_before = before
        return paragraph

    def to(self, name: str) -> None:
        """主送: flush left, with its colon."""
        self.document.add_paragraph(f"{one_line(name)}：", style=ADDRESS)

    def text(self, said: str) -> None:
        """Paragraphs of the text, one a line."""
        for line in tidy_text(said).split("\n"):
            if line:
                self.document.add_paragraph(line, style=BODY)

    def head(self, said: str, level: int = 1, rest: str = "") -> None:
        """A heading, with what follows it in the same paragraph."""
        add_heading(self.document, one_line(said), level, one_line(rest))

    def note(self, said: str) -> None:
        """Notes under a form."""
        for line in tidy_text(said).split("\n"):
            self.document.add_paragraph(line, style=NOTE)

    def gap(self, points: float = 6) -> None:
        """Some space between two tables, which would otherwise grow together."""
        paragraph = self.document.add_paragraph(style=SMALL)
        paragraph.paragraph_format.line_spacing = Pt(points)

    def form(
        self, rows: Sequence[Pairs], *, tall: Mapping[str, int] | None = None, least: int = 8
    ) -> Table:
        """A form: labels and values, one or two pairs a row, each `least` millimetres high; `tall`
        gives the heights, by label, of places that are filled in by hand."""
        table = self.document.add_table(rows=0, cols=4)
        table.style = self.document.styles["Table Grid"]
        table.autofit = False
        for pairs in rows:
            row = table.add_row()  # type: ignore[no-untyped-call]
            cells = list(row.cells)
            if len(pairs) == 1:
                cells = [cells[0], cells[1].merge(cells[3])]
            for cell, text, label in zip(
                cells, [one for pair in pairs for one in pair], [True, False] * 2, strict=False
            ):
                self._fill(cell, text, label)
            keep_whole(row)
            height = (tall or {}).get(pairs[0][0])
            row.height_rule, row.height = WD_ROW_HEIGHT_RULE.AT_LEAST, Mm(height or least)
        self._widths(table)
        return table

    def _fill(self, cell: _Cell, text: str, label: bool) -> None:
        cell.vertical_alignment = MIDDLE
        lines = [text] if label else tidy_text(text).split("\n")
        for place, line in enumerate(lines):
            paragraph = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
            paragraph.style = self.document.styles[FORM]
            run = paragraph.add_run(line)
            if label:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
                set_font(run, HEI)

    def _widths(self, table: Table) -> None:
        value = (WIDE - 2 * LABEL) // 2
        widths = (LABEL, value, LABEL, value)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width)
        for row in table.rows:
            cells = row._tr.tc_lst
            if len(cells) == 4:
                for cell, width in zip(cells, widths, strict=True):
                    cell.width = Mm(width)
            else:
                cells[0].width, cells[1].width = Mm(LABEL), Mm(WIDE - LABEL)

    def table(self, columns: Columns, rows: Sequence[Sequence[str]], *, least: int = 0) -> Table:
        """A table in small print, its head repeated on every page; rows at least so many
        millimetres high."""
        found = add_table(self.document, columns)
        for row in rows:
            added = add_row(found, [one_line(cell) for cell in row])
            if least:
                added.height_rule, added.height = WD_ROW_HEIGHT_RULE.AT_LEAST, Mm(least)
                for cell in added.cells:
                    cell.vertical_alignment = MIDDLE
        set_widths(found, [width for _, width in columns])
        return found

    def headed(self, parts: Sequence[str], picture: bytes, under: str, says: str) -> None:
        """A title with a small picture at its right (a code to be read by a phone), words under the
        picture, and what the picture says for those who do not see it."""
        table = self.document.add_table(rows=1, cols=2)
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        left, right = table.rows[0].cells
        title = left.paragraphs[0]
        title.style = self.document.styles[TITLE]
        title.paragraph_format.left_indent = Mm(28)
        title.paragraph_format.space_after = Pt(0)
        for place, part in enumerate(parts):
            run = title.add_run(one_line(part))
            if place < len(parts) - 1:
                run.add_break()
        left.vertical_alignment = MIDDLE
        shown = write_cell(right, "", WD_ALIGN_PARAGRAPH.CENTER)
        shown.paragraph_format.line_spacing = 1.0
        drawn: Any = shown.add_run().add_picture(BytesIO(picture), width=Mm(24))
        drawn._inline.docPr.set("descr", says)
        words = right.add_paragraph(under, style=SMALL)
        words.alignment = WD_ALIGN_PARAGRAPH.CENTER
        set_widths(table, (WIDE - 30, 30))

    def signed(self, name: str, day: date | None, *, blank: str = "    年  月  日") -> None:
        """署名 and 成文日期 of a sealed document: the date four characters in, the name centred
        over it, as far as its length leaves room."""
        said, dated = one_line(name), said_day(day, blank)
        wider = width_of(dated) - width_of(said)
        over = max(4 + wider / 2, 0.0)
        rights = (over, max(4.0, over - wider / 2))
        for place, (text, right) in enumerate(zip((said, dated), rights, strict=True)):
            paragraph = self.document.add_paragraph(text, style=SIGNATURE)
            paragraph.paragraph_format.right_indent = Pt(right * CHARACTER)
            if place == 0:
                paragraph.paragraph_format.space_before = LINE
                paragraph.paragraph_format.keep_with_next = True

    def page_break(self) -> None:
        """Go on at the top of a new page."""
        # A break of its own would make an empty page where a table fills one to its end.
        paragraph = self.document.add_paragraph(style=SMALL)
        paragraph.paragraph_format.line_spacing = Pt(1)
        paragraph.paragraph_format.page_break_before = True

    def outline(self, paragraph: Paragraph, level: int) -> None:
        """Make a paragraph an entry of the document's outline."""
        element = OxmlElement("w:outlineLvl")
        element.set(qn("w:val"), str(level - 1))
        paragraph._p.get_or_add_pPr().append(element)

    def content(self) -> bytes:
        """The file."""
        out = BytesIO()
        self.document.save(out)
        return out.getvalue()
