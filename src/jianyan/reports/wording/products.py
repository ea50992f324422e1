"""Products: 33个小组，每个小组2名，共66名; 49名委员，人均3件."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .mentions import Mention

_EACH = re.compile(r"每(?P<unit>[个名家位支组])?(?P<noun>[\u4e00-\u9fff]{0,6}?)(?:由|有|为|派|配备|安排)?$")
_PER_HEAD = re.compile(r"(?P<noun>人|户|家)均[\u4e00-\u9fff]{0,4}$")
Product = tuple[Mention, Mention, Mention]
_HEADS = {"人": "人", "户": "户", "家": "家"}


def products(placed: Sequence[Mention]) -> Iterator[Product]:
    """A total, how many there are and how much each has, where the total is their product."""
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
                if other.family == each.family
                and other.quantity.value == product
                and other.index != count.index
            ]
            if totals and each.quantity.value > 1:
                yield totals[-1], count, each
                break


def _noun(each: Mention) -> tuple[str, str]:
    """What the quantity is for one of, and the unit of that: 小组 in 每个小组, 人 in 人均."""
    if match := _PER_HEAD.search(each.before):
        return match["noun"], _HEADS[match["noun"]]
    if match := _EACH.search(each.before):
        noun = match["noun"] or match["unit"] or ""
        return noun, match["unit"] or ""
    return "", ""


def _has(other: Mention, noun: str, heads: str) -> bool:
    if noun in _HEADS:
        return other.family == noun
    return noun in other.around and (not heads or other.quantity.unit == heads)
