"""Our own passages with known faults: what is found in them may grow and must not fall.

A passage begins with `# name`; a line `= expression result` is a relation that its text claims.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from jianyan.reports.wording.examine import Examined, examine

FOLDER = Path(__file__).parent / "passages"
HOLDS = ("ok", "rounded", "truncated", "last-digit")
NUMBER = re.compile(r"\d+")


def passages() -> Iterator[tuple[str, str, list[tuple[str, str]]]]:
    for path in sorted(FOLDER.glob("*.txt")):
        for block in path.read_text(encoding="utf-8").split("\n\n"):
            title, *lines = [line for line in block.strip().split("\n") if line]
            wanted = [line[2:].rsplit(" ", 1) for line in lines if line.startswith("= ")]
            text = "\n".join(line for line in lines if not line.startswith("= "))
            yield title.lstrip("# "), text, [(expression, result) for expression, result in wanted]


def relations(text: str) -> list[tuple[str, str]]:
    return [(each.expression, each.result) for each in examine(text).checks if each.expression]


@pytest.mark.parametrize(
    ("text", "wanted"), [pytest.param(text, wanted, id=name) for name, text, wanted in passages()]
)
def test_a_passage_is_read_as_labelled(text: str, wanted: list[tuple[str, str]]) -> None:
    assert sorted(relations(text)) == sorted(wanted)


def altered() -> Iterator[tuple[str, str, int]]:
    """Each sum that holds with one part up by a tenth; each share with its percentage up by three."""
    for name, text, _ in passages():
        for check in examine(text).checks:
            if check.result not in HOLDS or check.kind not in ("parts-sum", "ratio"):
                continue
            places = check.spans[1:] if check.kind == "parts-sum" else check.spans[-1:]
            for start, end in places:
                found = NUMBER.search(text, start, end)
                if found is None:
                    continue
                more = 3 if check.kind == "ratio" else max(1, int(found[0]) // 10)
                changed = text[: found.start()] + str(int(found[0]) + more) + text[found.end() :]
                yield name, changed, found.start()


def noticed(found: Examined, at: int) -> bool:
    return any(
        check.expression
        and check.result not in ("ok", "rounded")
        and any(start <= at < end for start, end in check.spans)
        for check in found.checks
    )


def test_altered_numbers_are_noticed() -> None:
    told = [(name, noticed(examine(text), at)) for name, text, at in altered()]
    missed = [name for name, seen in told if not seen]
    assert len(told) > 150
    assert len(missed) * 20 <= len(told), missed


def test_a_long_report_is_read_soon() -> None:
    whole = "\n".join(text for _, text, _ in passages())
    assert len(examine(whole * 3).numbers) > 500
