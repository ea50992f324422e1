"""Who may take which letter along. A letter says no more than its case's page shows."""

from __future__ import annotations

from jianyan.ground.models import Role
from jianyan.ground.rules import READERS
from jianyan.kernel.rules import Actor, either
from jianyan.records.proposals.cases.who import dispatchers, rated_by, readers, routed, units

working = either(readers, units, dispatchers, routed)
"""Who works on the case: the committee's readers, its units, who sends to them."""

concerned = either(working, rated_by)
"""Who has to do with the case: they, and its proposers."""

SENDERS = (*READERS, Role.DISPATCHER)
"""Who takes slips and digests of many cases at once."""


def sends(actor: Actor) -> bool:
    """Whether an actor takes letters of many cases at once."""
    return actor.has(*SENDERS)
