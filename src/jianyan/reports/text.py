"""Reading a document: one definition of its text, in which every offset counts."""

from __future__ import annotations

from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from pathlib import Path

from jianyan.ground.official.reading import lines_of, open_document
from jianyan.kernel.errors import Refused

APPENDIX_STYLE = "SourcesTitle"
"""The style id of the appendix's title: what follows it is evidence and no text of the report."""
NOTE_STYLE = "SourcesNote"
"""The style id of the line that names the appendix (附件说明): no text of the report either."""


def read_text(path: Path) -> str:
    """The text of a .docx or .txt file: one line a paragraph, cells of a table row parted by tabs.

    A .docx is read up to our appendix. Raises Refused for any other file.
    """
    if path.suffix.lower() == ".docx":
        return _read_docx(path)
    if path.suffix.lower() == ".txt":
        return plain_text(path.read_bytes())
    raise Refused(f"只能读 .docx 和 .txt 文件，请将“{path.name}”另存为其中一种。")


def plain_text(raw: bytes) -> str:
    """The text of bytes in UTF-8, GB 18030 or marked UTF-16, lines ended by \\n. Raises Refused for others."""
    marked = raw.startswith((BOM_UTF16_LE, BOM_UTF16_BE))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError:
            continue
    raise Refused("这个文本文件的编码无法识别，请另存为 UTF-8 后再试。")


def _read_docx(path: Path) -> str:
    body = open_document(path).element.body
    return "\n".join(lines_of(body, APPENDIX_STYLE, (NOTE_STYLE,)))
