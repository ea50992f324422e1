"""How well texts are checked, against passages that people have annotated."""

from __future__ import annotations

import hashlib
import json
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jianyan.kernel.errors import Refused

from .altering import altered
from .examine import Examined, examine
from .judging import Check

SAME = {
    "ok": "holds", "rounded": "holds", "rounded-ok": "holds", "sum-ok": "holds",
    "truncated": "truncated", "truncated-not-rounded": "truncated", "last-digit": "last-digit",
    "open-breakdown": "open-breakdown", "mixed": "mixed",
    "contradiction": "contradiction", "sum-mismatch": "contradiction", "wrong-ratio": "contradiction",
}  # fmt: skip
"""Verdicts of the annotation and ours, in one vocabulary."""
BROKEN = "contradiction"
PAGE = 620
"""Characters of a printed page by GB/T 9704: 22 lines of 28."""


@dataclass(slots=True)
class Tally:
    """Counts over some passages; `missed` and `beyond` say which."""

    passages: int = 0
    relations: int = 0
    found: int = 0
    reported: int = 0
    contradictions: int = 0
    contradictions_found: int = 0
    accused_falsely: int = 0
    altered: int = 0
    noticed: int = 0
    missed: list[str] = field(default_factory=list)
    beyond: list[str] = field(default_factory=list)
    unnoticed: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """The counts with their shares in percent."""
        return {
            "passages": self.passages,
            "relations": self.relations,
            "found": self.found,
            "found_percent": _percent(self.found, self.relations),
            "reported": self.reported,
            "beyond_percent": _percent(len(self.beyond), self.reported),
            "contradictions": self.contradictions,
            "contradictions_found": self.contradictions_found,
            "accused_falsely": self.accused_falsely,
            "altered": self.altered,
            "noticed": self.noticed,
            "noticed_percent": _percent(self.noticed, self.altered),
            "missed": self.missed,
            "beyond": self.beyond,
            "unnoticed": self.unnoticed,
        }


def kept_away(passage: str) -> bool:
    """Whether a passage was kept away while the rules were first written: a third, by its id's hash."""
    return int(hashlib.sha256(passage.encode()).hexdigest(), 16) % 3 == 0


def measure(folder: Path) -> dict[str, Any]:
    """The measures on a folder of annotated passages (passages, checks and figures as .jsonl).

    Raises Refused when a file is missing.
    """
    passages, checks, figures = (_rows(folder, name) for name in ("passages", "checks", "figures"))
    tallies = {"built_on": Tally(), "kept_away_at_first": Tally()}
    for passage in passages:
        key = passage["id"]
        wanted = [each for each in checks if each["passage_id"] == key]
        marked = [each for each in figures if each["passage_id"] == key]
        _one(
            tallies["kept_away_at_first" if kept_away(key) else "built_on"], passage, wanted, marked
        )
    return {
        **{name: tally.as_json() for name, tally in tallies.items()},
        "ten_pages_ms": ten_pages([passage["text"] for passage in passages]),
    }


def accusations(path: Path, key: str = "content") -> dict[str, Any]:
    """What is accused in texts that nobody annotated, to be read by a person."""
    texts = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    accused = []
    for row in texts:
        for each in examine(row[key]).accused:
            start = max(0, min(low for low, _ in each.spans) - 20)
            end = max(high for _, high in each.spans) + 10
            accused.append(
                {"id": row["id"], "expression": each.expression, "text": row[key][start:end]}
            )
    return {
        "texts": len(texts),
        "texts_accused": len({each["id"] for each in accused}),
        "accused": accused,
    }


def ten_pages(texts: Sequence[str]) -> float:
    """Milliseconds for a report of ten pages put together from these texts: the best of three."""
    whole = "\n".join(texts)
    whole = (whole * (PAGE * 10 // max(len(whole), 1) + 1))[: PAGE * 10]
    times = []
    for _ in range(3):
        began = time.perf_counter()
        examine(whole)
        times.append(time.perf_counter() - began)
    return round(min(times) * 1000, 1)


def _rows(folder: Path, name: str) -> list[dict[str, Any]]:
    path = folder / f"{name}.jsonl"
    if not path.is_file():
        raise Refused(
            f"没有文件 {path}，请指明放有 passages、checks、figures 三个 .jsonl 的文件夹。"
        )
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def _one(
    tally: Tally,
    passage: dict[str, Any],
    wanted: list[dict[str, Any]],
    marked: list[dict[str, Any]],
) -> None:
    examined = examine(passage["text"])
    ours: dict[str, Check] = {}
    for check in _relations(examined):
        ours.setdefault(_plain(check.expression), check)
    annotated = {_plain(each["expr"]) for each in wanted}
    tally.passages += 1
    tally.reported += len(ours)
    tally.beyond += [f"{passage['id']} {each}" for each in ours if each not in annotated]
    broken = {_plain(each["expr"]) for each in wanted if SAME[each["result"]] == BROKEN}
    tally.accused_falsely += sum(
        check.result == BROKEN for name, check in ours.items() if name not in broken
    )
    for each in wanted:
        if each["inferred_operands"]:
            continue
        known = ours.get(_plain(each["expr"]))
        right = known is not None and SAME[known.result] == SAME[each["result"]]
        tally.relations += 1
        tally.found += right
        if not right:
            tally.missed.append(f"{passage['id']} {each['expr']}")
        if SAME[each["result"]] == BROKEN:
            tally.contradictions += 1
            tally.contradictions_found += right
        elif SAME[each["result"]] != "open-breakdown":
            _alter(tally, passage, each, marked)


def _alter(
    tally: Tally, passage: dict[str, Any], check: dict[str, Any], marked: list[dict[str, Any]]
) -> None:
    operands = [
        {"role": link["role"], "start": each["start"], "end": each["end"]}
        for each in marked
        for link in each["checks"]
        if link["check_id"] == check["check_id"]
    ]
    for each in altered(passage["text"], operands, check["type"]):
        tally.altered += 1
        if _noticed(examine(each.text), each.start):
            tally.noticed += 1
        else:
            tally.unnoticed.append(
                f"{passage['id']} {check['expr']} {each.how} {each.was}>{each.now}"
            )


def _noticed(examined: Examined, at: int) -> bool:
    """Whether something is found at the altered place or in a relation that it is part of."""
    return any(
        SAME.get(check.result, "holds") != "holds"
        and any(start <= at < end for start, end in check.spans)
        for check in _relations(examined)
    )


def _relations(examined: Examined) -> list[Check]:
    return [each for each in examined.checks if each.kind in ("parts-sum", "ratio", "yoy", "claim")]


def _plain(expression: str) -> str:
    return re.sub(r"[()+]", lambda sign: "+" if sign[0] == "+" else "", expression)


def _percent(part: int, whole: int) -> float:
    return round(part * 100 / whole, 1) if whole else 0.0
