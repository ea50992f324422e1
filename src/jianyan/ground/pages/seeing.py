"""Which records of the register an actor may see: the kinds' own view rules, asked together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.db.models import Exists, OuterRef, Q

from jianyan.ground.kinds import Kind
from jianyan.ground.models import Record
from jianyan.ground.prepared import condition_of, in_general
from jianyan.kernel.rules import NOBODY, Actor

from .access import seen_kinds
from .narrowing import narrowed, on_register

NOTHING: Mapping[str, Q] = {}


def record_kinds(actor: Actor) -> list[Kind]:
    """The kinds of records of which the actor could see one."""
    return [kind for kind in seen_kinds(actor) if kind.is_record]


def may_see(
    actor: Actor,
    kinds: Iterable[Kind],
    further: Mapping[str, Q] = NOTHING,
    committees: Sequence[int] = (),
) -> Q:
    """A condition on register rows: of one of the kinds, and seen by that kind's rule. `further` are
    conditions on the kinds' own rows, by slug; `committees` those whose rows alone are meant.

    What the rule leaves to ask of one committee's rows is asked of the register itself, or of each
    row that the other conditions leave, hence as Exists. Without further conditions it is kept as
    written: people with the same offices search again and again.
    """
    kinds, within = tuple(kinds), tuple(committees)
    if any(further.values()):
        return _may_see(actor, kinds, further, within)
    who, whose = in_general(actor)
    key = ("may see", who, tuple(kind.slug for kind in kinds), within)
    return condition_of(key, Record, lambda: _may_see(who, kinds, NOTHING, within), whose)


def _may_see(
    actor: Actor, kinds: Iterable[Kind], further: Mapping[str, Q], committees: Sequence[int]
) -> Q:
    found = NOBODY
    for kind in kinds:
        assert kind.charter is not None
        known = {kind.committee: committees[0]} if len(committees) == 1 else {}
        rule = narrowed(kind.view(actor), known) & further.get(kind.slug, Q())
        plain = on_register(rule)
        if plain is None:
            rows = kind.model._default_manager.filter(rule, pk=OuterRef("pk"))
            plain = Q(Exists(rows))
        found |= Q(kind=kind.charter.key) & plain
    return found


def seen_records(actor: Actor, among: Mapping[int, str]) -> set[int]:
    """The keys of those of the records, named with their kinds, that the actor may see: one statement."""
    kinds = set(among.values())
    own = [one for one in record_kinds(actor) if one.charter and one.charter.key in kinds]
    rows = Record.objects.filter(may_see(actor, own), pk__in=list(among))
    return set(rows.values_list("pk", flat=True))
