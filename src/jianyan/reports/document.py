"""A filled report as a .docx by GB/T 9704-2012, with the appendix 数据出处."""

from __future__ import annotations

from pathlib import Path

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from .gbt9704 import (
    BODY,
    CHARACTER,
    HEADING_FONTS,
    HEI,
    LINE,
    SIGNATURE,
    SMALL,
    SONG_TITLE,
    TITLE,
    set_font,
    set_up,
)
from .outline import Line, outline
from .sources import Appendix, Source
from .text import APPENDIX_STYLE, NOTE_STYLE

APPENDIX = "数据出处"
SIGNED = ("signature", "date")
_COLUMNS = (
    ("序号", 12),
    ("指标", 31),
    ("文中", 33),
    ("准确值", 20),
    ("含义", 33),
    ("期间", 12),
    ("记录数", 15),
)


def write_docx(path: Path, text: str, sources: Appendix | None = None) -> None:
    """Write a text: one paragraph a line, so that `read_text` gives the same text back."""
    document = docx.Document()
    set_up(document)
    lines = outline(text)
    document.core_properties.title = next(
        (text[each.start : each.end] for each in lines if each.kind == "title"), ""
    )
    kinds = [line.kind for line in lines]
    closing = next((at for at, kind in enumerate(kinds) if kind in SIGNED), len(lines))
    for line in lines[:closing]:
        _line(document, text, line)
    if sources:
        document.add_paragraph(f"附件：{APPENDIX}", style=NOTE_STYLE)
    for line in lines[closing:]:
        _line(document, text, line)
    _sign(document)
    if sources:
        _appendix(document, sources)
    document.save(str(path))


def _line(document: Document, text: str, line: Line) -> None:
    said = text[line.start : line.end]
    if line.kind == "heading":
        paragraph = document.add_paragraph(style=BODY)
        head = text[line.start : line.head]
        set_font(paragraph.add_run(head), HEADING_FONTS[line.level])
        rest = said[len(head) :]
        if rest:
            paragraph.add_run(rest)
        paragraph.paragraph_format.keep_with_next = not rest
        _outline_level(paragraph, line.level)
        return
    style = {"title": TITLE, "signature": SIGNATURE, "date": SIGNATURE}.get(line.kind, BODY)
    document.add_paragraph(said, style=style)


def _sign(document: Document) -> None:
    """The places of signature and date: a line below the text, two characters in, the date beginning
    two characters behind the signature, and whichever is longer setting the edge."""
    signed = [each for each in document.paragraphs if each.style and each.style.name == SIGNATURE]
    if not signed:
        return
    signed[0].paragraph_format.space_before = LINE
    if len(signed) < 2:
        return
    signed[0].paragraph_format.keep_with_next = True
    longer = _width(signed[1].text) - _width(signed[0].text)
    rights = (2, -longer) if longer <= 0 else (4 + longer, 2)
    for paragraph, right in zip(signed, rights, strict=False):
        paragraph.paragraph_format.right_indent = Pt(right * CHARACTER)


def _width(text: str) -> float:
    """The width of a text in characters; a digit takes half of one."""
    return sum(0.5 if char.isascii() else 1 for char in text)


def _outline_level(paragraph: Paragraph, level: int) -> None:
    element = OxmlElement("w:outlineLvl")
    element.set(qn("w:val"), str(level - 1))
    paragraph._p.get_or_add_pPr().append(element)


def _appendix(document: Document, found: Appendix) -> None:
    document.add_paragraph("附件", style=APPENDIX_STYLE)
    title = document.add_paragraph(style=TITLE)
    title.paragraph_format.space_after = Pt(12)
    set_font(title.add_run(APPENDIX), SONG_TITLE, 22)
    document.add_paragraph(found.intro(), style=SMALL)
    table = document.add_table(rows=1, cols=len(_COLUMNS))
    table.style = document.styles["Table Grid"]
    table.autofit = False
    for cell, (name, _) in zip(table.rows[0].cells, _COLUMNS, strict=True):
        _write(cell, name, WD_ALIGN_PARAGRAPH.CENTER)
        set_font(cell.paragraphs[0].runs[0], HEI)
    _repeat_head(table)
    for number, source in enumerate(found.sources, 1):
        _row(table, number, source)
    for column, (_, width) in zip(table.columns, _COLUMNS, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)
    _listings(document, found)


def _row(table: Table, number: int, source: Source) -> None:
    exact = source.exact + (f"（{source.fraction}）" if source.fraction else "")
    said = (
        str(number), source.expression, "；".join(source.printed), exact, source.meaning, source.period,
        str(source.rows),
    )  # fmt: skip
    cells = table.add_row().cells  # type: ignore[no-untyped-call]
    for cell, text in zip(cells, said, strict=True):
        _write(cell, text)
    table.rows[-1]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _write(cell: _Cell, text: str, alignment: WD_ALIGN_PARAGRAPH | None = None) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.style = paragraph.part.document.styles[SMALL]
    paragraph.add_run(text)
    if alignment is not None:
        paragraph.alignment = alignment


def _repeat_head(table: Table) -> None:
    element = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(element)


def _listings(document: Document, found: Appendix) -> None:
    listed = [(number, source) for number, source in enumerate(found.sources, 1) if source.listing]
    if not listed:
        return
    paragraph = document.add_paragraph(style=SMALL)
    set_font(paragraph.add_run("记录目录"), HEI)
    paragraph.paragraph_format.space_before = Pt(12)
    paragraph.paragraph_format.keep_with_next = True
    for number, source in listed:
        document.add_paragraph(f"{number}. {source.expression}：{source.listing}。", style=SMALL)
