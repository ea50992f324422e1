"""A rate with what it is of, and rates that are given one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from .judging import FITTING, Result, judge
from .mentions import Mention

SLIP = Fraction(5, 2)
"""The same in units of its last printed digit, where its total stands in the sentence before."""
TELLING = 3
"""A rate of so many digits hardly fits two counts by chance."""


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate with what it is of: `parts` over `total`."""

    percent: Mention
    parts: tuple[Mention, ...]
    total: Mention

    @property
    def exact(self) -> Fraction:
        """The rate as it is; the total is not nothing."""
        count = sum((each.quantity.value for each in self.parts), Fraction())
        return count * 100 / self.total.quantity.value

    @property
    def nearly(self) -> bool:
        """Whether the printed rate is a slip beside the exact one."""
        printed = self.percent.quantity
        return abs(self.exact - printed.value) * 10**printed.places < SLIP

    @property
    def result(self) -> Result:
        """How the printed rate stands to the counts."""
        return judge(self.exact, self.percent.quantity)


def in_turn(text: str, placed: Sequence[Mention], percent: Mention) -> Rate | None:
    """收回527份，对办理工作满意的526件，对办理结果满意的519件，两项满意率分别为99.8%和98.5%: each of its own count."""
    at = text.rfind("分别", percent.clause, percent.start)
    if at < 0 or "率" not in text[percent.clause : at]:
        return None
    shares = [each for each in placed if each.start > at and each.sentence == percent.sentence]
    turn = [each.index for each in shares if each.quantity.share].index(percent.index)
    many = sum(each.quantity.share for each in shares)
    here = [each for each in placed[: shares[0].index] if each.sentence == percent.sentence]
    counts = [each for each in here if each.counts][-many - 1 :]
    if many < 2 or len(counts) <= many or any(each.quantity.share for each in here):
        return None
    total, *parts = counts
    rate = Rate(percent, (parts[turn],), total)
    fits = total.quantity.value and rate.exact <= 100 and (rate.nearly or rate.result in FITTING)
    return rate if fits else None


def one_of_several(near: Sequence[Mention], part: Mention) -> bool:
    """议案2件、建议52件，办复率100%: all of both, and not of the first."""
    behind = [each for each in near if each.index > part.index]
    return any(each.sentence == part.sentence and each.family == part.family for each in behind)
