"""What it means that the parts of a list do not add up to their total, and what their shares say of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from .judging import EXACTLY, FITTING, Result
from .mentions import Mention
from .rows import Row, total_of
from .totals import judge_share
from .units import MEASURED
from .words import OTHERS, dimension_of

LESS = 99
"""Shares that add up to fewer percent leave something out."""
_SOME = re.compile(r"主要|例如|比如|譬如|较多|居多")
"""Before a list that does not claim to be all."""
_PENDING = re.compile(r"还有部分|部分[^,，;；。]{0,4}(?:尚|正)在|陆续")
_OF_IT = re.compile(r"其中|分别|[(（:：]|(?<!其)中[,，]")
"""Between a whole and its parts."""


def verdict(total: Mention, parts: Sequence[Mention], row: Row) -> tuple[Result, str] | None:
    """What it means that parts do not add up to their total; None when nothing is to be said."""
    gap = total.quantity.value - total_of(parts)
    if _of_another(parts, row) or (gap > 0 and goes_on(parts, row)):
        return None
    labels = [each.label for each in parts]
    if any(each.quantity.value == total.quantity.value for each in parts):
        near = _OF_IT.search(row.text, total.end, parts[0].start) and not row.text.count(
            "。", total.end, parts[-1].start
        )
        return ("contradiction", "above") if gap and near and dimension_of(labels) else None
    if gap < 0:
        overlap = crossing(total, parts, row) or denied(total, parts, row)
        return None if overlap else ("contradiction", "above")
    return _too_few(total, parts, row)


def _too_few(total: Mention, parts: Sequence[Mention], row: Row) -> tuple[Result, str] | None:
    """The same where they add up to less than the total."""
    labels, added = [each.label for each in parts], total_of(parts)
    most = 5 * added >= 3 * total.quantity.value
    if _say_less(parts, row) and not denied(total, parts, row):
        return "open-breakdown", ""
    if each_holds(total, parts, row) and not reach_hundred(row, parts):
        return ("open-breakdown", "") if most else None
    if OTHERS.search(labels[-1]) or (dimension_of(labels) and total.family not in MEASURED):
        return "contradiction", "closes"
    if denied(total, parts, row):
        return None
    if reach_hundred(row, parts):
        return "contradiction", "hundred"
    some = _SOME.search(row.text[total.end : parts[0].start])
    least = min(each.quantity.value for each in parts)
    if total.quantity.value - added < least and not some:
        return "contradiction", "gap"
    return ("open-breakdown", "") if len(parts) > 2 and most else None


def _say_less(parts: Sequence[Mention], row: Row) -> bool:
    """Whether two parts have their shares, and these say that more is left out."""
    shares = [row.shared[each.index].percent.quantity for each in parts if each.index in row.shared]
    return len(shares) == len(parts) == 2 and sum(each.value for each in shares) < LESS


def crossing(total: Mention, parts: Sequence[Mention], row: Row) -> bool:
    """Whether each part's own share of the total holds: then they overlap (党员, 女委员), and are no list;
    not where they are the sides of one split, or the shares make up a whole."""
    if dimension_of([each.label for each in parts]) or reach_hundred(row, parts):
        return False
    return each_holds(total, parts, row)


def each_holds(total: Mention, parts: Sequence[Mention], row: Row) -> bool:
    """Whether each part's own share of the total is right."""
    shares = [row.shared.get(each.index) for each in parts]
    return all(
        each and each.total is total and judge_share(each, total) in EXACTLY for each in shares
    )


def reach_hundred(row: Row, parts: Sequence[Mention]) -> bool:
    shares = [row.shared[each.index] for each in parts if each.index in row.shared]
    printed = sum((each.percent.quantity.value for each in shares), Fraction())
    return len(shares) == len(parts) and abs(printed - 100) <= Fraction(len(parts), 2)


def goes_on(parts: Sequence[Mention], row: Row) -> bool:
    """Whether a list ends with 等, or more is said to be pending: not everything is listed."""
    end = parts[-1].end
    stop = row.text.find("。", end)
    return row.text.startswith("等", end) or bool(_PENDING.search(row.text, end, max(stop, end)))


def _of_another(parts: Sequence[Mention], row: Row) -> bool:
    """Whether the parts have shares of a total that is nowhere written: of one unknown, or of their own sum."""
    shares = [row.shared.get(each.index) for each in parts]
    head = row.announcing(parts[0])
    return all(each and each.own and (head is None or each.total is not head) for each in shares)


def denied(total: Mention, parts: Sequence[Mention], row: Row) -> bool:
    """Whether each part has a share, and none is of this total: 725人，占97%，其中269人，占36%，438人，占59%."""
    shares = [row.shared[each.index] for each in parts if each.index in row.shared]
    if _of_another(parts, row):
        return True
    if len(shares) < len(parts) or not total.quantity.value or reach_hundred(row, parts):
        return False
    return not any(judge_share(each, total) in FITTING for each in shares)
