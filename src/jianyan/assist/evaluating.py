"""How good the advice is, on what it has not learnt: by year, or where there is one year by a hash."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator, Sequence
from typing import Any

from jianyan.ground.advised import ADVISED, Topic

from .alike import READ, TEXT, Text, rarest_of
from .judging import ranked
from .labelled import Labelled
from .learning import Case, having, learn
from .training import MOST, common
from .wording import likeness, pairs

FOLDS = 5
EDITS = (10, 25, 40)
SAMPLE = 200
SEED = 20_240_601


def of_committee(committee: int) -> list[dict[str, Any]]:
    """Each topic's figures, and those of similar on edited texts, of one committee."""
    found = []
    for kind, advised in ADVISED.items():
        rows = common(committee, kind).order_by("-dated_on", "-pk")[:MOST]
        texts = {row.pk: row for row in rows}
        for topic in advised.topics:
            found.append(of_cases(topic.name, _decided(committee, topic, texts)))
        whole = [Text(row.title, row.text) for row in texts.values() if row.text]
        found += [of_similar(whole, edit) for edit in EDITS]
    return found


def _decided(committee: int, topic: Topic, texts: dict[int, Any]) -> list[Labelled]:
    return [
        Labelled(str(pk), texts[pk].dated_on.year, texts[pk].title, texts[pk].text, code)
        for pk, code in topic.decided(committee)
        if pk in texts
    ]


def fold(key: str) -> int:
    """The fold of a text, by a hash of its key alone."""
    return int(hashlib.sha256(key.encode()).hexdigest(), 16) % FOLDS


def splits(cases: Sequence[Labelled]) -> Iterator[tuple[str, list[Labelled], list[Labelled]]]:
    """(how it was split, learnt from, asked): each year by those before it, else five folds."""
    years = sorted({case.year for case in cases})
    if len(years) > 1:
        for year in years[1:]:
            before = [case for case in cases if case.year < year]
            yield "year", before, [case for case in cases if case.year == year]
        return
    for number in range(FOLDS):
        rest = [case for case in cases if fold(case.key) != number]
        yield "hash", rest, [case for case in cases if fold(case.key) == number]


def of_cases(name: str, cases: Sequence[Labelled]) -> dict[str, Any]:
    """The share of texts whose label comes first, and among the three; of all, silent ones included."""
    asked = first = three = silent = 0
    split = ""
    for how, before, held in splits(cases):
        split = how
        learnt = learn([Case(one.title, one.text, one.label) for one in before])
        options = {one.label: one.label for one in before}
        for one in held:
            found = [each.code for each in ranked(one.title, one.text, options, learnt)]
            asked += 1
            first += found[:1] == [one.label]
            three += one.label in found
            silent += not found
    return {
        "about": name,
        "split": split,
        "learnt": len(cases),
        "asked": asked,
        "top1": _share(first, asked),
        "top3": _share(three, asked),
        "silent": _share(silent, asked),
    }


def of_similar(texts: Sequence[Text], percent: int) -> dict[str, Any]:
    """A sample of texts, each edited: is the original found first, and is anything else called alike?

    The candidates are chosen as the index chooses them, by the rarest pairs; what is called alike and
    is not the original counts as wrong, even where it is alike.
    """
    rng = random.Random(SEED + percent)
    whole = [one.whole for one in texts]
    seen = having([dict.fromkeys(one, 1) for one in whole])
    holders: dict[str, list[int]] = {}
    for place, pairs_of in enumerate(whole):
        for pair in pairs_of:
            holders.setdefault(pair, []).append(place)
    chosen = rng.sample(range(len(texts)), min(SAMPLE, len(texts)))
    found = named = 0
    for place in chosen:
        changed = edited(texts[place].text, percent, rng, texts[rng.randrange(len(texts))].text)
        asked = frozenset(pairs(changed))
        near = {
            one
            for pair in rarest_of(seen, Text("", changed))
            for one in holders.get(pair, ())[:READ]
        }
        alike = [one for one in near if likeness(asked, whole[one]) >= TEXT]
        found += place in alike
        named += len(alike)
    return {
        "about": f"similar, {percent} % edited",
        "split": "edits",
        "asked": len(chosen),
        "recall": _share(found, len(chosen)),
        "precision": _share(found, named),
    }


def edited(text: str, percent: int, rng: random.Random, other: str) -> str:
    """The text with a percentage of its characters replaced by stretches of another, some dropped."""
    chars = list(text)
    left = len(chars) * percent // 100
    while left > 0 and chars and other:
        size = min(left, rng.randint(2, 12))
        at, source = rng.randrange(len(chars)), rng.randrange(len(other))
        chars[at : at + size] = other[source : source + size] if rng.random() < 0.7 else ""
        left -= size
    return "".join(chars)


def _share(part: int, whole: int) -> float:
    return round(part / whole, 3) if whole else 0.0
