"""Numbers as official prose writes them. Exact values in, text out, rounded once."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import floor

Exact = int | Decimal | Fraction
_DIGITS = "零一二三四五六七八九"
_UNITS = ("", "十", "百", "千")
_GROUPS = ("", "万", "亿", "万亿")
WAN = 10_000


def plain(number: Exact, places: int | None = None) -> str:
    """The number without trailing zeros; half up to `places` (two for a fraction without end)."""
    if isinstance(number, int):
        return str(number)
    if isinstance(number, Fraction):
        number, places = _decimal(number, 12), 2 if places is None else places
    if places is not None:
        number = number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    shown = format(number, "f")
    shown = shown.rstrip("0").rstrip(".") if "." in shown else shown
    return "0" if shown == "-0" else shown


def _decimal(number: Fraction, places: int) -> Decimal:
    """A fraction cut at so many places: enough that one later rounding half up is right."""
    scaled = number * 10**places
    whole = floor(abs(scaled)) * (1 if scaled >= 0 else -1)
    return Decimal(whole).scaleb(-places)


def in_wan(number: Exact) -> str:
    """124500 → 12.45万; 3000 → 3000."""
    exact = Fraction(number)
    if abs(exact) < WAN:
        return plain(number)
    return plain(exact / WAN, 2) + "万"


def _leading(number: Fraction) -> int:
    """Rounded down to two leading digits from 100 up, to one from 10 up."""
    whole = floor(number)
    keep = 2 if whole >= 100 else 1
    step: int = 10 ** max(len(str(whole)) - keep, 0)
    return whole // step * step


def over(number: Exact) -> str:
    """余: 1234 → 1200余; 120 → 120; 9 → 9."""
    exact = Fraction(number)
    if exact < 0:
        return "-" + over(-exact)
    if exact < 10:
        return plain(number)
    least = _leading(exact)
    return str(least) if least == exact else f"{least}余"


def over_wan(number: Exact) -> str:
    """万 then 余: 1245000 → 120余万; 34500 → 3万余; 3210 → 3200余."""
    exact = Fraction(number)
    if exact < 0:
        return "-" + over_wan(-exact)
    if exact < WAN:
        return over(number)
    least = _leading(exact / WAN)
    if least == exact / WAN:
        return f"{least}万"
    return f"{least}余万" if exact >= 10 * WAN else f"{least}万余"


def chinese(number: int) -> str:
    """9 → 九; 12 → 十二; 105 → 一百零五. Raises ValueError beyond sixteen digits."""
    if number < 0:
        return "负" + chinese(-number)
    if number == 0:
        return "零"
    if number >= 10**16:
        raise ValueError("number too long for Chinese numerals")
    shown, group = "", 0
    while number:
        number, low = divmod(number, WAN)
        if low:
            gap = "零" if number and low < 1000 else ""
            shown = gap + _under_wan(low) + _GROUPS[group] + shown
        elif shown and not shown.startswith("零"):
            shown = "零" + shown
        group += 1
    return shown.removeprefix("一") if shown.startswith("一十") else shown


def _under_wan(number: int) -> str:
    shown, zero = "", False
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if digit:
            shown += ("零" if zero and shown else "") + _DIGITS[digit] + _UNITS[place]
            zero = False
        else:
            zero = True
    return shown
