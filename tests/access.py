"""Who may do what: a charter's access table, computed from its rules on rows in every state."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from jianyan.kernel.charter import VOID, Charter
from jianyan.kernel.rules import Rule
from tests.cast import Cast

Make = Callable[[str], Any]
"""state -> a row of the charter's table that stands in it."""


def access_table(charter: Charter, cast: Cast, make: Make, of: str = "") -> str:
    """One line for each move and state: the states it leads between, and who of the cast may; `of`
    says which rows they are where a charter has two tables."""
    rows = {str(state): make(str(state)) for state in charter.states.values}
    lines = [f"{charter.key} {of}{charter.title}"]
    lines += [
        f"view | {state} | {_who(charter, charter.view, cast, row)}" for state, row in rows.items()
    ]
    for move in charter.all_moves():
        for state in rows:
            if state in move.source:
                who = _who(charter, move.by, cast, rows[state])
                lines.append(f"{move.name} | {state} -> {move.target or state} | {who}")
    return "\n".join(lines) + "\n"


def _who(charter: Charter, rule: Rule, cast: Cast, row: Any) -> str:
    found: Any = charter.model._default_manager.filter(pk=row.pk)
    names = [name for name, one in cast.players().items() if found.filter(rule(one.actor)).exists()]
    return "、".join(names) or "-"


def same_as_kept(table: str, kept: Path) -> bool:
    """Whether a table is the committed one; a missing file is written, to be read and committed."""
    if not kept.exists():
        kept.write_text(table, encoding="utf-8")
        return False
    return kept.read_text(encoding="utf-8") == table


def states_but_void(charter: Charter) -> list[str]:
    """The states that a row can be moved out of."""
    return [str(state) for state in charter.states.values if state != VOID]
