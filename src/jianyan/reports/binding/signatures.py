"""The wording around a place, without its number: by it a place is known again the year after."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from .around import Around

BEFORE, AFTER = 16, 8
KEEP = "-"
"""The choice that leaves a place as it stands, in place of a slot."""
ALIKE = 0.8
"""From which share of common pairs of characters on two wordings are one, when their ends agree."""
_DROPPED = re.compile(r"[\d\s.XxＸｘ×✕_＿○〇余多□]|(?<=第)[一二三四五六七八九十]+(?=届)")


@dataclass(frozen=True, slots=True)
class Agreed:
    """What a committee once took a wording to mean: the slot or `KEEP`, when, and by which signature."""

    signature: str
    expression: str
    on: str


def signature(around: Around) -> str:
    """The last words of the sentence before a place, its unit, and the first words behind it."""
    mark, text, (begin, end) = around.mark, around.text, around.sentence
    before = _DROPPED.sub("", text[begin : mark.start])[-BEFORE:]
    after = _DROPPED.sub("", text[mark.unit_end : end])[:AFTER]
    return f"{before}#{mark.unit}#{after}"


class Memory:
    """What was agreed before, asked by wording; of one wording the latest counts first."""

    def __init__(self, agreed: Iterable[Agreed]) -> None:
        self._known: dict[str, list[Agreed]] = {}
        for each in sorted(agreed, key=lambda one: one.on):
            self._known.setdefault(each.signature, []).insert(0, each)
        self._ends: dict[str, list[str]] = {}
        for known in self._known:
            self._ends.setdefault(_end(known), []).append(known)

    def recalled(self, asked: str) -> list[Agreed]:
        """What the very wording, else the wording most like it, was taken to mean."""
        if asked in self._known:
            return self._known[asked]
        near = [(_alike(asked, known), known) for known in self._ends.get(_end(asked), ())]
        best, known = max(near, default=(0.0, ""))
        return self._known[known] if best >= ALIKE else []


def _end(signed: str) -> str:
    """The last four characters before the number, and its unit: these may not differ."""
    before, unit, _ = signed.split("#")
    return f"{before[-4:]}#{unit}"


def _alike(one: str, other: str) -> float:
    first, second = _pairs(one), _pairs(other)
    return 2 * len(first & second) / max(1, len(first) + len(second))


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}
