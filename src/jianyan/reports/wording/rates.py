"""Rates: 立案率96%, 满意率100%. What they are of, by the word before 率."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from .judging import EXACTLY, FITTING, judge
from .mentions import Mention
from .rating import TELLING, Rate, in_turn, one_of_several
from .words import ALL, CALLED_SUM, FILED, GROSS, GROWTH, NEGATED, NOT_FILED

_RATE = re.compile(r"(?P<name>[\u4e00-\u9fff]{1,8})(?:率|(?<=满意)度)[^,，;；。率\d]{0,5}$")
_STEMS = (
    "基本满意", "立案", "办结", "办复", "答复", "复函", "满意", "采纳", "落实", "解决", "面商", "见面", "沟通", "走访", "公开", "签收",
    "转化", "出席", "到会", "参会", "参与", "提交", "覆盖", "完成", "回复", "反馈", "开展", "结案", "录用", "采用",
)  # fmt: skip
_COME = re.compile(r"实到|到会|出席|参会")
_SAME = {
    "到会": _COME, "出席": _COME, "参会": _COME, "办复": re.compile(r"办复|答复|复函"),
    "答复": re.compile(r"答复|办复"), "办结": re.compile(r"办结|办理完毕|办复"), "完成": re.compile(r"完成|办结"),
    "参与": re.compile(r"参与|参加|提交|撰写"), "采纳": re.compile(r"采纳|采用|吸收"), "面商": re.compile(r"面商|见面|沟通|走访"),
}  # fmt: skip
"""Words of a count that a rate's word also means."""
_LEFT_OUT = re.compile(r"不满意|未|不|应")
_WHOLE = re.compile(rf"应|总|全|计划|下达|发出|发放|{GROSS.pattern}|{FILED.pattern}")
_CALLED = re.compile(f"{GROSS.pattern}|{CALLED_SUM.pattern}")
_OFFICES = re.compile(r"(?:承办|主办|协办|责任|成员|市直|区直|县直)?(?:单位|部门)")
_OF_OFFICES = ("覆盖", "参与", "出席", "到会", "参会", "提交", "回复", "反馈")
"""Rates of offices; the others are of what offices do."""
_AMONG = re.compile(r"(?<!其)中")
_NAMES = re.compile(r"(?:^|[、和与及])[\u4e00-\u9fff]*?([\u4e00-\u9fff]{2})率")
"""回收率和有效率分别为100%、98.85%: each percentage is of the rate in its turn."""
_BOTH = re.compile(r"满意(?:[和与及、]|以及|加)(?:基本|比较|较)满意(?:率|度)")
"""A rate of those who are satisfied and those who nearly are."""
NEAR = 3
"""So many points beside the exact value a rate among so many is still taken for a slip."""
SHORT = 3
FAR = 10
"""Of several counts with a rate's word none alone is accused by so many points."""
SATISFIED = "满意"


def rates(text: str, placed: Sequence[Mention]) -> list[Rate]:
    """The rates whose counts the text gives."""
    found = []
    for percent in placed:
        if not percent.quantity.share:
            continue
        word = _word(text, percent)
        rate = _rate(text, placed, percent, word) if word else in_turn(text, placed, percent)
        if rate is not None:
            found.append(rate)
    return found


def _word(text: str, percent: Mention) -> str:
    clause = text[percent.clause : percent.start]
    match = _RATE.search(clause)
    if match is None or GROWTH.search(clause[match.end("name") :]):
        return ""
    if _BOTH.search(clause):
        return SATISFIED
    said, _, after = clause.partition("分别")
    turn, names = after.count("%"), _NAMES.findall(said)
    if len(names) > 1 and after:
        return str(names[turn][-2:]) if turn < len(names) else ""
    return next((each for each in _STEMS if each in match["name"]), match["name"][-2:])


def _rate(text: str, placed: Sequence[Mention], percent: Mention, word: str) -> Rate | None:
    if inside := _behind(text, placed, percent, word) or in_turn(text, placed, percent):
        return inside
    near = [each for each in placed[: percent.index] if _countable(each, percent)]
    if word == "立案":
        return _filing(near, percent)
    clear = [each for each in near if ";" not in text[each.end : percent.start]]
    total, parts = _of_all(text, clear, percent, word)
    if total is None or not parts:
        total, parts = _of_all(text, near, percent, word)
    if total is None or not parts:
        return _among(text, near, percent)
    rate = Rate(percent, parts, total)
    if percent.quantity.value == 100 and len(parts) == 1 and one_of_several(near, parts[0]):
        return None
    far = rate.result not in FITTING and abs(rate.exact - percent.quantity.value) > NEAR
    return None if far and word not in _STEMS and not _WHOLE.search(total.label) else rate


def _among(text: str, near: Sequence[Mention], percent: Mention) -> Rate | None:
    """312名委员中，281名提交了提案，参与率90.1%: the last two counts, where the rate fits them by more than
    chance, or nearly fits what is said to be some of so many."""
    here = [each for each in near if each.sentence == percent.sentence]
    for part in reversed(here[-2:]):
        for total in reversed([each for each in here if each.index < part.index]):
            if total.family != part.family or percent.quantity.value == 100:
                continue
            rate = Rate(percent, (part,), total)
            digits = percent.quantity.digits.replace(".", "")
            if rate.result in EXACTLY and len(digits) >= TELLING:
                return rate
            said = _AMONG.search(text, total.end, part.start) and part is here[-1]
            over = part.quantity.value > total.quantity.value
            if rate.nearly and len(digits) >= TELLING and part is here[-1]:
                return rate
            if _shortened(text, percent, total, part) and not over:
                return rate
            if said and (over or abs(rate.exact - percent.quantity.value) <= NEAR):
                return rate
    return None


def _shortened(text: str, percent: Mention, total: Mention, part: Mention) -> bool:
    """1462人，其中持有资格证的1287人，持证率: the word of a rate is short for what is right before it."""
    match = _RATE.search(text[percent.clause : percent.start])
    beside = part.index == total.index + 1 and "其中" in text[total.end : part.start]
    if match is None or not beside or len(match["name"]) > SHORT:
        return False
    return re.search(".*".join(match["name"]), part.label) is not None


def _says(each: Mention, word: str) -> bool:
    """Whether a count is called by a rate's word, before it or behind it: 回收1386份, 收回191份."""
    pattern = _SAME.get(word, re.compile(f"{word}|{word[::-1]}"))
    said = each.label if pattern.search(each.label) else each.around
    left_out = _LEFT_OUT.search(said) or ALL.search(said)
    offices = _OFFICES.match(each.after) and word not in _OF_OFFICES
    return pattern.search(said) is not None and not left_out and not offices


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
        called = [each for each in came if _CALLED.search(each.before)]
        large = [each for each in called or came if each.quantity.value >= part.quantity.value]
        large = large or [each for each in came if each.quantity.value >= part.quantity.value]
        gross = called or came
        gross = large or called or [each for each in gross if each.sentence == part.sentence]
        fitting = [each for each in gross if Rate(percent, (part,), each).result in FITTING]
        if not fitting and (not called or _came_twice(came, part, percent)):
            return None
        if gross:
            return Rate(percent, (part,), (fitting or gross)[-1])
    return None


def _came_twice(came: Sequence[Mention], part: Mention, percent: Mention) -> bool:
    """大会提案950件，平时提案24件，立案824件，立案率84.6%: of both together, which the text does not write."""
    for one, other in pairwise(came):
        both = one.quantity.value + other.quantity.value
        exact = part.quantity.value * 100 / both
        if one.sentence == other.sentence and judge(exact, percent.quantity) in EXACTLY:
            return True
    return False


def _of_all(
    text: str, near: list[Mention], percent: Mention, word: str
) -> tuple[Mention | None, tuple[Mention, ...]]:
    """The count with the rate's word in it, of the count before that."""
    same = [each for each in near if percent.sentence - each.sentence <= 1]
    counted = [each for each in same if _says(each, word)]
    if word == SATISFIED and len(counted) > 1:
        counted = [each for each in counted if each.sentence == counted[-1].sentence]
    else:
        counted = [each for each in counted if each.sentence == percent.sentence] or counted[-1:]
    if not counted:
        return _everything(text, same, percent, word)
    before = [
        each for each in near if each.index < counted[0].index and each.family == counted[0].family
    ]
    most = max(part.quantity.value for part in counted)
    large = [each for each in before if each.quantity.value >= most]
    if not large and before and len(counted) == 1 and _WHOLE.search(before[-1].label):
        return (before[-1], (counted[0],))
    if len(counted) > 1 and (other := _of_other_unit(near, counted, percent)):
        return other, tuple(counted)
    return _of_these(counted, large, percent, word)


def _of_other_unit(
    near: Sequence[Mention], counted: Sequence[Mention], percent: Mention
) -> Mention | None:
    """编报128期，采用41条、2条，采用率33.6%: several counts together, of one of another unit, by more than chance."""
    if len(percent.quantity.digits.replace(".", "")) < TELLING:
        return None
    others = [
        each
        for each in near
        if each.index < counted[0].index
        and each.sentence == percent.sentence
        and each.family != counted[0].family
    ]
    fitting = [each for each in others if Rate(percent, tuple(counted), each).result in EXACTLY]
    return fitting[-1] if fitting else None


def _of_these(
    counted: Sequence[Mention], totals: Sequence[Mention], percent: Mention, word: str
) -> tuple[Mention | None, tuple[Mention, ...]]:
    """Of the counts with a rate's word the ones it is right for, or all but right, of some total; else
    the last, of the nearest total, where that is in its sentence or the only one."""
    ways = [tuple(counted), tuple(counted[:1])]
    if word != SATISFIED:
        ways = [tuple(counted[at:]) for at in reversed(range(len(counted)))]
        ways += [(each,) for each in counted]
        totals = [each for each in totals if each.index < counted[0].index]
    for total in reversed(totals):
        for parts in ways:
            if Rate(percent, parts, total).result in EXACTLY:
                return total, parts
    last = tuple(counted) if word == SATISFIED else (counted[-1],)
    for total in totals:
        for parts in (last, last[:1]):
            if Rate(percent, parts, total).nearly:
                return total, parts
    if not totals:
        return None, ()
    total = totals[-1]
    rate = Rate(percent, last, total)
    several = len(counted) > 1 and word != SATISFIED
    far = several and abs(rate.exact - percent.quantity.value) > FAR
    alone = len(totals) == 1 and abs(rate.exact - percent.quantity.value) <= NEAR
    here = alone or total.sentence == counted[0].sentence
    if far:
        return total, _nearest(counted, total, percent)
    return total, () if rate.exact > 100 or not here else last


def _nearest(counted: Sequence[Mention], total: Mention, percent: Mention) -> tuple[Mention, ...]:
    """10件，8件完成，1件基本完成，完成率82%: of several counts the one whose rate is nearest, where it is near."""
    off = {
        each: abs(Rate(percent, (each,), total).exact - percent.quantity.value) for each in counted
    }
    best = min(counted, key=lambda each: off[each])
    return (best,) if off[best] <= NEAR else ()


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
