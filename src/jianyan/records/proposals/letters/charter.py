"""Who may take which letter along. A letter says no more than its case's page shows."""

from __future__ import annotations

from jianyan.kernel.rules import either
from jianyan.records.proposals.cases.who import dispatchers, rated_by, readers, routed, units

working = either(readers, units, dispatchers, routed)
"""Who works on the case: the committee's readers, its units, who sends to them."""

concerned = either(working, rated_by)
"""Who has to do with the case: they, and its proposers."""
