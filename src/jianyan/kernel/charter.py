"""Charter: one readable page per object. States, moves, who may view, the figures it offers."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ParamSpec, TypeVar

from django.db.models import Choices, Model

from .errors import UnknownName
from .figure import Figure, register_figures
from .rules import Rule, nobody

P = ParamSpec("P")
R = TypeVar("R")

Need = Callable[[Any, Any], str | None]
"""(row, actor) -> None, or the Chinese reason why the move is not possible yet."""


@dataclass(frozen=True, slots=True)
class OfMany:
    """A need that is asked of many rows in one statement: `ask` gives the reasons by pk."""

    ask: Callable[[Collection[int]], Mapping[int, str]]

    def __call__(self, row: Any, actor: Any) -> str | None:
        return self.ask([row.pk]).get(row.pk)


VOID = "void"
AMEND = "amend"


@dataclass(frozen=True, slots=True)
class Move:
    """A named step.

    `source` states to `target` (None: the state stays); `by` says who; `asks` the fields it wants;
    `needs` refuse with a reason. `during` are the record's states in which a part's move is allowed.
    `button` says when the record page offers it: "always" (with the reason where a need is not
    met), only when "able", or "never" (it follows from another act).
    """

    name: str
    label: str
    source: tuple[str, ...]
    target: str | None
    by: Rule
    asks: tuple[str, ...] = ()
    needs: tuple[Need, ...] = ()
    during: tuple[str, ...] = ()
    bulk: bool = False
    button: str = "always"


def unmet(step: Move, rows: Sequence[Any], actor: Any) -> dict[int, str]:
    """Of rows those of which a need of the step is not met, by pk, each with the first reason."""
    found: dict[int, str] = {}
    for need in step.needs:
        left = [row for row in rows if row.pk not in found]
        if isinstance(need, OfMany):
            found.update(need.ask([row.pk for row in left]))
        else:
            found.update({row.pk: why for row in left if (why := need(row, actor))})
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Charter:
    """The charter of a table that has `record`, `state`, `version` (or whose record has).

    `model` is the kind's table; for a part (`part` true) the state stands on the part itself.
    `shapes` gives each state the shape of its glyph (draft, empty, quarter, half, three, done,
    wait, barred, merged). `keeper` is who may 更正 and 作废,
    `void_needs` what 作废 is refused for.
    `numbered` names the number series (see ground.numbering), empty when the kind has none.
    `kept_back` says that some of its records are hidden from those who read the whole register, so
    that whatever hangs on them must be hidden too.
    """

    key: str
    title: str
    model: type[Model]
    states: type[Choices]
    view: Rule
    moves: tuple[Move, ...]
    keeper: Rule = nobody
    figures: tuple[Figure, ...] = ()
    born: tuple[str, ...] = ()
    shapes: Mapping[str, str] = field(default_factory=dict)
    part: bool = False
    void_needs: tuple[Need, ...] = ()
    numbered: str = ""
    procedure: str = ""
    kept_back: bool = False

    def move(self, name: str) -> Move:
        """The named move, 更正 and 作废 included. Raises UnknownName."""
        for move in self.all_moves():
            if move.name == name:
                return move
        raise UnknownName(name, tuple(move.name for move in self.moves), f"{self.title}步骤")

    def all_moves(self) -> tuple[Move, ...]:
        """The declared moves and the two built in: 更正 in any state but void, 作废 likewise."""
        alive = tuple(str(value) for value in self.states.values if value != VOID)
        return (
            *self.moves,
            Move(AMEND, "更正", alive, None, self.keeper, asks=("reason",)),
            Move(VOID, "作废", alive, VOID, self.keeper, asks=("reason",), needs=self.void_needs),
        )

    def label(self, state: str) -> str:
        """The Chinese label of a state."""
        return str(dict(self.states.choices).get(state, state))

    def shape(self, state: str) -> str:
        """The glyph of a state."""
        return self.shapes.get(state, "barred" if state == VOID else "half")


CHARTERS: dict[str, Charter] = {}
ACTIONS: dict[tuple[str, str], Callable[..., Any]] = {}


def register(charter: Charter) -> Charter:
    """Enter a charter and its figures. Raises ValueError on a key used twice."""
    if charter.key in CHARTERS:
        raise ValueError(f"charter {charter.key} is declared twice")
    CHARTERS[charter.key] = charter
    register_figures(*charter.figures)
    return charter


def action(charter: Charter, *moves: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Say that a function performs the named moves of a charter (checked at start-up)."""

    def enter(function: Callable[P, R]) -> Callable[P, R]:
        for name in moves:
            charter.move(name)
            ACTIONS[charter.key, name] = function
        return function

    return enter
