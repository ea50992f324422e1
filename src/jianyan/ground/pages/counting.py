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
from .narrowing import on_register


def counts(kind: Kind, within: Q, asked: Sequence[Conditions]) -> list[int]:
    """The number of rows under each of the conditions; `within` says which rows may be counted."""
    states = [_states(one) for one in asked]
    others = {place: one.q() for place, one in enumerate(asked) if states[place] is None}
    rows, path, named = _table(kind, within, others)
    if not path:
        found = rows.aggregate(**named)
        return [int(found[f"n{place}"]) for place in range(len(asked))]
    by_state = list(rows.values(path).annotate(n=Count("pk"), **named))
    return [
        sum(row["n"] for row in by_state if _counted(row[path], only))
        if only is not None
        else sum(row[f"n{place}"] for row in by_state)
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
    plain = all(one.filter.q(one.value) == Q(**{path: one.value}) for one in conditions.held)
    return frozenset(one.value for one in conditions.held) if plain else None


def state_path(kind: Kind) -> str:
    """Where the state of a kind's row stands; empty for what has none."""
    if kind.charter is None:
        return ""
    return "state" if kind.charter.part else "record__state"


def _table(
    kind: Kind, within: Q, others: dict[int, Q]
) -> tuple[QuerySet[Any], str, dict[str, Count]]:
    """What is counted, the path of its state, and the counts of conditions on more than the state."""
    rows = kind.rows().order_by()
    if kind.is_record and not rows.query.where:
        plain = on_register(within)
        moved = {place: on_register(q) for place, q in others.items()}
        if plain is not None and None not in moved.values():
            return Record.objects.filter(plain), "state", _filtered(moved)
    return rows.filter(within), state_path(kind), _filtered(others)


def _filtered(asked: dict[int, Any]) -> dict[str, Count]:
    return {f"n{place}": Count("pk", filter=q) for place, q in asked.items()}
