"""The differences of two texts, as pages mark them."""

from __future__ import annotations

from difflib import SequenceMatcher

CONTEXT = 12
"""How many unchanged characters are shown beside a change."""


def segments(old: str, new: str) -> list[tuple[str, str]]:
    """The differences of two texts in reading order: (same, del or ins; words), long runs cut."""
    found: list[tuple[str, str]] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(("same", _cut(old[a:b])))
            continue
        if b > a:
            found.append(("del", old[a:b]))
        if d > c:
            found.append(("ins", new[c:d]))
    return found


def _cut(text: str) -> str:
    if len(text) <= 3 * CONTEXT:
        return text
    return f"{text[:CONTEXT]}…{text[-CONTEXT:]}"


def _whole_numbers(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without the part of a number that goes on outside it: 90 and 80 have no 0 in common."""
    while 0 < start < end and text[start].isdigit() and text[start - 1].isdigit():
        start += 1
    while start < end < len(text) and text[end - 1].isdigit() and text[end].isdigit():
        end -= 1
    return start, end


def shared(one: str, other: str, least: int = 6) -> list[tuple[str, bool]]:
    """A text in stretches, each with whether the other has it word for word (of `least` characters)."""
    found: list[tuple[str, bool]] = []
    at = 0
    for block in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks():
        start, end = _whole_numbers(one, block.a, block.a + block.size)
        if end - start < least:
            continue
        if start > at:
            found.append((one[at:start], False))
        found.append((one[start:end], True))
        at = end
    return [*found, (one[at:], False)] if at < len(one) else found
