"""The columns of a kind's sheet: its form's fields, read and written as people write them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import QuerySet

from .fields import Pick, Picks, YesNo
from .kinds import Kind
from .models import Record
from .register import state_of
from .sheet_cells import Cell
from .sheets import Column

FEW = 200
NUMBER = "register_number"
CHUNK = 500


def columns_of(kind: Kind) -> list[Column]:
    """The columns for reading a sheet of a kind; the form itself judges choices and names.

    A record kind also reads 编号, by which what was exported comes back to its own rows.
    """
    own = [Column(NUMBER, "编号")] if is_numbered(kind) else []
    return [*own, *_form_columns(kind)]


def is_numbered(kind: Kind) -> bool:
    """Whether the register's number stands in a kind's sheets beside the form's own columns."""
    titles = {str(field.label) for field in kind.form.base_fields.values()}
    return kind.is_record and "编号" not in titles


def _form_columns(kind: Kind) -> list[Column]:
    return [
        Column(
            name=name,
            title=str(field.label),
            kind=_kind_of(field),
            required=field.required,
            meaning=str(field.help_text or ""),
        )
        for name, field in kind.form.base_fields.items()
    ]


def template_columns(kind: Kind, committee: int) -> list[Column]:
    """The columns of an empty sheet, with the lists to choose from."""
    form = kind.form(committee=committee)
    return [
        Column(
            name=name,
            title=str(field.label),
            kind=_kind_of(field),
            required=field.required,
            meaning=str(field.help_text or ""),
            choices=_choices(field),
            width=30 if name in kind.form.wide else 16,
        )
        for name, field in form.fields.items()
    ]


def _kind_of(field: forms.Field) -> Any:
    if isinstance(field, forms.DateField):
        return "date"
    if isinstance(field, forms.DecimalField | forms.FloatField):
        return "number"
    if isinstance(field, forms.IntegerField):
        return "integer"
    return "text"


def _choices(field: forms.Field) -> tuple[str, ...]:
    if isinstance(field, YesNo):
        return ("是", "否")
    if isinstance(field, forms.ChoiceField):
        return tuple(label for code, label in _pairs(field) if code != "")
    if isinstance(field, Pick) and not isinstance(field, Picks):
        names = field.options()
        return tuple(names) if len(names) <= FEW else ()
    return ()


def _pairs(field: forms.ChoiceField) -> list[tuple[Any, str]]:
    choices: Any = field.choices
    return [(code, str(label)) for code, label in choices]


def export_columns(kind: Kind) -> list[Column]:
    """What an export holds: number and state, then all columns of the form."""
    titles = {str(field.label) for field in kind.form.base_fields.values()}
    own = [Column(NUMBER, "编号")] if is_numbered(kind) else []
    if kind.charter and "状态" not in titles:
        own.append(Column("register_state", "状态"))
    return [*own, *_form_columns(kind)]


def export_rows(
    kind: Kind, rows: QuerySet[Any], *, whole: bool = True
) -> Iterator[dict[str, Cell]]:
    """The rows as cells by column; related rows are fetched a few statements at a time.

    `whole` is for the office: others get guarded columns (telephones) as the kind gives them out.
    """
    guarded = {} if whole else kind.guarded
    for row in rows.prefetch_related(*related(kind)).iterator(chunk_size=CHUNK):
        cells: dict[str, Cell] = {
            name: _cell(
                kind.form.base_fields[name], guarded[name](value) if name in guarded else value
            )
            for name, value in kind.form.shown(row).items()
        }
        if kind.is_record:
            cells[NUMBER] = row.record.number
        if kind.charter:
            cells["register_state"] = kind.charter.label(state_of(kind.charter, row))
        yield cells


def related(kind: Kind) -> list[str]:
    """The relations that the form reads, as paths from the row."""
    found = []
    for name in kind.form.base_fields:
        step = kind.form.sources.get(name, name).split("__")[0]
        for model, prefix in ((kind.model, ""), (Record, "record__")):
            if prefix and not hasattr(kind.model, "record"):
                continue
            if _is_relation(model, step):
                found.append(f"{prefix}{step}")
                break
    return [path for path in dict.fromkeys(found) if path != "record"]


def _is_relation(model: type[models.Model], name: str) -> bool:
    try:
        return bool(model._meta.get_field(name).is_relation)
    except FieldDoesNotExist:
        return False


def _cell(field: forms.Field, value: Any) -> Cell:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(field, forms.ChoiceField) and not hasattr(field, "show"):
        return dict(_pairs(field)).get(value, str(value or ""))
    if value is None or isinstance(value, str | int | Decimal | date):
        return value
    if isinstance(value, list):
        return "、".join(str(one) for one in value)
    return str(value)
