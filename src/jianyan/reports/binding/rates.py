"""Percentages: a share of what was counted just before, and several rates said of one number."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .around import Around
from .doubts import SAID_BEFORE
from .matching import Hit, Match, Matcher

TURNED, TRACKED = "上年提案.乙类转化率", "上年提案.乙类答复"
_INTENDED = ("拟", "计划", "准备", "未", "不", "部分")
_FOLLOWED = re.compile("[BＢ乙]类")
_EARLIER = re.compile("上年|去年|上一年|回头看|往年")

_JOINED = re.compile(r"^(?:率)?(?:[、和与及或]|以及|或者)+(?:基本)?$")


def share(
    matcher: Matcher, last: Match | None, around: Around, matches: list[Match]
) -> list[Match]:
    """A percentage 占…的: the rate of what was counted just before, or nothing of ours."""
    before = around.before_words
    if not any(word in before for word in matcher.words.share):
        return matches
    if (
        last is not None
        and last.part is None
        and (rate := matcher.words.shares.get(last.entry.name))
    ):
        whole = before[before.rfind("占") + 1 :]
        if rate.name in matcher.entries and whole.startswith(rate.wholes):
            why = f"前面是{last.entry.name}，占{whole.rstrip('的')}的比例即此。"
            return [Match(matcher.entries[rate.name], None, 0.8, why)]
    if told := _turned(matcher, last, around) or _of_part(matcher, last):
        return [told]
    stem = before[: before.rfind("占")].removesuffix("的")
    return [each for each in matches if each.entry.fold == "ratio" and _ends(matcher, each, stem)]


def _ends(matcher: Matcher, match: Match, stem: str) -> bool:
    """Whether the words before 占 are those of a rate: 表示满意的占, 采纳的占办理总数的."""
    said = matcher.sayings[match.entry.name].says
    word = max((each for each in said if stem.endswith(each)), key=len, default="")
    return bool(word) and not stem.removesuffix(word).endswith(_INTENDED)


def _of_part(matcher: Matcher, last: Match | None) -> Match | None:
    """The rate that the share of a part is: 表示满意的172件，占97.2%."""
    rate = matcher.entries.get(matcher.words.parts.get(last.value, "")) if last else None
    if last is None or rate is None:
        return None
    return Match(rate, None, 0.8, f"前面是{last.value}，所占比例即此。")


def _turned(matcher: Matcher, last: Match | None, around: Around) -> Match | None:
    """Of last year's replies that were to be followed up, the share that is done by now."""
    begin = max(around.paragraph, around.sentence[0] - SAID_BEFORE)
    told = around.text[begin : around.mark.start]
    sentence = around.text[around.sentence[0] : around.mark.start]
    if TURNED not in matcher.entries or not (_FOLLOWED.search(sentence) and _EARLIER.search(told)):
        return None
    if last is not None and last.entry.name != TRACKED:
        return None
    return Match(matcher.entries[TURNED], None, 0.8, "前面是上年须跟踪的答复，后来解决的所占比例。")


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
