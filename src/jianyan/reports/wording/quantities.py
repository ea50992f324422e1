"""The quantities of a text: numbers with a unit, told apart from dates, ordinals and set phrases."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from .numerals import MAGNITUDES, SPELT, SPELT_NUMBER, arabic, level, places, spelt, spoken
from .units import PERCENT, UNITS
from .units import SPELT as SPELT_UNITS

_ARABIC = r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\s?\.\d+)?"
_UNIT = "|".join(map(re.escape, UNITS))
_MAGNITUDE = "万亿|千万|百万|亿|万|千|百"
_GAP = r"[^\S\n\t]"
"""No number or unit is read on across a tab or a line."""
_QUANTITY = re.compile(
    rf"(?P<about>超过了?|将近|接近|近|大约|约为|约|逾|超|不足|不到|至少|最多)?{_GAP}?"
    rf"(?:(?P<low>{_ARABIC}){_GAP}?(?:{_UNIT})?{_GAP}?(?:至|到|-|~|—){_GAP}?)?"
    rf"(?P<number>{_ARABIC}|(?:[{SPELT}]{{1,8}}[亿万]){{0,2}}{SPELT_NUMBER}){_GAP}?(?P<more>余|多|几|来)?{_GAP}?(?P<magnitude>{_MAGNITUDE})?"
    rf"(?P<also>余|多|来)?{_GAP}?(?P<unit>{_UNIT})(?P<after>以上|以下|左右|上下|以内|之多|有余)?"
)
_HUNDREDTHS = re.compile(rf"百分之(?P<number>{_ARABIC}|{SPELT_NUMBER})")
_PART_OF = re.compile(rf"(?P<of>[{SPELT}]+)分之(?P<part>[{SPELT}]+)")
_TENTHS = re.compile(r"(?P<about>近|约|超|超过)?(?P<number>[二两三四五六七八九])成(?P<after>以上|左右|多)?(?![立果为员功效长本都就熟交绩品型份分])")  # fmt: skip
_HALF = re.compile(r"(?P<about>近|约|超|超过|过)?(?:一半|半数)(?P<after>以上|左右|多)?|过半")
_NOT_COUNTED = re.compile(
    rf"""(?:19|20)\d\d\s?年?\s?[-~至到—]\s?(?:19|20)?\d\d\s?年(?:度)?
    |(?:19|20)\d\d\s?年(?:度)? | [〇零一二三四五六七八九]{{4}}年
    |\d{{1,2}}\s?(?:[-~至]\s?\d{{1,2}}\s?)?月份?(?:\s?\d{{1,2}}\s?[日号])? | [一二三四五六七八九十]{{1,2}}月(?:份|[{SPELT}]+日)?
    |\d{{1,2}}\s?日 | (?:午|日|晚|早|晨)\s?\d{{1,2}}\s?(?:时|点|:\d\d)(?:\d{{1,2}}\s?分)?
    |\d{{2}}\s?年代 | [{SPELT}\d]+\s?世纪
    |第\s?[{SPELT}\d]+\s?\S? | [{SPELT}\d]+\s?届(?:\s?[{SPELT}\d]+\s?次)? | 前\s?[{SPELT}\d]+\s?[名位个]
    |\d+\s?号 | 〔\d+〕 | \[\d{{4}}\]""",
    re.X,
)
_ENDLESS = re.compile(rf"\d{{1,3}}(?:,\d{{3}}){{10,}}|\d{{31,}}|[{SPELT}]{{31,}}")
"""What no report writes as a number."""
_CODE = re.compile(r"0\d")
"""03户型: a code."""
_MISPRINTED = re.compile(r"\d{1,2}、\d{1,2}%(?:[,，;；]\d{1,2}、\d{1,2}%)+")
_SLOGAN = re.compile(r"“[^”\n]{1,14}”")
_SPELT_TOGETHER = re.compile(rf"(?:[{SPELT}]+(?:、|和|与|及)){{2,}}$")
"""Two numbers spelt before another are numbers too; one is an estimate: 七、八件."""
FURTHEST = 60
"""Numbers that share a unit are looked back for no further."""
_SHARED_UNIT = re.compile(rf"(?<![\d.、])({_ARABIC})\s?(?:、|和|与|及|,|，)\s?$")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and its unit. `value` has 万 and 亿 multiplied out, `most` ends a range, `digits`
    is as printed, `places` counts the printed decimals, `approx`: 近, 余, 多, 左右, 以上."""

    start: int
    end: int
    value: Fraction
    unit: str
    digits: str
    places: int = 0
    approx: bool = False
    most: Fraction | None = None
    words: str = ""
    """The words that make it approximate."""

    @property
    def share(self) -> bool:
        """A percentage (or a part of ten)."""
        return self.unit == PERCENT


def plain_signs(text: str) -> str:
    """The text with plain signs and with decimals printed as 18、89% put right, offsets kept; endless
    runs of digits are no numbers."""
    levelled = _ENDLESS.sub(lambda found: "#" * len(found[0]), level(text))
    return _MISPRINTED.sub(lambda found: found[0].replace("、", "."), levelled)


def quantities(text: str) -> list[Quantity]:
    """The quantities in order. `text` has plain signs."""
    found = sorted(_all(text), key=lambda each: (each.start, -each.end))
    kept: list[Quantity] = []
    for each in found:
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
    return sorted(_with_shared_units(text, kept), key=lambda each: each.start)


def _all(text: str) -> Iterator[Quantity]:
    barred = [found.span() for found in _NOT_COUNTED.finditer(text)]
    slogans = [found.span() for found in _SLOGAN.finditer(text)]
    at, first = 0, 0
    while match := _QUANTITY.search(text, at):
        start, end = match.span("number")
        while first < len(barred) and barred[first][1] <= start:
            first += 1
        blocked = first < len(barred) and barred[first][0] < match.end() and barred[first][0] <= end
        if blocked and barred[first][0] < end:
            at = max(barred[first][1], at + 1)
            continue
        if quantity := _one(text, match, slogans):
            yield quantity
            at = match.end()
        else:
            at = end
    yield from _parts_of_a_whole(text)


def _one(text: str, match: re.Match[str], slogans: list[tuple[int, int]]) -> Quantity | None:
    number, unit = match["number"], match["unit"]
    start = match.start()
    before = text[match.start("number") - 1 : match.start("number")]
    words = "".join(match[name] or "" for name in ("about", "more", "also", "after"))
    if number[0] in SPELT:
        if not _spelt_counts(number, unit, words, before):
            return None
        if any(low <= match.start() < high for low, high in slogans):
            return None
        value, printed = spoken(number)
        if any(each in number for each in "亿万") and match["magnitude"]:
            value = Fraction(spelt(number + match["magnitude"]), MAGNITUDES[match["magnitude"]])
    else:
        if (before.isascii() and before.isalnum()) or before == "." or _CODE.match(number):
            return None
        value, printed = arabic(number), number.replace(",", "").replace(" ", "")
    times = MAGNITUDES.get(match["magnitude"] or "", 1)
    low = arabic(match["low"]) * times if match["low"] else None
    if low is not None and low >= value * times:
        low, start = None, match.start("number")
    first, most = (value * times, None) if low is None else (low, value * times)
    return Quantity(
        start, match.end(), first, unit, printed, places(printed),
        bool(words), most, words,
    )  # fmt: skip


def _spelt_counts(number: str, unit: str, words: str, before: str) -> bool:
    """二十三件 is a quantity, 一批 and 百年 are words."""
    if unit not in SPELT_UNITS or before in tuple("数几成上每这哪某第"):
        return False
    if unit == "类" and before not in tuple("共分为有等列"):
        return False
    if "点" not in number and (number == "一" or number[0] in "零〇"):
        return False
    return bool(words) or number not in ("百", "千", "十百", "千百")


def _parts_of_a_whole(text: str) -> Iterator[Quantity]:
    for match in _HUNDREDTHS.finditer(text):
        number = match["number"]
        value, printed = spoken(number) if number[0] in SPELT else (arabic(number), number)
        yield Quantity(*match.span(), value, PERCENT, printed, places(printed))
    for match in _PART_OF.finditer(text):
        of, part = spelt(match["of"]), spelt(match["part"])
        if match["of"] != "百" and 0 < part < of:
            yield Quantity(*match.span(), Fraction(part * 100, of), PERCENT, "", 0, True, words=match[0])  # fmt: skip
    for match in _TENTHS.finditer(text):
        words = (match["about"] or "") + "成" + (match["after"] or "")
        yield Quantity(*match.span(), Fraction(spelt(match["number"]) * 10), PERCENT, "", 0, True, words=words)  # fmt: skip
    for match in _HALF.finditer(text):
        yield Quantity(*match.span(), Fraction(50), PERCENT, "", 0, True, words=match[0])


def _with_shared_units(text: str, found: list[Quantity]) -> Iterator[Quantity]:
    """18、22、30件: the numbers before take the unit of the last."""
    for each in found:
        yield each
        edge = each.start
        while match := _SHARED_UNIT.search(text, max(0, edge - 16), edge):
            start = match.start(1)
            comma = match[0].rstrip()[-1] in ",，"
            line = text[max(text.rfind(sign, 0, start) for sign in "\n\t") + 1 : start]
            if not line.strip() or (comma and "分别" not in line[-40:]):
                break
            if start and (text[start - 1].isascii() and text[start - 1].isalnum()):
                break
            number = match[1].replace(",", "")
            yield replace(each, start=start, end=match.end(1), value=arabic(number), digits=number,
                          places=places(number), approx=False, most=None, words="")  # fmt: skip
            edge = start
        if each.start == edge and text[each.start] in SPELT:
            yield from _spelt_before(text, each)


def _spelt_before(text: str, last: Quantity) -> Iterator[Quantity]:
    """五十二、十八、二十四件: the same of Chinese numerals."""
    together = _SPELT_TOGETHER.search(text, max(0, last.start - FURTHEST), last.start)
    if together is None or text[together.start() - 1 : together.start()] in ("第", "点"):
        return
    for found in re.finditer(rf"[{SPELT}]+", together[0]):
        start, end = (together.start() + at for at in found.span())
        yield replace(last, start=start, end=end, value=Fraction(spelt(found[0])), digits="",
                      places=0, approx=False, most=None, words="")  # fmt: skip
