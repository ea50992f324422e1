"""A large old sheet brought in, with errors in some of its rows."""

from __future__ import annotations

import time
from io import BytesIO
from typing import Any

import xlsxwriter
from django.db import connection

from jianyan.ground.imports import run
from jianyan.ground.kinds import KINDS, Kind
from jianyan.ground.models import BodyKind
from jianyan.kernel.errors import Refused

from .pages import SLUG
from .place import Place
from .timing import Line

BAD = 50
"""One row in so many has an error."""
UNIT = BodyKind.UNIT


def measure_import(place: Place, n: int, rows: int) -> Line:
    """Proposals of an old ledger through the sheet, the good rows written: the time of all of it, once.
    Raises Refused when another number of rows went in than should."""
    kind = KINDS[SLUG]
    book = _book(kind, [_row(place, number) for number in range(rows)])
    began = time.perf_counter()
    result = run(kind, book, place.by, place.committee.pk, good_rows=True)
    took = (time.perf_counter() - began) * 1000
    wrong = len(range(0, rows, BAD))
    if (result.created, len(result.errors)) != (rows - wrong, wrong):
        raise Refused(
            f"{rows}行中导入{result.created}行，{len(result.errors)}处错误，与应有的不符。"
        )
    return Line(
        name=f"import of {rows} proposals, {wrong} rows wrong",
        engine=connection.vendor,
        n=n,
        ours_ms=round(took, 3),
    )


def _row(place: Place, number: int) -> dict[str, Any]:
    """One row of the ledger as it was kept; in the bad ones a day that is none."""
    units = place.bodies[UNIT]
    return {
        "key": f"旧{number:05d}",
        "title": f"关于旧台账第{number}件事的提案",
        "proposer": place.people[number % len(place.people)].name,
        "situation": "路灯坏了多处，居民夜间出行不便。",
        "analysis": "维护单位几经变更，经费没有列入预算。",
        "suggestions": "1. 查清底数，分批更换。\n2. 明确维护单位。",
        "submitted_on": "2020-02-30" if number % BAD == 0 else "2020-01-09",
        "outcome": "立案",
        "reviewed_on": "2020-01-20",
        "assigned_on": "2020-02-20",
        "lead": units[number % len(units)].name,
        "cos": units[(number + 1) % len(units)].name,
    }


def _book(kind: Kind, rows: list[dict[str, Any]]) -> bytes:
    """A workbook with our own headers."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, [str(kind.form.base_fields[name].label) for name in rows[0]])
        for number, row in enumerate(rows, start=1):
            page.write_row(number, 0, list(row.values()))
    return buffer.getvalue()
