"""Which part of a figure is meant: labels of its lists in the words around a place."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .around import Around
from .dictionary import Dimension, Entry
from .vocabulary import Vocabulary

_JOINING = re.compile(r"[、和与及或]|以及|或者")
_SORTS = re.compile("各类|各种|各项|多种|一系列")
"""Before a label: all sorts are counted and not this one."""
_AND_SO_ON = re.compile("(?:会|会议|活动)?等(?:各类|各种|多种|各项|形式|方式|系列)")
DOERS, KINDS = "提案者", "种类"
_COUNTED = re.compile("(?:的?提案)?[共有为是计约]*")
_WHOLE = re.compile("全年|累计|总计|合计|据统计|不完全统计")
"""After these the whole is told, whatever part was spoken of before."""
_COMMON = {"提案"}
"""Pairs of characters that every report has everywhere."""
_THEIRS = "委员"
"""Before a label: 委员企业 are no place that was visited, they are the members' own."""
BEHIND = 0.7
"""How near a part is that only the rest of the sentence names."""
_NESTED = re.compile("其中|包括|分别|[含（：]")
"""What opens a list of the parts of the number before it."""
_GAP = 5
"""How many other characters may stand between the parts of one enumeration: 各、类、等."""
ALIKE = 0.66
"""From which share of its pairs of characters on a label is taken as said."""
MOST_ADRIFT = 3


@dataclass(frozen=True, slots=True)
class Said:
    """A label found: how sure (1 its own words), how near (1 beside the place), and where."""

    label: str
    sure: float
    near: float
    start: int
    end: int

    @property
    def worth(self) -> float:
        return self.sure * self.near + 0.01 * (self.end - self.start)


@dataclass(frozen=True, slots=True)
class Part:
    """The bracket of a figure: one label, or several counted together.

    `each`: one number is said of each of them. `told`: the words it was read from. `sorts`: all
    sorts of it are spoken of. `listed`: the dimension's list has the label.
    """

    dimension: Dimension
    labels: tuple[str, ...]
    worth: float
    near: float
    each: bool = False
    told: str = ""
    sorts: bool = False
    listed: bool = True

    @property
    def bracket(self) -> str:
        """As it is written; where a part comes from is always written with its dimension."""
        named = not self.dimension.own or self.dimension.name in NAMED
        lead = f"{self.dimension.name}=" if named else ""
        return f"[{lead}{'|'.join(self.labels)}]"


NAMED = {"来源"}
"""Dimensions written out even where they are a figure's own: 建议.采纳[协商] would say too little."""


def near_part(
    around: Around,
    entry: Entry,
    vocabulary: Vocabulary,
    prefer: str = "",
    *,
    of_total: bool = False,
) -> Part | None:
    """The part named beside a place, in whichever dimension says it best.

    The own dimension is preferred, and the one that the part before in the same list is of.
    `of_total`: a total was said before. Without one, those who did it are a part only right at the
    place: 界别提案X件, unlike 各界别提交提案X件.
    """
    found = [
        part
        for dimension in entry.splits
        if (part := beside(around, dimension, vocabulary)) is not None
        and not part.sorts
        and (of_total or dimension.name != DOERS or _at_hand(around, part))
    ]
    return max(
        found,
        key=lambda part: (
            part.worth + 0.1 * part.dimension.own + 0.15 * (part.dimension.name == prefer)
        ),
        default=None,
    )


def _at_hand(around: Around, part: Part) -> bool:
    """Whether nothing but the thing counted stands between a part's words and the place."""
    before = around.before_words
    return bool(
        _COUNTED.fullmatch(before.rpartition(part.told)[2] if part.told in before else "？")
    )


def wide_part(around: Around, entry: Entry, vocabulary: Vocabulary) -> Part | None:
    """The one part of the figure's own split that the sentence or the heading names."""
    if not entry.splits:
        return None
    dimension = entry.splits[0]
    begin, end = around.sentence
    since = around.since
    for whole in _WHOLE.finditer(around.text, begin, around.mark.start):
        begin, since = whole.end(), max(since, whole.end())
    layers = (
        (1.0, around.own_words),
        (0.9, around.text[since : around.mark.start]),
        (0.8, around.text[begin : around.mark.start]),
        (BEHIND, around.text[around.mark.unit_end : end]),
        (0.5, around.headings),
    )
    for near, layer in layers:
        labels = _mentioned(layer, dimension, vocabulary, behind=near == BEHIND)
        if len(labels) == 1:
            return Part(dimension, tuple(labels), near, near, told=labels[0])
        if labels:
            return None
    return None


def _mentioned(
    layer: str, dimension: Dimension, vocabulary: Vocabulary, *, behind: bool = False
) -> list[str]:
    """The labels a stretch of text names, those within another's words left out.

    `behind`: it stands behind the place, where some words tell nothing.
    """
    spans: list[tuple[int, int, str]] = []
    for label in dimension.labels:
        for word in vocabulary.called(label) if label not in vocabulary.narrow else ():
            told = len(word) > 1 and not (behind and word in vocabulary.before)
            at = layer.find(word) if told else -1
            if at >= 0 and not layer.endswith(_THEIRS, 0, at):
                spans.append((at, at + len(word), label))
    kept = [
        label
        for start, end, label in spans
        if not any(a <= start and end <= b and b - a > end - start for a, b, _ in spans)
    ]
    return list(dict.fromkeys(kept))


def beside(around: Around, dimension: Dimension, vocabulary: Vocabulary) -> Part | None:
    """The part of one dimension that the own words name."""
    said = _said(around, dimension, vocabulary)
    if not said:
        return None
    best = max(said, key=lambda each: each.worth)
    joined = _told_apart(around, _enumerated(around, said, best), vocabulary)
    sorts = _SORTS.search(around.text, max(around.left, joined[0].start - 4), joined[0].start)
    labels = tuple(dict.fromkeys(each.label for each in joined))
    each = around.before_words.rstrip().endswith(("各", "分别", "均")) and len(labels) > 1
    told = around.text[joined[0].start : joined[-1].end]
    worth = max(one.worth for one in joined)
    several = len(labels) > 1 and dimension.name == KINDS
    others = several and around.text.startswith(("等", "活动"), joined[-1].end)
    others = others or bool(_AND_SO_ON.match(around.text, joined[-1].end))
    return Part(dimension, labels, worth, best.near, each, told, bool(sorts) or others)


def _told_apart(around: Around, joined: list[Said], vocabulary: Vocabulary) -> list[Said]:
    """Of labels that one word calls, without the one that the list counts apart: 委员提案X件、联名提案X件.

    What only is a part of the number itself, 集体提案X件，其中党派提案X件, is not counted apart, nor
    are several.
    """
    first = joined[0]
    if any((each.start, each.end) != (first.start, first.end) for each in joined[1:]):
        return joined
    shared = set.intersection(*({*vocabulary.called(each.label)} for each in joined))
    text, (begin, end) = around.text, around.sentence
    nested = _NESTED.search(text, around.mark.unit_end, end)
    layers = (text[begin : first.start], text[first.end : nested.start() if nested else end])

    def apart(label: str) -> bool:
        own = {f"{word.removesuffix('提案')}提案" for word in vocabulary.called(label)} - shared
        return any(word in layer for word in own for layer in layers)

    kept = [each for each in joined if not apart(each.label)]
    return kept if len(kept) == len(joined) - 1 and kept else joined


def _said(around: Around, dimension: Dimension, vocabulary: Vocabulary) -> list[Said]:
    """Every label in the own words, exact ones, else one that is nearly said."""
    found: list[Said] = []
    for label in dimension.labels:
        for at, word in enumerate(vocabulary.called(label)):
            if len(word) < 2:
                continue
            for start, end in _occurrences(around, word):
                found.append(
                    Said(label, 1.0 if not at else 0.95, around.place(start, end), start, end)
                )
    if not found:
        found = _nearly(around, dimension)
    return _outermost(found)


def _occurrences(around: Around, word: str) -> list[tuple[int, int]]:
    """Where a word stands in the own words: the last before the place, the first behind it."""
    text, mark, found = around.text, around.mark, []
    if (at := text.rfind(word, around.left, mark.start)) >= 0:
        found.append((at, at + len(word)))
    if (at := text.find(word, mark.unit_end, around.right)) >= 0:
        found.append((at, at + len(word)))
    return found


def _outermost(found: list[Said]) -> list[Said]:
    """Without labels whose words lie within the words of a longer one."""
    return [
        one
        for one in found
        if not any(
            other.start <= one.start
            and one.end <= other.end
            and other.end - other.start > one.end - one.start
            for other in found
        )
    ]


def _nearly(around: Around, dimension: Dimension) -> list[Said]:
    """Labels of which most pairs of characters stand in the own words."""
    found = []
    for start, end in ((around.left, around.mark.start), (around.mark.unit_end, around.right)):
        words = around.text[start:end]
        pairs = {words[at : at + 2] for at in range(len(words) - 1)}
        for label in dimension.labels:
            wanted = {label[at : at + 2] for at in range(len(label) - 1)} - _COMMON
            share = len(wanted & pairs) / len(wanted) if len(wanted) > 2 else 0.0
            if share >= ALIKE:
                first = min(words.find(pair) for pair in wanted & pairs)
                last = max(words.rfind(pair) for pair in wanted & pairs) + 2
                near = around.place(start + first, start + last)
                found.append(Said(label, share * 0.9, near, start + first, start + last))
    best = max(found, key=lambda each: each.sure, default=None)
    return [each for each in found if best and each.sure == best.sure]


def _enumerated(around: Around, said: list[Said], best: Said) -> list[Said]:
    """The labels that stand in one enumeration with the best, in order; with it alone when none do."""
    same = [each for each in said if (each.start, each.end) == (best.start, best.end)]
    if len(same) > 1:
        return same
    chain = sorted(
        (
            each
            for each in said
            if (each.end <= around.mark.start) == (best.end <= around.mark.start)
        ),
        key=lambda each: each.start,
    )
    while len(chain) > 1 and chain[-1].start - chain[-2].end == 0:
        chain.pop()  # 个人品德好故事: the latter word is what the former are kinds of
    joined = chain[-1:]
    for each in reversed(chain[:-1]):
        between = around.text[each.end : joined[0].start]
        if not _JOINING.search(between) or len(between) > _GAP:
            break
        joined.insert(0, each)
    return joined if best in joined or len(joined) > 1 else [best]
