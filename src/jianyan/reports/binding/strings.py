"""Places that stand for words: the name of the place, entries of a list, or words kept with a report."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from .around import Around
from .dictionary import Dictionary
from .vocabulary import Naming, Vocabulary

BEFORE, AFTER = 8, 12
HOME = "政协.区名"
SURE, LIKELY, WORDS = 0.9, 0.7, 0.55
_TITLE = (
    "主席|书记|秘书长|主任|[区县市省局厅处科部院校会所站镇乡村]长|委员|同志|常委|董事长|经理|教授"
)
_TITLED = re.compile(f"(?:{_TITLE})$")
_PERSON = re.compile(f"(?:副?(?:{_TITLE})|先生|女士)(?!会|单位|办公|室|提案|们|之家|工作)")
_UNIT = re.compile(
    "(?![区县市省镇乡])[^，。；、：XxＸ某*的]{0,4}?(?:局(?![部面势限])|厅|公司|集团|协会|商会|学会|医院)"
)
"""A person's name, or a unit's: never that of the place."""


@dataclass(frozen=True, slots=True)
class Named:
    """What a place may be called by. `figure` is empty where it is words kept with the report."""

    figure: str
    words: str
    score: float
    why: str

    @property
    def kind(self) -> str:
        """name, list or text."""
        if not self.figure:
            return "text"
        return "list" if ".名单" in self.figure else "name"


class Namer:
    """Reads the places of one text in order, counting the entries taken of each list."""

    def __init__(self, dictionary: Dictionary, words: Vocabulary, text: str) -> None:
        self.known, self.words, self.text = dictionary.entries, words, text
        self.listed = dictionary.listed
        self.place = {said: name for name, said in dictionary.place.items()}
        self.taken: Counter[str] = Counter()

    def names(self, around: Around, counted: str = "", number: int = 0) -> list[tuple[Named, str]]:
        """What a place may be with the slot's value and filters, best first.

        `counted`: the figure of the number that follows. `number`: that of the place, by which words
        kept with the report are named.
        """
        if known := self.listed.get(around.mark.text):
            return [(_entry(value), value) for value in known]
        before = self.text[max(0, around.mark.start - BEFORE) : around.mark.start].rstrip()
        after = self.text[around.mark.end :].lstrip(" \u3000")[:AFTER]
        found = [
            named
            for naming in self.words.names
            if (named := self._named(naming, around, before, after, number)) is not None
        ]
        if listed := self._listed(after, counted):
            found.insert(0, listed)
        if told := self.place.get(around.mark.text):
            found.insert(0, Named(told, "", SURE, f"与本会登记的{told}相同。"))
        best = found[0] if found else _unknown(before, after, number)
        ranked = [best, *(each for each in found[1:] if each.figure not in ("", best.figure))]
        if best.figure:
            ranked.append(Named("", blank(number), WORDS, "也可以作为随报告填写的文字。"))
        return [(each, self._value(each, after)) for each in ranked]

    def _listed(self, after: str, counted: str) -> Named | None:
        """The list of what is counted: 甲等12家企业."""
        name, bracket, rest = counted.partition("[")
        for stem in (name, name.rpartition(".")[0]):
            if after.startswith("等") and f"{stem}.名单" in self.known:
                return Named(f"{stem}.名单{bracket}{rest}", "", SURE, f"后面的数是{counted}。")
        return None

    def _named(
        self, naming: Naming, around: Around, before: str, after: str, number: int
    ) -> Named | None:
        if naming.figure and naming.figure.partition("[")[0] not in self.known:
            return None
        if naming.before and not before.endswith(naming.before):
            return None
        told = next((word for word in naming.after if after.startswith(word)), "")
        if naming.after and not told:
            return None
        if naming.inside and not before.endswith(naming.inside):
            return None
        told_near = any(word in before + after for word in naming.needs)
        if naming.needs and not told_near and not around.said(naming.needs):
            return None
        why = f"紧后是“{told}”。" if told else f"紧前是“{before[-4:]}”。"
        words = naming.words or (f"{told}{number}" if told else blank(number))
        return Named(naming.figure, "" if naming.figure else words, SURE, why)

    def _value(self, named: Named, after: str) -> str:
        if not named.figure:
            return f"文本.{named.words}"
        if named.kind == "name":
            return named.figure
        self.taken[named.figure] += 1
        if after.startswith("等"):
            return f"{named.figure} | 前(1)"
        if named.figure.startswith("学习.参观地"):
            return f"{named.figure} | 等(3)"
        return f"{named.figure} | 第({self.taken[named.figure]})"


def _entry(value: str) -> Named:
    """An entry of a list of the report's year."""
    figure = value.partition(" | ")[0]
    return Named(figure, "", SURE, f"当年的{figure}里有这个名称。")


def _unknown(before: str, after: str, number: int) -> Named:
    """What a place is of which nothing is known: the district, unless a person or a unit is named."""
    if _TITLED.search(before) or _PERSON.match(after):
        return Named("", blank(number), LIKELY, "是人名，随报告填写。")
    if _UNIT.match(after):
        return Named("", blank(number), LIKELY, "是单位名称，随报告填写。")
    return Named(HOME, "", LIKELY, "没有别的名称可指，多为本地地名。")


def blank(number: int) -> str:
    """The name of words kept with the report for a place, by its number."""
    return f"空{number}"
