"""Entering as people do: through a kind's form, and by a sheet."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import xlsxwriter

from jianyan.figures.read import read
from jianyan.ground.forms import KindForm
from jianyan.ground.imports import ImportResult, run
from jianyan.ground.kinds import kind_named
from jianyan.ground.models import Committee
from jianyan.ground.register import By
from jianyan.kernel.figure import FIGURES
from jianyan.kernel.period import parse_period
from jianyan.kernel.scope import Scope
from jianyan.kernel.values import Value


def cleaned(form: type[KindForm], of: Committee, /, **typed: Any) -> dict[str, Any]:
    """What a form makes of what was typed; a fault fails the test."""
    filled = form(typed, committee=of.pk)
    assert filled.errors == {}
    return dict(filled.cleaned_data)


def faults(form: type[KindForm], of: Committee, /, **typed: Any) -> dict[str, list[str]]:
    """The sentences with which a form refuses what was typed."""
    return {
        name: [str(each) for each in said]
        for name, said in form(typed, committee=of.pk).errors.items()
    }


def sheet(kind: str, rows: list[dict[str, Any]]) -> bytes:
    """A workbook of a kind, its columns headed as the form's fields are."""
    fields = kind_named(kind).form.base_fields
    used = [name for name in fields if any(name in row for row in rows)]
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, [str(fields[name].label) for name in used])
        for number, row in enumerate(rows, start=1):
            page.write_row(number, 0, [str(row.get(name, "")) for name in used])
    return buffer.getvalue()


def bring_in(kind: str, by: By, of: Committee, rows: list[dict[str, Any]]) -> ImportResult:
    """Import rows of a kind as a sheet."""
    return run(kind_named(kind), sheet(kind, rows), by, of.pk)


def scope_of(*of: Committee, period: str = "2020", until: date | None = None) -> Scope:
    """A scope over committees, as known at the period's end or on a given day."""
    days = parse_period(period)
    return Scope(tuple(each.pk for each in of), days, until or days.end)


def value(name: str, of: Committee, period: str = "2020", until: date | None = None) -> Value:
    """One figure of one committee."""
    return read(name, scope_of(of, period=period, until=until)).value


def values(of: Committee, period: str = "2020") -> dict[str, Any]:
    """Every figure there is by its name, so that none moves unseen."""
    return {
        figure.name: read(figure.name, scope_of(of, period=period)).value
        for figure in FIGURES.values()
    }


def moved(before: dict[str, Any], after: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    """The figures that differ between two readings: name, then and now."""
    return {name: (before[name], after[name]) for name in after if before[name] != after[name]}
