"""Where a quantity stands: its paragraph, sentence and bracket, and the words around it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .quantities import Quantity
from .units import NOT_ADDED, family
from .words import NOUNS

_BREAKS = frozenset(",，;；:：。！？!?()（）\n")
_BREAK = re.compile(r"[,，;；:：。！？!?()（）\n]")
_ENDS = "。！？!?\n"
_ANYTHING = ("个", "项", "家", "次", "条")
_THING = re.compile(r"[^\W\d中的在和与及由有分是为、]{2,4}")
_AGAIN = re.compile(
    r"(?:政协|委员|集体|重点)?(?:提案|建议|信息|议题|意见)(?!征询|反馈|意见表|表|者|人)"
)
_AGAIN_BEFORE = re.compile(
    r"(?<![不未])(?<!未予)(?<!不[能予宜])(?<!无法)(?<!难以)(?:立案|承办|交办|主办|协办|会办|分办|办理|收到|提交|征集|受理)的$|(?:这|上述|以上)$"
)
_ALL_AGAIN = re.compile(rf"{_AGAIN.pattern}(?:[^\d]{{0,6}}中|已?经?(?:全部|均|都))")
_MORE = re.compile(r"加上|连同|另有|另外|还有")
"""Before a count that comes on top of others."""
_CAME = re.compile(r"^(?:所有|全体|上述)?(?:参训|参会|参加|与会|到会|出席)的$")
_EMPTY = re.compile(r"[\s共有计为达到了约是]*")
_MOST = re.compile(r"(?:最|较)(?:多|高|大|集中)$")
LONGEST = 24
FURTHEST = 400
"""A clause is looked back for no further."""
_GOES_ON = re.compile(r"[,，;；:：、]\s*$")
"""A line that ends so goes on in the next: a list, an item a line."""
_OPEN, _CLOSE = "(（【", ")）】"
_JOINING = re.compile(
    r"^(?:[\s“”、和与及以共计的为达是约]|其中|有(?!关)|[^,，由]{0,6}由)+|[\s、]+$"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A quantity in its place. `before` and `after` reach to the next sign or quantity."""

    quantity: Quantity
    index: int
    paragraph: int
    sentence: int
    bracket: int
    """0 outside brackets, else the offset after the opening one."""
    clause: int
    """Where its clause begins."""
    before: str
    after: str
    topic: str = ""
    """The clause before its own, where that says nothing: 社会建设方面提案最多，共315件."""

    @property
    def start(self) -> int:
        return self.quantity.start

    @property
    def end(self) -> int:
        return self.quantity.end

    @property
    def family(self) -> str:
        return family(self.quantity.unit)

    @property
    def counts(self) -> bool:
        """Whether it can be part or total of something: exact, and no share, age or length of time."""
        quantity = self.quantity
        return not (
            quantity.share
            or quantity.approx
            or quantity.most is not None
            or quantity.unit in NOT_ADDED
        )

    @property
    def restated(self) -> bool:
        """A whole spoken of again: 立案的143件提案中, 96件提案已全部答复."""
        if _MORE.search(self.before):
            return False
        return bool(_AGAIN_BEFORE.search(self.before) and _AGAIN.match(self.after)) or bool(
            _ALL_AGAIN.match(self.after)
        )

    @property
    def came_again(self) -> bool:
        """Those who came, spoken of again: 参训的126人."""
        return self.family == "人" and self.counts and bool(_CAME.search(self.before))

    @property
    def label(self) -> str:
        """What it counts, in the words beside it: before it, or after it when nothing is before."""
        before = _JOINING.sub("", self.before)
        said = len(before) >= 2 and not before.endswith(("对", "另有", "尚有", "还有"))
        return before if said else before + _JOINING.sub("", self.after) or self.topic

    @property
    def noun(self) -> str:
        """The thing behind a measure word that goes with anything: 个库点, 项任务."""
        found = _THING.match(self.after)
        return found[0] if found and self.quantity.unit in _ANYTHING else ""

    @property
    def what(self) -> str:
        """What it counts, shortened for a list."""
        before, after = _JOINING.sub("", self.before), _JOINING.sub("", self.after)
        noun = NOUNS.match(after)
        return (before + (noun[0] if noun and not before.endswith(noun[0]) else ""))[
            -LONGEST:
        ] or after[:LONGEST]

    @property
    def around(self) -> str:
        return f"{self.before}|{self.after}"


def mentions(text: str, found: list[Quantity]) -> list[Mention]:
    """The quantities with their places. `text` has plain signs, `found` is in order."""
    paragraphs, sentences, brackets = _numbered(text)
    placed = []
    for index, each in enumerate(found):
        at = each.start
        edge = next((q.end for q in reversed(found[:index]) if not _scale(text, q, at)), 0)
        left = _left(text, at, edge)
        edge = found[index + 1].start if index + 1 < len(found) else len(text)
        stop = _BREAK.search(text, each.end, edge)
        after = text[each.end : stop.start() if stop else edge]
        where = paragraphs[at], sentences[at], brackets[at], _left(text, at, max(0, at - FURTHEST))
        topic = (
            _topic(text, left, found[index - 1].end if index else 0)
            if _EMPTY.fullmatch(text, left, at)
            else ""
        )
        placed.append(Mention(each, index, *where, text[left:at], after, topic))
    return placed


def _topic(text: str, left: int, edge: int) -> str:
    """The clause before a place, where nothing but a comma parts them, without 最多."""
    if left <= edge or text[left - 1] not in ",，":
        return ""
    start = _left(text, left - 1, edge)
    return _MOST.sub("", _JOINING.sub("", text[start : left - 1]))


def _scale(text: str, step: Quantity, at: int) -> bool:
    """80至89分的96件: a step of a scale right before a quantity belongs to its name."""
    return step.unit in NOT_ADDED and text[step.end : at].strip("以上下的") == ""


def _numbered(text: str) -> tuple[list[int], list[int], list[int]]:
    """For every offset: which paragraph, which sentence, in which bracket."""
    paragraphs, sentences, brackets = [], [], []
    paragraph = sentence = 0
    opened: list[int] = []
    for at, char in enumerate(text):
        if char in _CLOSE and opened:
            opened.pop()
        paragraphs.append(paragraph)
        sentences.append(sentence)
        brackets.append(opened[-1] if opened else 0)
        if char in _OPEN:
            opened.append(at + 1)
        elif char in _ENDS and not (char == "\n" and _GOES_ON.search(text, max(0, at - 4), at)):
            sentence += 1
            if char == "\n":
                paragraph += 1
                opened.clear()
    return paragraphs, sentences, brackets


def _left(text: str, at: int, edge: int) -> int:
    """Where the words before a quantity begin; a bracket right before it, as （A类）, is passed over."""
    found = at
    while found > edge and (text[found - 1] not in _BREAKS or text[found - 1] in _CLOSE):
        if text[found - 1] in _CLOSE:
            opened = max(text.rfind(each, edge, found) for each in _OPEN)
            if opened < 0:
                break
            found = opened
        else:
            found -= 1
    return found
