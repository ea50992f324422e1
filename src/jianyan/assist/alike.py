"""Similar records (查重): by their rarest pairs from the search index, then by all pairs in common.

The sixteen rarest pairs of a text are asked of the index, the thirty best that the asker may see are
read, and what shares enough of its pairs with the text (Jaccard) is named, with what became of it.
A record is the better the more of the pairs it has, and the fewer others have them.
"""

from __future__ import annotations

from bisect import bisect
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Any

from django.db.models import QuerySet

from jianyan.ground import search
from jianyan.ground.advised import Like
from jianyan.ground.models import Record
from jianyan.kernel.charter import CHARTERS
from jianyan.kernel.rules import Actor

from .phrases import phrases
from .training import common, occurring, training_of
from .wording import likeness, pairs, stem

RAREST = 16
ASKED = 600
"""Pairs of a text of which it is asked how rare they are: those of a long one, evenly spread."""
HELD = 600
LEAST = 4
"""No more pairs are asked once so many records have them altogether, but never fewer than these."""
TITLE = 6
"""Pairs of the title that are asked besides: the same matter in other words."""
BEST = 30
READ = 100
"""How many are named before those the asker may not see, and void ones, are left out."""
COMMON = 0.05
FEW = 50
"""A pair of the title that more records have than these tells nothing, and takes long to look up."""
TEXT = 0.22
"""The share of pairs in common from which two texts are called alike."""
TITLES = 0.45
"""The same for two titles, without what every title has."""
SHOWN = 5


@dataclass(frozen=True)
class Text:
    """A text to compare: its pairs and those of its title."""

    title: str
    text: str

    @cached_property
    def whole(self) -> frozenset[str]:
        """The pairs of title and text."""
        return frozenset(pairs(f"{self.title}\n{self.text}"))

    @cached_property
    def asked(self) -> frozenset[str]:
        """The pairs among which the rarest are looked for: one of every few where it has many."""
        every = -(-len(self.whole) // ASKED)
        return self.whole if every < 2 else frozenset(sorted(self.whole)[::every])

    @cached_property
    def of_title(self) -> frozenset[str]:
        """The pairs of the title, without what every title has."""
        return frozenset(pairs(stem(self.title)))


def alike(
    actor: Actor, committee: int, kind: str, asked: Text, besides: int | None = None
) -> list[Like]:
    """The records of a kind that are like a text, as far as the actor may see them, likest first.

    `besides` is the record that the text is of.
    """
    chosen = rarest(committee, kind, asked, besides)
    best = [pk for pk in voted(search.having(committee, chosen)) if pk != besides][:READ]
    seen = (
        set(visible(actor, committee, kind, best).values_list("pk", flat=True)) if best else set()
    )
    near = [pk for pk in best if pk in seen][:BEST]
    whole, of_title = asked.whole, asked.of_title
    likes = [like for row in _read(near) if (like := _compared(row, kind, whole, of_title))]
    return sorted(likes, key=lambda one: (-one.score, -one.record))


def voted(holders: Mapping[str, Collection[int]]) -> list[int]:
    """What has the named pairs, best first: each pair has one vote, shared among its holders."""
    votes: dict[int, float] = defaultdict(float)
    for having in holders.values():
        for one in having:
            votes[one] += 1 / len(having)
    return sorted(votes, key=lambda one: (-votes[one], -one))


def _read(records: Collection[int]) -> list[Mapping[str, Any]]:
    rows = Record.objects.filter(pk__in=records)
    return (
        list(rows.values("pk", "number", "title", "text", "state", "dated_on")) if records else []
    )


def visible(
    actor: Actor, committee: int, kind: str, records: Collection[int]
) -> QuerySet[Record, Record]:
    """The records that the actor may see by the kind's own rule, void and unsent ones left out."""
    charter = CHARTERS[kind]
    seen = charter.model._default_manager.filter(charter.view(actor), pk__in=records)
    rows = Record.objects.filter(kind=kind, committee=committee, pk__in=seen.values("pk"))
    return rows.exclude(state__in=("draft", "void"))


def rarest(committee: int, kind: str, asked: Text, besides: int | None) -> list[str]:
    """The pairs to ask the index for; those of the title where nothing was learnt yet."""
    training = training_of(committee, kind)
    if training is None:
        return rarest_of({}, asked, 0)
    own = 0
    if besides is not None and common(committee, kind).filter(pk=besides).exists():
        own = 1  # what only this record itself has finds nothing else
    learnt = occurring(training, asked.asked | asked.of_title)
    seen = {pair: n - own for pair, n in learnt.items()}
    return rarest_of(seen, asked, training.records)


def rarest_of(seen: Mapping[str, int], asked: Text, records: int) -> list[str]:
    """The rarest pairs of a text: of those known to occur, of its title's, and a few never seen, which
    only records newer than the learning, or kept from most, can have. `records` were learnt from."""
    known = sorted(
        (pair for pair in asked.asked if seen.get(pair, 0) > 0), key=lambda pair: (seen[pair], pair)
    )[:RAREST]
    held = list(accumulate(seen[pair] for pair in known))
    telling = max(FEW, records * COMMON)
    title = sorted(
        (pair for pair in asked.of_title if seen.get(pair, 0) <= telling),
        key=lambda pair: (seen.get(pair, 0), pair),
    )
    new = sorted(pair for pair in asked.asked if pair not in seen)
    spread = new[:: max(1, len(new) // RAREST)][:RAREST]
    enough = max(LEAST, bisect(held, HELD))
    return list(dict.fromkeys([*known[:enough], *title[:TITLE], *spread]))


def _compared(
    row: Mapping[str, Any], kind: str, whole: frozenset[str], of_title: frozenset[str]
) -> Like | None:
    other = Text(row["title"], row["text"])
    text, titles = likeness(whole, other.whole), likeness(of_title, other.of_title)
    if text < TEXT and titles < TITLES:
        return None
    shared = whole & other.whole if text >= TEXT else of_title & other.of_title
    words = phrases(stem(row["title"]), dict.fromkeys(shared, 1.0), 4)
    how = f"正文用语相同{text:.0%}" if text >= TEXT else f"案由用语相同{titles:.0%}"
    return Like(
        record=row["pk"],
        kind=kind,
        number=row["number"],
        title=row["title"],
        state=row["state"],
        day=row["dated_on"],
        score=round(max(text, titles if titles >= TITLES else 0.0), 3),
        why=how + (f"，都写到{'、'.join(words)}" if words else ""),
    )


def clusters(texts: Mapping[int, Text]) -> list[list[int]]:
    """Which of several texts belong together, for merging: groups of two and more, the largest first.

    Each is asked for by its rarest pairs, as in a search for likes, only that the index is of these
    texts alone.
    """
    index: dict[str, list[int]] = defaultdict(list)
    for pk, one in texts.items():
        for pair in one.whole:
            index[pair].append(pk)
    near: dict[int, set[int]] = {pk: {pk} for pk in texts}
    for pk, one in texts.items():
        others = {pair: len(index[pair]) - 1 for pair in one.whole}
        chosen = rarest_of(others, one, len(texts))
        best = voted({pair: index[pair] for pair in chosen if others[pair] > 0})
        for other in [each for each in best if each != pk][:BEST]:
            if near[pk] is not near[other] and _of_one_matter(one, texts[other]):
                together = near[pk] | near[other]
                near.update(dict.fromkeys(together, together))
    groups = {id(group): sorted(group) for group in near.values() if len(group) > 1}
    return sorted(groups.values(), key=lambda group: (-len(group), group))


def _of_one_matter(one: Text, other: Text) -> bool:
    titles = likeness(one.of_title, other.of_title)
    return titles >= TITLES or likeness(one.whole, other.whole) >= TEXT
