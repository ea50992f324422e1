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
    r"(?:(?:类|方面|领域)的?(?:意见)?(?:提案|建议|信息)?|的提案)[共有为是约计]*$"
)
_SORT_AFTER = re.compile(
    r"^(?:是|为|涉及|属于)?(?P<label>[\u4e00-\u9fff、]{2,12}?)(?:类|方面|领域)的?(?:提案|建议|信息)"
)
CATEGORY = "类别"
INHERITED, UNLISTED = 0.86, 0.62
OF_WHICH, CLEAR = 0.06, 0.78
_OF_WHICH = re.compile("其中|按|分别|分为|包括")
_WHOLE = re.compile("总数|总量|总件数|提交|收到|全部|应办|立案|交办")
_JOINED = re.compile(r"^(?:率)?(?:[、和与及或]|以及|或者)+(?:基本)?$")


@dataclass(frozen=True, slots=True)
class Host:
    """The figure whose parts may follow, and the dimension of the part that was told last.

    `value`: the total, where it was said itself and as a number.
    """

    match: Match
    around: Around
    dimension: str = ""
    value: float | None = None


def next_hosts(hosts: list[Host], match: Match | None, around: Around) -> list[Host]:
    """The totals of the paragraph so far, the last first: a total, or that of the part just told."""
    kept = [host for host in hosts if host.around.paragraph == around.paragraph]
    if match is None or match.entry.fold != "count" or not match.entry.splits:
        return kept
    whole = replace(match, part=None)
    if match.part is None:
        return [Host(whole, around, value=around.mark.value), *kept]
    same = next((host for host in kept if host.match.entry == match.entry), None)
    first, value = (same.around, same.value) if same else (around, None)
    told = Host(whole, first, match.part.dimension.name, value)
    return [told, *(host for host in kept if host is not same)]


def inherited(
    matcher: Matcher, hosts: list[Host], around: Around, own: list[Match]
) -> Match | None:
    """The part of a total before that a place names, unless its own words say clearly what was done."""
    if around.mark.unit == "%" or matcher.foreign(around):
        return None
    near = [host for host in hosts if host.around.paragraph == around.paragraph]
    able = [host for host in near if _able(matcher, host, around)]
    for host in able:
        part = near_part(around, host.match.entry, matcher.words, host.dimension, of_total=True)
        if part:
            return _inherited(matcher, host, part, around, own)
    for host in able:
        if part := _unlisted(host.match.entry.splits[0], around):
            return _inherited(matcher, host, part, around, own)
    return None


def _able(matcher: Matcher, host: Host, around: Around) -> bool:
    """Whether a place can be a part of a total: the unit goes with it, and it is no larger."""
    value = around.mark.value
    larger = host.value is not None and value is not None and value > host.value
    return not larger and matcher.fits(host.match.entry, around.mark) > 0


def _inherited(matcher: Matcher, host: Host, part: Part, around: Around, own: list[Match]) -> Match:
    entry = host.match.entry
    score = (INHERITED if part.listed else UNLISTED) - 0.1 * (1 - matcher.fits(entry, around.mark))
    if _OF_WHICH.search(around.text, host.around.mark.unit_end, around.mark.start):
        score += OF_WHICH
    elif own and own[0].score >= CLEAR:
        score -= 0.2
    why = f"承前文“{entry.name}”，所列“{part.told}”"
    why += (
        f"对应{part.dimension.name}中的{'、'.join(part.labels)}。"
        if part.listed
        else f"，{part.dimension.name}表中没有，用前请补上或改选相近的一项。"
    )
    return Match(entry, part, score, why)


def _unlisted(dimension: Dimension, around: Around) -> Part | None:
    """A sort that the text names and the list of categories lacks."""
    match = _SORT.search(around.before_words) or _SORT_AFTER.search(around.after_words)
    if match is None or dimension.name != CATEGORY:
        return None
    label = match["label"]
    return Part(dimension, (label,), 0.5, 0.8, told=label, listed=False)


def share(
    matcher: Matcher, last: Match | None, around: Around, matches: list[Match]
) -> list[Match]:
    """A percentage 占…的: the rate of what was counted just before, or nothing of ours."""
    before = around.before_words
    if not any(word in before for word in matcher.words.share):
        return matches
    rate = matcher.words.shares.get(last.entry.name) if last and last.part is None else None
    if rate in matcher.entries and _WHOLE.search(before):
        why = f"前面是{last.entry.name}，占总数的比例即此。" if last else ""
        return [Match(matcher.entries[rate], None, 0.8, why)]
    stem = before.rstrip("达到为").removesuffix("占").removesuffix("的")
    return [each for each in matches if each.entry.fold == "ratio" and _ends(matcher, each, stem)]


def _ends(matcher: Matcher, match: Match, stem: str) -> bool:
    """Whether the words before 占 are those of a rate: 表示满意的占."""
    return stem.endswith(matcher.sayings[match.entry.name].says)


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


def together(
    matcher: Matcher, around: Around, hits: list[Hit], matches: list[Match]
) -> Together | None:
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
