"""The skeleton of a text: title, headings 一、（一）1.（1）, paragraphs, signature; and their numbering."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from .numbers import chinese

Kind = Literal["title", "heading", "body", "signature", "date"]
_HEADINGS = (
    (1, re.compile(r"([一二三四五六七八九十百]+)、")),
    (2, re.compile(r"[（(]([一二三四五六七八九十百]+)[）)]")),
    (3, re.compile(r"(\d{1,2})(?:[.．](?!\d)|、)")),
    (4, re.compile(r"[（(](\d{1,2})[）)]")),
)
_DATE = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日")
_NUMERALS = {chinese(number): number for number in range(1, 100)}
TITLE_LENGTH = 60
SIGNATURE_LENGTH = 30


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph. `start` and `end` count in the text; `head` ends a heading that runs into prose."""

    kind: Kind
    start: int
    end: int
    level: int = 0
    number: int = 0
    head: int = 0

    def mark(self) -> str:
        """The number as it should be written."""
        if self.level == 1:
            return f"{chinese(self.number)}、"
        if self.level == 2:
            return f"（{chinese(self.number)}）"
        return f"{self.number}." if self.level == 3 else f"（{self.number}）"


@dataclass(frozen=True, slots=True)
class Fault:
    """A number repeated or left out."""

    start: int
    end: int
    message: str


def outline(text: str) -> list[Line]:
    """The lines of a text in order, empty ones included as body."""
    lines: list[Line] = []
    at = 0
    for line in text.split("\n"):
        lines.append(_line(line, at))
        at += len(line) + 1
    _title(lines, text)
    _closing(lines, text)
    return lines


def _line(line: str, at: int) -> Line:
    body = line.lstrip(" \u3000\t")
    indent, end = len(line) - len(body), at + len(line)
    for level, pattern in _HEADINGS:
        match = pattern.match(body)
        number = _number(match[1]) if match else 0
        if number:
            stop = body.find("。")
            head = at + indent + (stop + 1 if stop >= 0 else len(body))
            return Line("heading", at, end, level, number, head)
    return Line("body", at, end)


def _number(written: str) -> int:
    return int(written) if written.isdecimal() else _NUMERALS.get(written, 0)


def _title(lines: list[Line], text: str) -> None:
    """The first paragraph, when it is short, no heading and no sentence, is the title."""
    for at, line in enumerate(lines):
        said = text[line.start : line.end].strip()
        if not said:
            continue
        if line.kind == "body" and len(said) <= TITLE_LENGTH and "。" not in said:
            lines[at] = Line("title", line.start, line.end)
        return


def _closing(lines: list[Line], text: str) -> None:
    """A date alone in the last paragraph, and the signature before it."""
    filled = [at for at, line in enumerate(lines) if text[line.start : line.end].strip()]
    if len(filled) < 3 or not _DATE.fullmatch(
        text[lines[filled[-1]].start : lines[filled[-1]].end].strip()
    ):
        return
    lines[filled[-1]] = Line("date", lines[filled[-1]].start, lines[filled[-1]].end)
    before = lines[filled[-2]]
    said = text[before.start : before.end].strip()
    if before.kind == "body" and len(said) <= SIGNATURE_LENGTH and said[-1] not in "。；！？，：":
        lines[filled[-2]] = Line("signature", before.start, before.end)


def numbering(lines: list[Line]) -> list[Fault]:
    """Numbers that repeat, go back or leave one out, level by level under their heading; 2. 2. 4. is one slip."""
    faults: list[Fault] = []
    last = dict.fromkeys(range(1, 5), 0)
    repeated: set[int] = set()
    for line in lines:
        if line.kind != "heading":
            continue
        for deeper in range(line.level + 1, 5):
            last[deeper] = 0
            repeated.discard(deeper)
        wanted = last[line.level] + 1
        told = line.level in repeated and line.number == wanted + 1
        if line.number != wanted and not told:
            faults.append(_fault(line, wanted))
        repeated.discard(line.level)
        if line.number == wanted - 1:
            repeated.add(line.level)
        last[line.level] = max(line.number, last[line.level])
    return faults


def _fault(line: Line, wanted: int) -> Fault:
    expected = Line("heading", 0, 0, line.level, wanted).mark()
    if line.number == wanted - 1:
        said = f"序号“{line.mark()}”重复，应为“{expected}”。"
    elif line.number < wanted:
        said = f"序号“{line.mark()}”已经用过，应为“{expected}”。"
    elif wanted == 1:
        said = f"这一级标题从“{line.mark()}”开始，应从“{expected}”开始。"
    else:
        said = f"序号“{line.mark()}”之前缺少“{expected}”。"
    return Fault(line.start, line.head, said)
