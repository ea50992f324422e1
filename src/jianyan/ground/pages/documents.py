"""Documents out: a written .docx as a download."""

from __future__ import annotations

from io import BytesIO

from django.http import FileResponse

from jianyan.ground.uploads import KINDS, safe_name


def document_file(content: bytes, stem: str) -> FileResponse:
    """A .docx under a name, not to be kept by anybody on its way."""
    answer = FileResponse(
        BytesIO(content),
        as_attachment=True,
        filename=safe_name(f"{stem}.docx"),
        content_type=KINDS["docx"].content_type,
    )
    answer["Cache-Control"] = "private, no-store"
    return answer
