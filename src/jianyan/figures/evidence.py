"""Evidence: exactly the rows that were folded, each named by its record (or its row of ground)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Case, F, Value, When

from jianyan.kernel.charter import CHARTERS
from jianyan.kernel.folds import Distinct, Names, Range, Ratio, ValueOf, plain_number
from jianyan.kernel.rules import Actor

from .read import Reading, rows_of


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One folded row: its record (None for rows of ground), what names it, what it contributed."""

    pk: int
    record: int | None
    kind: str
    number: str
    title: str
    part: str
    contribution: str
    counted: tuple[str, ...] = ()


def evidence_of(reading: Reading) -> list[EvidenceRow]:
    """The rows of a reading in order of date and number: one statement."""
    figure, scope = reading.figure, reading.scope
    rows = rows_of(figure, scope)
    record = figure.record
    columns: dict[str, Any] = {"contribution_": _contribution(reading), "label_": _label(reading)}
    if record:
        columns |= {
            "record_": F(_joined(record, "pk")),
            "kind_": F(_joined(record, "kind")),
            "number_": F(_joined(record, "number")),
            "title_": F(_joined(record, "title")),
        }
    paths = counted_paths(reading)
    columns |= {f"counted{i}_": F(path) for i, path in enumerate(paths)}
    order = [path for path in (figure.time.since, "number_" if record else "", "pk") if path]
    found = rows.annotate(**columns).order_by(*order).values("pk", *columns)
    return [_row(each, len(paths)) for each in found]


def _joined(record: str, name: str) -> str:
    return f"{record}__{name}"


def counted_paths(reading: Reading) -> list[str]:
    """The paths of the fields that counted: the days, the folded fields, the splits."""
    figure = reading.figure
    paths = [figure.time.since, figure.time.until, *figure.fold.keys(), figure.fold.contribution()]
    paths += [split.path for split in figure.by]
    return list(dict.fromkeys(path for path in paths if path))


def _row(found: dict[str, Any], counted: int) -> EvidenceRow:
    amount = found["contribution_"]
    return EvidenceRow(
        pk=found["pk"],
        record=found.get("record_"),
        kind=found.get("kind_") or "",
        number=found.get("number_") or "",
        title=found.get("title_") or str(found["label_"] or ""),
        part=str(found["label_"] or "") if found.get("record_") else "",
        contribution=str(plain_number(amount) if isinstance(amount, Decimal) else amount),
        counted=tuple(str(found[f"counted{i}_"]) for i in range(counted)),
    )


def _contribution(reading: Reading) -> Any:
    fold = reading.figure.fold
    if isinstance(fold, Ratio):
        return Case(When(fold.when(reading.scope), then=Value(1)), default=Value(0))
    path = fold.contribution()
    return F(path) if path else Value(1)


def _label(reading: Reading) -> Any:
    figure, fold = reading.figure, reading.figure.fold
    if figure.label:
        return F(figure.label)
    if isinstance(fold, Distinct):
        return F(fold.label or fold.path)
    if isinstance(fold, Names) or (isinstance(fold, ValueOf) and not figure.record):
        return F(fold.path)
    if isinstance(fold, Range) and figure.subject and figure.subject.label:
        return F(figure.subject.label)
    return Value("")


def visible(rows: Iterable[EvidenceRow], actor: Actor) -> set[int]:
    """Ids of the rows' records that the actor may see, by each kind's own view rule."""
    kinds: dict[str, list[int]] = {}
    for row in rows:
        if row.record is not None:
            kinds.setdefault(row.kind, []).append(row.record)
    seen: set[int] = set()
    for kind, ids in kinds.items():
        charter = CHARTERS.get(kind)
        if charter:
            shown = charter.model._default_manager.filter(charter.view(actor), pk__in=ids)
            seen |= set(shown.values_list("pk", flat=True))
    return seen
