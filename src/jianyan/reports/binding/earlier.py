"""Numbers of the year before that a report compares its own with: 比上年的110件增加16件."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from .around import Around
from .matching import CARRIED, Match

_COMPARED = re.compile(
    "(?:[与和同](?:上年|去年|上一年)|(?:上年|去年|上一年度?)同期)[^，。；\\d]{0,6}$"
)
_ALONE = re.compile(
    "(?:[，,（(]|.*?(?:相比|相较))?(?:[比较与和同由从])?(?:上年|去年|上一年)度?(?:同期)?[的为是共有]*"
)
_LATER = 0.1
"""How much less sure it is that the number is of the report's own year."""


def compared(around: Around, matches: Sequence[Match]) -> list[Match]:
    """What a number is of the year before, where its own words say so: 与上年收到110件相比."""
    if not matches or not _COMPARED.search(around.before_words):
        return []
    told = [
        replace(each, earlier=True, why=each.why + "说的是上年。")
        for each in matches
        if not each.entry.name.startswith("上年")
    ]
    return [*told, *(replace(each, score=each.score - _LATER) for each in matches[:1])]


def before_it(around: Around, before: Around | None, last: Match | None) -> list[Match]:
    """The number before, a year earlier: 126件，比上年的110件增加."""
    if before is None or last is None or before.mark.unit != around.mark.unit:
        return []
    between = around.text[before.mark.unit_end : around.mark.start]
    if not _ALONE.fullmatch(between):
        return []
    why = f"前面是{last.value}，这里是上年的。"
    return [replace(last, earlier=True, score=CARRIED + _LATER, why=why)]
