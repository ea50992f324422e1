"""The words around a place: its own few, its clause, its sentence, what was said before, the headings."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from .marks import JOINTS, Mark

SENTENCE = "。！？；;!?\n"
CLAUSE = "，,：:"
_HEAD = re.compile(
    r"(?:^|(?<=\n))[ \u3000]*(?:(?P<one>[一二三四五六七八九十]+、)|(?P<two>[（(][一二三四五六七八九十]+[）)]))"
)
_POINT = re.compile(r"(?:(?<=[。\n])|^)[ \u3000]*[一二三四五六七八九十]+是")
_ASIDE = re.compile(
    r"“[^“”\d\n]{7,40}”|《(?![^《》]{0,4}社情民意)[^《》\n]{3,}》|（[^（）\dXx×\n]{3,24}）"
)
_PLAIN: dict[int, int | str] = {
    **{code: code - 0xFEE0 for code in range(0xFF10, 0xFF1A)},
    **{code: code - 0xFEE0 for code in range(0xFF21, 0xFF3B)},
    ord("％"): "%", ord("("): "（", ord(")"): "）", ord(","): "，", ord(":"): "：", ord("\u3000"): " ",
}  # fmt: skip
_DONE = re.compile("被[采吸]|全部|均已|均被|均得|都已|都被|都得|已经|已全")
_CAME_TO = re.compile("(?:一?共计?|共有|总计|合计|累计|已?达到?了?|已?有|为|约|是|超过了?)*")
_STOP = re.compile(
    "、(?!(?<=[省市县区镇乡]、)[省市县区镇乡村])|（(?![^（）\\dXx×*]{1,4}）[\u4e00-\u9fff])"
)
"""What ends the words behind a number; 省、市、县三级 and 村（社区）议事室 are one word."""
_LISTED = re.compile("[^，。；：、\\d]{2,16}[、和及与]")
_ATTRIBUTE = re.compile("、[^，。；、\\d]{1,12}的")
"""品学兼优、家庭困难的: what follows says more of what is counted."""
_WHOSE = re.compile("的(?![有共为达约]*$)")
LATER = 0.45
"""What is said only after a place says little of it."""
LOOK = 26
"""How many characters on either side are a place's own words at most."""


def plain(text: str) -> str:
    """The text with its signs made alike, character for character, long quotations and asides blanked out."""
    alike = text.translate(_PLAIN)
    return _ASIDE.sub(lambda match: "□" * len(match[0]), alike)


@dataclass(frozen=True, slots=True)
class Around:
    """One place with its words; every number is an offset in the text.

    `left`..`start` and `unit_end`..`right` are its own words: up to the clause's end or the next
    place. `since`..`until` is the stretch of its sentence without another place; `sentence` the
    whole sentence, `paragraph` where its paragraph begins. `after`: what it counts follows it.
    """

    text: str
    mark: Mark
    left: int
    right: int
    since: int
    until: int
    sentence: tuple[int, int]
    paragraph: int
    headings: str
    after: bool

    @property
    def bracketed(self) -> bool:
        """Whether the place stands in brackets: an aside to what was counted before it."""
        begin, start = self.sentence[0], self.mark.start
        return self.text.rfind("（", begin, start) > self.text.rfind("）", begin, start)

    @property
    def before_words(self) -> str:
        return self.text[self.left : self.mark.start]

    @property
    def after_words(self) -> str:
        return self.text[self.mark.unit_end : self.right]

    @property
    def own_words(self) -> str:
        return f"{self.before_words} {self.after_words}"

    def place(self, start: int, end: int) -> float:
        """How near a word stands, 1 beside the place, 0 out of reach of what it may count."""
        mark = self.mark
        if self.left <= start and end <= mark.start:
            apart = mark.start - end
            # 委员提出的提案X件: whose they are is said, not what was done to them.
            whose = 0.25 if _WHOSE.match(self.text, end, mark.start) else 0.0
            return max(0.4, (0.85 if self.after else 1.0) - 0.02 * apart - whose)
        if mark.unit_end <= start and end <= self.right:
            apart = start - mark.unit_end
            if self.after and _DONE.search(self.text, mark.unit_end, start):
                return 0.98  # 提出的X条建议全部被采纳: what became of them is what is counted
            return max(0.4, (1.0 if self.after else 0.7) - 0.025 * apart)
        if self.since <= start and end <= mark.start:
            return max(0.25, 0.6 - 0.01 * (mark.start - end))
        if mark.unit_end <= start and end <= self.until:
            if self.after and _DONE.search(self.text, mark.unit_end, start):
                return 0.98
            # What is said in a later clause is said of the next number, where there is one.
            return (
                0.1
                if self.until < self.sentence[1]
                else max(0.2, 0.5 - 0.01 * (start - mark.unit_end))
            )
        return 0.0

    def said(self, words: tuple[str, ...]) -> float:
        """How near any of the words is said at all: 1 in the own words down to 0 for nowhere."""
        text, (begin, end) = self.text, self.sentence
        layers = (
            (1.0, self.own_words),
            (0.85, text[self.since : self.mark.start]),
            (0.75, text[begin : self.mark.start]),
            (0.6, text[self.paragraph : begin]),
            (0.5, self.headings),
            (LATER, text[self.mark.unit_end : end]),
        )
        for worth, layer in layers:
            if any(word in layer for word in words):
                return worth
        return 0.0


def look_around(text: str, marks: list[Mark]) -> list[Around]:
    """What stands around each place of a text."""
    said = plain(text)
    heads = _headings(said)
    starts = [at for at, _ in heads]
    found: list[Around] = []
    for at, mark in enumerate(marks):
        before, after = _neighbours(marks, at, len(said))
        sentence = _bounds(said, mark, SENTENCE, 0, len(said))
        clause = _bounds(said, mark, SENTENCE + CLAUSE, *sentence)
        since, until = max(sentence[0], before), min(sentence[1], after)
        clause = _with_subject(said, mark, clause, since)
        head = heads[at_head][1] if (at_head := bisect_right(starts, mark.start) - 1) >= 0 else ""
        right = _right(said, mark, min(clause[1], until))
        left = max(clause[0], since, mark.start - LOOK)
        if right > mark.unit_end and (found and found[-1].after):
            left = max(left, _past_theirs(said, found[-1], mark))
        found.append(
            Around(
                text=said,
                mark=mark,
                left=left,
                right=right,
                since=since,
                until=until,
                sentence=sentence,
                paragraph=said.rfind("\n", 0, mark.start) + 1,
                headings=head,
                after=right > mark.unit_end,
            )
        )
    return found


def _past_theirs(text: str, before: Around, mark: Mark) -> int:
    """Where the own words of a place begin when those before it are the noun of another number.

    2次全体会议、16次座谈会: what is counted follows, so 全体会议 is said of the former.
    """
    theirs = _LISTED.fullmatch(text, before.mark.unit_end, mark.start)
    return mark.start if theirs else 0


def _neighbours(marks: list[Mark], at: int, end: int) -> tuple[int, int]:
    """Where the number before ends and the next begins; names and words in between do not part."""
    mark = marks[at]
    before = [each.unit_end for each in marks[:at] if each.number and each.unit_end <= mark.start]
    after = [each.start for each in marks[at + 1 :] if each.number and each.start >= mark.unit_end]
    return before[-1] if before else 0, after[0] if after else end


def _bounds(text: str, mark: Mark, stops: str, begin: int, end: int) -> tuple[int, int]:
    """The stretch around a mark up to the nearest stops."""
    start = max((text.rfind(stop, begin, mark.start) for stop in stops), default=-1) + 1
    ends = [at for stop in stops if (at := text.find(stop, mark.unit_end, end)) >= 0]
    return max(begin, start), min(ends, default=end)


def _with_subject(text: str, mark: Mark, clause: tuple[int, int], since: int) -> tuple[int, int]:
    """The clause with the one before it, where it only says that it came to so many: ，达到了X件."""
    if clause[0] - 1 < since or not _CAME_TO.fullmatch(text, clause[0], mark.start):
        return clause
    before = max(text.rfind(stop, since, clause[0] - 1) for stop in CLAUSE)
    return max(before + 1, since), clause[1]


def _right(text: str, mark: Mark, end: int) -> int:
    """Where the own words behind a place end: at once, unless what it counts follows its unit."""
    stops = [
        match.start()
        for match in _STOP.finditer(text, mark.unit_end, end)
        if match.start() == mark.unit_end or not _ATTRIBUTE.match(text, match.start(), end)
    ]
    end = min(*stops, end, mark.unit_end + LOOK)
    follows = end > mark.unit_end and text[mark.unit_end] not in "）” 和及与或" + JOINTS
    return end if follows else mark.unit_end


def _headings(text: str) -> list[tuple[int, str]]:
    """From each offset on, the headings one stands under, as one string."""
    marks = [(match.start(), 1 if match["one"] else 2) for match in _HEAD.finditer(text)]
    marks += [(match.start(), 3) for match in _POINT.finditer(text)]
    found: list[tuple[int, str]] = []
    under: dict[int, str] = {}
    for at, level in sorted(marks):
        stops = [stop for sign in "。\n" if (stop := text.find(sign, at + 1)) >= 0]
        under = {above: said for above, said in under.items() if above < level}
        under[level] = text[at : min(stops, default=len(text))][:60]
        found.append((at, " ".join(under.values())))
    return found
