"""A filled report as a .docx by GB/T 9704-2012, with the appendix 数据出处."""

from __future__ import annotations

import io
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

from jianyan.ground.official.gbt9704 import (
    BODY,
    CHARACTER,
    FANG,
    HEI,
    LINE,
    SIGNATURE,
    SMALL,
    SONG_TITLE,
    TITLE,
    add_small,
    new_style,
    set_font,
    set_up,
)
from jianyan.ground.official.writing import (
    add_heading,
    add_row,
    add_table,
    set_widths,
    sign,
    signatures,
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
    _styles(document)
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
    sign(signatures(document))
    if sources:
        _appendix(document, sources)
    written = io.BytesIO()
    document.save(written)
    path.write_bytes(written.getvalue())


def _styles(document: Document) -> None:
    """The styles of the appendix, by which the text is read back without it."""
    note = new_style(document, NOTE_STYLE, FANG, 16, WD_ALIGN_PARAGRAPH.LEFT)
    note.paragraph_format.first_line_indent = Pt(2 * CHARACTER)
    note.paragraph_format.space_before = LINE
    heading = new_style(document, APPENDIX_STYLE, HEI, 16, WD_ALIGN_PARAGRAPH.LEFT)
    heading.paragraph_format.page_break_before = True
    add_small(document)


def _line(document: Document, text: str, line: Line) -> None:
    said = text[line.start : line.end]
    if line.kind == "heading":
        head = text[line.start : line.head]
        add_heading(document, head, line.level, said[len(head) :])
        return
    style = {"title": TITLE, "signature": SIGNATURE, "date": SIGNATURE}.get(line.kind, BODY)
    document.add_paragraph(said, style=style)


def _appendix(document: Document, found: Appendix) -> None:
    document.add_paragraph("附件", style=APPENDIX_STYLE)
    title = document.add_paragraph(style=TITLE)
    title.paragraph_format.space_after = Pt(12)
    set_font(title.add_run(APPENDIX), SONG_TITLE, 22)
    document.add_paragraph(found.intro(), style=SMALL)
    table = add_table(document, _COLUMNS)
    for number, source in enumerate(found.sources, 1):
        add_row(table, _row(number, source))
    set_widths(table, [width for _, width in _COLUMNS])
    _listings(document, found)


def _row(number: int, source: Source) -> tuple[str, ...]:
    exact = source.exact + (f"（{source.fraction}）" if source.fraction else "")
    return (
        str(number), source.expression, "；".join(source.printed), exact, source.meaning, source.period,
        str(source.rows),
    )  # fmt: skip


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
