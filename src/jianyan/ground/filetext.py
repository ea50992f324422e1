"""The text of a kept file, for search: read in a process of its own, within limits.

A file may be made to keep its reader busy for ever or to eat all memory. The reader is therefore
another process that ends itself, and is ended: what it has not read by then is not found, and the
file is kept all the same.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

KINDS = ("docx", "pdf", "txt", "xlsx", "xls")
"""Of the kinds that may be kept (see uploads), those that are read."""
PATIENCE = 10.0
LONGEST = 30_000
READER = "jianyan.ground.filetext_reader"


def text_of(path: Path, kind: str) -> str:
    """The first `LONGEST` characters of a file's text; of one that ends its reader, what was read until then."""
    if kind not in KINDS:
        return ""
    command = [sys.executable, "-I", "-m", READER, kind, str(path), str(LONGEST)]
    try:
        done = subprocess.run(  # noqa: S603  (our own module; the path is a digest)
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"PYTHONIOENCODING": "utf-8"},
            timeout=PATIENCE,
            check=False,
        )
        read = done.stdout
    except subprocess.TimeoutExpired as late:
        read = late.stdout or b""
    except OSError:
        read = b""
    return cleaned(read.decode("utf-8", "ignore"))[:LONGEST].strip()


def cleaned(text: str) -> str:
    """The text without what no database keeps and nobody sees."""
    return "".join(char for char in text if char in "\n\t" or char.isprintable())
