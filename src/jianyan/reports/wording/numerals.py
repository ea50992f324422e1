"""Written numbers and their exact values: 1,234, １２, 二百三十, 廿四, 1.2万, 三分之一, 七成."""

from __future__ import annotations

from fractions import Fraction

DIGITS = {each: at for at, each in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"廿": 20, "卅": 30}
_PLACES = {"十": 10, "百": 100, "千": 1000}
MAGNITUDES = {
    "百": 100,
    "千": 1000,
    "万": 10**4,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
    "万亿": 10**12,
}
SPELT = "零〇一二两三四五六七八九十百千廿卅"
SPELT_NUMBER = rf"(?:[{SPELT}]+点[零〇一二三四五六七八九]+(?![{SPELT}])|[{SPELT}]+)"
"""Chinese numerals, with decimals as well: 三百零二, 七十七点八."""
LEVEL = str.maketrans(
    {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
    | {ord("\u3000"): " ", ord("\u00a0"): " ", ord("﹪"): "%"}
    | {ord(each): "~" for each in "～〜∼"} | {ord(each): "-" for each in "‐‑‒–—−－"}
)  # fmt: skip


def level(text: str) -> str:
    """The text with full-width signs made plain, character for character, so that offsets stay."""
    return text.translate(LEVEL)


def arabic(written: str) -> Fraction:
    """1,234.5 as it stands."""
    return Fraction(written.replace(",", "").replace(" ", ""))


def spelt(written: str) -> int:
    """The value of Chinese numerals, with places (一万二千三百) or digit by digit (二〇二二)."""
    for great in "亿万":
        high, sign, low = written.partition(great)
        if sign:
            return spelt(high) * MAGNITUDES[great] + (spelt(low) if low else 0)
    if not any(each in _PLACES or each in _TENS for each in written):
        return int("".join(str(DIGITS[each]) for each in written))
    total, digit = 0, 0
    for each in written:
        if each in _TENS:
            total += _TENS[each]
        elif each in _PLACES:
            total += (digit or 1) * _PLACES[each]
            digit = 0
        else:
            digit = DIGITS[each]
    return total + digit


def spoken(written: str) -> tuple[Fraction, str]:
    """The value of Chinese numerals that may have decimals, and these as digits: 七十七点八 is 77.8."""
    whole, point, rest = written.partition("点")
    if not point:
        return Fraction(spelt(written)), ""
    digits = f"{spelt(whole)}.{''.join(str(DIGITS[each]) for each in rest)}"
    return Fraction(digits), digits


def places(written: str) -> int:
    """How many decimals are printed."""
    return len(written.partition(".")[2])
