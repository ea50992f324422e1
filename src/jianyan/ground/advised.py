"""What a module lets be advised on: which decisions of its kind may be learnt from, and its replies.

The floor of advice asks this registry; it knows no module, and no module knows it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

Decided = tuple[int, str]
"""A record's key and the code of what was decided of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One decision about records of a kind: a category, a unit.

    `options(committee)` are the codes that may be decided for, with their labels; `decided(committee,
    records)` the standing decisions of the named records, of all without any. `states` are those in which it is still open; `wished(record)` the codes
    that the proposer asked for.
    """

    name: str
    title: str
    options: Callable[[int], Mapping[str, str]]
    decided: Callable[[int, Collection[int] | None], Iterable[Decided]]
    states: frozenset[str]
    wished: Callable[[int], list[str]] = lambda record: []


@dataclass(frozen=True, slots=True, kw_only=True)
class Advised:
    """A kind (its charter's key) with its topics.

    `writing` are the states in which its text is written, `reviewed` those in which it is judged;
    `parts(record)` gives its situation and analysis, `replies(record)` the standing replies as
    (whose, text).
    """

    kind: str
    topics: tuple[Topic, ...]
    writing: frozenset[str] = frozenset()
    reviewed: frozenset[str] = frozenset()
    parts: Callable[[int], tuple[str, str]] = lambda record: ("", "")
    replies: Callable[[int], list[tuple[str, str]]] = lambda record: []


ADVISED: dict[str, Advised] = {}


def register_advised(advised: Advised) -> None:
    """Enter a kind. Raises ValueError on a kind entered twice."""
    if advised.kind in ADVISED:
        raise ValueError(f"advice on {advised.kind} is declared twice")
    ADVISED[advised.kind] = advised
