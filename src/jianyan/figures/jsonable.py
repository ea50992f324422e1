"""Figures as JSON, in the shapes that the command line and exports promise."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import DecimalField, Model

from jianyan.kernel.figure import FIGURES, Figure
from jianyan.kernel.folds import Sum, ValueOf
from jianyan.kernel.values import Rate, Span, Value

from .evidence import EvidenceRow
from .read import Reading


def value_json(value: Value, *, decimal: bool = False) -> Any:
    """A value as JSON: an integer, a decimal as text, {num, den, percent}, [least, most], a list."""
    if isinstance(value, Rate):
        if not value.den:
            return None
        return {"num": value.num, "den": value.den, "percent": value.percent()}
    if isinstance(value, Span):
        return [value.least, value.most]
    if isinstance(value, Decimal) or (decimal and isinstance(value, int)):
        printed = format(Decimal(value), "f")
        return printed.rstrip("0").rstrip(".") if "." in printed else printed
    return value


def reading_json(reading: Reading, evidence: list[EvidenceRow] | None = None) -> dict[str, Any]:
    """One reading as `figures read --json` prints it."""
    decimal = counts_decimals(reading.figure, reading)
    said: dict[str, Any] = {
        "name": reading.name,
        "unit": reading.figure.unit,
        "value": value_json(reading.value, decimal=decimal),
        "rows": reading.rows,
        "known_until": reading.known_until.isoformat(),
    }
    if reading.parts:
        said["parts"] = {
            label: value_json(value, decimal=decimal) for label, value in reading.parts.items()
        }
    if evidence is not None:
        said["evidence"] = [
            {
                "record": row.record,
                "number": row.number,
                "title": row.title,
                "part": row.part,
                "contribution": row.contribution,
            }
            for row in evidence
        ]
    return said


def counts_decimals(figure: Figure, reading: Reading) -> bool:
    """Whether the figure sums or takes money or quantities, which are printed as decimals."""
    if not isinstance(figure.fold, Sum | ValueOf):
        return False
    model: Any = figure.rows(reading.scope).model
    field: Any = None
    for name in figure.fold.path.split("__"):
        if field is not None:
            model = field.related_model
        field = _field(model, name)
        if field is None:
            return True
    return isinstance(field, DecimalField)


def _field(model: type[Model], name: str) -> Any:
    try:
        return model._meta.get_field("id" if name == "pk" else name)
    except FieldDoesNotExist:  # an annotation of the rows: computed quantities are decimals
        return None


def dictionary_json(used_by: dict[str, list[str]] | None = None) -> list[dict[str, Any]]:
    """The dictionary as `figures list --json` prints it."""
    return [
        {
            "name": figure.name,
            "key": figure.key,
            "unit": figure.unit,
            "meaning": figure.means,
            "time": figure.time.kind,
            "splits": [split.name for split in figure.by],
            "owner": figure.owner,
            "used_by": (used_by or {}).get(figure.name, []),
        }
        for figure in FIGURES.values()
        if not figure.retired
    ]
