"""A rule is a query: a function from an actor to a Q on the model it is declared for.

The list, the button, the guard and the evidence page ask the same rule, in SQL.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

from django.db.models import Q

NOBODY = Q(pk__in=())


@dataclass(frozen=True, slots=True)
class Held:
    """One office in force: the role, the committee it is held in, the body it acts for."""

    role: str
    committee: int
    body: int | None = None
    desk: str = ""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, with the offices in force on `day`.

    `reach` holds the ids of the units that a dispatcher answers for, nested ones included. `seen`
    holds the ids of records that a page has already found to be in view: rules on what belongs to a
    record are then asked of these alone, which is shorter and never shows more.
    """

    day: date
    account: int | None = None
    person: int | None = None
    held: frozenset[Held] = field(default_factory=frozenset)
    reach: frozenset[int] = field(default_factory=frozenset)
    name: str = ""
    seen: frozenset[int] = field(default_factory=frozenset)

    def committees(self, *roles: str) -> frozenset[int]:
        """Ids of the committees in which any of the roles is held (any role when none is named)."""
        return frozenset(h.committee for h in self.held if not roles or h.role in roles)

    def bodies(self, *roles: str) -> frozenset[int]:
        """Ids of the bodies acted for in any of the roles."""
        return frozenset(h.body for h in self.held if h.body is not None and h.role in roles)

    def has(self, *roles: str) -> bool:
        """Whether any of the roles is held in any committee."""
        return any(h.role in roles for h in self.held)

    def itself(self) -> Actor:
        """The actor, where a stand-in that looks it up when first asked must not be kept."""
        return self

    def anybody(self) -> Actor:
        """One with the like offices in committees and bodies numbered from 1: what is worked out for
        him holds for all who have them."""
        committees = {pk: place for place, pk in enumerate(sorted(self.committees()), 1)}
        bodies = sorted({one.body for one in self.held if one.body is not None})
        numbers: dict[int | None, int | None] = {pk: place for place, pk in enumerate(bodies, 1)}
        held = (
            Held(one.role, committees[one.committee], numbers.get(one.body), one.desk)
            for one in self.held
        )
        return Actor(
            day=self.day,
            account=self.account and 1,
            person=self.person and 1,
            held=frozenset(held),
            reach=frozenset(range(1, 2 if self.reach else 1)),
        )

    def having_seen(self, record: int) -> Actor:
        """The same actor, of whom it is known that the record is in view."""
        return replace(self, seen=self.seen | {record})


Rule = Callable[[Actor], Q]


def either(*rules: Rule) -> Rule:
    """A rule that holds where any of the rules holds."""

    def holds(actor: Actor) -> Q:
        found = NOBODY
        for rule in rules:
            found = found | rule(actor)
        return found

    return _named(holds, " 或 ", rules)


def both(*rules: Rule) -> Rule:
    """A rule that holds where all of the rules hold."""

    def holds(actor: Actor) -> Q:
        found = Q()
        for rule in rules:
            found = found & rule(actor)
        return found

    return _named(holds, " 且 ", rules)


def no(rule: Rule) -> Rule:
    """A rule that holds where the rule does not."""

    def holds(actor: Actor) -> Q:
        return ~rule(actor)

    return _named(holds, "", (rule,), "非")


def nobody(actor: Actor) -> Q:
    """A rule that never holds."""
    return NOBODY


nobody.says = "无人"  # type: ignore[attr-defined]


def saying(words: str) -> Callable[[Rule], Rule]:
    """Give a rule the Chinese words by which pages and the access table name it."""

    def decorate(rule: Rule) -> Rule:
        rule.says = words  # type: ignore[attr-defined]
        return rule

    return decorate


def says(rule: Rule) -> str:
    """The words of a rule, or its function's name."""
    return str(getattr(rule, "says", getattr(rule, "__name__", rule)))


def _named(holds: Rule, joint: str, rules: tuple[Rule, ...], before: str = "") -> Rule:
    holds.says = before + joint.join(says(rule) for rule in rules)  # type: ignore[attr-defined]
    return holds
