"""From the places of an old report to a template: what each is taken for by default, and the text made."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from jianyan.reports.outline import outline

from .bind import Bound, Candidate
from .signatures import KEEP
from .strings import blank
from .writing import slot

SURE = 0.75
"""From which score on the first candidate is taken unless a person says otherwise."""
BEFORE, AFTER = 34, 22
HEADING = 36
_YEAR = re.compile(r"(?<![\d—~至-])((?:19|20)\d\d)(?=年(?!\s?\d))")


@dataclass(frozen=True, slots=True)
class Place:
    """One place as a person sees it: the words around it, what it may be, what it is taken for.

    `sure`: the first candidate is taken.
    """

    bound: Bound
    heading: str
    before: str
    after: str
    own_words: str
    sure: bool

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        return self.bound.candidates

    @property
    def default(self) -> str:
        """The first candidate where it is sure, else a number as it stands, a mask as words."""
        if self.sure:
            return self.candidates[0].expression
        if self.bound.kept or self.bound.mark.value is not None or not self.masked:
            return KEEP
        return self.candidates[0].expression if self.candidates else self.own_words

    @property
    def asked(self) -> bool:
        """Whether a person should look: nothing is sure, nor was it agreed to leave it as it stands."""
        return not self.sure and not self.bound.kept

    @property
    def masked(self) -> bool:
        """Whether nothing stands there that could be kept."""
        return not any(each.isalnum() and each not in "XxＸｘ某" for each in self.bound.mark.text)


def places_of(text: str, found: list[Bound]) -> list[Place]:
    """The places of a text with the heading each stands under."""
    lines = outline(text)
    places, heading, at = [], "", 0
    for bound in found:
        while at < len(lines) and lines[at].start <= bound.mark.start:
            line = lines[at]
            if line.kind == "heading":
                heading = text[line.start : line.head].strip()[:HEADING]
            at += 1
        places.append(_place(text, bound, heading))
    return places


def _place(text: str, bound: Bound, heading: str) -> Place:
    mark = bound.mark
    line = text.rfind("\n", 0, mark.start) + 1
    stop = text.find("\n", mark.end) if "\n" in text[mark.end :] else len(text)
    begin, end = max(line, mark.start - BEFORE), min(stop, mark.end + AFTER)
    first = bound.candidates[0] if bound.candidates else None
    return Place(
        bound=bound,
        heading=heading,
        before="…" * (begin > line) + text[begin : mark.start],
        after=text[mark.end : end] + "…" * (end < stop),
        own_words=slot(f"文本.{blank(bound.slot)}"),
        sure=not bound.kept and first is not None and first.score >= SURE and first.listed,
    )


def years(text: str) -> list[tuple[int, int, str]]:
    """Where the report names its own year or the next, with the slot to write there.

    Its own is the first year that it names; dates with a month are left: they are of that day.
    """
    named = list(_YEAR.finditer(text))
    if not named:
        return []
    own = int(named[0][1])
    slots = {own: "{{ 文本.年度 }}", own + 1: "{{ 文本.次年 }}"}
    return [(*match.span(1), slots[year]) for match in named if (year := int(match[1])) in slots]


def composed(
    text: str, chosen: Iterable[tuple[Bound, str]], also: Iterable[tuple[int, int, str]] = ()
) -> str:
    """The text with the slots chosen in their places, and `also` others where no place stands.

    A place that is kept stays as it is.
    """
    taken = [(one.mark.start, one.mark.end, slot) for one, slot in chosen if slot != KEEP]
    free = [each for each in also if not any(a < each[1] and each[0] < b for a, b, _ in taken)]
    made, at = "", 0
    for start, end, expression in sorted([*taken, *free]):
        made += text[at:start] + expression
        at = end
    return made + text[at:]
