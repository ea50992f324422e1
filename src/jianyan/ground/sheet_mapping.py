"""Which column of a foreign table is which of ours: a proposal that people correct and keep."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from .sheet_cells import fold_header
from .sheets import Column

ENOUGH = 0.6
ALIKE = (("时间", "日期"), ("题目", "标题"), ("名称", "标题"), ("序号", "编号"), ("电话", "手机"))


def propose(headers: Sequence[str], columns: Sequence[Column]) -> dict[str, str]:
    """Header to column key, each of both at most once; a header that fits nothing is left out."""
    scored = [
        (likeness(header, column), -place, -number)
        for place, header in enumerate(headers)
        for number, column in enumerate(columns)
    ]
    found: dict[str, str] = {}
    for score, place, number in sorted(scored, reverse=True):
        header, name = headers[-place], columns[-number].name
        if score >= ENOUGH and header not in found and name not in found.values():
            found[header] = name
    return {header: found[header] for header in headers if header in found}


def likeness(header: str, column: Column) -> float:
    """How much a header reads like one of the column's names, 0 to 1."""
    folded = fold_header(header)
    if folded not in column.known_as():
        for foreign, ours in ALIKE:
            if foreign not in column.title:
                folded = folded.replace(foreign, ours)
    if not folded:
        return 0.0
    if folded in column.known_as():
        return 1.0
    best = 0.0
    for known in column.known_as():
        score = SequenceMatcher(None, folded, known).ratio()
        if len(known) > 1 and (known in folded or folded in known) and len(folded) > 1:
            score = max(
                score, 0.75 + 0.2 * min(len(known), len(folded)) / max(len(known), len(folded))
            )
        best = max(best, score)
    return best
