"""Documents out: a written .docx, or several files in one, as a download."""

from __future__ import annotations

from io import BytesIO
from typing import IO

from django.http import FileResponse

from jianyan.ground.uploads import KINDS, safe_name


def document_file(content: bytes, stem: str) -> FileResponse:
    """A .docx under a name, not to be kept by anybody on its way."""
    return _kept_by_nobody(BytesIO(content), f"{stem}.docx", KINDS["docx"].content_type)


def bundle_file(content: IO[bytes], stem: str) -> FileResponse:
    """Several files in one, read from its beginning and then closed."""
    return _kept_by_nobody(content, f"{stem}.zip", "application/zip")


def _kept_by_nobody(content: IO[bytes], name: str, content_type: str) -> FileResponse:
    answer = FileResponse(
        content, as_attachment=True, filename=safe_name(name), content_type=content_type
    )
    answer["Cache-Control"] = "private, no-store"
    return answer
