"""What rules say of one row for one actor, all together: a page asks a dozen of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Exists, Model, OuterRef, QuerySet

from jianyan.ground.prepared import Given, in_general, rows_of
from jianyan.kernel.rules import Actor, Rule


def holding(model: type[Model], pk: int, actor: Actor, asks: Mapping[str, Rule]) -> dict[str, bool]:
    """Whether each rule holds for the actor and the row with this key: one statement.

    The statement is kept, so the rules must be lasting functions, not made for the asking.
    """
    if not asks:
        return {}
    # Many moves share a rule, which is asked once.
    rules = tuple(dict.fromkeys(asks.values()))
    who, whose = in_general(actor)
    rows = rows_of((model, rules, who), lambda: _asked(model, rules, who), [pk, *whose])
    held = dict(zip(rules, rows[0], strict=True)) if rows else {}
    return {name: bool(held.get(rule)) for name, rule in asks.items()}


def _asked(model: type[Model], rules: tuple[Rule, ...], actor: Actor) -> QuerySet[Any, Any]:
    rows = model._default_manager.order_by()
    held = (Exists(rows.filter(rule(actor), pk=OuterRef("pk"))) for rule in rules)
    return rows.filter(pk=Given()).values_list(*held)
