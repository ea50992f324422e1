"""Who may add to and change a kind, and which kinds an actor can ever see."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import Q

from jianyan.ground.kinds import KINDS, Kind
from jianyan.ground.models import Role
from jianyan.ground.rules import OFFICE
from jianyan.kernel.charter import AMEND, VOID
from jianyan.kernel.errors import Denied
from jianyan.kernel.rules import NOBODY, Actor, Rule, saying

from .places import noun


def may_add(kind: Kind, actor: Actor, committee: int) -> bool:
    """Whether the actor holds one of the roles that enter this kind."""
    return committee in actor.committees(*kind.writers)


def ask_to_add(kind: Kind, actor: Actor, committee: int) -> None:
    """Raises Denied when the actor may not enter this kind."""
    if not may_add(kind, actor, committee):
        who = "、".join(str(Role(role).label) for role in kind.writers)
        raise Denied(f"您没有登记{noun(kind)}的权限，{who}可以登记。")


def for_others(kind: Kind, actor: Actor, committee: int) -> bool:
    """Whether the actor may fill this kind's form on behalf of a member (代录)."""
    theirs = kind.of_members or bool(kind.writing)
    return theirs and committee in actor.committees(*OFFICE)


def keepers(kind: Kind) -> dict[str, Rule]:
    """The rules of 更正 and 作废 of a kind, by name; empty when it can be neither."""
    if kind.charter:
        rules = {VOID: kind.charter.keeper}
        return {AMEND: kind.charter.keeper, **rules} if kind.change else rules
    rules = {VOID: _change_rule(kind)} if hasattr(kind.model, "struck_at") else {}
    return {AMEND: _change_rule(kind), **rules} if kind.change else rules


ATTACH = "attach"


def attachers(kind: Kind) -> dict[str, Rule]:
    """The rule of who besides the writers adds files to a row of a kind; empty where nobody does."""
    return {ATTACH: kind.attaching.who} if kind.attaching else {}


def _change_rule(kind: Kind) -> Rule:
    return kind.write or _writers_of(kind.slug)


@lru_cache(maxsize=256)
def _writers_of(slug: str) -> Rule:
    kind = KINDS[slug]

    @saying("登记人员")
    def writers(actor: Actor) -> Q:
        committees = sorted(actor.committees(*kind.writers))
        return Q(**{f"{kind.committee}__in": committees}) if committees else NOBODY

    return writers


def seen_kinds(actor: Actor) -> list[Kind]:
    """The kinds of which the actor could see a row or add one, in order of declaration."""
    return [KINDS[slug] for slug in _seen(actor.anybody(), tuple(KINDS))]


@lru_cache(maxsize=256)
def _seen(actor: Actor, slugs: tuple[str, ...]) -> tuple[str, ...]:
    """Whether a rule can hold at all depends on which offices are held, not on whose they are."""
    return tuple(slug for slug in slugs if _can_hold(KINDS[slug], actor))


def _can_hold(kind: Kind, actor: Actor) -> bool:
    """Whether the view rule can hold for any row: no statement is sent."""
    if actor.has(*kind.writers):
        return True
    rows: Any = kind.model._default_manager.filter(kind.view(actor))
    try:
        rows.query.sql_with_params()
    except EmptyResultSet:
        return False
    return True
