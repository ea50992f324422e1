"""A text in, its numbers and checks out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from .announced import of_one_whole, sides
from .blocks import blocks
from .claims import all_done, restated
from .explaining import explained
from .grids import cells_of, grids
from .growth import additions, growths, steps
from .judging import Check, Result
from .marks import marks
from .mentions import Mention, mentions
from .products import products, yearly
from .quantities import plain_signs, quantities
from .rates import rates
from .rating import Rate
from .shares import grouped, shares
from .sums import sums
from .telling import (
    all_check,
    growth_check,
    product_check,
    ratio_check,
    restated_check,
    step_check,
    sum_check,
)
from .totals import judge_share, settle

MOST = 2000
"""So many numbers of a text are checked: thirty dense pages have no more."""


@dataclass(frozen=True, slots=True)
class Examined:
    """What was read in a text: every offset counts in `text`."""

    text: str
    numbers: tuple[Mention, ...]
    checks: tuple[Check, ...]
    until: int | None = None
    """Where the checking ends, in a text of more numbers than any report has."""

    @property
    def checked(self) -> tuple[Mention, ...]:
        """The numbers that were checked."""
        return self.numbers[:MOST]

    @property
    def accused(self) -> tuple[Check, ...]:
        """The contradictions."""
        return tuple(each for each in self.checks if each.accuses)

    def as_json(self) -> dict[str, Any]:
        """The document of `jianyan check --json`, without figures."""
        return {
            "text": self.text,
            "numbers": [_number(each, self.text) for each in self.numbers],
            "checks": [_check(each) for each in self.checks],
            "figures": [],
        }


def examine(text: str) -> Examined:
    """Read a text. Raises nothing: what is not understood is not spoken of."""
    plain = plain_signs(text)
    placed = mentions(plain, quantities(plain))
    checks = [*marks(text), *sides(text), *grids(plain)]
    tabled = cells_of(plain)
    said = [each for each in placed[:MOST] if not _within(each, tabled)]
    for start, block in blocks(said):
        found = [*_ratios(plain, block), *_others(plain, block)]
        checks += [each for each in found if max(each.spans)[0] >= start]
    ordered = tuple(sorted(dict.fromkeys(checks), key=_order))
    until = placed[MOST].start if len(placed) > MOST else None
    return Examined(text, tuple(placed), ordered, until)


def _within(each: Mention, spans: list[tuple[int, int]]) -> bool:
    """Whether a number stands in a cell of a table. `spans` are in order."""
    place = bisect_right(spans, each.end, key=lambda span: span[0]) - 1
    return place >= 0 and each.start < spans[place][1]


def _ratios(plain: str, placed: list[Mention]) -> Iterator[Check]:
    """Shares, sums (which need the shares) and rates."""
    found = shares(plain, placed)
    settle(plain, placed, grouped(plain, placed, found))
    spoken: dict[int, tuple[Rate, Result]] = {}
    for share in found:
        if share.total and not share.own:
            result: Result = "mixed" if share.mixed else judge_share(share, share.total)
            spoken[share.percent.index] = Rate(share.percent, share.parts, share.total), result
    own = {share.percent.index for share in found if share.own}
    for rate in rates(plain, placed):
        if rate.percent.index not in own:
            spoken.setdefault(rate.percent.index, (rate, rate.result))
    for percent in placed:
        known = spoken.get(percent.index)
        unsaid = known is None or (known[1] == "contradiction" and not known[0].nearly)
        asked = percent.quantity.share and unsaid and percent.index not in own
        if asked and (other := explained(plain, placed, percent)) is not None:
            spoken[percent.index] = other, other.result
    for rate, result in spoken.values():
        yield ratio_check(rate.parts, rate.total, rate.percent, result)
    for each in sums(plain, placed, found):
        yield sum_check(each.total, each.parts, each.result, each.why)


def _others(plain: str, placed: list[Mention]) -> Iterator[Check]:
    """Growth and claims."""
    grown = growths(plain, placed)
    known = {each.change.index for each in grown}
    yield from map(growth_check, grown)
    for total, parts in additions(placed):
        yield sum_check(total, parts, "ok", "")
    yield from (step_check(each) for each in steps(plain, placed) if each.change.index not in known)
    for product in (*products(placed), *yearly(placed)):
        yield product_check(*product)
    yield from of_one_whole(plain, placed)
    for first, again in restated(placed):
        yield restated_check(first, again)
    for done, whole in all_done(plain, placed):
        yield all_check(done, whole)


def _order(check: Check) -> tuple[int, str, str]:
    return min(start for start, _ in check.spans), check.kind, check.expression


def _number(each: Mention, text: str) -> dict[str, Any]:
    quantity = each.quantity
    value = _plain(quantity.value)
    return {
        "start": each.start,
        "end": each.end,
        "text": text[each.start : each.end],
        "value": value if quantity.most is None else [value, _plain(quantity.most)],
        "unit": quantity.unit,
        "approx": quantity.approx,
        "what": each.what,
    }


def _plain(value: Fraction) -> int | float:
    return value.numerator if value.denominator == 1 else float(value)


def _check(each: Check) -> dict[str, Any]:
    return {
        "kind": each.kind,
        "spans": [list(span) for span in each.spans],
        "expression": each.expression,
        "result": each.result,
        "message": each.message,
    }
