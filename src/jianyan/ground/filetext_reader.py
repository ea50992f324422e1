"""The reader of `filetext`, a program: `python -m jianyan.ground.filetext_reader KIND PATH LONGEST`.

It knows neither settings nor database, takes limits upon itself first, and prints what it reads.
"""

from __future__ import annotations

import re
import resource
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

SECONDS = 8
MEMORY = 1024 * 1024 * 1024
MOST_PAGES = 300
BROKEN = re.compile(r"(?<=[\u4e00-\u9fff])\s*\n\s*(?=[\u4e00-\u9fff])")
"""A line's end within a Chinese sentence, which a printed page has and its words have not."""


def main(kind: str, path: str, longest: int) -> None:
    """Print the text of a file, up to so many characters. Raises what its parser raises."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    left = longest
    for line in READERS[kind](Path(path)):
        print(line[:left].encode("utf-8", "ignore").decode(), flush=True)
        left -= len(line) + 1
        if left <= 0:
            return


def _docx(path: Path) -> Iterator[str]:
    # Each kind's parser is loaded for its own files only: the program starts for one file.
    from jianyan.ground.official.reading import lines_of, open_document

    yield from lines_of(open_document(path).element.body)


def _pdf(path: Path) -> Iterator[str]:
    from pypdf import PdfReader

    for number, page in enumerate(PdfReader(path).pages):
        if number >= MOST_PAGES:
            return
        yield BROKEN.sub("", page.extract_text())


def _sheet(path: Path) -> Iterator[str]:
    from python_calamine import CalamineWorkbook

    from jianyan.ground.sheet_safety import check

    check(path.read_bytes())
    book = CalamineWorkbook.from_path(str(path))
    for name in book.sheet_names:
        yield name
        for row in book.get_sheet_by_name(name).iter_rows():
            if line := "\t".join(_said(cell) for cell in row if cell not in ("", None)):
                yield line


def _said(cell: object) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def _txt(path: Path) -> Iterator[str]:
    data = path.read_bytes()
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        yield data.decode("utf-16", "ignore")
        return
    try:
        yield data.decode("utf-8-sig")
    except UnicodeDecodeError:
        yield data.decode("gb18030", "ignore")


READERS: dict[str, Callable[[Path], Iterator[str]]] = {
    "docx": _docx,
    "pdf": _pdf,
    "txt": _txt,
    "xls": _sheet,
    "xlsx": _sheet,
}

if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
