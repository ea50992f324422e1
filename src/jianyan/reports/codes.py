"""Templates are kept with codes in their brackets, so that a renamed category breaks none."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from jianyan.kernel.errors import Refused

from .readings import Located, Readings, find_part
from .slots import scan
from .syntax import (
    Bracket,
    Claim,
    Compare,
    Condition,
    Covers,
    EachPart,
    Every,
    LastYear,
    Lower,
    Name,
    Slot,
    Sum,
    Value,
)


def with_codes(text: str, readings: Readings) -> str:
    """The text to keep: each label that is known as `#code`. Unknown ones stay as written."""
    return _replace(text, readings, lambda code, _: f"#{code}")


def with_labels(text: str, readings: Readings) -> str:
    """The text to show: each code as the label it has now."""
    return _replace(text, readings, lambda _, label: label)


def figures_used(text: str, readings: Readings) -> list[Located]:
    """The figures a template names, each once with its brackets; unknown ones are left out."""
    found: list[Located] = []
    for name in _all_names(text):
        try:
            located = readings.locate(name)
        except Refused:
            continue
        if located not in found:
            found.append(located)
    return found


def names_in(text: str) -> list[str]:
    """The names that a template's slots and claims write, whether they are figures or not."""
    return [name.text for name in _all_names(text)]


def _replace(text: str, readings: Readings, write: Callable[[str, str], str]) -> str:
    changes: list[tuple[int, int, str]] = []
    for name in _all_names(text):
        for bracket in name.brackets:
            changes += _written(name, bracket, readings, write)
    for start, end, new in sorted(changes, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _written(
    name: Name, bracket: Bracket, readings: Readings, write: Callable[[str, str], str]
) -> Iterator[tuple[int, int, str]]:
    for label in bracket.labels:
        try:
            info = readings.locate(Name(name.text)).info
            part = find_part(info, bracket.dimension, label.text)
        except Refused:
            continue
        yield (*label.place, write(part.code, part.label))


def _all_names(text: str) -> Iterator[Name]:
    for piece in scan(text):
        if isinstance(piece, Slot):
            yield from _in_value(piece.value)
        elif isinstance(piece, Claim):
            yield from _in_condition(piece.condition)


def _in_value(value: Value) -> Iterator[Name]:
    if isinstance(value, Name):
        yield value
    elif isinstance(value, LastYear):
        yield from _in_value(value.of)
    elif isinstance(value, Sum | Lower):
        yield from _in_value(value.left)
        yield from _in_value(value.right)


def _in_condition(condition: Condition) -> Iterator[Name]:
    if isinstance(condition, Every):
        for each in condition.conditions:
            yield from _in_condition(each)
    elif isinstance(condition, EachPart):
        yield from _in_condition(condition.compare)
    elif isinstance(condition, Compare):
        yield from _in_value(condition.left)
        yield from _in_value(condition.right)
    elif isinstance(condition, Covers):
        for name in (condition.whole, *condition.by):
            yield from _in_value(name)
    else:
        yield condition.of
