"""What a text announces and then lists otherwise: three sides followed by four, shares of one whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from .judging import Check, shown
from .mentions import Mention
from .numerals import DIGITS
from .words import OTHERS

_SIDES = re.compile(
    r"(?P<said>(?P<number>[二两三四五六七八九\d])个?(?:方面|重点|环节|层面|维度|问题))[^。；;\n\d]{0,12}[：:。]\s*(?=一是)"
)
_STEP = re.compile(r"(?:^|[，,。；;：:\s])(?P<said>(?P<number>[一二三四五六七八九])是)", re.M)
_SHARE = re.compile(r"[^,，;；。:：\d]{1,16}?占(?:比|了|到|约)?")
LEAST = 3
"""Of fewer shares nothing is said."""


def sides(text: str) -> Iterator[Check]:
    """三个方面：一是……四是: more than is announced, in its paragraph."""
    for match in _SIDES.finditer(text):
        stop = text.find("\n", match.end())
        steps = _steps(text, match.end() - 1, stop if stop >= 0 else len(text))
        number = match["number"]
        most = int(number) if number.isdecimal() else DIGITS[number]
        if most and len(steps) > most:
            last = steps[-1]
            said = f"文中说{match['said']}，后面列到“{last['said']}”，请核对。"
            yield Check("heading", (last.span("said"), match.span("said")), "", "notice", said)


def _steps(text: str, start: int, stop: int) -> list[re.Match[str]]:
    """一是, 二是 and so on as far as they follow each other."""
    found: list[re.Match[str]] = []
    for match in _STEP.finditer(text, start, stop):
        if DIGITS[match["number"]] != len(found) + 1:
            break
        found.append(match)
    return found


def of_one_whole(text: str, placed: Sequence[Mention]) -> Iterator[Check]:
    """甲占31.2%，乙占58.6%，其他占11.2%: shares without counts that should make up a hundred."""
    run: list[Mention] = []
    for each in placed:
        between = text[run[-1].end : each.start].strip(",，;；、 ") if run else ""
        goes_on = run and each.sentence == run[-1].sentence and _SHARE.fullmatch(between)
        exact = each.quantity.share and not each.quantity.approx
        run = [*run, each] if goes_on and exact else [each] if exact else []
        if len(run) >= LEAST and OTHERS.match(between):
            total = sum((one.quantity.value for one in run), Fraction())
            places = max(one.quantity.places for one in run)
            if _SHARE.search(run[0].before) and 2 * abs(total - 100) * 10**places > len(run):
                yield _whole(run, total)


def _whole(run: Sequence[Mention], total: Fraction) -> Check:
    more = "多" if total > 100 else "少"
    said = f"{len(run)}项占比相加为{shown(total)}%，{more}{shown(abs(total - 100))}个百分点：最后一项是其余的，应当合为100%。"
    expression = f"100%={'+'.join(f'{shown(one.quantity.value)}%' for one in run)}"
    return Check(
        "claim", tuple((one.start, one.end) for one in run), expression, "contradiction", said
    )
