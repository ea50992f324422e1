"""Shares: 63件，占49%. Which count, of which total."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from .judging import FITTING, judge
from .mentions import Mention
from .naming import stem
from .units import NOT_ADDED
from .words import GROWTH, LISTS
from .words import WITHIN as WITHIN_WHOLE

_OF = re.compile(r"占(?P<name>[^占]{0,16})$")
_PORTION = re.compile(r"(?:比例|比重|占比)(?P<name>)[^\d]{0,4}$")
_BARE = re.compile(r"^[\s约为达点]*(?P<name>)$")
_RISING = re.compile(r"[由从自][^,，;；。]*$")
_RATE = re.compile(r"率[^,，;；。]{0,5}$")
_SUBJECT = re.compile(r"[\s约各仅只也已均共其又分别所]*")
_SAID = re.compile(r"占|比例|比重")
_WHICH_IS = re.compile(r"[,，](?:即|达到?|计|为|共|有)")
_CLOSE = (")", "）")
_DIGIT = re.compile(r"\d")
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
    own: bool = False
    """Whether it is right for what the parts of its list add up to, and not for the total."""
    group: int = 0
    """Where its list begins: the index of the first percentage."""
    called: bool = True
    """Whether it names its total itself, and not only the share before it."""

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
    if _RISING.search(clause) and GROWTH.match(percent.after):
        return None
    if percent.after.strip() and not _SAID.search(clause):
        return None
    for pattern in (_OF, _PORTION, _BARE):
        if match := pattern.search(percent.before if pattern is not _BARE else clause):
            return str(match["name"])
    if match := _OF.search(clause):
        return match["name"]
    return "" if percent.before and _BARE.search(percent.before) else None


def shares(text: str, placed: Sequence[Mention]) -> list[Share]:
    """The shares of a text with the counts they are of, their totals yet unknown."""
    found: list[Share] = []
    for percent in placed:
        if not percent.quantity.share:
            continue
        name = share_name(text, percent)
        together = _respectively(text, placed, percent, name) if name is not None else []
        if together:
            found += together
        elif share := _of_written(text, placed, percent) or _of_that(text, placed, percent):
            found.append(share)
        elif name is None:
            continue
        elif part := _part(text, placed, percent):
            found.append(Share(percent, (part,), name))
        elif not name and (pair := _of_subject(text, placed, percent)):
            found.append(Share(percent, pair[:1], name, pair[1]))
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
    if not total.quantity.value:
        return None
    parts: list[Mention] = []
    for each in reversed(placed[: total.index]):
        if each.sentence != percent.sentence or each.quantity.value > total.quantity.value:
            break
        if each.bracket:
            continue
        if each.family != total.family:
            break
        parts.insert(0, each)
        share = Share(percent, tuple(parts), "", total)
        if judge(share.count * 100 / total.quantity.value, percent.quantity) in FITTING:
            return share
    return Share(percent, tuple(parts[-1:]), "", total) if parts else None


def _of_that(text: str, placed: Sequence[Mention], percent: Mention) -> Share | None:
    """完成1.96万亩，为任务2万亩的98%; 占立案的7.6%（立案210件）; 198条，办理的占91.9%，即182条."""
    before = [
        each
        for each in placed[max(0, percent.index - 6) : percent.index]
        if each.counts and each.sentence == percent.sentence and not each.bracket
    ]
    if len(before) > 1 and text[before[-1].end : percent.start].strip() == "的":
        part, total = before[-2:]
        if part.family == total.family and total.quantity.value:
            return Share(percent, (part,), "", total)
    after = placed[percent.index + 1] if percent.index + 1 < len(placed) else None
    name = _OF.search(percent.before) or _PORTION.search(percent.before)
    if after and name and beside_share(text, percent, after):
        return Share(percent, (after,), str(name["name"]))
    if not before or after is None or not after.counts or after.family != before[-1].family:
        return None
    clause = text[percent.clause : percent.start]
    between = text[percent.end : after.start]
    said = _WHICH_IS.fullmatch(between.strip()) is not None
    if "占" in clause and said and before[-1].quantity.value:
        return Share(percent, (after,), "", before[-1])
    bracketed = after.bracket == percent.end + 1 and after.quantity.value
    if bracketed and (name := _OF.search(clause)) and stem(name["name"]) in after.around:
        return Share(percent, (before[-1],), "", after) if stem(name["name"]) else None
    return None


def beside_share(text: str, percent: Mention, each: Mention) -> bool:
    """占58.2%（1746人）: a count that stands alone in the bracket behind its share."""
    alone = (
        each.bracket == each.start == percent.end + 1 and text[each.end : each.end + 1] in _CLOSE
    )
    return percent.quantity.share and each.counts and alone and bool(each.bracket)


def _of_subject(
    text: str, placed: Sequence[Mention], percent: Mention
) -> tuple[Mention, Mention] | None:
    """87所，其中公办园35所、民办园52所，公办园占40.2%: the part of a list that is named again, and its whole."""
    subject = text[percent.clause : percent.start].partition("占")[0].strip()
    here = [each for each in placed[: percent.index] if each.sentence == percent.sentence]
    called = [each for each in here if each.counts and each.label == subject]
    if len(subject) < 2 or len(called) != 1:
        return None
    part = called[0]
    before = [each for each in here if each.index < part.index]
    last = next((at for at in reversed(before) if "其中" in text[at.end : part.start]), None)
    if last is None or not last.counts or last.family != part.family:
        return None
    enough = last.quantity.value > 0 and last.quantity.value >= part.quantity.value
    return (part, last) if enough else None


def _part(text: str, placed: Sequence[Mention], percent: Mention) -> Mention | None:
    """The count before it at its own level, or right before its bracket."""
    edge = percent.start
    for each in reversed(placed[: percent.index]):
        if each.sentence != percent.sentence or _DIGIT.search(text, each.end, edge):
            return None
        edge = each.start
        if each.bracket and each.bracket != percent.bracket:
            continue
        clause = text[percent.clause : percent.start]
        if each.quantity.share:
            if not clause.startswith("占"):
                return None
            continue
        if each.quantity.unit in NOT_ADDED:
            continue
        if not each.counts:
            return None
        said = _SAID.search(clause)
        if said and each.end <= percent.clause and not _SUBJECT.fullmatch(clause[: said.start()]):
            return None
        if percent.bracket and not each.bracket:
            near = text[each.end : percent.bracket - 1]
            return each if len(near) <= 8 and not _BREAKS.search(near) else None
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
    alone = len(inside) == 1 and inside[0].family == counts[0].family and inside[0].quantity.value
    total = inside[0] if alone else None
    clean = name.replace("分别", "")
    return [Share(p, (c,), clean, total) for p, c in zip(percents, counts, strict=True)]


def grouped(text: str, placed: Sequence[Mention], found: Sequence[Share]) -> list[Group]:
    """The lists: shares of one sentence and one name, and of sentences that follow each other."""
    groups: list[Group] = []
    for share in found:
        last = groups[-1].shares[-1] if groups else None
        ended = last and last.percent.sentence != share.percent.sentence and _whole(groups[-1])
        open_yet = last and not last.total and not share.total and not ended
        if last and open_yet and _continues(text, placed, last, share):
            if not share.name:
                share.name, share.called = last.name, False
            groups[-1].shares.append(share)
        else:
            groups.append(Group([share]))
        share.group = groups[-1].shares[0].percent.index
    return groups


def _whole(group: Group) -> bool:
    """Whether the shares of a list make up a whole: what comes next is of another list."""
    printed = sum((each.percent.quantity.value for each in group.shares), Fraction())
    places = max(each.percent.quantity.places for each in group.shares)
    return len(group.shares) > 1 and abs(printed - 100) * 10**places <= len(group.shares)


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
