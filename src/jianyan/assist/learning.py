"""Learning labels from decided cases: each label's centre of gravity among the words of its cases.

A text is the direction of its pairs weighted by how rare they are (TF-IDF); a label is the sum of the
directions of its cases; what lies nearest by the cosine comes first. Nothing else is kept than how
many cases have a pair and what the pair says for each label, so that the reason can be shown.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from .wording import counted

LEAST = 2
"""In how many cases a pair must occur to count."""
KEPT = 16
"""For how many labels a pair's weight is kept: those it speaks for most."""

Weights = dict[str, float]


@dataclass(frozen=True, slots=True)
class Case:
    """A text and what was decided of it."""

    title: str
    text: str
    label: str


@dataclass(slots=True)
class Learnt:
    """What was learnt: of `cases` texts `seen[pair]` have the pair, which says `says[pair][label]`."""

    cases: int = 0
    seen: Mapping[str, int] = field(default_factory=dict)
    says: Mapping[str, Weights] = field(default_factory=dict)
    labels: Mapping[str, int] = field(default_factory=dict)


def learn(cases: Sequence[Case], seen: Mapping[str, int] | None = None) -> Learnt:
    """Learn from cases; `seen` is how many of them have each pair, where that is known already."""
    if seen is None:
        seen = having(counted(case.title, case.text) for case in cases)
    learnt = Learnt(len(cases), seen, {}, Counter(case.label for case in cases))
    centres: dict[str, Weights] = defaultdict(lambda: defaultdict(float))
    for case in cases:
        for pair, weight in direction(counted(case.title, case.text), learnt).items():
            centres[case.label][pair] += weight
    says: dict[str, Weights] = defaultdict(dict)
    for label, centre in centres.items():
        length = math.sqrt(sum(weight * weight for weight in centre.values())) or 1.0
        for pair, weight in centre.items():
            says[pair][label] = round(weight / length, 5)
    learnt.says = {pair: _strongest(weights) for pair, weights in says.items()}
    return learnt


def _strongest(weights: Weights) -> Weights:
    best = sorted(weights, key=lambda label: -weights[label])[:KEPT]
    return {label: weights[label] for label in best if weights[label]}


def having(texts: Iterable[Mapping[str, int]]) -> Counter[str]:
    """In how many texts each pair occurs."""
    seen: Counter[str] = Counter()
    for one in texts:
        seen.update(one.keys())
    return seen


def direction(words: Mapping[str, int], learnt: Learnt) -> Weights:
    """A text as a direction of length one, of the pairs that several cases have."""
    found: Weights = {}
    for pair, times in words.items():
        cases = learnt.seen.get(pair, 0)
        if cases >= LEAST:
            rare = math.log((1 + learnt.cases) / (1 + cases)) + 1
            found[pair] = (1 + math.log(times)) * rare
    length = math.sqrt(sum(weight * weight for weight in found.values())) or 1.0
    return {pair: weight / length for pair, weight in found.items()}


def judge(words: Mapping[str, int], learnt: Learnt) -> tuple[Weights, dict[str, Weights]]:
    """What speaks for each label: its cosine, and the pairs that say so more than for other labels."""
    totals: Weights = defaultdict(float)
    reasons: dict[str, Weights] = defaultdict(dict)
    for pair, weight in direction(words, learnt).items():
        says = learnt.says.get(pair, {})
        mean = sum(says.values()) / max(len(learnt.labels), 1)
        for label, said in says.items():
            totals[label] += weight * said
            if said > mean:
                reasons[label][pair] = weight * (said - mean)
    return dict(totals), dict(reasons)
