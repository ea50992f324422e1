"""Tables whose cells are parted by tabs: whether the columns and rows add up to what stands at 合计."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from .judging import Check, Result, shown
from .numerals import arabic

_NUMBER = re.compile(
    r"\s*(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,15}(?:\.\d{1,6})?)\s?[^\s\d%‰年月日号届时点,.:/-]{0,3}\s*"
)
_NOTHING = re.compile(r"\s*[-—/－–]{0,2}\s*")
_YEAR = re.compile(r"\s*(?:19|20)\d\d\s*")
_GREAT = re.compile(r"[百千万亿]")
_TOTAL = re.compile(r"[总合共]?计|[总合]数|全[区市县]合?计?")
_SUBTOTAL = re.compile(r"小计")
_NOT_ADDED = re.compile(
    r"序号|编号|率|比|%|均|增|减|幅|排名|名次|位次|得分|分数|年份|年度|日期|时间|电话|单价|届|年龄|其中"
)
"""In the head of a column, or of a row, that is no part of a whole."""
LEAST = 3
"""A table has a head or a second line, a line, and its total."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands between two tabs, `value` where that is a number or nothing at all."""

    start: int
    text: str
    value: Fraction | None

    @property
    def span(self) -> tuple[int, int]:
        """Where the words in it stand."""
        bare = self.text.strip()
        start = self.start + self.text.index(bare)
        return start, start + len(bare)

    @property
    def unit(self) -> str:
        """What stands behind the number."""
        return self.text.strip().lstrip("0123456789,. ")

    @property
    def counted(self) -> bool:
        """Whether a number is written in it."""
        return self.value is not None and any(each.isdigit() for each in self.text)


Line = list[Cell]


def tables(text: str) -> Iterator[list[Line]]:
    """The tables of a text, line by line. `text` has plain signs."""
    lines: list[Line] = []
    at = 0
    for written in text.split("\n"):
        if "\t" in written.strip():
            lines.append(_cells(written, at))
        else:
            if len(lines) >= LEAST:
                yield lines
            lines = []
        at += len(written) + 1
    if len(lines) >= LEAST:
        yield lines


def cells_of(text: str) -> list[tuple[int, int]]:
    """Where the numbers of tables stand: they are read by line and column only."""
    return [c.span for table in tables(text) for line in table for c in line if c.counted]


def grids(text: str) -> Iterator[Check]:
    """The columns and rows of the tables that have a total, and whether they add up to it."""
    for table in tables(text):
        width = max(map(len, table))
        lines = [_widened(each, width) for each in table]
        first = next((at for at, each in enumerate(lines) if any(c.counted for c in each)), 0)
        heads = ["".join(each[at].text for each in lines[:first] if each) for at in range(width)]
        heads = [re.sub(r"\s", "", each) for each in heads]
        body = lines[first:]
        if all(body):
            yield from _down(heads, body)
            yield from _across(heads, body)


def _cells(written: str, at: int) -> Line:
    found = []
    for cell in written.split("\t"):
        number = _NUMBER.fullmatch(cell)
        value = arabic(number["number"]) if number and not _YEAR.fullmatch(cell) else None
        found.append(Cell(at, cell, Fraction(0) if _NOTHING.fullmatch(cell) else value))
        at += len(cell) + 1
    return found


def _widened(line: Line, width: int) -> Line:
    """A line whose first cells are one (合计 below 序号 and 单位) with its other cells in their columns; one that
    cannot be told is empty."""
    missing = width - len(line)
    if not missing or not _is_total(line):
        return [] if missing else line
    name = line[0]
    return [name, *[Cell(name.start, "", None)] * missing, *line[1:]]


def _name(line: Line) -> str:
    """What is said in a line before its first number."""
    said: list[str] = []
    for cell in line:
        if cell.counted and said:
            break
        said.append("" if cell.counted else cell.text)
    return re.sub(r"\s", "", "".join(said))


def _is_total(line: Line) -> bool:
    return _TOTAL.fullmatch(_name(line)) is not None


def _down(heads: Sequence[str], body: Sequence[Line]) -> Iterator[Check]:
    """Each column with its total, below or above it."""
    totals = [at for at, line in enumerate(body) if _is_total(line)]
    if len(totals) != 1 or totals[0] not in (0, len(body) - 1):
        return
    total = body[totals[0]]
    lines = [line for line in body if line is not total]
    groups = [at for at, line in enumerate(lines) if _SUBTOTAL.search(_name(line))]
    if groups or len(lines) < 2 or any(_NOT_ADDED.search(_name(line)) for line in lines):
        return
    for at, head in enumerate(heads):
        column = [line[at] for line in lines]
        if total[at].counted and _added(head, column):
            place = f"“{head}”一列" if head else f"第{at + 1}列"
            parts = [cell for cell in column if cell.counted]
            if check := _check(place, total[at], parts):
                yield check


def _across(heads: Sequence[str], body: Sequence[Line]) -> Iterator[Check]:
    """The column of totals with the cells before it, or behind it, once it closes more often than not."""
    sums = [at for at, head in enumerate(heads) if _TOTAL.fullmatch(head) or head == "小计"]
    counted = [at for at in range(len(heads)) if any(line[at].counted for line in body)]
    if not counted or len(sums) != 1 or not all(at in counted for at in sums):
        return
    at = sums[0]
    before = [each for each in counted if each < at and not _NOT_ADDED.search(heads[each])]
    behind = [each for each in counted if each > at and not _NOT_ADDED.search(heads[each])]
    for places in (before, behind):
        found = []
        for line in body:
            parts = [line[each] for each in places if line[each].counted]
            if line[at].counted and len(parts) > 1:
                name = _name(line)
                found.append(_check(f"“{name}”一行" if name else "这一行", line[at], parts))
        checks = [each for each in found if each]
        closing = sum(each.result == "ok" for each in checks)
        if checks and 2 * closing >= len(found) and closing:
            yield from checks
            return


def _added(head: str, column: Sequence[Cell]) -> bool:
    """Whether a column has nothing but numbers that may be added up."""
    if _NOT_ADDED.search(head) or any(cell.value is None for cell in column):
        return False
    values = [cell.value for cell in column if cell.counted]
    numbered = len(values) > 2 and all(
        one is not None and other == one + 1 for one, other in pairwise(values)
    )
    return len(values) > 1 and not (numbered and values[0] == 1)


def _check(place: str, total: Cell, parts: Sequence[Cell]) -> Check | None:
    """What is to be said of one total; nothing where it is of other things altogether."""
    whole = total.value or Fraction(0)
    added = sum((each.value or Fraction(0) for each in parts), Fraction())
    units = {each.unit for each in (total, *parts)}
    if len(units) > 1 and (len(units - {""}) > 1 or any(_GREAT.search(each) for each in units)):
        return None
    if added > 2 * whole or whole > 2 * added:
        return None
    places = max(len(each.text.strip().partition(".")[2]) for each in (total, *parts))
    result: Result = "ok" if added == whole else "contradiction"
    if places and 0 < 2 * abs(added - whole) * 10**places <= len(parts) + 1:
        result = "rounded"
    said = f"{place}{len(parts)}项相加为{shown(added)}，"
    if result == "ok":
        said += "与合计一致。"
    elif result == "rounded":
        said += f"合计写的是{shown(whole)}，差在各数四舍五入的尾数之内。"
    else:
        more = "多" if added > whole else "少"
        said += f"合计写的是{shown(whole)}，{more}{shown(abs(added - whole))}。"
    expression = f"{shown(whole)}={'+'.join(shown(each.value or Fraction(0)) for each in parts)}"
    spans = tuple(each.span for each in (total, *parts))
    return Check("parts-sum", spans, expression, result, said)
