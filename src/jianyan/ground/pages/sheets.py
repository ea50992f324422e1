"""Sheets out: an export of what is on the screen, and the empty sheet of a kind."""

from __future__ import annotations

import tempfile
from typing import Any

from django.http import FileResponse, HttpResponse

from jianyan.ground.kinds import Kind
from jianyan.ground.register import leave_trail, today
from jianyan.ground.rules import OFFICE
from jianyan.ground.sheet_columns import export_columns, export_rows, template_columns
from jianyan.ground.sheet_writing import write, write_template

from .access import ask_to_add
from .conditions import read_conditions
from .filters import choices_of
from .lists import rows_of
from .places import noun
from .web import Request, by_of, committee_of, named, page

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
IN_MEMORY = 4 * 1024 * 1024


@page
def export(request: Request, slug: str) -> FileResponse:
    """Export a kind by its slug."""
    return export_sheet(request, named(slug))


def export_sheet(request: Request, kind: Kind) -> FileResponse:
    """The rows on the screen, all pages of them, with all columns; the export leaves a trail row."""
    committee = committee_of(request)
    conditions = read_conditions(kind, request.GET, choices_of(kind, committee), committee)
    rows = rows_of(kind, request.actor, committee).filter(conditions.q())
    rows = rows.order_by(*conditions.ordering())
    out: Any = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  (the answer closes it)
    cells = export_rows(kind, rows, whole=committee in request.actor.committees(*OFFICE))
    count = write(out, export_columns(kind), cells, sheet=noun(kind))
    asked = "，".join(f"{one.filter.label}{one.label}" for one in conditions.held)
    words = "，".join(filter(None, [f"{count}{kind.measure}", asked, conditions.search]))
    leave_trail(
        None,
        by_of(request),
        committee=committee,
        move="export",
        label=f"导出{kind.title}"[:60],
        on=today(),
        reason=words[:500],
    )
    out.seek(0)
    return sent(out, f"{kind.title}-{today():%Y%m%d}.xlsx")


@page
def template(request: Request, slug: str) -> HttpResponse | FileResponse:
    """The empty sheet of a kind, to be filled in."""
    kind, committee = named(slug), committee_of(request)
    ask_to_add(kind, request.actor, committee)
    out: Any = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  (the answer closes it)
    write_template(out, template_columns(kind, committee), sheet=noun(kind))
    out.seek(0)
    return sent(out, f"{kind.title}-导入模板.xlsx")


def sent(out: Any, name: str) -> FileResponse:
    """A workbook handed out under a name, kept by no cache on the way."""
    answer = FileResponse(out, as_attachment=True, filename=name, content_type=XLSX)
    answer["Cache-Control"] = "private, no-store"
    return answer
