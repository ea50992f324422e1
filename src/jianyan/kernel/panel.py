"""Panels: a view of one floor or module shown on another's record page, composed by key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .rules import Actor, Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """A panel on the record page, also an ordinary page of its own (`url_name`).

    `kinds` are the charters' keys it fits (all when empty); `who` is a rule on the kind's model;
    `render(record, actor)` gives its HTML, or an empty string when there is nothing to show.
    `moves`: the moves whose page shows it beside the form, whoever may make them.
    """

    key: str
    title: str
    order: int
    url_name: str
    render: Callable[[Any, Actor], str]
    who: Rule | None = None
    kinds: frozenset[str] = frozenset()
    moves: frozenset[str] = frozenset()


PANELS: dict[str, Panel] = {}


def register_panel(panel: Panel) -> None:
    """Enter a panel. Raises ValueError on a key used twice."""
    if panel.key in PANELS:
        raise ValueError(f"panel {panel.key} is declared twice")
    PANELS[panel.key] = panel


def panels_for(kind: str) -> list[Panel]:
    """The panels that fit a kind, in order."""
    fit = (panel for panel in PANELS.values() if not panel.kinds or kind in panel.kinds)
    return sorted(fit, key=lambda panel: (panel.order, panel.key))
