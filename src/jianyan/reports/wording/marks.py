"""What a text leaves unfinished: heading numbers, quotation marks and brackets, blanks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jianyan.reports.outline import numbering, outline

from .judging import Check

_PAIRS = {
    "“": "”",
    "‘": "’",
    "（": "）",
    "《": "》",
    "【": "】",
    "「": "」",
    "『": "』",
    "〔": "〕",
}
_CLOSING = {close: opened for opened, close in _PAIRS.items()}
_BLANK = re.compile(
    r"(?<![A-Za-z0-9.])[XxＸｘ×]{1,6}(?![A-Za-z0-9])|[_＿]{2,}|[□○〇]{2,}|某{2,}|\{\{.{0,60}?\}\}|"
    r"（\s{1,8}）|\(\s{1,8}\)|待填|待定数|待补充|"
    r"(?<=[\u4e00-\u9fff])[ \u3000]{2,}(?:[%％]|(?:件|次|条|篇|期|份|万元)(?=[，,。；;、（(]|$))",
    re.M,
)
_TIMES = re.compile(r"\d\s*[×xX]\s*\d|[A-WYZ]\s*[×xX]|[×xX]光")
AROUND = 6
_CALLED = {
    "“": "左引号",
    "”": "右引号",
    "‘": "左单引号",
    "’": "右单引号",
    "「": "左引号",
    "」": "右引号",
    "『": "左引号",
    "』": "右引号",
}
"""Signs that a quoted sentence does not show well."""


def marks(text: str) -> Iterator[Check]:
    """The notices of a text, in no particular order."""
    for fault in numbering(outline(text)):
        yield Check("heading", ((fault.start, fault.end),), "", "notice", fault.message)
    yield from _unbalanced(text)
    yield from _blanks(text)


def _unbalanced(text: str) -> Iterator[Check]:
    """Quotation marks and brackets without their other half, paragraph by paragraph."""
    at = 0
    for line in text.split("\n"):
        opened: list[tuple[str, int]] = []
        for place, char in enumerate(line, at):
            if char in _PAIRS:
                opened.append((char, place))
            elif char in _CLOSING:
                if opened and opened[-1][0] == _CLOSING[char]:
                    opened.pop()
                elif any(sign == _CLOSING[char] for sign, _ in opened):
                    while opened[-1][0] != _CLOSING[char]:
                        yield _half(*opened.pop())
                    opened.pop()
                elif char != "’" and not _numbered(line, place - at):
                    yield _half(char, place)
        for sign, place in opened:
            yield _half(sign, place)
        yield from _straight(line, at)
        at += len(line) + 1


def _numbered(line: str, place: int) -> bool:
    """1） and 一） at the head of an item have no opening half."""
    return (
        line[place] == "）"
        and re.search(r"(?:^|[。；;\s])[\d一二三四五六七八九十]{1,3}$", line[:place]) is not None
    )


def _straight(line: str, at: int) -> Iterator[Check]:
    if line.count('"') % 2:
        place = at + line.rindex('"')
        yield Check(
            "mark", ((place, place + 1),), "", "notice", "本段的直引号不成对，请补上另一半。"
        )


def _half(sign: str, place: int) -> Check:
    other = _PAIRS.get(sign) or _CLOSING[sign]
    said = f"{_name(sign)}没有对应的{_name(other)}，请补上或删去。"
    return Check("mark", ((place, place + 1),), "", "notice", said)


def _name(sign: str) -> str:
    return _CALLED.get(sign, f"“{sign}”")


def _blanks(text: str) -> Iterator[Check]:
    products = [match.span() for match in _TIMES.finditer(text)]
    for match in _BLANK.finditer(text):
        if any(start <= match.start() < end for start, end in products):
            continue
        before = text[max(0, match.start() - AROUND) : match.start()].rpartition("\n")[2]
        after = text[match.end() : match.end() + AROUND].partition("\n")[0]
        said = f"{before}{text[slice(*match.span())]}{after}".replace("\n", " ")
        yield Check("blank", (match.span(),), "", "notice", f"“{said}”处还空着，请填写。")
