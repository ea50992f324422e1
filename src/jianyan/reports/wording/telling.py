"""Relations as checks: the expression, the verdict, and why, in a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import floor

from .growth import Growth, Step
from .judging import Check, Kind, Result, half_up, shown
from .mentions import Mention
from .units import PERCENT

Span = tuple[int, int]
WHY = {
    "above": "各项相加不应多于总数",
    "closes": "各项已经说全，应当等于总数",
    "hundred": "各项占比相加已到100%，件数也应当等于总数",
    "gap": "所差比最小的一项还少，不像是漏列了一项",
    "slip": "所差很小，或只差一位数字，像是有一个数写错了",
    "stages": "各种结果都已列出，应当等于总数",
}


def number(each: Mention | Fraction) -> str:
    """A value as an expression writes it."""
    value = each if isinstance(each, Fraction) else each.quantity.value
    return shown(value)


_GREAT = {10**4: "万", 10**6: "百万", 10**7: "千万", 10**8: "亿", 10**12: "万亿"}


def in_unit_of(value: Fraction, like: Mention) -> str:
    """A value with its unit, in 万 or 亿 where a quantity of the text is written so: 1151.30万元."""
    quantity = like.quantity
    scale = quantity.value / Fraction(quantity.digits) if quantity.digits and quantity.value else 1
    if scale not in _GREAT:
        return f"{shown(value)}{quantity.unit}"
    small = value / scale
    whole = (small * 10**quantity.places).denominator == 1
    written = shown(small, quantity.places) if whole else shown(small)
    return f"{written}{_GREAT[int(scale)]}{quantity.unit}"


def span(each: Mention) -> Span:
    """Where a quantity stands."""
    return each.start, each.end


def percent_of(exact: Fraction) -> str:
    """A percentage with two decimals for a person to compare."""
    return f"{shown(exact, 2)}%"


def sum_check(total: Mention, parts: Sequence[Mention], result: Result, why: str) -> Check:
    """Parts and their total."""
    found = sum((each.quantity.value for each in parts), Fraction())
    whole = total.quantity.value
    added = in_unit_of(found, total)
    expression = f"{number(total)}={'+'.join(number(each) for each in parts)}"
    if result == "ok":
        said = f"{len(parts)}项相加为{added}，与总数一致。"
        if why:
            said += f"{why}。"
    elif result == "rounded":
        said = f"{len(parts)}项相加为{added}，总数写的是{in_unit_of(whole, total)}，差在各数四舍五入的尾数之内。"
    elif result == "open-breakdown":
        said = f"{len(parts)}项相加为{added}，总数{in_unit_of(whole, total)}，另有{in_unit_of(whole - found, total)}没有列出。"
    else:
        more = "多" if found > whole else "少"
        said = f"{len(parts)}项相加为{added}，总数写的是{in_unit_of(whole, total)}，{more}{in_unit_of(abs(found - whole), total)}：{WHY[why]}。"
    spans = tuple(map(span, (total, *parts)))
    return Check("parts-sum", spans, expression, result, said, result == "ok" and bool(why))


def ratio_check(
    parts: Sequence[Mention], total: Mention, percent: Mention, result: Result, kind: Kind = "ratio"
) -> Check:
    """A share or rate: `n/d=p%`."""
    printed, whole = percent.quantity, total.quantity.value
    count = sum((each.quantity.value for each in parts), Fraction())
    exact = count * 100 / whole
    written = (
        printed.digits if printed.unit == PERCENT and printed.digits and not printed.approx else ""
    )
    written = shown(printed.value, printed.places) if written else shown(half_up(exact, 0))
    top = "+".join(number(each) for each in parts)
    top = f"({top})" if len(parts) > 1 else top
    spans = tuple(map(span, (*parts, total, percent)))
    said = f"{number(count)}÷{number(whole)}={percent_of(exact)}，{_judged(exact, count, whole, percent, result)}"
    return Check(kind, spans, f"{top}/{number(whole)}={written}%", result, said)


def _judged(
    exact: Fraction, count: Fraction, whole: Fraction, percent: Mention, result: Result
) -> str:
    printed = percent.quantity
    wanted = f"{shown(half_up(exact, printed.places), printed.places)}%"
    text = f"{shown(printed.value, printed.places)}%"
    if printed.approx and result != "contradiction":
        return "与文中的约数相合。"
    if result == "ok":
        return "与文中一致。"
    if result == "rounded":
        return f"四舍五入为{wanted}，与文中一致。"
    if result == "truncated":
        return f"文中{text}是舍去末位得来的，四舍五入应为{wanted}。"
    if result == "last-digit":
        return f"文中写{text}，末位差一，四舍五入应为{wanted}。"
    if result == "mixed":
        return "与同列其他百分比所用的总数不同，请统一分母。"
    if count > whole:
        return "部分多于总数，请核对这两个数。"
    return f"文中写{text}，应为{wanted}；若百分比无误，件数应为{_implied(whole, printed.value)}。"


def _implied(whole: Fraction, percent: Fraction) -> str:
    return str(floor(whole * percent / 100 + Fraction(1, 2)))


def growth_check(growth: Growth) -> Check:
    """`Ycurrent/previous=+p%`, or `d=now-then` where the change is a count."""
    now, then, change = growth.current, growth.previous, growth.change
    printed, result = change.quantity, growth.result
    if printed.unit != PERCENT:
        first, last = (now, then) if growth.sign > 0 else (then, now)
        said = f"{number(first)}-{number(last)}={number(growth.exact)}"
        said += "，与文中一致。" if result == "ok" else f"，文中写{number(change)}。"
        expression = f"{number(change)}={number(first)}-{number(last)}"
        return Check("parts-sum", tuple(map(span, (change, first, last))), expression, result, said)
    sign = "+" if growth.sign > 0 else "-"
    written = f"{sign}{shown(printed.value, printed.places)}%"
    ends = "到".join(in_unit_of(each.quantity.value, each) for each in (then, now))
    said = f"由{ends}，变动{percent_of(growth.exact * growth.sign)}，"
    said += (
        "与文中一致。"
        if result in ("ok", "rounded")
        else f"文中写{written}，应为{sign}{shown(growth.wanted, printed.places)}%。"
    )
    expression = f"Y{number(now)}/{number(then)}={written}"
    return Check("yoy", tuple(map(span, (now, then, change))), expression, result, said)


def step_check(step: Step) -> Check:
    """The same where the value before is not written: `Ycurrent/previous=+p%`."""
    now, then, printed = step.current, shown(step.previous), step.change.quantity
    sign = "+" if step.sign > 0 else "-"
    written = f"{sign}{shown(printed.value, printed.places)}%"
    first, last = (in_unit_of(value, now) for value in (step.previous, now.quantity.value))
    said = f"由{first}到{last}，变动{percent_of(step.exact * step.sign)}，"
    wanted = shown(half_up(step.exact, printed.places), printed.places)
    said += f"文中写{written}，应为{sign}{wanted}%。"
    spans = tuple(map(span, (now, step.more, step.change)))
    return Check("yoy", spans, f"Y{number(now)}/{then}={written}", step.result, said)


def restated_check(first: Mention, again: Mention) -> Check:
    """One whole, two numbers."""
    said = f"前面写的是{in_unit_of(first.quantity.value, first)}，这里写作{in_unit_of(again.quantity.value, again)}，请核对。"
    expression = f"{number(first)}={number(again)}"
    return Check("claim", (span(first), span(again)), expression, "contradiction", said)


def all_check(done: Mention, whole: Mention) -> Check:
    """全部 beside a count that is not all."""
    said = f"文中说全部，而写明的是{number(whole)}{whole.quantity.unit}中的{number(done)}{done.quantity.unit}。"
    expression = f"{number(done)}/{number(whole)}=100%"
    return Check("claim", (span(done), span(whole)), expression, "contradiction", said)


def product_check(total: Mention, count: Mention, each: Mention, holds: bool) -> Check:
    """So many, so much each."""
    expression = f"{number(total)}={number(count)}*{number(each)}"
    product = count.quantity.value * each.quantity.value
    written = in_unit_of(total.quantity.value, total)
    said = f"{number(count)}×{number(each)}={in_unit_of(product, total)}，"
    said += "与文中一致。" if holds else f"文中写{written}。"
    result: Result = "ok" if holds else "contradiction"
    return Check("parts-sum", tuple(map(span, (total, count, each))), expression, result, said)
