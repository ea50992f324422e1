"""How many rows a list and each of its tabs have: one statement, off an index where that will do.

Most tabs are states. Those come out of one count by state; of a record kind the register's own
index answers it, when neither the view rule nor a condition looks at the kind's table.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Count, Q, QuerySet

from jianyan.ground.kinds import Kind
from jianyan.ground.models import Record
from jianyan.kernel.charter import VOID

from .conditions import Conditions
from .narrowing import narrowed, on_register


def counts(kind: Kind, within: Q, asked: Sequence[Conditions], *further: Q) -> list[int]:
    """The number of rows under each of the conditions, then of each `further` one; `within` says
    which rows may be counted."""
    states = [*(_states(one) for one in asked), *(None for _ in further)]
    meant = [*(one.q() for one in asked), *further]
    others = {f"n{place}": q for place, q in enumerate(meant) if states[place] is None}
    path = state_path(kind)
    if not path:
        found = kind.rows().order_by().filter(within).aggregate(**_filtered(others))
        return [int(found[name]) for name in others]
    first, *more = [
        rows.order_by().values_list(of).annotate(n=Count("pk"), **_filtered(narrowing))
        for rows, of, narrowing in _tables(kind, within, others)
    ]
    by_state = list(first.union(*more, all=True) if more else first)
    columns = {name: place for place, name in enumerate(others, start=2)}
    return [
        sum(row[columns[f"n{place}"]] for row in by_state)
        if only is None
        else sum(row[1] for row in by_state if _counted(row[0], only))
        for place, only in enumerate(states)
    ]


def _counted(state: str, only: frozenset[str]) -> bool:
    return state in only if only else state != VOID


def _states(conditions: Conditions) -> frozenset[str] | None:
    """The states that the conditions name (none: all but void); None when they ask anything else."""
    kind = conditions.kind
    if kind.charter is None or conditions.search:
        return None
    path = state_path(kind)
    plain = all(one.q == Q(**{path: one.value}) for one in conditions.held)
    return frozenset(one.value for one in conditions.held) if plain else None


def state_path(kind: Kind) -> str:
    """Where the state of a kind's row stands; empty for what has none."""
    if kind.charter is None:
        return ""
    return "state" if kind.charter.part else "record__state"


Table = tuple[QuerySet[Any], str, dict[str, Q]]
"""Rows to count, the path of their state, and conditions on more than the state."""


def _tables(kind: Kind, within: Q, others: dict[str, Q]) -> list[Table]:
    """What is counted: the register alone for the states in which the rule is certain, or looks at
    nothing else; the kind's own rows for the others."""
    rows, path = kind.rows(), state_path(kind)
    whole = [(rows.filter(within), path, others)]
    moved = {name: on_register(q) for name, q in others.items()}
    plain = {name: q for name, q in moved.items() if q is not None}
    if not kind.is_record or kind.charter is None or rows.query.where or len(plain) < len(moved):
        return whole
    if (alone := on_register(within)) is not None:
        return [(Record.objects.filter(alone), "state", plain)]
    by_state: dict[Any, list[str]] = {}
    for state in kind.charter.states.values:
        by_state.setdefault(on_register(narrowed(within, {path: state})), []).append(state)
    unsure = by_state.pop(None, [])
    sure = [
        (Record.objects.filter(rule, state__in=states), "state", plain)
        for rule, states in by_state.items()
    ]
    if len(sure) != 1:
        return whole
    return [*sure, (rows.filter(within, **{f"{path}__in": unsure}), path, others)]


def _filtered(asked: dict[str, Q]) -> dict[str, Count]:
    return {name: Count("pk", filter=q) for name, q in asked.items()}
