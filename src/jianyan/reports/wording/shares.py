"""Shares: 63件，占49%. Which count, of which total."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from .judging import EXACTLY, FITTING, Result, judge
from .mentions import Mention
from .naming import named, stem
from .words import FILED, GROSS, GROWTH, LISTS, NEGATED
from .words import WITHIN as WITHIN_WHOLE

_OF = re.compile(r"占(?P<name>[^占]{0,16})$")
_PORTION = re.compile(r"(?:比例|比重|占比)(?P<name>)[^\d]{0,4}$")
_BARE = re.compile(r"^[\s约为达]*(?P<name>)$")
_RATE = re.compile(r"率[^,，;；。]{0,5}$")
_SUBJECT = re.compile(r"[\s约各仅只也已均共其又分别所]*")
_SAID = re.compile(r"占|比例|比重")
_DIGIT = re.compile(r"\d")
WEIGHT = {"ok": 4, "rounded": 4, "truncated": 3, "last-digit": 1}
"""How much a share that fits a total speaks for it."""
_BREAKS = re.compile(r"[,，;；:：]")


WITHIN = 28
"""How far before a percentage its 占 may stand."""


@dataclass
class Share:
    """A percentage and the counts it is of; `name` is what the text calls the total."""

    percent: Mention
    parts: tuple[Mention, ...]
    name: str
    total: Mention | None = None
    mixed: bool = False

    @cached_property
    def count(self) -> Fraction:
        return sum((each.quantity.value for each in self.parts), Fraction())


@dataclass(slots=True)
class Group:
    """Shares of one list, which have one total."""

    shares: list[Share] = field(default_factory=list)
    beside: frozenset[int] = frozenset()
    """Counts that have a share of their own: rather parts beside these than their total."""


def share_name(text: str, percent: Mention) -> str | None:
    """What a share's total is called ("" when it is not said), None when it is no share."""
    clause = text[percent.clause : percent.start]
    if GROWTH.search(clause) or _RATE.search(clause):
        return None
    for pattern in (_OF, _PORTION, _BARE):
        if match := pattern.search(percent.before if pattern is not _BARE else clause):
            return str(match["name"])
    if match := _OF.search(clause):
        return match["name"]
    return None


def shares(text: str, placed: Sequence[Mention]) -> list[Share]:
    """The shares of a text with the counts they are of, their totals yet unknown."""
    found: list[Share] = []
    for percent in placed:
        if not percent.quantity.share:
            continue
        name = share_name(text, percent)
        if together := _respectively(text, placed, percent, name or ""):
            found += together
        elif share := _of_written(text, placed, percent):
            found.append(share)
        elif name is None:
            continue
        elif part := _part(text, placed, percent):
            found.append(Share(percent, (part,), name))
    unique = {each.percent.index: each for each in reversed(found)}
    return [unique[index] for index in sorted(unique)]


def _of_written(text: str, placed: Sequence[Mention], percent: Mention) -> Share | None:
    """35名……占上榜人数（69人）的一半: the total stands in its own name."""
    at = text.rfind("占", max(0, percent.start - WITHIN), percent.start)
    if at < 0 or any(each in text[at : percent.start] for each in "。；;\n"):
        return None
    inside = [each for each in placed[: percent.index] if each.start > at]
    if len(inside) != 1 or inside[0].quantity.share or inside[0].quantity.approx:
        return None
    total = inside[0]
    for each in reversed(placed[: total.index]):
        if each.sentence != percent.sentence or each.quantity.value > total.quantity.value:
            return None
        if each.family == total.family and not each.bracket:
            return Share(percent, (each,), "", total)
    return None


def _part(text: str, placed: Sequence[Mention], percent: Mention) -> Mention | None:
    """The count before it at its own level, or right before its bracket."""
    edge = percent.start
    for each in reversed(placed[: percent.index]):
        if each.sentence != percent.sentence or _DIGIT.search(text, each.end, edge):
            return None
        edge = each.start
        if each.bracket and each.bracket != percent.bracket:
            continue
        if percent.bracket and not each.bracket:
            near = text[each.end : percent.bracket - 1]
            return each if len(near) <= 8 and not _BREAKS.search(near) else None
        clause = text[percent.clause : percent.start]
        if each.quantity.share:
            if not clause.startswith("占"):
                return None
            continue
        if not each.counts:
            return None
        said = _SAID.search(clause)
        if said and each.end <= percent.clause and not _SUBJECT.fullmatch(clause[: said.start()]):
            return None
        return each if len(_BREAKS.findall(text[each.end : percent.start])) <= 3 else None
    return None


def _respectively(text: str, placed: Sequence[Mention], first: Mention, name: str) -> list[Share]:
    """A类24件、B类31件，分别占55件的43.6%、56.4%: in their order."""
    at = text.rfind("分别", max(0, first.start - WITHIN), first.start)
    if at < 0 or any(each in text[at : first.start] for each in ",，。；;"):
        return []
    percents = [first]
    for each in placed[first.index + 1 :]:
        between = text[percents[-1].end : each.start]
        if not each.quantity.share or not re.fullmatch(r"[\s、,，和与及]{1,3}", between):
            break
        percents.append(each)
    inside = [each for each in placed[: first.index] if each.start > at and each.counts]
    counts: list[Mention] = []
    for each in reversed(placed[: first.index]):
        if each.sentence != first.sentence or len(counts) == len(percents):
            break
        if each.start < at and each.counts and each.bracket == first.bracket:
            counts.insert(0, each)
    if not 1 < len(percents) <= len(counts) or len({each.family for each in counts}) > 1:
        return []
    total = inside[0] if len(inside) == 1 and inside[0].family == counts[0].family else None
    clean = name.replace("分别", "")
    return [Share(p, (c,), clean, total) for p, c in zip(percents, counts, strict=True)]


def grouped(text: str, placed: Sequence[Mention], found: Sequence[Share]) -> list[Group]:
    """The lists: shares of one sentence and one name, and of sentences that follow each other."""
    groups: list[Group] = []
    for share in found:
        last = groups[-1].shares[-1] if groups else None
        if last and not last.total and not share.total and _continues(text, placed, last, share):
            if not share.name:
                share.name = last.name
            groups[-1].shares.append(share)
        else:
            groups.append(Group([share]))
    return groups


def _continues(text: str, placed: Sequence[Mention], last: Share, share: Share) -> bool:
    same_name = not share.name or stem(share.name) == stem(last.name)
    if not same_name or share.parts[0].family != last.parts[0].family:
        return False
    if share.percent.paragraph != last.percent.paragraph:
        return False
    if share.percent.sentence == last.percent.sentence:
        return True
    between = text[last.percent.end : share.parts[0].start]
    if LISTS.search(between) or WITHIN_WHOLE.search(between):
        return False
    taken = {each.index for each in (*last.parts, *share.parts)}
    return not any(
        each.family == share.parts[0].family and each.index not in taken
        for each in placed[last.percent.index + 1 : share.percent.index]
    )


def settle(text: str, placed: Sequence[Mention], groups: Sequence[Group]) -> None:
    """Find the total of every group."""
    beside: set[int] = set()
    for group in groups:
        first = group.shares[0].parts[0]
        group.beside = frozenset(
            at for at in beside if "其中" not in text[placed[at].end : first.start]
        )
        beside |= {part.index for share in group.shares for part in share.parts}
        if group.shares[0].total is not None:
            continue
        candidates = _candidates(placed, group)
        if candidates:
            _choose(group, candidates)


def _candidates(placed: Sequence[Mention], group: Group) -> list[Mention]:
    """Counts before the list that could be its total, nearest last."""
    first = group.shares[0]
    counts = sorted(share.count for share in group.shares)
    least = counts[-2] if len(counts) > 1 else 0
    name = _name(group)
    parts = {each.index for share in group.shares for each in share.parts}
    return [
        each
        for each in placed[: first.percent.index]
        if each.family == first.parts[0].family
        and each.counts
        and each.index not in parts
        and each.paragraph >= first.percent.paragraph - 2
        and each.quantity.value > least
        and (
            each.quantity.value >= counts[-1] or len(counts) > 1 or _may_be_less(each, first, name)
        )
    ]


def _may_be_less(total: Mention, share: Share, name: str) -> bool:
    """A total that is less than its part is taken for a total only where it is called one."""
    if named(name, total):
        return True
    return total.sentence == share.percent.sentence and "总" in name and not stem(name)


def _name(group: Group) -> str:
    return next((share.name for share in group.shares if share.name), "")


def _choose(group: Group, candidates: list[Mention]) -> None:
    name = _name(group)
    ranked = sorted(candidates, key=lambda each: _rank(group, each, name), reverse=True)
    best = ranked[0]
    if not _fits(group, best):
        best = max(candidates, key=lambda each: (named(name, each), not_parts(each), each.index))
        if not _may_accuse(group, best, name):
            return
    for share in group.shares:
        share.total = best
        if len(group.shares) == 1 or judge_share(share, best) in FITTING:
            continue
        others = [each for each in ranked if not_parts(each) and _may_be(each, name)]
        other = next((each for each in others if judge_share(share, each) in EXACTLY), None)
        if other is not None:
            share.total, share.mixed = other, True


def not_parts(each: Mention) -> bool:
    """Named as a total: what came in, or what was filed."""
    label = each.around
    return bool(GROSS.search(label) or FILED.search(label)) and not NEGATED.search(label)


def _may_be(total: Mention, name: str) -> bool:
    return not stem(name) or bool(named(name, total))


def judge_share(share: Share, total: Mention) -> Result:
    """How the share stands to a total."""
    return judge(share.count * 100 / total.quantity.value, share.percent.quantity)


def _fits(group: Group, total: Mention) -> int:
    return sum(WEIGHT.get(judge_share(each, total), 0) for each in group.shares)


def _rank(group: Group, total: Mention, name: str) -> tuple[int, int, int, int]:
    """Of several shares what most of them fit; of one, the named total."""
    fits = _fits(group, total)
    word = named(name, total)
    if len(group.shares) == 1:
        return (word if word == 3 else 0, fits, word, total.index)
    closes = sum(each.count for each in group.shares) == total.quantity.value
    return (fits + 4 * closes, word, int(not_parts(total)), total.index)


def _may_accuse(group: Group, total: Mention, name: str) -> bool:
    """A total that no share fits is taken only when the text points at it."""
    if total.index in group.beside:
        return False
    word = named(name, total)
    if word:
        return True
    if stem(name):
        return False
    first = group.shares[0]
    return total.sentence == first.percent.sentence or (
        len(group.shares) > 1 and total.paragraph == first.percent.paragraph
    )
