"""The hand-made vocabulary: which words speak for which subject of public administration, and which
subjects a label (城市交通类, 区教育局) names."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

TITLE = 3
ENOUGH = 3
"""Words that must speak for a label before it is named on the vocabulary's word alone."""


@dataclass(frozen=True, slots=True)
class Subject:
    """One subject: how labels name it, and the words of texts that are about it."""

    names: tuple[str, ...]
    words: tuple[str, ...]
    unless: tuple[str, ...] = ()
    """What a label that has one of the names by chance has besides: 社会保障 is no 社会."""

    def named(self, label: str) -> bool:
        """Whether a label names the subject."""
        return any(name in label for name in self.names) and not any(
            word in label for word in self.unless
        )


@cache
def subjects() -> tuple[Subject, ...]:
    """The vocabulary as it is shipped."""
    raw = tomllib.loads(Path(__file__).with_name("vocabulary.toml").read_text("utf-8"))
    return tuple(
        Subject(*(tuple(one.get(key, "").split()) for key in ("names", "words", "unless")))
        for one in raw["subject"]
    )


@cache
def common() -> tuple[str, ...]:
    """Words of all official prose, which speak for nothing: they only show where words end."""
    raw = tomllib.loads(Path(__file__).with_name("vocabulary.toml").read_text("utf-8"))
    return tuple(raw["common"].split())


@cache
def whole() -> tuple[str, ...]:
    """Words that begin with a character which else parts words."""
    raw = tomllib.loads(Path(__file__).with_name("vocabulary.toml").read_text("utf-8"))
    return tuple(raw["whole"].split())


@cache
def alike() -> tuple[tuple[str, ...], ...]:
    """Groups of words that name one and the same thing."""
    raw = tomllib.loads(Path(__file__).with_name("vocabulary.toml").read_text("utf-8"))
    return tuple(tuple(line.split()) for line in raw["alike"].strip().splitlines())


@cache
def of_label(label: str) -> tuple[Subject, ...]:
    """The subjects that a label names."""
    return tuple(one for one in subjects() if one.named(label))


@cache
def breadth(label: str) -> int:
    """How many words speak for a label: of two that fit alike the narrower one is meant."""
    return len({word for one in of_label(label) for word in one.words})


def judge(title: str, text: str, labels: Iterable[str]) -> dict[str, Mapping[str, float]]:
    """For each label the words that speak for it, with the share of all spoken words they are."""
    hits: dict[Subject, dict[str, float]] = {}
    for subject in subjects():
        found = {
            word: min(text.count(word), 4) + TITLE * title.count(word)
            for word in subject.words
            if word in text or word in title
        }
        hits[subject] = {word: float(times) for word, times in found.items()}
    spoken = {word: times for found in hits.values() for word, times in found.items()}
    total = sum(spoken.values()) or 1.0
    judged: dict[str, Mapping[str, float]] = {}
    for label in labels:
        words: dict[str, float] = {}
        for subject in of_label(label):
            for word, times in hits[subject].items():
                words[word] = times / total
        if words:
            judged[label] = words
    return judged
