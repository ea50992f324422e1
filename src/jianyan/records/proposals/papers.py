"""Documents made of the rows ticked in the lists of proposals and tasks; `letters` writes them."""

from __future__ import annotations

from jianyan.ground.kinds import Paper
from jianyan.ground.models import Role
from jianyan.ground.rules import READERS
from jianyan.kernel.rules import Actor


def sends(actor: Actor) -> bool:
    """Whether an actor takes letters of many cases at once: who reads all, and who sends to units."""
    return actor.has(*READERS, Role.DISPATCHER)


OF_CASES = (
    Paper("交办单", "proposal-cases-sending", sends),
    Paper("征询意见表", "proposal-cases-asking", sends),
    Paper("摘报", "proposal-cases-digest", sends),
)
OF_TASKS = (
    Paper("交办单", "proposal-tasks-sending", sends),
    Paper("催办单", "proposal-tasks-reminding", sends),
)
