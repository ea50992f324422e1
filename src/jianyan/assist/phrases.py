"""Whole words of a text for a reason that a person reads: never cut out of the middle of a word.

A text is parted where signs, words of the vocabulary and particles stand; what lies between is a word
that nobody listed. A phrase begins and ends at such borders.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from . import vocabulary

LONGEST = 8
"""Characters of the longest word listed, and of an unlisted one that is still taken for a word."""
PHRASE = 12
"""Characters beyond which a stretch is no word, but a phrase that many texts share."""
LONG = 200
"""Characters from which a text says its words more than once."""
PARTICLES = frozenset(
    "的了和与及或在是对为有将被把也都等从由向到不没无未之其此该并但而且又还就才只很更最较已曾每各我你您他她它们请让使给"
    "至则若如因所以这那个中上下内外前后间里时年月日号次件项条名位元多少余约近超"
)
_PLACE = re.compile(r".{2,}(?:街道|大道|苑)")
"""Where something is tells nothing of what it is about."""
NUMERALS = re.compile("[一二两三四五六七八九十百千万亿]+")
_RUN = re.compile(r"[^\W_]+")
_LATIN = re.compile(r"[0-9A-Za-z]+")


@cache
def listed() -> frozenset[str]:
    """The words of the vocabulary."""
    return frozenset(
        word for one in vocabulary.subjects() for word in one.words if len(word) > 1
    ) | frozenset([*vocabulary.common(), *vocabulary.whole()])


def phrases(text: str, weights: Mapping[str, float], most: int = 5) -> list[str]:
    """The whole words of a text whose pairs weigh most, none part of another."""
    found: dict[str, float] = {}
    for run in _RUN.findall(text):
        for words, weight in _weighed(run, weights):
            telling = [at for at, word in enumerate(words) if _tells(word)]
            if not telling or not _sure(words, text):
                continue
            phrase = "".join(words[telling[0] : telling[-1] + 1])
            if _PLACE.fullmatch(phrase) and phrase not in listed():
                continue
            found[phrase] = max(found.get(phrase, 0.0), weight)
    ranked = sorted(found, key=lambda word: (-found[word], word))
    kept: list[str] = []
    for word in ranked:
        if not any(word in other or other in word for other in kept):
            kept.append(word)
    return kept[:most]


@cache
def _said_of_all() -> frozenset[str]:
    told = {word for one in vocabulary.subjects() for word in one.words}
    return frozenset(vocabulary.common()) - told


def _tells(word: str) -> bool:
    """Whether a word is no number and none of those said of everything."""
    return word not in _said_of_all() and not NUMERALS.fullmatch(word)


def _sure(words: Sequence[str], text: str) -> bool:
    """Unlisted words of a long text are taken for words where they stand in it again."""
    unlisted = [word for word in words if word not in listed()]
    return len(text) < LONG or all(text.count(word) > 1 for word in unlisted)


def _weighed(run: str, weights: Mapping[str, float]) -> Iterator[tuple[list[str], float]]:
    """The phrases of a run of characters: words beside each other all of whose pairs have weight."""
    words: list[str] = []
    total = 0.0
    for word in parted(run):
        pairs = [weights.get(word[at : at + 2], 0.0) for at in range(len(word) - 1)]
        bridge = weights.get(words[-1][-1] + word[0], 0.0) if words else 0.0
        whole = bool(pairs) and min(pairs) > 0
        if whole and bridge > 0 and sum(map(len, words)) + len(word) <= PHRASE:
            words, total = [*words, word], total + bridge + sum(pairs)
            continue
        if words:
            yield words, total
        words, total = ([word], sum(pairs)) if whole else ([], 0.0)
    if words:
        yield words, total


def parted(run: str) -> Iterator[str]:
    """A run of characters in words, the longest listed word first; particles and unlisted stretches that
    are too long to be words come as single characters."""
    known, start, at = listed(), 0, 0
    while at < len(run):
        word = next(
            (run[at : at + size] for size in range(LONGEST, 1, -1) if run[at : at + size] in known),
            "",
        )
        if latin := _LATIN.match(run, at):
            word = latin[0]
        if not word and run[at] not in PARTICLES:
            at += 1
            continue
        yield from _unlisted(run[start:at])
        word = word or run[at]
        yield word
        at += len(word)
        start = at
    yield from _unlisted(run[start:])


def _unlisted(stretch: str) -> Iterator[str]:
    """What nobody listed: one word, where it is short enough."""
    if 1 < len(stretch) <= LONGEST:
        yield stretch
    else:
        yield from stretch
