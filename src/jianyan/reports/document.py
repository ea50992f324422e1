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

from .gbt9704 import BODY, HEADING_FONTS, SIGNATURE, SMALL, SONG_TITLE, TITLE, set_font, set_up
from .outline import Line, outline
from .sources import Appendix, Source
from .text import APPENDIX_STYLE

_COLUMNS = (
    ("序号", 12),
    ("指标", 40),
    ("文中", 22),
    ("准确值", 24),
    ("含义", 30),
    ("期间", 13),
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
    document.core_properties.author = ""
    for line in lines:
        _line(document, text, line)
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


def _outline_level(paragraph: Paragraph, level: int) -> None:
    element = OxmlElement("w:outlineLvl")
    element.set(qn("w:val"), str(level - 1))
    paragraph._p.get_or_add_pPr().append(element)


def _appendix(document: Document, found: Appendix) -> None:
    document.add_paragraph("附件", style=APPENDIX_STYLE)
    title = document.add_paragraph(style=TITLE)
    title.paragraph_format.space_after = Pt(12)
    set_font(title.add_run("数据出处"), SONG_TITLE, 22)
    document.add_paragraph(found.intro(), style=SMALL)
    table = document.add_table(rows=1, cols=len(_COLUMNS))
    table.style = document.styles["Table Grid"]
    table.autofit = False
    for cell, (name, _) in zip(table.rows[0].cells, _COLUMNS, strict=True):
        _write(cell, name, WD_ALIGN_PARAGRAPH.CENTER)
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
    paragraph = document.add_paragraph("记录目录", style=SMALL)
    paragraph.paragraph_format.space_before = Pt(12)
    for number, source in listed:
        document.add_paragraph(f"{number}. {source.expression}：{source.listing}。", style=SMALL)
