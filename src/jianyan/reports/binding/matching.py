"""Which figures of the dictionary a place may mean, each with how sure that is and why."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from .around import LATER, Around
from .dictionary import Dictionary, Entry
from .doubts import doubt
from .labels import Part, beside, near_part, wide_part
from .marks import Mark
from .others import foreign, names
from .vocabulary import Saying, Vocabulary, vocabulary

FITS, CARRIED = 0.52, 0.6
"""From which score on a figure is proposed at all."""
_RATE = re.compile("率[为是达到均在约超过近了高升至]*$")
_GIVING = re.compile("[捐赠送购]|发放")
_HAVING = re.compile("(?:[现共实已]有|在册|总数为?)$")
_DENIED = re.compile("(?:非|未[能被予按]?|没有|没)$")
_NO_QUANTITY = ("%", "人次", "次", "届", "天", "元", "人", "名", "字", "页", "章")
COUNTED = ("count", "distinct", "sum", "value", "ratio", "range")
UNSURE = 0.65
"""Below what a check asks for before it compares a number with the register."""
FURTHER = 0.6
"""How near a word has to stand where the part would tell the figure and none is named."""
BESIDE = 0.72
"""How near a part has to stand when nothing but the part tells the figure."""


@dataclass(frozen=True, slots=True)
class Match:
    """One figure that a place may mean. `value` is what a slot would read, brackets and all.

    `earlier`: it is that of the year before.
    """

    entry: Entry
    part: Part | None
    score: float
    why: str
    earlier: bool = False

    @property
    def value(self) -> str:
        value = self.entry.name + (self.part.bracket if self.part else "")
        return f"上年({value})" if self.earlier else value


@dataclass(frozen=True, slots=True)
class Hit:
    """A word of the vocabulary in the text."""

    start: int
    end: int
    word: str


class Matcher:
    """The dictionary and the vocabulary, ready to be asked about many places of one text."""

    def __init__(self, dictionary: Dictionary, words: Vocabulary | None = None) -> None:
        self.words = words or vocabulary()
        self.entries = {
            name: entry for name, entry in dictionary.entries.items() if entry.fold in COUNTED
        }
        self.sayings = {name: self.words.saying(name) for name in self.entries}
        self._by_word: dict[str, list[str]] = {}
        for name, saying in self.sayings.items():
            for word in saying.says:
                self._by_word.setdefault(word, []).append(name)
        longest = sorted({*self._by_word, *self.words.nouns}, key=len, reverse=True)
        self._pattern = re.compile(f"(?=({'|'.join(map(re.escape, longest))}))")
        self._pairs = {
            name: _pairs(entry.name + entry.means) for name, entry in self.entries.items()
        }

    def read(self, plain: str) -> list[Hit]:
        """Every word of the vocabulary in a text, those within a longer word left out."""
        hits: list[Hit] = []
        for match in self._pattern.finditer(plain):
            start, end = match.span(1)
            if not hits or end > hits[-1].end:
                hits.append(Hit(start, end, match[1]))
        return hits

    def called_by(self, word: str) -> list[str]:
        """The figures that a word of the vocabulary calls; 已完成 calls what 完成 calls as well."""
        own = self._by_word.get(word, [])
        bare = self._by_word.get(word.removeprefix("已"), []) if word.startswith("已") else []
        return [*own, *(each for each in bare if each not in own)]

    def matches(self, around: Around, hits: list[Hit]) -> list[Match]:
        """The figures a place may mean by its own words, best first."""
        if self.foreign(around):
            return []
        found = [
            match
            for name, (near, word) in self._called(around, hits).items()
            if (match := self._match(around, self.entries[name], near, word)) is not None
        ]
        found += [
            match for name in self._items() if (match := self._item(around, name)) is not None
        ]
        return ranked(found)

    def carried(self, around: Around, hits: list[Hit]) -> Match | None:
        """A bare 提案X件: what was said to be done to 提案 earlier in the sentence."""
        begin = bisect_left(hits, around.sentence[0], key=lambda hit: hit.start)
        for hit in reversed(
            hits[begin : bisect_left(hits, around.since, key=lambda hit: hit.start)]
        ):
            for name in self.called_by(hit.word):
                entry, saying = self.entries[name], self.sayings[name]
                if self.fits(entry, around.mark) < 0.8 or saying.label or not saying.needs:
                    continue
                if doubt(around, saying):
                    continue
                if all(any(names(around, each) for each in group) for group in saying.needs):
                    return Match(entry, None, CARRIED, _why(hit.word, around.mark, None))
        return None

    def foreign(self, around: Around) -> bool:
        """Whether a place counts nothing of ours."""
        return foreign(self.words, around)

    def fits(self, entry: Entry, mark: Mark) -> float:
        """How well a unit goes with a figure: 1 its own, 0 not at all."""
        saying, unit = self.sayings[entry.name], mark.unit.replace("％", "%")
        if saying.spread != bool(mark.side) and (saying.spread or entry.fold == "ratio"):
            return 0.0
        if saying.only:
            return 0.9 if unit in saying.only else 0.0
        if not unit:
            return 0.4 if entry.unit != "%" else 0.0
        if not entry.unit:
            return 0.0 if unit in _NO_QUANTITY else 0.9
        alike = self.words.units.get(entry.unit, (entry.unit,))
        if unit in alike:
            return 1 - 0.1 * min(alike.index(unit), 5)
        return 0.8 if unit in saying.units else 0.0

    def _called(self, around: Around, hits: list[Hit]) -> dict[str, tuple[float, str]]:
        """Each figure that a word in reach calls, with how near the best such word stands.

        Nothing does where the name of a rate that is not ours stands right before a percentage.
        """
        best: dict[str, tuple[float, str]] = {}
        first = bisect_left(hits, around.since, key=lambda hit: hit.start)
        rate = _RATE.search(around.text, around.left, around.mark.start)
        ours = not rate or any(hit.end == rate.start() + 1 for hit in hits[first:])
        if around.mark.unit in ("%", "％") and not ours:
            return {}
        for hit in hits[first:]:
            if hit.start >= around.until:
                break
            denied = _DENIED.search(around.text, around.since, hit.start)  # 非中共党员, 未提交
            # 43项视察，其中聚焦改革的13项: a part of what was said, and no total again.
            whole = "其中" in around.text[hit.end : around.mark.start]
            near = 0.0 if denied or whole else around.place(hit.start, hit.end)
            for name in self.called_by(hit.word) if near else ():
                if self.of_one(around, hit, name):
                    continue
                if name not in best or _worth(near, hit.word) > _worth(*best[name]):
                    best[name] = near, hit.word
        return best | self._had(around)

    def of_one(self, around: Around, hit: Hit, name: str) -> bool:
        """Whether a word tells only of what is named right before it: “委员进社区”活动."""
        quoted = hit.start > 0 and around.text[hit.start - 1] == "”"
        return quoted and self.sayings[name].named

    def _had(self, around: Around) -> dict[str, tuple[float, str]]:
        """Figures of which no more is said than how many there are: 共有X名委员, 由X名委员组成."""
        thing = around.after_words.strip()
        made = thing.removesuffix("组成").removesuffix("中")
        of_term = made != thing and "届" in around.before_words
        if not (of_term or thing.endswith("组成") or _HAVING.search(around.before_words)):
            return {}
        return {name: (1.0, made) for name, one in self.sayings.items() if made in one.has}

    def _match(self, around: Around, entry: Entry, near: float, word: str) -> Match | None:
        saying, fit = self.sayings[entry.name], self.fits(entry, around.mark)
        need = self.need(around, saying)
        if not fit or not need or (saying.close and need < 1):
            return None
        part = self._part(around, entry, saying)
        if part is None and (saying.label == "must" or (saying.label and near < FURTHER)):
            return None
        score = 0.5 * near + 0.2 * need + 0.15 * fit + min(0.08, 0.02 * len(word))
        if part and saying.split == "near":
            score += 0.08 * part.worth
        score += self._overlap(around, entry.name) - doubt(around, saying)
        return Match(entry, part, min(score, _most(around, saying)), _why(word, around.mark, part))

    def _items(self) -> Iterator[str]:
        return (name for name, saying in self.sayings.items() if saying.item or saying.label)

    def _item(self, around: Around, name: str) -> Match | None:
        """A figure known by its part alone: 口罩X万个 in a sentence on gifts."""
        entry, saying = self.entries[name], self.sayings[name]
        fit, need = self.fits(entry, around.mark), self.need(around, saying)
        if not fit or need <= LATER or not entry.splits:
            return None
        part = beside(around, entry.splits[0], self.words)
        if part is None or part.near < BESIDE or (part.sorts and not saying.item):
            return None
        if saying.item and _GIVING.search(around.after_words.partition(part.told)[0]):
            return None  # 为3所学校捐赠图书: the schools are counted
        if saying.parts and not any(
            word in label for word in saying.parts for label in part.labels
        ):
            return None
        score = 0.52 * part.near * min(1.0, part.worth) + 0.25 * need + 0.15 * fit
        score += 0.05 * bool(saying.parts) - doubt(around, saying)
        return Match(entry, part, min(score, _most(around, saying)), _why("", around.mark, part))

    def need(self, around: Around, saying: Saying) -> float:
        return min((around.said(group) for group in saying.needs), default=0.8)

    def _part(self, around: Around, entry: Entry, saying: Saying) -> Part | None:
        if saying.split == "wide":
            return wide_part(around, entry, self.words)
        return near_part(around, entry, self.words)

    def _overlap(self, around: Around, name: str) -> float:
        """A little for pairs of characters shared with the figure's name and meaning."""
        return min(0.06, 0.012 * len(_pairs(around.own_words) & self._pairs[name]))


def ranked(found: list[Match]) -> list[Match]:
    """Those that fit, each expression once, best first."""
    best: dict[str, Match] = {}
    for match in found:
        if match.score >= FITS and (
            match.value not in best or best[match.value].score < match.score
        ):
            best[match.value] = match
    return sorted(best.values(), key=lambda match: -match.score)


def _most(around: Around, saying: Saying) -> float:
    """How sure a figure can be of a place: never so that a number in another's unit is held against it."""
    return UNSURE if around.mark.unit in saying.nearly else 0.99


def _worth(near: float, word: str) -> float:
    return near + 0.02 * len(word)


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}


def _why(word: str, mark: Mark, part: Part | None) -> str:
    said = []
    if word:
        said.append(f"近旁有“{word}”")
    if part:
        said.append(f"所列“{part.told}”对应{part.dimension.name}中的{'、'.join(part.labels)}")
    if mark.unit:
        said.append(f"单位“{mark.unit}”相合")
    return "，".join(said) + "。"
