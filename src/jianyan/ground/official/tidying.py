"""Words as an official document prints them: tidied texts, widths."""

from __future__ import annotations

import re

UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff\ufeff\ufffe\uffff]")
"""What no document may hold: it comes along when text is pasted, and Word does not open it."""


def tidy_text(text: str) -> str:
    """A template or kept words as prose: one paragraph a line, no blank lines, no stray blanks."""
    lines = re.split(r"\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]", text)
    lines = [UNPRINTABLE.sub("", line).strip() for line in lines]
    return "\n".join(line for line in lines if line)


def one_line(text: str) -> str:
    """Kept words as one line."""
    return " ".join(tidy_text(text).split("\n"))


def width_of(text: str) -> float:
    """The width of a text in characters; a digit takes half of one."""
    return sum(0.5 if char.isascii() else 1 for char in text)
