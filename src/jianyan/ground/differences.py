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


def shared(one: str, other: str, least: int = 6) -> list[tuple[str, bool]]:
    """A text in stretches, each with whether the other has it word for word (of `least` characters)."""
    found: list[tuple[str, bool]] = []
    at = 0
    for block in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks():
        if block.size < least:
            continue
        if block.a > at:
            found.append((one[at : block.a], False))
        found.append((one[block.a : block.a + block.size], True))
        at = block.a + block.size
    return [*found, (one[at:], False)] if at < len(one) else found
