"""Reading a document: one definition of its text, in which every offset counts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from zipfile import BadZipFile

from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from jianyan.kernel.errors import Refused

APPENDIX_STYLE = "SourcesTitle"
"""The style id of the appendix's title: what follows it is evidence and no text of the report."""
NOTE_STYLE = "SourcesNote"
"""The style id of the line that names the appendix (附件说明): no text of the report either."""
_SKIPPED = {qn("w:del"), qn("w:txbxContent"), qn("w:pPr"), qn("w:rPr"), qn("w:moveFrom")}


def read_text(path: Path) -> str:
    """The text of a .docx or .txt file: one line a paragraph, cells of a table row parted by tabs.

    A .docx is read up to our appendix. Raises Refused for any other file.
    """
    if path.suffix.lower() == ".docx":
        return _read_docx(path)
    if path.suffix.lower() == ".txt":
        return _read_plain(path.read_bytes())
    raise Refused(f"只能读 .docx 和 .txt 文件，请将“{path.name}”另存为其中一种。")


def _read_plain(raw: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError:
            continue
    raise Refused("这个文本文件的编码无法识别，请另存为 UTF-8 后再试。")


def _read_docx(path: Path) -> str:
    if not path.is_file():
        raise Refused(f"没有文件 {path}，请核对路径。")
    try:
        document = Document(str(path))
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError) as error:
        raise Refused(
            f"“{path.name}”不是完好的 Word 文件，请用 Word 或 WPS 另存为 .docx。"
        ) from error
    return "\n".join(_lines(document.element.body))


def _lines(parent: BaseOxmlElement) -> Iterator[str]:
    for child in parent:
        if child.tag == qn("w:p"):
            style = _style(child)
            if style == APPENDIX_STYLE:
                return
            if style != NOTE_STYLE:
                yield paragraph_text(child)
        elif child.tag == qn("w:tbl"):
            for row in child.iter(qn("w:tr")):
                cells = [
                    "".join(paragraph_text(p) for p in cell.iter(qn("w:p")))
                    for cell in row.iter(qn("w:tc"))
                ]
                yield "\t".join(cells)
        elif child.tag == qn("w:sdt"):
            for content in child.iterchildren(qn("w:sdtContent")):
                yield from _lines(content)


def _style(paragraph: BaseOxmlElement) -> str | None:
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
