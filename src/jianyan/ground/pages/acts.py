"""可以办的事: the moves that stand at the foot of a page, the record's and those of its parts at hand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Q

from jianyan.ground.kinds import KINDS, Kind
from jianyan.ground.register import state_of
from jianyan.kernel.charter import VOID, Move
from jianyan.kernel.rules import Actor

from . import places


def moves_of(kind: Kind, row: Any, actor: Actor) -> list[dict[str, Any]]:
    """What the actor may do with a row, and with those of its parts that a kind names for them; one
    whose need is not met says why. The first that can be done now is the primary."""
    if kind.charter is None:
        return []
    found = [*_at_hand(kind, row, actor), *_steps(kind, row, actor, kind.charter.moves)]
    usual = [one for one in found if one.pop("usual") and not one["disabled"]]
    for one in usual[:1]:
        one["primary"] = True
    return found


def _steps(kind: Kind, row: Any, actor: Actor, moves: Iterable[Move]) -> list[dict[str, Any]]:
    """The moves whose state fits and whose rule holds (`row.may`)."""
    assert kind.charter is not None
    state = state_of(kind.charter, row)
    found: list[dict[str, Any]] = []
    for step in moves:
        if step.button == "never" or state not in step.source:
            continue
        if not row.may[f"move-{step.name}"] or not _during(kind, step, row):
            continue
        why = next((said for need in step.needs if (said := need(row, actor))), "")
        usual = step.button == "always"
        if why and not usual:
            continue
        found.append(
            {
                "label": step.label,
                "url": places.move_url(kind, row.pk, step.name),
                "disabled": bool(why),
                "why": why,
                "primary": False,
                "usual": usual,
            }
        )
    return found


def _at_hand(kind: Kind, row: Any, actor: Actor) -> list[dict[str, Any]]:
    """The moves of parts that stand on the record's page too, the usual ones first; named where there
    are several parts."""
    if not kind.is_record:
        return []
    found: list[tuple[Any, list[dict[str, Any]]]] = []
    for child in KINDS.values():
        if child.parent == kind.slug and child.at_hand and child.charter:
            moves = [one for one in child.charter.moves if one.name in child.at_hand]
            found += [
                (part, _steps(child, part, actor, moves)) for part in _rows(child, row, actor)
            ]
    acting = [(part, steps) for part, steps in found if steps]
    if len(acting) > 1:
        for part, steps in acting:
            for one in steps:
                one["label"] = f"{one['label']}（{part}）"
    return sorted((one for _, steps in acting for one in steps), key=lambda one: not one["usual"])


def _rows(child: Kind, row: Any, actor: Actor) -> list[Any]:
    """The standing parts of a record of which some move is at the actor's hand: `may` says which."""
    assert child.charter is not None
    asked = {name: rule(actor) for name, rule in child.at_hand.items()}
    rows = child.rows().filter(child.view(actor), record=row.pk)
    if hasattr(child.model, "struck_at"):
        rows = rows.filter(struck_at__isnull=True)
    some = Q(pk__in=())
    answers = {}
    for place, (name, rule) in enumerate(asked.items()):
        some |= rule
        held = child.model._default_manager.filter(rule, child.charter.move(name).by(actor))
        answers[f"hand_{place}"] = Exists(held.filter(pk=OuterRef("pk")))
    parts = list(rows.filter(some).annotate(**answers).order_by(*child.order))
    for part in parts:
        part.record = row.record
        part.may = {
            f"move-{name}": getattr(part, f"hand_{place}") for place, name in enumerate(asked)
        }
    return parts


def _during(kind: Kind, step: Move, row: Any) -> bool:
    """Whether a move of a part is taken while its record stands where it does."""
    if kind.is_record:
        return True
    state: str = row.record.state
    return state in step.during if step.during else state != VOID
