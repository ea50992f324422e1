"""Rules that every module may use, on any model that has `record`."""

from __future__ import annotations

from django.db.models import Q

from jianyan.kernel.charter import CHARTERS
from jianyan.kernel.rules import NOBODY, Actor, Rule, either, saying, says

from .models import Role, Visibility

OFFICE = (Role.STAFF, Role.COMMITTEE_STAFF, Role.ADMINISTRATOR)
READERS = (*OFFICE, Role.LEADER, Role.AUDITOR)
MEMBERS = (Role.MEMBER, Role.CONVENER)


def beyond_members(actor: Actor) -> bool:
    """Whether the actor holds an office besides a member's: the rail leads members only to what is theirs."""
    return any(office.role not in MEMBERS for office in actor.held)


def _in(actor: Actor, *roles: str) -> Q:
    committees = actor.committees(*roles)
    return Q(record__committee__in=sorted(committees)) if committees else NOBODY


@saying("机关工作人员")
def office(actor: Actor) -> Q:
    """Staff of the record's committee and of its special committees: they enter and amend."""
    return _in(actor, *OFFICE)


@saying("机关、领导、审计")
def readers(actor: Actor) -> Q:
    """Those who read all of their committee's register."""
    return _in(actor, *READERS)


@saying("领导")
def leaders(actor: Actor) -> Q:
    return _in(actor, Role.LEADER)


@saying("管理员")
def administrators(actor: Actor) -> Q:
    return _in(actor, Role.ADMINISTRATOR)


@saying("委员（可见范围内）")
def members(actor: Actor) -> Q:
    """Members see what is open to members or public in their own committee."""
    open_to = Q(record__visibility__in=(Visibility.MEMBERS, Visibility.PUBLIC))
    return _in(actor, Role.MEMBER, Role.CONVENER) & open_to


@saying("登记人本人")
def own_entry(actor: Actor) -> Q:
    """Who entered the record."""
    return Q(record__entered_by=actor.account) if actor.account else NOBODY


registered: Rule = either(readers, members)
"""The ordinary view rule: the office, leaders and auditors all, members what is open to them."""


def desk(name: str) -> Rule:
    """Staff at a named desk (and administrators) of the record's committee."""

    @saying(f"{name}岗")
    def holds(actor: Actor) -> Q:
        found = {h.committee for h in actor.held if h.role == Role.STAFF and h.desk in ("", name)}
        found |= actor.committees(Role.ADMINISTRATOR)
        return Q(record__committee__in=sorted(found)) if found else NOBODY

    return holds


def seen_with_record(actor: Actor) -> Q:
    """What `registered` lets one see of a part, where one may see the record itself: some kinds keep
    theirs back longer (a proposal that is still being written)."""
    seen = registered(actor)
    if actor.seen:
        return seen & Q(record__in=sorted(actor.seen))
    for charter in CHARTERS.values():
        if charter.kept_back:
            own = charter.model._default_manager.filter(charter.view(actor))
            seen &= ~Q(record__kind=charter.key) | Q(record__in=own.values("pk"))
    return seen


seen_with_record.says = says(registered)  # type: ignore[attr-defined]
