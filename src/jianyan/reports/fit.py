"""Checking a template when it is saved: names, labels, filters against folds, claims against subjects."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jianyan.kernel.errors import Refused

from .reader import FigureInfo, Reader
from .readings import Readings, parts_of
from .slots import position, scan
from .syntax import (
    Broken,
    Claim,
    Compare,
    Condition,
    Covers,
    EachPart,
    Every,
    Filter,
    LastYear,
    Lower,
    Name,
    Number,
    OnTime,
    Piece,
    Printed,
    Prose,
    Slot,
    Sum,
    Value,
    Words,
)

COUNTS = ("count", "distinct", "sum")
_FITS: dict[str, tuple[str, ...]] = {
    "万": COUNTS, "余": COUNTS, "增减": COUNTS, "汉字": (*COUNTS, "value"),
    "低": ("range",), "高": ("range",), "至": ("range",), "分数": ("ratio",),
    "等": ("names",), "前": ("names",), "第": ("names",), "分列": ("count", "sum"),
    "各": (*COUNTS, "value", "ratio"),
}  # fmt: skip
_FOLDS = {
    "count": "计数", "distinct": "不重复计数", "sum": "合计", "value": "单个值", "ratio": "比率",
    "range": "区间", "names": "名单",
}  # fmt: skip
_CHAINS = {("万", "余"), ("万", "增减"), ("余", "增减"), ("万", "余", "增减")}


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a template is not saved, and where."""

    message: str
    start: int
    end: int


def check(text: str, reader: Reader) -> list[Problem]:
    """All problems of a template's text, in its order; empty when it may be saved."""
    readings, pieces = Readings(reader), scan(text)
    problems: list[Problem] = []
    for at, piece in enumerate(pieces):
        if isinstance(piece, Broken):
            problems.append(Problem(piece.message, *piece.place))
        elif isinstance(piece, Slot | Claim):
            where = position(text, piece.place[0])
            for message in _piece(piece, pieces, at, readings):
                problems.append(Problem(f"{where}：{message}", *piece.place))
    return problems


def next_slot(pieces: list[Piece], at: int) -> Slot | None:
    """The slot after a claim, whose printed number is `p`."""
    return next((piece for piece in pieces[at + 1 :] if isinstance(piece, Slot)), None)


def _piece(piece: Slot | Claim, pieces: list[Piece], at: int, readings: Readings) -> Iterator[str]:
    if isinstance(piece, Slot):
        return _slot(piece, pieces, at, readings)
    return _condition(piece.condition, next_slot(pieces, at), readings)


def _slot(slot: Slot, pieces: list[Piece], at: int, readings: Readings) -> Iterator[str]:
    infos: list[FigureInfo] = []
    yield from _names(slot.value, readings, infos)
    if _has_p(slot.value):
        yield "p 只用在声明的条件里。"
    if isinstance(slot.value, Words) and slot.filters:
        yield "随报告填写的文字不带格式。"
    if infos and len(infos) == _count_names(slot.value):
        yield from _terms(slot.value, infos)
        yield from _filters(slot, infos, readings)
    yield from _doubled(slot, infos, pieces, at)


def _names(value: Value, readings: Readings, infos: list[FigureInfo]) -> Iterator[str]:
    """Unknown names and labels; the figures found are added to `infos`."""
    if isinstance(value, Name):
        try:
            infos.append(readings.locate(value).info)
        except Refused as refused:
            yield str(refused)
    elif isinstance(value, LastYear):
        yield from _names(value.of, readings, infos)
    elif isinstance(value, Sum | Lower):
        yield from _names(value.left, readings, infos)
        yield from _names(value.right, readings, infos)


def _leaves(value: Value) -> Iterator[Value]:
    if isinstance(value, LastYear):
        yield from _leaves(value.of)
    elif isinstance(value, Sum | Lower):
        yield from _leaves(value.left)
        yield from _leaves(value.right)
    else:
        yield value


def _has_p(value: Value) -> bool:
    return any(isinstance(leaf, Printed) for leaf in _leaves(value))


def _count_names(value: Value) -> int:
    return sum(isinstance(leaf, Name) for leaf in _leaves(value))


def _terms(value: Value, infos: list[FigureInfo]) -> Iterator[str]:
    """Sums and 低者 join like with like."""
    if isinstance(value, Name | LastYear):
        return
    if any(isinstance(leaf, Words | Number) for leaf in _leaves(value)):
        yield "文字和写明的数不参加运算，只有指标可以。"
    kinds = {"count" if info.fold in COUNTS else info.fold for info in infos}
    if len(kinds) > 1:
        yield f"“{value}”中的指标不是同一类，不能放在一起算：{_list_folds(infos)}。"
    elif kinds & {"names", "range"}:
        yield f"名单和区间不能相加减，也不分高低：{_list_folds(infos)}。"
    elif len({info.unit for info in infos}) > 1:
        units = "、".join(f"{info.name}以“{info.unit}”计" for info in infos)
        yield f"单位不同，不能放在一起算：{units}。"


def _list_folds(infos: list[FigureInfo]) -> str:
    return "、".join(f"{info.name}是{_FOLDS[info.fold]}" for info in infos)


def _filters(slot: Slot, infos: list[FigureInfo], readings: Readings) -> Iterator[str]:
    names = tuple(each.name for each in slot.filters)
    if len(names) > 1 and names not in _CHAINS:
        yield f"格式“{'|'.join(names)}”不能这样连用，可连用的是 万|余。"
        return
    for each in slot.filters:
        yield from _filter(each, slot, infos, readings)
    if not names and any(info.fold == "range" for info in infos):
        yield f"“{slot.value}”是区间，请写明 低、高 或 至。"


def _filter(each: Filter, slot: Slot, infos: list[FigureInfo], readings: Readings) -> Iterator[str]:
    for info in infos:
        if info.fold not in _FITS[each.name]:
            yield f"“{each.name}”不适用于“{info.name}”，它是{_FOLDS[info.fold]}。"
            return
    difference = isinstance(slot.value, Sum) and slot.value.op == "-"
    if each.name == "增减" and not difference:
        yield f"“增减”要用在相减之后，如 {slot.value} - 上年({slot.value}) | 增减。"
    elif each.name == "各" and not _has_union(slot.value):
        yield "“各”要用在列明几项的方括号之后，如 活动.期数[甲|乙] | 各。"
    elif each.name == "分列":
        yield from _splits(slot.value, infos, readings)


def _has_union(value: Value) -> bool:
    return isinstance(value, Name) and bool(value.brackets) and len(value.brackets[-1].labels) > 1


def _splits(value: Value, infos: list[FigureInfo], readings: Readings) -> Iterator[str]:
    if not isinstance(value, Name | LastYear):
        yield "“分列”只用于单个指标。"
        return
    try:
        parts_of(infos[0], None)
    except Refused:
        yield f"“{infos[0].name}”没有可以分列的分项。"


def _doubled(slot: Slot, infos: list[FigureInfo], pieces: list[Piece], at: int) -> Iterator[str]:
    """What the slot prints itself must not stand in the prose behind it as well."""
    following = pieces[at + 1] if at + 1 < len(pieces) else None
    if not isinstance(following, Prose):
        return
    names, word = {each.name for each in slot.filters}, following.text[:1]
    percent = word in ("%", "％") and "分数" not in names
    if word in names & {"万", "余"} or (percent and any(info.fold == "ratio" for info in infos)):
        yield f"“{word}”由取数处写出，后面不要再写“{word}”。"


def _condition(condition: Condition, following: Slot | None, readings: Readings) -> Iterator[str]:
    if isinstance(condition, Every):
        for each in condition.conditions:
            yield from _condition(each, following, readings)
    elif isinstance(condition, Compare):
        yield from _compare(condition, following, readings)
    elif isinstance(condition, EachPart):
        yield from _each_part(condition, readings)
    elif isinstance(condition, Covers):
        yield from _covers(condition, readings)
    else:
        yield from _on_time(condition, readings)


def _compare(compare: Compare, following: Slot | None, readings: Readings) -> Iterator[str]:
    infos: list[FigureInfo] = []
    yield from _names(compare.left, readings, infos)
    yield from _names(compare.right, readings, infos)
    if not infos:
        if not (_count_names(compare.left) or _count_names(compare.right)):
            yield "比较的两边至少要有一个指标。"
        return
    if _has_p(compare.left):
        yield "p 写在比较的右边。"
    if _has_p(compare.right) and (following is None or not isinstance(compare.right, Printed)):
        yield "p 是后面一处取数写出的数，其后没有取数处可比。"
    unfit = [info.name for info in infos if info.fold in ("names", "range")]
    if unfit:
        yield f"名单和区间不能比较大小：{'、'.join(unfit)}。"
    kinds = {info.fold == "ratio" for info in infos}
    if len(kinds) > 1 or len({info.unit for info in infos}) > 1:
        units = "、".join(f"{info.name}以“{info.unit}”计" for info in infos)
        yield f"单位不同，不能比较：{units}。"


def _each_part(condition: EachPart, readings: Readings) -> Iterator[str]:
    compare = condition.compare
    if not isinstance(compare.left, Name) or not isinstance(compare.right, Name):
        yield "“逐项”里比较的是两个指标，如 逐项(捐赠.发放数量 = 捐赠.数量)。"
        return
    infos: list[FigureInfo] = []
    yield from _compare(compare, None, readings)
    list(_names(compare.left, readings, infos))
    list(_names(compare.right, readings, infos))
    for info in infos:
        if info.own_split is None:
            yield f"“{info.name}”没有分项，不能逐项比较。"


def _covers(condition: Covers, readings: Readings) -> Iterator[str]:
    found: list[FigureInfo] = []
    for each in (condition.whole, *condition.by):
        try:
            found.append(readings.locate(each).info)
        except Refused as refused:
            yield str(refused)
    for info in found:
        if info.subject is None:
            yield f"“{info.name}”没有写明所指的人或事，不能用于“覆盖”。"
    models = {info.subject[0] for info in found if info.subject}
    if len(models) > 1:
        kinds = "、".join(f"{info.name}指{info.subject[0]}" for info in found if info.subject)
        yield f"“覆盖”的各项所指不是同一种人或事：{kinds}。"


def _on_time(condition: OnTime, readings: Readings) -> Iterator[str]:
    try:
        info = readings.locate(condition.of).info
    except Refused as refused:
        yield str(refused)
        return
    if info.fold == "value":
        yield f"“{info.name}”是单个值，没有逐日的记录，不能用于“按期”。"
