"""A scope says of whom, over which time, and as known on which day a figure is read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from .period import Period


@dataclass(frozen=True, slots=True)
class Scope:
    """Committees (by id), a period and a cut-off.

    `known_until` (数据截止日) looks at the day a thing happened, not the day it was typed in.
    `picks` are splits already chosen: ((dimension or None for the own split, codes), …).
    `person` narrows to the rows about or credited to one person. `campaign` is a campaign's code.
    """

    committees: tuple[int, ...]
    period: Period
    known_until: date
    picks: tuple[tuple[str | None, tuple[str, ...]], ...] = ()
    person: int | None = None
    campaign: str | None = None

    @property
    def last_day(self) -> date:
        """The day on which stocks and values are looked at."""
        return min(self.period.end, self.known_until)

    def before(self) -> Scope:
        """The like period before, cut off at its own end."""
        period = self.period.previous()
        return replace(self, period=period, known_until=period.end)


def make_scope(
    committees: tuple[int, ...],
    period: Period,
    until: date | None = None,
    today: date | None = None,
) -> Scope:
    """A scope with the default cut-off: the period's last day, or today when that is earlier."""
    today = today or date.today()
    return Scope(committees, period, until or min(period.end, max(today, period.start)))
