"""What a place takes from those before it: parts of a total, shares of it, rates said together."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from .around import Around
from .dictionary import Dimension
from .labels import Part, near_part
from .matching import Hit, Match, Matcher

_SORT = re.compile(
    r"(?:涉及|关于|属于|围绕|有关|其中|包括|为)*(?P<label>[\u4e00-\u9fff、]{2,20}?)"
    r"(?:类|方面|领域)的?(?:意见)?(?:提案|建议|信息)?[共有为是约计]*$"
)
_SORT_AFTER = re.compile(
    r"^(?:是|为|涉及|属于)?(?P<label>[\u4e00-\u9fff、]{2,12}?)(?:类|方面|领域)的?(?:提案|建议|信息)"
)
INHERITED, UNLISTED = 0.86, 0.62
OF_WHICH = 0.06
_OF_WHICH = re.compile("其中|按|分别|分为|包括")
_WHOLE = re.compile("总数|总量|总件数|提交|收到|全部|应办|立案|交办")
_JOINED = re.compile(r"^(?:率)?(?:[、和与及或]|以及|或者)+(?:基本)?$")


@dataclass(frozen=True, slots=True)
class Host:
    """The figure whose parts may follow, and the dimension of the part that was told last."""

    match: Match
    around: Around
    dimension: str = ""


def next_host(host: Host | None, match: Match | None, around: Around) -> Host | None:
    """The host after a place was read: a total, or the total of the part just told."""
    if match is None or match.entry.fold != "count" or not match.entry.splits:
        return host if host and host.around.paragraph == around.paragraph else None
    dimension = match.part.dimension.name if match.part else ""
    return Host(replace(match, part=None), around, dimension)


def inherited(matcher: Matcher, host: Host | None, around: Around) -> Match | None:
    """The host's part that a place names, when its own words do not say what was done."""
    if host is None or host.around.paragraph != around.paragraph:
        return None
    entry = host.match.entry
    fit = matcher.fits(entry, around.mark)
    if not fit or around.mark.unit == "%" or _foreign(matcher, around):
        return None
    part = near_part(around, entry, matcher.words, host.dimension) or _unlisted(entry.splits[0], around)
    if part is None:
        return None
    score = (INHERITED if part.listed else UNLISTED) - 0.1 * (1 - fit)
    between = around.text[host.around.mark.unit_end : around.mark.start]
    if _OF_WHICH.search(between):
        score += OF_WHICH
    why = f"承前文“{entry.name}”，所列“{part.told}”"
    why += f"对应{part.dimension.name}中的{'、'.join(part.labels)}。" if part.listed else (
        f"，{part.dimension.name}表中没有，用前请补上或改选相近的一项。"
    )
    return Match(entry, part, score, why)


def _foreign(matcher: Matcher, around: Around) -> bool:
    return any(word in around.own_words for word in matcher.words.near)


def _unlisted(dimension: Dimension, around: Around) -> Part | None:
    """A sort that the text names and the list lacks."""
    match = _SORT.search(around.before_words) or _SORT_AFTER.search(around.after_words)
    if match is None or not dimension.labels:
        return None
    label = match["label"]
    return Part(dimension, (label,), 0.5, 0.8, told=label, listed=False)


def share(matcher: Matcher, last: Match | None, around: Around, matches: list[Match]) -> list[Match]:
    """A percentage 占…的: the rate of what was counted just before, or nothing of ours."""
    before = around.before_words
    if not any(word in before for word in matcher.words.share):
        return matches
    rate = matcher.words.shares.get(last.entry.name) if last and last.part is None else None
    if rate in matcher.entries and _WHOLE.search(before):
        why = f"前面是{last.entry.name}，占总数的比例即此。" if last else ""
        return [Match(matcher.entries[rate], None, 0.8, why)]
    return []


@dataclass(frozen=True, slots=True)
class Together:
    """Several rates said of one percentage: added up, or the lower of them."""

    matches: tuple[Match, ...]
    added: bool

    @property
    def value(self) -> str:
        names = [match.value for match in self.matches]
        if self.added:
            return " + ".join(names)
        value = names[-1]
        for name in reversed(names[:-1]):
            value = f"低者({name}, {value})"
        return value


def together(matcher: Matcher, around: Around, hits: list[Hit], matches: list[Match]) -> Together | None:
    """The rates of which one percentage is said, when there are two or more."""
    rates = {match.entry.name: match for match in matches if match.entry.fold == "ratio"}
    chain: list[Match] = []
    last_end = -1
    for hit in hits:
        if hit.start < around.left or hit.end > around.mark.start:
            continue
        called = matcher.called_by(hit.word)
        match = next((rates[name] for name in rates if name in called), None)
        if match is None or match in chain:
            continue
        if chain and not _JOINED.match(around.text[last_end : hit.start]):
            chain = []
        chain.append(match)
        last_end = hit.end
    if len(chain) < 2:
        return None
    added = frozenset(match.entry.name for match in chain) in matcher.words.sums
    return Together(tuple(chain), added)
