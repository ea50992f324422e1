"""Products: 33个小组，每个小组2名，共66名; 49名委员，人均3件."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .judging import half_up
from .mentions import Mention

_EACH = re.compile(r"每(?P<unit>[个名家位支组])?(?P<noun>[\u4e00-\u9fff]{0,6})$")
_EXACT = re.compile(r"每[^均约]*$")
_VERBS = re.compile(r"(?:由|有|为|派|驻|出|选|配|备|安排|组织|分配|共|各|平均|约)+$")
_PER_HEAD = re.compile(r"(?P<noun>人|户|家)均[\u4e00-\u9fff]{0,8}$")
Product = tuple[Mention, Mention, Mention, bool]
_TOGETHER = re.compile(r"共|全年|总计|合计|累计")
_PER_YEAR = re.compile(r"年均[\u4e00-\u9fff]{0,6}$")
_ADDED = re.compile(r"新增|共|累计|合计|总计")
YEARS = 20
"""An average of more years is not of so many years written in the sentence."""
NEAR = 5
"""A total that nothing calls one may be beside the product by a fifth."""
_UNITS = "个名家位支组"
_HEADS = {"人": "人", "户": "户", "家": "家"}


def products(placed: Sequence[Mention]) -> Iterator[Product]:
    """A total, how many there are, how much each has, and whether the total is their product."""
    for each in placed:
        if not each.counts:
            continue
        noun, heads = _noun(each)
        if not noun:
            continue
        near = [
            other
            for other in placed
            if other.counts
            and other.index != each.index
            and abs(other.sentence - each.sentence) <= 1
            and other.paragraph == each.paragraph
        ]
        counts = [other for other in near if _has(other, noun, heads) and other.index < each.index]
        for count in reversed(counts):
            product = count.quantity.value * each.quantity.value
            totals = [
                other
                for other in near
                if _same(other, each)
                and other.quantity.value == product
                and other.index != count.index
            ]
            if totals and each.quantity.value > 1:
                yield totals[-1], count, each, True
                break
        else:
            yield from _broken(each, counts, near)


def _broken(each: Mention, counts: Sequence[Mention], near: Sequence[Mention]) -> Iterator[Product]:
    """One count and one total in the sentence, whose quotient is another: 均 may be rounded; 每 is exact, and
    its total stands behind it."""
    here = [count for count in counts if count.sentence == each.sentence][-1:]
    same = [
        other
        for other in near
        if _same(other, each) and other.sentence == each.sentence and other not in (*here, each)
    ]
    totals = [other for other in same if _TOGETHER.search(other.before)]
    if not totals and len(same) == 1 and here:
        product = here[0].quantity.value * each.quantity.value
        totals = [o for o in same if abs(o.quantity.value - product) * NEAR <= o.quantity.value]
    behind = [other for other in totals if other.index > each.index]
    totals = behind[:1] or totals
    if len(here) != 1 or len(totals) != 1 or not here[0].quantity.value:
        return
    exact = totals[0].quantity.value / here[0].quantity.value
    if _EXACT.search(each.before):
        wrong = totals[0].index > each.index and exact != each.quantity.value
    else:
        wrong = half_up(exact, each.quantity.places) != each.quantity.value
    if wrong:
        yield totals[0], here[0], each, False


def yearly(placed: Sequence[Mention]) -> Iterator[Product]:
    """三年新增5130个，年均增加1810个: what the years together had, where that is no average of it."""
    for each in placed:
        if not each.counts or _PER_YEAR.search(each.before) is None:
            continue
        here = [o for o in placed[: each.index] if o.sentence == each.sentence]
        years = [o for o in here if o.quantity.unit == "年" and not o.quantity.approx]
        same = [o for o in here if o.counts and o.family == each.family]
        if len(years) != 1 or len(same) != 1 or years[0].index > same[0].index:
            continue
        many = years[0].quantity.value
        if 1 < many <= YEARS and many.denominator == 1 and _ADDED.search(same[0].before):
            exact = same[0].quantity.value / many
            if half_up(exact, each.quantity.places) != each.quantity.value:
                yield same[0], years[0], each, False


def _same(total: Mention, each: Mention) -> bool:
    """4102人次，人均14次: what many did is counted as what one did, or by heads."""
    units = {total.family, each.family}
    return len(units) == 1 or units == {"人", "人次"} or total.family == f"人{each.quantity.unit}"


def _noun(each: Mention) -> tuple[str, str]:
    """What the quantity is for one of, and the unit of that: 小组 in 每个小组, 人 in 人均."""
    if match := _PER_HEAD.search(each.before):
        return match["noun"], _HEADS[match["noun"]]
    if match := _EACH.search(each.before):
        noun = _VERBS.sub("", match["noun"])
        return noun or match["unit"] or "", match["unit"] or "" if noun else ""
    return "", ""


def _has(other: Mention, noun: str, heads: str) -> bool:
    if noun in _HEADS:
        return other.family == noun
    if noun.startswith(other.quantity.unit):
        return True
    if noun in _UNITS:
        return other.quantity.unit == noun or (noun == "组" and "组" in other.after)
    return noun[:2] in other.around and (not heads or other.quantity.unit == heads)
