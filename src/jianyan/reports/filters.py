"""What a slot prints: a value through its filters. Every case stands in reference/filters.md."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from jianyan.kernel.errors import FigureError
from jianyan.kernel.values import Rate, Span

from .numbers import Exact, chinese, in_wan, over, over_wan, plain
from .reader import PartReading
from .readings import Amount, as_number, exact
from .syntax import Filter

BLANK = "（待填）"
NO_RECORDS = "无记录"
UNEQUAL = "各项不等"
DIFFER = "两数不同"
TOO_FEW = "名单不足"
NOT_CLOSED = "分项之和与总数不符"
OTHER = "其他"


@dataclass(frozen=True, slots=True)
class Shown:
    """What is printed, and why it is flagged. `names`: an ending may be dropped before like prose."""

    text: str
    flag: str | None = None
    names: bool = False

    @property
    def blank(self) -> bool:
        return self.text == BLANK


def shown(amount: Amount, filters: Sequence[Filter] = (), each: Sequence[Amount] = ()) -> Shown:
    """The printed form. `each` are the values behind 各. Raises FigureError when a filter does not fit."""
    names = tuple(each_filter.name for each_filter in filters)
    if "各" in names:
        return _alike(each)
    if amount.pair:
        return _lower(amount, filters)
    if _is_empty(amount):
        return Shown(BLANK, "缺少文字" if amount.text else NO_RECORDS)
    value = amount.value
    if isinstance(value, Rate):
        _only(names, ("分数",))
        return Shown(f"{value.num}/{value.den}" if "分数" in names else f"{value.percent()}%")
    if isinstance(value, Span):
        return Shown(_range(value, names))
    if isinstance(value, list):
        return _list(value, filters)
    if isinstance(value, str):
        _only(names, ())
        return Shown(value, names=True)
    number = as_number(value)
    if number is None:
        raise FigureError("这一项没有可写出的值。")
    if "分列" in names:
        return _listed(amount, number, largest=filters[-1].argument == "大")
    flag = NO_RECORDS if amount.rows == 0 else None
    return Shown(_number(number, names, amount.unit), flag)


def _is_empty(amount: Amount) -> bool:
    value = amount.value
    return (
        value is None or value == [] or value == "" or (isinstance(value, Rate) and not value.den)
    )


def _only(names: Sequence[str], allowed: Sequence[str]) -> None:
    for name in names:
        if name not in allowed:
            raise FigureError(f"“{name}”不适用于这一项的值。")


def _number(number: Exact, names: tuple[str, ...], unit: str) -> str:
    _only(names, ("万", "余", "汉字", "增减"))
    if "增减" in names:
        if number == 0:
            return "持平"
        rest = tuple(name for name in names if name != "增减")
        size: Exact = number if number > 0 else -number
        return ("增加" if number > 0 else "减少") + _number(size, rest, unit) + unit
    if "汉字" in names:
        if Fraction(number).denominator != 1:
            raise FigureError("“汉字”只用于整数。")
        return chinese(int(number))
    if "万" in names:
        return over_wan(number) if "余" in names else in_wan(number)
    return over(number) if "余" in names else plain(number)


def _range(span: Span, names: tuple[str, ...]) -> str:
    _only(names, ("低", "高", "至"))
    if "低" in names:
        return str(span.least)
    if "高" in names:
        return str(span.most)
    return _to(str(span.least), str(span.most))


def _to(least: str, most: str) -> str:
    return least if least == most else f"{least}至{most}"


def _list(names: list[str], filters: Sequence[Filter]) -> Shown:
    _only([each.name for each in filters], ("等", "前", "第"))
    if not filters:
        return Shown("、".join(names), names=True)
    kind, count = filters[0].name, int(filters[0].argument or 1)
    if kind == "第":
        if len(names) < count:
            return Shown(BLANK, TOO_FEW)
        return Shown(names[count - 1], names=True)
    more = "等" if kind == "等" and len(names) > count else ""
    return Shown("、".join(names[:count]) + more, names=not more)


def _alike(each: Sequence[Amount]) -> Shown:
    singles = [shown(one) for one in each]
    if not singles or any(single.blank for single in singles):
        return Shown(BLANK, NO_RECORDS)
    if len({single.text for single in singles}) == 1:
        return singles[0]
    sizes = [exact(one.value) or Fraction(0) for one in each]
    least, most = singles[sizes.index(min(sizes))], singles[sizes.index(max(sizes))]
    return Shown(_to(least.text, most.text), UNEQUAL)


def _lower(amount: Amount, filters: Sequence[Filter]) -> Shown:
    if amount.pair is None or amount.value is None:
        return Shown(BLANK, NO_RECORDS)
    one, other = (shown(each, filters) for each in amount.pair)
    chosen = one if amount.value == amount.pair[0].value else other
    return Shown(chosen.text, DIFFER if one.text != other.text else chosen.flag)


def _listed(amount: Amount, total: Exact, largest: bool) -> Shown:
    """分列: the parts that are not nothing, 其他 last, closing to the total."""
    listed = [(each, number) for each in amount.parts if (number := as_number(each.value))]
    if largest:
        listed.sort(key=lambda pair: -pair[1])
    listed.sort(key=lambda pair: pair[0].part.label == OTHER)
    rest = Fraction(total) - sum((Fraction(number) for _, number in listed), Fraction(0))
    texts = [_part(each, number, amount.unit) for each, number in listed]
    if rest > 0:
        texts.append(f"未分类{plain(_tidy(rest))}{amount.unit}")
    if not texts:
        return Shown(f"0{amount.unit}", NO_RECORDS)
    return Shown("、".join(texts), NOT_CLOSED if rest else None)


def _part(each: PartReading, number: Exact, unit: str) -> str:
    label, suffix = each.part.label, each.part.suffix
    if label == OTHER or label.endswith(suffix):
        suffix = ""
    return f"{label}{suffix}{plain(number)}{unit}"


def _tidy(number: Fraction) -> Exact:
    if number.denominator == 1:
        return int(number)
    return Decimal(number.numerator) / Decimal(number.denominator)


def drop_ending(text: str, following: str) -> str:
    """A name whose longest ending equals the prose after it drops that ending, never the whole of it."""
    for length in range(len(text) - 1, 0, -1):
        if following.startswith(text[-length:]):
            return text[:-length]
    return text
