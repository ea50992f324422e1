"""Reading an old report: every place with what it may be, best first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from jianyan.kernel.errors import Refused

from .around import Around, look_around, plain
from .dictionary import Dictionary
from .earlier import before_it, compared
from .either import otherwise
from .goods import goods
from .marks import Mark
from .matching import CARRIED, Hit, Match, Matcher, ranked
from .numbered import marks_of
from .others import deputies
from .rates import share, together
from .sessions import of_others, session
from .signatures import KEEP, Agreed, Memory, signature
from .strings import Namer
from .totals import Host, again, bare, inherited, next_hosts, unsplit
from .writing import slot, written

Kind = Literal["figure", "list", "name", "text"]
MOST = 3
PLACES = 1500
"""So many places of one report are read: none has more."""
OURS = ("提案", "社情民意", "信息")
"""Where these are said, it no longer goes on about what deputies proposed."""
_SUM = re.compile("[，,；;]?(?:合计|共计|总计|总共|累计)[为有是]?")
RUNNER_UP = 0.75
"""A second candidate is shown from this share of the best one's score on."""


class TooMany(Refused):
    """The text has more places than any report."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a place may be: the figure with its brackets, the slot as a template writes it."""

    kind: Kind
    figure: str
    expression: str
    score: float
    why: str
    listed: bool = True
    """Whether the committee's lists have the part that the bracket names."""

    def as_json(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "figure": self.figure,
            "expression": self.expression,
            "score": round(self.score, 2),
            "why": self.why,
        }


@dataclass(frozen=True, slots=True)
class Bound:
    """One place, numbered from 1, with up to three candidates.

    `kept`: when the committee agreed to leave such a place as it stands; empty where it did not.
    """

    slot: int
    mark: Mark
    candidates: tuple[Candidate, ...]
    kept: str = ""

    def as_json(self) -> dict[str, Any]:
        return {
            "slot": self.slot,
            "start": self.mark.start,
            "end": self.mark.end,
            "text": self.mark.text,
            "candidates": [each.as_json() for each in self.candidates],
        }


def bind(
    text: str, dictionary: Dictionary, memory: Memory | None = None, marks: list[Mark] | None = None
) -> list[Bound]:
    """Every place of an old report with its candidates; what was agreed to before comes first.

    `marks`: the places, where they are known; else its masks, or its numbers if there are more. Raises
    TooMany when there are more than any report has.
    """
    known = marks_of(text, dictionary.names) if marks is None else marks
    if len(known) > PLACES:
        raise TooMany(f"空位和数超过{PLACES}处，请分成几篇再转。")
    places = look_around(text, known)
    numbers = Numbers(text, dictionary)
    counted = {each.mark: numbers.candidates(each) for each in places if each.mark.number}
    namer = Namer(dictionary, numbers.matcher.words, text)
    found = []
    for at, around in enumerate(places):
        candidates = counted.get(around.mark)
        if candidates is None:
            following = places[at + 1].mark if at + 1 < len(places) else None
            following_ones = counted.get(following, []) if following else []
            candidates = _named(namer, around, following_ones, at + 1)
        agreed = memory.recalled(signature(around))[:1] if memory else []
        kept = next((each.on for each in agreed if each.expression == KEEP), "")
        recalled = [] if kept else [_agreed(each) for each in agreed]
        found.append(Bound(at + 1, around.mark, _first(recalled, candidates), kept))
    return found


def _first(recalled: list[Candidate], candidates: list[Candidate]) -> tuple[Candidate, ...]:
    """What was agreed to, then the rest, no slot twice."""
    unique: dict[str, Candidate] = {}
    for each in (*recalled, *candidates):
        unique.setdefault(each.expression, each)
    return tuple(unique.values())[:MOST]


def _agreed(agreed: Agreed) -> Candidate:
    value = agreed.expression.strip("{} ").partition(" | ")[0]
    return Candidate(
        kind_of(value), value, agreed.expression, 1.0, f"{agreed.on} 认定过同样的写法。"
    )


def kind_of(value: str) -> Kind:
    """What kind of thing a slot reads."""
    if value.startswith("文本."):
        return "text"
    if ".名单" in value:
        return "list"
    return "name" if value.startswith("政协.") else "figure"


class Numbers:
    """Reads the numbers of one text in order: what a place means may hang on those before it."""

    def __init__(self, text: str, dictionary: Dictionary) -> None:
        self.matcher = Matcher(dictionary)
        self.hits: list[Hit] = self.matcher.read(plain(text))
        self.hosts: list[Host] = []
        self.last: Match | None = None
        self.before: Around | None = None
        self.deputies: tuple[int, int] | None = None

    def candidates(self, around: Around) -> list[Candidate]:
        """The figures that one number may mean, best first."""
        before, self.before = self.before, around
        follows = before is not None and before.mark.unit_end == around.mark.start
        if of_others(around) or (before and follows and of_others(before)):
            return [_words(around)]
        if found := session(self.matcher, around, before):
            return [_of(found, around)]
        if found_before := before_it(around, before, self.last):
            return [_of(each, around) for each in found_before]
        matches = self._matches(around, before)
        if found_before := compared(around, matches):
            self.hosts = next_hosts(self.hosts, matches[0], around, valued=False)
            return [_of(each, around) for each in found_before[:MOST]]
        best = matches[0] if matches else None
        self.hosts = next_hosts(self.hosts, best, around)
        self.last = best if not around.bracketed or self.last is None else self.last
        found_ones = [_of(each, around) for each in matches]
        return [*self._together(around, matches), *found_ones]

    def _matches(self, around: Around, before: Around | None) -> list[Match]:
        if self._of_deputies(around):
            return []
        own = self.matcher.matches(around, self.hits)
        if unsplit(self.matcher, self.hosts, around, own):
            return []
        taken = inherited(self.matcher, self.hosts, around, own)
        if not own and not taken and not self.matcher.foreign(around):
            taken = self._said_before(around, before)
        matches = ranked([*own, *taken])
        if around.mark.unit in ("%", "％"):
            matches = share(self.matcher, self.last, around, matches)
        if matches:
            matches = ranked([*matches, *otherwise(self.matcher, around, matches[0])])
        return [each for each in matches if each.score >= RUNNER_UP * matches[0].score]

    def _of_deputies(self, around: Around) -> bool:
        """Whether it goes on about what deputies proposed: 代表建议X件，已解决X件."""
        said = around.text[max(around.since, around.sentence[0]) : around.mark.start]
        goes_on = around.mark.unit == "件" and around.sentence == self.deputies
        if deputies(self.matcher.words, around):
            self.deputies = around.sentence
        elif not goes_on or any(word in said + around.after_words for word in OURS):
            self.deputies = None
        return self.deputies is not None

    def _said_before(self, around: Around, before: Around | None) -> list[Match]:
        """What the words before say it is, when its own do not: of several, the first that does."""
        if before and self.last and _goes_on(before, around):
            if self.matcher.fits(self.last.entry, around.mark):
                return [replace(self.last, score=CARRIED, why="与前面的数连着，说的是同一件事。")]
            return []
        if before and self.last and _summed(before, around):
            why = "前面几项的合计，说的是同一件事。"
            return [replace(self.last, part=None, score=CARRIED, why=why)]
        found = self.matcher.carried(around, self.hits)
        found = found or again(self.matcher, self.hosts, around, self.hits)
        return [found] if found else bare(self.matcher, around) or goods(self.matcher, around)

    def _together(self, around: Around, matches: Sequence[Match]) -> list[Candidate]:
        if around.mark.unit not in ("%", "％"):
            return []
        own = self.matcher.matches(around, self.hits)
        found = together(self.matcher, around, self.hits, own) if matches else None
        if found is None:
            return []
        score = min(0.99, max(match.score for match in found.matches) + 0.02)
        why = "几个率写在一个数前面，" + ("相加。" if found.added else "取其低者。")
        return [Candidate("figure", found.value, slot(found.value), score, why)]


def _goes_on(before: Around, around: Around) -> bool:
    """Whether a number comes right after the one before: 6期21条, 8400元、1000元."""
    between = around.text[before.mark.unit_end : around.mark.start]
    return not between or (between in ("、", "和") and before.mark.unit == around.mark.unit)


def _summed(before: Around, around: Around) -> bool:
    """Whether a number sums up those before it: 甲7项，乙17项，合计24项."""
    between = around.text[before.mark.unit_end : around.mark.start]
    return before.mark.unit == around.mark.unit and bool(_SUM.fullmatch(between))


def _of(match: Match, around: Around) -> Candidate:
    listed = match.part is None or match.part.listed
    expression = written(match, around.mark)
    return Candidate("figure", match.value, expression, match.score, match.why, listed)


def _words(around: Around) -> Candidate:
    name = "文本.届" if around.mark.unit == "届" else "文本.次"
    return Candidate("text", name, slot(name), 0.6, "不是本级政协的届次，随报告填写。")


def _named(
    namer: Namer, around: Around, following: list[Candidate], number: int
) -> list[Candidate]:
    """What a place of words may be; before 等X家 the list of what that number counts."""
    counted = following[0].figure if following else ""
    return [
        Candidate(kind_of(value), value.partition(" | ")[0], slot(value), named.score, named.why)
        for named, value in namer.names(around, counted, number)
    ]
