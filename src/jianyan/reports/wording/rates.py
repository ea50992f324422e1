"""Rates: 立案率96%, 满意率100%. What they are of, by the word before 率."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .judging import EXACTLY, FITTING, Result, judge
from .mentions import Mention
from .words import ALL, FILED, GROSS, GROWTH, NEGATED, NOT_FILED

_RATE = re.compile(r"(?P<name>[\u4e00-\u9fff]{1,8})率[^,，;；。率\d]{0,5}$")
_STEMS = (
    "立案", "办结", "办复", "答复", "复函", "满意", "采纳", "落实", "解决", "面商", "见面", "沟通", "走访", "公开", "签收",
    "转化", "出席", "到会", "参会", "参与", "提交", "覆盖", "完成", "回复", "反馈", "开展", "结案", "录用", "采用",
)  # fmt: skip
_COME = re.compile(r"实到|到会|出席|参会")
_SAME = {
    "到会": _COME, "出席": _COME, "参会": _COME, "办复": re.compile(r"办复|答复|复函"),
    "答复": re.compile(r"答复|办复"), "办结": re.compile(r"办结|办理完毕|办复"), "完成": re.compile(r"完成|办结"),
}  # fmt: skip
"""Words of a count that a rate's word also means."""
_LEFT_OUT = re.compile(r"不满意|未|不")
SATISFIED = "满意"


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate with what it is of: `parts` over `total`."""

    percent: Mention
    parts: tuple[Mention, ...]
    total: Mention

    @property
    def result(self) -> Result:
        """How the printed rate stands to the counts, of which the total is not nothing."""
        count = sum(each.quantity.value for each in self.parts)
        return judge(count * 100 / self.total.quantity.value, self.percent.quantity)


def rates(text: str, placed: Sequence[Mention]) -> list[Rate]:
    """The rates whose counts the text gives."""
    found = []
    for percent in placed:
        if percent.quantity.share and (word := _word(text, percent)):
            rate = _rate(text, placed, percent, word)
            if rate is not None:
                found.append(rate)
    return found


def _word(text: str, percent: Mention) -> str:
    clause = text[percent.clause : percent.start]
    match = _RATE.search(clause)
    if match is None or GROWTH.search(clause[match.end("name") :]):
        return ""
    return next((each for each in _STEMS if each in match["name"]), "")


def _rate(text: str, placed: Sequence[Mention], percent: Mention, word: str) -> Rate | None:
    if inside := _behind(text, placed, percent, word):
        return inside
    near = [each for each in placed[: percent.index] if _countable(each, percent)]
    if word == "立案":
        return _filing(near, percent)
    total, parts = _of_all(text, near, percent, word)
    if total is None or not parts:
        return None
    return Rate(percent, parts, total)


def _countable(each: Mention, percent: Mention) -> bool:
    return (
        each.counts
        and each.quantity.value > 0
        and each.paragraph == percent.paragraph
        and (not each.bracket or each.bracket == percent.bracket)
    )


def _filing(near: list[Mention], percent: Mention) -> Rate | None:
    """立案率: what was filed of what came in."""
    filed = [each for each in near if FILED.search(each.label) and not NEGATED.search(each.label)]
    for part in reversed(filed):
        came = [
            each
            for each in near
            if each.family == part.family
            and each.index != part.index
            and not FILED.search(each.label)
            and not NOT_FILED.search(each.label)
        ]
        gross = [each for each in came if GROSS.search(each.before)] or came
        large = [each for each in gross if each.quantity.value >= part.quantity.value]
        gross = large or [each for each in gross if each.sentence == part.sentence]
        fitting = [each for each in gross if Rate(percent, (part,), each).result in FITTING]
        if gross:
            return Rate(percent, (part,), (fitting or gross)[-1])
    return None


def _of_all(
    text: str, near: list[Mention], percent: Mention, word: str
) -> tuple[Mention | None, tuple[Mention, ...]]:
    """The count with the rate's word in it, of the count before that."""
    same = [each for each in near if percent.sentence - each.sentence <= 1]
    counted = [
        each
        for each in same
        if _SAME.get(word, re.compile(word)).search(each.label)
        and not _LEFT_OUT.search(each.label)
        and not ALL.search(each.label)
    ]
    if word == SATISFIED and len(counted) > 1:
        counted = [each for each in counted if each.sentence == counted[-1].sentence]
    else:
        counted = counted[-1:]
    if not counted:
        return _everything(text, same, percent, word)
    before = [
        each
        for each in near
        if each.index < counted[0].index
        and each.family == counted[0].family
        and each.quantity.value >= max(part.quantity.value for part in counted)
    ]
    best = None
    for total in reversed(before):
        for parts in (tuple(counted), tuple(counted[:1])):
            if Rate(percent, parts, total).result in EXACTLY:
                return total, parts
        best = best or total
    parts = (
        tuple(counted)
        if best and sum(p.quantity.value for p in counted) <= best.quantity.value
        else ()
    )
    return (
        (best, parts) if best is not None and best.sentence == counted[0].sentence else (None, ())
    )


def _everything(
    text: str, same: list[Mention], percent: Mention, word: str
) -> tuple[Mention | None, tuple[Mention, ...]]:
    """129件已全部办结，办结率100%: all of them."""
    if not same:
        return None, ()
    last = same[-1]
    between = text[last.end : percent.start]
    if percent.quantity.value != 100 and not (ALL.search(between) and percent.quantity.places == 0):
        return None, ()
    said = ALL.search(between) is not None or word in between
    near = (
        last.sentence == percent.sentence and len(between) <= 40 and not re.search("[；;]", between)
    )
    if said and near and _whole(last) and GROSS.search(last.around) is None:
        return last, (last,)
    return None, ()


def _whole(each: Mention) -> bool:
    """Named as a whole: 立案的129件提案."""
    return bool(re.match(r"[\u4e00-\u9fff]{0,4}(?:提案|建议|信息|意见)", each.after))


def _behind(text: str, placed: Sequence[Mention], percent: Mention, word: str) -> Rate | None:
    """146件，满意率达100%（满意144件，基本满意2件）: the parts stand in the bracket behind."""
    if text[percent.end : percent.end + 1] not in ("(", "（"):
        return None
    opened = percent.end + 1
    inside = [
        each
        for each in placed[percent.index + 1 :]
        if each.bracket == opened and not each.quantity.share
    ]
    parts = tuple(
        each for each in inside if word in each.label and not _LEFT_OUT.search(each.label)
    )
    before = [
        each
        for each in placed[: percent.index]
        if _countable(each, percent) and parts and each.family == parts[0].family
    ]
    if not parts or not before:
        return None
    total = before[-1]
    if sum(each.quantity.value for each in parts) == total.quantity.value:
        return Rate(percent, (total,), total)
    return Rate(percent, parts, total)
