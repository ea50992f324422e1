"""Who reads and who writes the nouns of ground: rules on the path to the committee."""

from __future__ import annotations

from django.db.models import Q

from jianyan.ground.models import Role
from jianyan.ground.rules import READERS
from jianyan.kernel.rules import NOBODY, Actor, Rule, saying

OFFICE = (Role.ADMINISTRATOR, Role.STAFF)
ADMINISTRATION = (Role.ADMINISTRATOR,)
DIRECTORY = (*READERS, Role.MEMBER, Role.CONVENER)
CONTROLLERS = (Role.ADMINISTRATOR, Role.AUDITOR)


def held_in(path: str, roles: tuple[str, ...], words: str) -> Rule:
    """Those who hold one of the roles in the committee at `path`."""

    @saying(words)
    def holds(actor: Actor) -> Q:
        committees = sorted(actor.committees(*roles))
        return Q(**{f"{path}__in": committees}) if committees else NOBODY

    return holds


def read_by_office(path: str) -> Rule:
    """The office, leaders and auditors."""
    return held_in(path, READERS, "机关、领导、审计")


def read_by_all(path: str) -> Rule:
    """The office, leaders, auditors and members: what stands in a directory."""
    return held_in(path, DIRECTORY, "机关、领导、审计、委员")


def read_by_administration(path: str) -> Rule:
    """Administrators and auditors."""
    return held_in(path, CONTROLLERS, "管理员、审计")
