"""Which quantity a phrase such as 占立案总数 or 立案提案中 names."""

from __future__ import annotations

import re

from .mentions import Mention
from .words import FILED, GROSS, NEGATED

_GENERIC = re.compile(
    r"总量|总数量|总件数|总人数|总数|总额|件数|人数|数量|全部|所有|提案|建议|的|数|总|已|在|了|比例|比重|比|约|达到?|为|其|上述|这些|其中|中"
)


def stem(name: str) -> str:
    """The words of a total's name that tell it from others: 占立案提案总数 → 立案."""
    return _GENERIC.sub("", name).strip(" 、,，")


def named(name: str, total: Mention) -> int:
    """How well a quantity is what `name` names: 3 by its own word, 1 as a total, 0 not at all."""
    word = stem(name)
    label = total.around
    if not word:
        return 1 if name and GROSS.search(label) and not NEGATED.search(label) else 0
    if word in ("立案", "立", "审查立案", "已立案"):
        return 3 if FILED.search(label) and not NEGATED.search(label) else 0
    if GROSS.fullmatch(word) or word in ("收到", "提交"):
        return 3 if GROSS.search(label) else 0
    return 3 if word in label or _share_word(word, label) else 0


def _share_word(word: str, label: str) -> bool:
    """Two characters in a row of the name in the label, when the name is short."""
    return len(word) <= 6 and any(word[at : at + 2] in label for at in range(len(word) - 1))


def foreign(name: str, candidates: list[Mention]) -> bool:
    """A total named by a word that no quantity of the text has: 占委员总数 beside proposals only."""
    return bool(stem(name)) and not any(named(name, each) for each in candidates)
