"""How good the advice is, on what it has not learnt: by year, or where there is one year by a hash."""

from __future__ import annotations

import hashlib
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from jianyan.ground.advised import ADVISED, Topic

from .alike import BEST, TEXT, TITLES, Text, rarest_of, voted
from .judging import ranked
from .labelled import Labelled
from .learning import Case, having, learn
from .training import MOST, common
from .wording import likeness

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
        for pk, code in topic.decided(committee, None)
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


@dataclass(slots=True)
class Tally:
    """Texts asked about: for how many the label came first, was among the three, or nothing was said."""

    asked: int = 0
    first: int = 0
    three: int = 0
    silent: int = 0

    def share(self, of: int) -> float:
        """A share of those asked."""
        return _share(of, self.asked)


def asked_of(before: Sequence[Labelled], held: Sequence[Labelled]) -> Tally:
    """Learn from the one and ask of the other."""
    learnt = learn([Case(one.title, one.text, one.label) for one in before])
    options = {one.label: one.label for one in before}
    tally = Tally(asked=len(held))
    for one in held:
        found = [each.code for each in ranked(one.title, one.text, options, learnt)]
        tally.first += found[:1] == [one.label]
        tally.three += one.label in found
        tally.silent += not found
    return tally


def of_cases(name: str, cases: Sequence[Labelled]) -> dict[str, Any]:
    """The share of texts whose label comes first, and among the three; of all, silent ones included."""
    whole, how = Tally(), ""
    for split, before, held in splits(cases):
        tally, how = asked_of(before, held), split
        whole.asked += tally.asked
        whole.first += tally.first
        whole.three += tally.three
        whole.silent += tally.silent
    return {
        "about": name,
        "split": how,
        "learnt": len(cases),
        "asked": whole.asked,
        "top1": whole.share(whole.first),
        "top3": whole.share(whole.three),
        "silent": whole.share(whole.silent),
    }


def of_labelled(rows: Sequence[Labelled]) -> list[dict[str, Any]]:
    """The figures of a labelled file: its labels, its texts edited, its known repeats."""
    cases = [row for row in rows if row.label]
    found = [of_cases("label", cases)] if cases else []
    texts = [Text(row.title, row.text) for row in rows]
    found += [of_similar(texts, edit) for edit in EDITS]
    groups = [row.group for row in rows]
    return [*found, of_repeats(texts, groups)] if any(groups) else found


class Shelf:
    """Texts by their pairs, asked as the register's index is: by the rarest pairs, then all in common."""

    def __init__(self, texts: Sequence[Text]) -> None:
        self.whole = [one.whole for one in texts]
        self.titles = [one.of_title for one in texts]
        self.seen = having([dict.fromkeys(one, 1) for one in self.whole])
        self.holders: dict[str, list[int]] = {}
        for place, one in enumerate(self.whole):
            for pair in one:
                self.holders.setdefault(pair, []).append(place)

    def alike(self, asked: Text, besides: int | None = None) -> set[int]:
        """The places of the texts that are called alike; the one asked about leaves its own pairs out."""
        own = 0 if besides is None else 1
        whole, titles = asked.whole, asked.of_title
        seen = {pair: self.seen.get(pair, 0) - own for pair in whole}
        chosen = rarest_of(seen, asked, len(self.whole))
        best = voted({pair: self.holders.get(pair, ()) for pair in chosen})
        near = [place for place in best[: BEST + 1] if place != besides]
        return {
            place
            for place in near
            if likeness(whole, self.whole[place]) >= TEXT
            or likeness(titles, self.titles[place]) >= TITLES
        }


def of_similar(texts: Sequence[Text], percent: int) -> dict[str, Any]:
    """A sample of texts, each edited and without its title: is the original found, and what else?

    What is called alike and is not the original counts as wrong, even where it is alike.
    """
    rng, shelf = random.Random(SEED + percent), Shelf(texts)
    chosen = rng.sample(range(len(texts)), min(SAMPLE, len(texts)))
    found = named = 0
    for place in chosen:
        other = texts[rng.randrange(len(texts))].text
        alike = shelf.alike(Text("", edited(texts[place].text, percent, rng, other)))
        found += place in alike
        named += len(alike)
    return {
        "about": f"similar, {percent} % edited",
        "split": "edits",
        "asked": len(chosen),
        "recall": _share(found, len(chosen)),
        "precision": _share(found, named),
    }


def of_repeats(texts: Sequence[Text], groups: Sequence[str]) -> dict[str, Any]:
    """Texts known to be repeats: is another of the same group found, and how much else is named?"""
    shelf = Shelf(texts)
    several = {group for group, times in Counter(groups).items() if group and times > 1}
    asked = [place for place, group in enumerate(groups) if group in several]
    found = right = named = 0
    for place in asked:
        alike = shelf.alike(texts[place], place)
        same = [one for one in alike if groups[one] == groups[place]]
        found += bool(same)
        right += len(same)
        named += len(alike)
    return {
        "about": "similar, known repeats",
        "split": "groups",
        "asked": len(asked),
        "recall": _share(found, len(asked)),
        "precision": _share(right, named),
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
