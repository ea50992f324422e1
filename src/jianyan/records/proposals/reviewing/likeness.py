"""Cases alike by the words of their titles: pairs of characters in common, without any model."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from jianyan.records.proposals.cases.models import Proposal

MOST = 2
ENOUGH = 0.45
"""The share of pairs in common from which titles are called alike."""
SEARCHED = 6000
"""How many of the latest cases are looked through."""


@dataclass(frozen=True, slots=True)
class Like:
    """Another case with a like title."""

    pk: int
    number: str
    title: str
    state: str


def stem(title: str) -> str:
    """The title without what every title has."""
    plain = title.strip()
    for word in ("关于", "进一步", "加强", "推进", "完善", "加快", "切实", "的建议", "的提案"):
        plain = plain.replace(word, " ")
    return " ".join(plain.split())


def pairs(title: str) -> frozenset[str]:
    """The pairs of neighbouring characters in a title, without what every title has."""
    words = stem(title).split()
    return frozenset(word[at : at + 2] for word in words for at in range(len(word) - 1))


def likes(committee: int, asked: Mapping[int, str]) -> dict[int, list[Like]]:
    """For each case asked about (pk: title) the likest of the committee's latest cases: one statement."""
    rows = Proposal.objects.filter(record__committee=committee)
    rows = rows.exclude(record__state__in=("draft", "void")).order_by("-pk")
    named = ("pk", "record__number", "record__title", "record__state")
    known = [Like(*one) for one in rows.values_list(*named)[:SEARCHED]]
    of = {one.pk: pairs(one.title) for one in known}
    holding: dict[str, list[int]] = defaultdict(list)
    for pk, found in of.items():
        for pair in found:
            holding[pair].append(pk)
    by_pk = {one.pk: one for one in known}
    return {
        pk: [by_pk[one] for one in _likest(pk, pairs(title), of, holding)]
        for pk, title in asked.items()
    }


def _likest(
    pk: int,
    own: frozenset[str],
    of: Mapping[int, frozenset[str]],
    holding: Mapping[str, Iterable[int]],
) -> list[int]:
    common: Counter[int] = Counter(one for pair in own for one in holding.get(pair, ()))
    common.pop(pk, None)
    shares = {one: times / len(own | of[one]) for one, times in common.items()}
    found = sorted(
        (one for one in shares if shares[one] >= ENOUGH), key=lambda one: (-shares[one], -one)
    )
    return found[:MOST]
