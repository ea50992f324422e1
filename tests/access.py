"""Who may do what: a charter's access table, computed from its rules on rows in every state."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
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
    who = _asked(charter, cast, {state: row.pk for state, row in rows.items()})
    lines = [f"{charter.key} {of}{charter.title}"]
    lines += [f"view | {state} | {who(charter.view, state)}" for state in rows]
    for move in charter.all_moves():
        for state in rows:
            if state in move.source:
                arrow = f"{state} -> {move.target or state}"
                lines.append(f"{move.name} | {arrow} | {who(move.by, state)}")
    return "\n".join(lines) + "\n"


def _asked(charter: Charter, cast: Cast, keys: dict[str, Any]) -> Callable[[Rule, str], str]:
    """Who of the cast a rule holds for in a state; many moves share a rule, which is asked once."""
    actors = {name: player.actor for name, player in cast.players().items()}
    rows: Any = charter.model._default_manager.filter(pk__in=keys.values())

    @cache
    def held(rule: Rule) -> dict[str, set[Any]]:
        return {
            name: set(rows.filter(rule(actor)).values_list("pk", flat=True))
            for name, actor in actors.items()
        }

    def who(rule: Rule, state: str) -> str:
        names = [name for name, found in held(rule).items() if keys[state] in found]
        return "、".join(names) or "-"

    return who


def same_as_kept(table: str, kept: Path) -> bool:
    """Whether a table is the committed one; a missing file is written, to be read and committed."""
    if not kept.exists():
        kept.write_text(table, encoding="utf-8")
        return False
    return kept.read_text(encoding="utf-8") == table


def states_but_void(charter: Charter) -> list[str]:
    """The states that a row can be moved out of."""
    return [str(state) for state in charter.states.values if state != VOID]
