"""Entries of the rail for the pages of nouns that are no lists of a kind."""

from jianyan.ground.models import Role
from jianyan.ground.navigation import Entry, register_entry
from jianyan.ground.rules import beyond_members
from jianyan.kernel.rules import Actor

from .reach import DIRECTORY


def keeps_or_follows(actor: Actor) -> bool:
    """Whether the actor works with the directory and the rules of a committee: members find the
    day's directory above the list of members.
    """
    return actor.has(*DIRECTORY) and beyond_members(actor)


def administers(actor: Actor) -> bool:
    """Whether the actor administers a committee."""
    return actor.has(Role.ADMINISTRATOR)


register_entry(
    Entry("委员名册（按日）", "members-on", "calendar-event", "名册", 300, keeps_or_follows)
)
register_entry(Entry("届次", "terms", "flag", "管理", 300, keeps_or_follows))
register_entry(Entry("规程", "rulebook", "book-2", "管理", 310, keeps_or_follows))
register_entry(Entry("开通账号", "issue-accounts", "user-check", "管理", 320, administers))
