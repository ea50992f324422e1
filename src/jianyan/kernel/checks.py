"""System checks over everything declared: what a secretary reads must be what the house does."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Error

from .charter import ACTIONS, AMEND, CHARTERS, VOID, Charter
from .figure import FIGURES, Figure


def check_charters(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """Every state reachable and labelled, every move between known states and with its action."""
    found: list[CheckMessage] = []
    for charter in CHARTERS.values():
        found += [
            Error(words, obj=charter.key, id="jianyan.E001") for words in charter_faults(charter)
        ]
    return found


def charter_faults(charter: Charter) -> list[str]:
    """The faults of one charter, each in a sentence."""
    states = {str(value) for value in charter.states.values}
    faults = [] if VOID in states else ["has no state void"]
    names = [move.name for move in charter.moves]
    faults += [f"move {name} is declared twice" for name in set(names) if names.count(name) > 1]
    reached = set(charter.born)
    for move in charter.all_moves():
        strange = ({*move.source} | ({move.target} if move.target else set())) - states
        faults += [f"move {move.name} names unknown state {state}" for state in sorted(strange)]
        reached |= {move.target} if move.target else set()
        if not move.label:
            faults.append(f"move {move.name} has no label")
        if move.name not in (AMEND, VOID) and (charter.key, move.name) not in ACTIONS:
            faults.append(f"move {move.name} has no action")
    faults += [f"state {state} cannot be reached" for state in sorted(states - reached)]
    return faults


def check_figures(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """Every figure says what it means, in what unit, and cadences name a known figure."""
    return [
        Error(words, obj=figure.key, id="jianyan.E002")
        for figure in FIGURES.values()
        for words in figure_faults(figure)
    ]


def figure_faults(figure: Figure) -> list[str]:
    """The faults of one figure, each in a sentence."""
    faults = []
    if not figure.means:
        faults.append("says nothing of its meaning")
    if "." not in figure.key:
        faults.append("key is OWNER.NAME")
    if figure.posts and figure.posts.figure not in FIGURES:
        faults.append(f"posts name an unknown figure {figure.posts.figure}")
    for split in figure.by:
        if not split.scheme and not split.choices:
            faults.append(f"split {split.name} has no list of parts")
    return faults
