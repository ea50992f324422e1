"""Learning labels from decided cases: each label's centre of gravity among the words of its cases.

A text is the direction of its pairs weighted by how rare they are (TF-IDF); a label is the sum of the
directions of its cases, corrected where a case lies nearer to another label; what lies nearest comes
first. Nothing else is kept than how
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

PASSES, STEP, CLEAR = 3, 0.03, 0.03
"""How often the texts are gone through to correct the centres, how far, and what is clear enough."""
SMALL = 0.0001

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
    texts = [(direction(counted(case.title, case.text), learnt), case.label) for case in cases]
    says = _centres(texts)
    _correct(says, texts, sorted(learnt.labels))
    learnt.says = {pair: _strongest(weights) for pair, weights in says.items()}
    return learnt


def _centres(texts: Sequence[tuple[Weights, str]]) -> dict[str, Weights]:
    """What each pair says for each label: its weight in the label's centre, of length one."""
    centres: dict[str, Weights] = defaultdict(lambda: defaultdict(float))
    for found, label in texts:
        for pair, weight in found.items():
            centres[label][pair] += weight
    says: dict[str, Weights] = defaultdict(dict)
    for label, centre in centres.items():
        length = math.sqrt(sum(weight * weight for weight in centre.values())) or 1.0
        for pair, weight in centre.items():
            says[pair][label] = weight / length
    return says


def _correct(
    says: dict[str, Weights], texts: Sequence[tuple[Weights, str]], labels: Sequence[str]
) -> None:
    """Draw the centre of each text's label nearer, and its nearest rival's away, where the text does
    not lie clearly with its own."""
    if len(labels) < 2:
        return
    for _ in range(PASSES):
        for found, label in texts:
            totals = dict.fromkeys(labels, 0.0)
            for pair, weight in found.items():
                for other, said in says[pair].items():
                    totals[other] += weight * said
            rival = max((one for one in labels if one != label), key=lambda one: totals[one])
            if totals[label] < totals[rival] + CLEAR:
                for pair, weight in found.items():
                    weights = says[pair]
                    weights[label] = weights.get(label, 0.0) + STEP * weight
                    weights[rival] = weights.get(rival, 0.0) - STEP * weight


def _strongest(weights: Weights) -> Weights:
    best = sorted(weights, key=lambda label: -abs(weights[label]))[:KEPT]
    return {label: round(weights[label], 5) for label in best if abs(weights[label]) >= SMALL}


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
