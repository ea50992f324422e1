"""Reading a .docx back: one line a paragraph, as it is printed."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import IO
from zipfile import BadZipFile, ZipFile

import docx
from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from jianyan.kernel.errors import Refused

MOST_UNPACKED = 100 * 1024 * 1024
MOST_MARKUP = 12 * 1024 * 1024
"""Bytes of XML, which takes some twenty times as many in memory: several hundred pages of text."""
UNSOUND = (
    PackageNotFoundError, BadZipFile, KeyError, ValueError, OSError, EOFError, NotImplementedError,
    RuntimeError, zlib.error, SyntaxError,
)  # fmt: skip
"""What the libraries raise of a file that is broken, locked, or made to break them; of XML that is
none lxml raises a SyntaxError."""
_SKIPPED = {qn("w:del"), qn("w:txbxContent"), qn("w:pPr"), qn("w:rPr"), qn("w:moveFrom")}

_OWN = {qn("w:tbl"), qn("w:p"), *_SKIPPED}
"""What is read by itself, or not at all."""


def open_document(path: Path) -> Document:
    """A .docx file. Raises Refused when it is not there or is no sound one."""
    if not path.is_file():
        raise Refused(f"没有文件 {path}，请核对路径。")
    with path.open("rb") as content:
        return read_document(content, path.name)


def read_document(content: IO[bytes], name: str) -> Document:
    """A .docx file by its content. Raises Refused when it is no sound one."""
    try:
        with ZipFile(content) as parts:
            whole = parts.infolist()
        # By how it packs, since any name may be given to what is read as markup; photographs hardly pack.
        markup = sum(one.file_size for one in whole if one.file_size > 3 * one.compress_size)
        if markup > MOST_MARKUP or sum(one.file_size for one in whole) > MOST_UNPACKED:
            raise Refused(f"“{name}”展开后过大，请去掉图片、只留正文，另存后再传。")
        content.seek(0)
        found: Document = docx.Document(content)
        if found.element.body is None:
            raise ValueError("no body")
    except UNSOUND as error:
        raise Refused(f"“{name}”不是完好的 Word 文件，请用 Word 或 WPS 另存为 .docx。") from error
    return found


def lines_of(
    parent: BaseOxmlElement, until: str = "", without: Collection[str] = ()
) -> Iterator[str]:
    """The lines of a document's body: one a paragraph, cells of a table row parted by tabs.

    It ends at the first paragraph of the style `until`; paragraphs of the styles `without` are
    left out (styles by their ids).
    """
    for child in parent:
        if child.tag == qn("w:p"):
            style = style_of(child)
            if until and style == until:
                return
            if style not in without:
                yield paragraph_text(child)
        elif child.tag == qn("w:tbl"):
            yield from _lines_of_table(child)
        elif child.tag == qn("w:sdt"):
            for content in child.iterchildren(qn("w:sdtContent")):
                yield from lines_of(content, until, without)


def _lines_of_table(table: BaseOxmlElement) -> Iterator[str]:
    """A line a row; the tables inside its cells, each once, on lines of their own behind it."""
    for row in _within(table, "w:tr"):
        cells = list(_within(row, "w:tc"))
        yield "\t".join("".join(map(paragraph_text, _within(cell, "w:p"))) for cell in cells)
        for cell in cells:
            for inner in _within(cell, "w:tbl"):
                yield from _lines_of_table(inner)


def _within(parent: BaseOxmlElement, name: str) -> Iterator[BaseOxmlElement]:
    """The parts of that name, not those of a table further in; what is wrapped (w:sdt, w:ins) too."""
    for child in parent:
        if child.tag == qn(name):
            yield child
        elif child.tag not in _OWN:
            yield from _within(child, name)


def style_of(paragraph: BaseOxmlElement) -> str | None:
    """The id of a paragraph's style."""
    style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return None if style is None else style.get(qn("w:val"))


def paragraph_text(element: BaseOxmlElement) -> str:
    """What is printed of a paragraph: insertions yes, deletions no."""
    shown = ""
    for child in element:
        if child.tag in _SKIPPED:
            continue
        if child.tag == qn("w:t"):
            shown += child.text or ""
        elif child.tag in (qn("w:tab"), qn("w:ptab")):
            shown += "\t"
        elif child.tag in (qn("w:br"), qn("w:cr")):
            shown += " "
        elif child.tag == qn("w:noBreakHyphen"):
            shown += "-"
        else:
            shown += paragraph_text(child)
    return shown
