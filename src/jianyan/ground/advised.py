"""What a module lets be advised on: which decisions of its kind may be learnt from, and its replies.

The floor of advice asks this registry; it knows no module, and no module knows it: what it has to say
of many records at once is asked for here.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from jianyan.kernel.charter import CHARTERS
from jianyan.kernel.rules import Actor

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
    `deciding` are the moves that decide one of its topics, `joining` those that join it to a like one;
    `parts(record)` gives its situation and analysis, `replies(record)` the standing replies as
    (whose, text).
    """

    kind: str
    topics: tuple[Topic, ...]
    writing: frozenset[str] = frozenset()
    reviewed: frozenset[str] = frozenset()
    deciding: frozenset[str] = frozenset()
    joining: frozenset[str] = frozenset()
    parts: Callable[[int], tuple[str, str]] = lambda record: ("", "")
    replies: Callable[[int], list[tuple[str, str]]] = lambda record: []


ADVISED: dict[str, Advised] = {}


def register_advised(advised: Advised) -> None:
    """Enter a kind. Raises ValueError on a kind entered twice."""
    if advised.kind in ADVISED:
        raise ValueError(f"advice on {advised.kind} is declared twice")
    ADVISED[advised.kind] = advised


@dataclass(frozen=True, slots=True)
class Like:
    """A record that is like another: how much (0 to 1), why, and what became of it."""

    record: int
    kind: str
    number: str
    title: str
    state: str
    day: date
    score: float
    why: str

    @property
    def label(self) -> str:
        """What became of it, in a word."""
        return CHARTERS[self.kind].label(self.state)

    @property
    def shape(self) -> str:
        """The glyph of its state."""
        return CHARTERS[self.kind].shape(self.state)


@dataclass(frozen=True, slots=True)
class Named:
    """What may be decided on a topic, with the reason in words."""

    code: str
    label: str
    why: str


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of one record: the likest first; by topic the likeliest first."""

    likes: tuple[Like, ...] = ()
    named: Mapping[str, tuple[Named, ...]] = field(default_factory=dict)


Saying = Callable[[Actor, int, str, Collection[int], Collection[str]], Mapping[int, Said]]
"""(actor, committee, kind, records, topics): what is said, as far as the actor may see the likes; a
record that was not looked at yet is missing."""

SAYING: list[Saying] = []


def say_of(
    actor: Actor, committee: int, kind: str, records: Collection[int], *topics: str
) -> Mapping[int, Said]:
    """What the floor of advice says of many records, in as many statements for a hundred as for one;
    nothing where there is no such floor."""
    found: dict[int, Said] = {}
    for say in SAYING:
        found |= say(actor, committee, kind, records, topics)
    return found
