"""Category and unit: three candidates with the words that speak for them, or none where unsure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jianyan.ground.advised import Topic

from . import vocabulary
from .learning import Learnt, Weights, judge
from .phrases import phrases
from .training import learnt_of, training_of, words_of
from .wording import counted

MOST = 3
HINT = 0.02
STRONGEST = 60
"""So many pairs are looked through for words to show."""
MANY = 60
"""What the vocabulary counts for beside what was learnt, and from how many cases on it soon counts
for no more."""
FEW = 20
"""Decided cases below which only the vocabulary is asked."""
SURE = 0.04
"""The cosine below which a text is like nothing that was decided."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A label that may fit: its code, how well (0 to 1), and the words of the text that say so."""

    code: str
    label: str
    score: float
    words: tuple[str, ...]
    cases: int = 0

    @property
    def why(self) -> str:
        """The reason in words."""
        said = f"文中有{'、'.join(self.words)}" if self.words else "用语相近"
        return f"{said}；以往定为此项的{self.cases}件" if self.cases else f"{said}（词表）"


def candidates(committee: int, kind: str, topic: Topic, title: str, text: str) -> list[Candidate]:
    """The three likeliest of the options that the committee has now; empty when unsure."""
    options, words = topic.options(committee), counted(title, text)
    training = training_of(committee, kind)
    learnt = Learnt()
    if training is not None:
        learnt = learnt_of(training, topic.name, words_of(training, words))
    return ranked(title, text, options, learnt)


def ranked(title: str, text: str, options: Mapping[str, str], learnt: Learnt) -> list[Candidate]:
    """The likeliest options, {code: label}, by what was learnt and by the vocabulary."""
    hints = vocabulary.judge(title, text, options.values())
    if sum(learnt.labels.values()) < FEW:
        return _by_vocabulary(title, text, options, hints)
    totals, reasons = judge(counted(title, text), learnt)
    hint = HINT + (MANY / sum(learnt.labels.values())) ** 2
    scores = {
        code: totals.get(code, 0.0) + hint * sum(hints.get(label, {}).values())
        for code, label in options.items()
    }
    best = sorted(scores, key=lambda code: (-scores[code], code))[:MOST]
    if not best or max(totals.get(code, 0.0) for code in best) < SURE:
        return []
    line = f"{title}\n{text}"
    return [
        Candidate(
            code,
            options[code],
            round(min(scores[code], 1.0), 3),
            _said(line, reasons.get(code, {}), hints.get(options[code], {})),
            learnt.labels.get(code, 0),
        )
        for code in best
        if scores[code] > 0
    ]


def _said(line: str, pairs: Weights, hints: Mapping[str, float]) -> tuple[str, ...]:
    strongest = dict(sorted(pairs.items(), key=lambda one: -one[1])[:STRONGEST])
    found = phrases(line, strongest, 4)
    known = sorted(hints, key=lambda word: -hints[word])[:2]
    return tuple(
        [*known, *(word for word in found if not any(word in one or one in word for one in known))][
            :5
        ]
    )


def _by_vocabulary(
    title: str, text: str, options: Mapping[str, str], hints: Mapping[str, Mapping[str, float]]
) -> list[Candidate]:
    found = []
    for code, label in options.items():
        words = hints.get(label, {})
        spoken = sum(text.count(word) + vocabulary.TITLE * title.count(word) for word in words)
        if spoken >= vocabulary.ENOUGH:
            best = tuple(sorted(words, key=lambda word: -words[word])[:5])
            found.append(Candidate(code, label, round(sum(words.values()), 3), best))
    return sorted(found, key=lambda one: (-one.score, vocabulary.breadth(one.label), one.code))[
        :MOST
    ]
