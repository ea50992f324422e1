"""The files of a filled report: .docx to send, .html to read, .json for machines."""

from __future__ import annotations

import json
from pathlib import Path

from jianyan.kernel.errors import Refused

from .document import write_docx
from .fill import Filled
from .page import write_html
from .sources import Appendix


def write_files(directory: Path, name: str, filled: Filled, sources: Appendix) -> list[Path]:
    """Write NAME.docx, NAME.html and NAME.json into a directory, made where it is missing.

    Raises Refused where there can be no such directory.
    """
    try:
        directory.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise Refused(f"写不到“{directory}”：它不是目录，或没有写入的权限，请另选一个。") from None
    docx, html, data = (directory / f"{name}.{kind}" for kind in ("docx", "html", "json"))
    write_docx(docx, filled.text, sources)
    write_html(html, filled, sources)
    document = filled.as_json() | ({"seal": sources.seal} if sources.seal else {})
    said = json.dumps(document, ensure_ascii=False, indent=1)
    data.write_text(said + "\n", encoding="utf-8")
    return [docx, html, data]
