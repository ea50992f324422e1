"""Why parts that do not add up to a total may well be right: they are of another whole, which the text does
not write, or gives in other parts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from .mentions import Mention
from .nearly import SWAPPED, slipped
from .rows import Row, total_of
from .units import MEASURED
from .words import FILED, MERGED, alike, dimension_of, of_several_aspects

_TOGETHER = re.compile(r"[(（][^()（）]*(?:合办|共同|联合|重复|交叉)")
_IN, _OUT = re.compile(r"接[受收]|募集|收入"), re.compile(r"拨付|支出|使用|发放")
_YEAR = re.compile(r"(?<!截至)(?<!截止)(?<![到至底])((?:19|20)\d\d)年(?!底|末)")
BEHIND = 24
"""So far behind a list what is said of its last part is read."""
MANY = 6
"""So many counts beside a total are tried as parts of the whole it is a part of itself."""
LEAST = 30
"""Smaller wholes are what some counts beside each other add up to by chance."""
SMALL = 2
"""So much is beside hardly any total too much."""


def doubtful(row: Row, total: Mention, parts: Sequence[Mention]) -> bool:
    """Whether a list that does not add up to a total is rather one of another whole."""
    return (
        _far(row, total, parts)
        or _beside_others(row, total, parts)
        or of_several_aspects([each.label for each in parts])
        or _loose_pair(total, parts)
        or of_unwritten(row, total, parts)
        or _one_side(row, total, parts)
        or _counted_twice(row, total, parts)
        or _in_and_out(parts)
        or _of_another_year(row, total, parts)
    )


def _far(row: Row, total: Mention, parts: Sequence[Mention]) -> bool:
    """Whether parts lack or exceed a total by more than half of it, as no slip of the pen makes them; not where
    其中 stands right between them."""
    if total.family in MEASURED or row.head_of(parts[0]) is total:
        return False
    gap = abs(total.quantity.value - total_of(parts))
    if gap <= SMALL or 2 * gap <= total.quantity.value:
        return False
    return slipped(total, parts) != SWAPPED


def _loose_pair(total: Mention, parts: Sequence[Mention]) -> bool:
    """Whether two parts, not the sides of one split, lack more of a total than a slip would."""
    few = len(parts) == 2 and total_of(parts) < total.quantity.value
    return few and not dimension_of([each.label for each in parts]) and not slipped(total, parts)


def _counted_twice(row: Row, total: Mention, parts: Sequence[Mention]) -> bool:
    """法院5件（其中与检察院合办1件）、检察院2件: what two did together is counted with each of them."""
    said = row.text[parts[0].start : parts[-1].end + BEHIND]
    return total_of(parts) > total.quantity.value and _TOGETHER.search(said) is not None


def _in_and_out(parts: Sequence[Mention]) -> bool:
    """接受19886万元，已经拨付18665万元: what came in and what went out of it are no parts of one whole."""
    labels = [each.label for each in parts]
    return any(map(_IN.search, labels)) and any(map(_OUT.search, labels))


def _of_another_year(row: Row, total: Mention, parts: Sequence[Mention]) -> bool:
    """2018年承办227件；2019年承办建议89件、提案108件: of another year than the total before them."""
    if total.index > parts[0].index:
        return False
    start = row.text.rfind("\n", 0, total.start) + 1
    then = _YEAR.findall(row.text, start, total.start)
    now = _YEAR.findall(row.text, total.end, parts[0].start)
    return bool(then and now) and then[-1] != now[-1]


def _one_side(row: Row, total: Mention, parts: Sequence[Mention]) -> bool:
    """集体提案64件，委员提案283件；按内容分，……: more than one side of a split is of both, and not of it."""
    if total_of(parts) <= total.quantity.value or row.head_of(parts[0]) is total:
        return False
    place = next((at for at, each in enumerate(row.whole) if each.index == total.index), None)
    if place is None or total.index > parts[0].index:
        return False
    beside = [row.whole[at] for at in (place - 1, place + 1) if 0 <= at < len(row.whole)]
    return any(
        each.sentence == total.sentence
        and each.index < parts[0].index
        and not each.bracket
        and dimension_of([each.label, total.label]) == "origin"
        for each in beside
    )


def of_unwritten(row: Row, total: Mention, parts: Sequence[Mention]) -> bool:
    """立案提案中，集体提案82件，委员提案304件, where only what came in is written: of what is not."""
    name = row.named_before(parts[0])
    if name is None or not FILED.search(name) or total.index > parts[0].index:
        return False
    before = [each for each in (*row.whole, *row.earlier) if each.index < parts[0].index]
    return not any(FILED.search(each.around) or MERGED.search(each.around) for each in before)


def _beside_others(row: Row, total: Mention, parts: Sequence[Mention]) -> bool:
    """集体提案84件，委员提案364件；按内容分，……448件: of what a total and the counts beside it are together."""
    added, taken = total_of(parts), {each.index for each in parts}
    items = [each for each in row.whole if each.index not in taken]
    place = next((at for at, each in enumerate(items) if each.index == total.index), None)
    if place is None or added < LEAST:
        return False
    for first in range(max(0, place - MANY), place + 1):
        for last in range(max(place, first + 1), min(len(items), place + MANY + 1)):
            run = items[first : last + 1]
            like = all(alike(one.label, other.label) for one, other in pairwise(run))
            if like and total_of(run) == added:
                return True
    return False
