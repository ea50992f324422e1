"""How well old reports are read: on texts of our own, on masked reports with a list, on labelled passages."""

from __future__ import annotations

import csv
import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .bind import Bound, bind
from .dictionary import Dictionary

OWN_TEXTS = Path(__file__).parents[4] / "tests" / "reports" / "binding" / "texts.toml"
NONE, UNSETTLED = "-", "?"
_LABELLED = re.compile(r"⟦(?P<text>[^|⟧]*)\|(?P<label>[^⟧]*)⟧")
_NAMES = re.compile(r"[^\s,()+]+")
Labelled = tuple[int, int, str]


def marked_texts(path: Path) -> Iterator[tuple[str, str, list[Labelled]]]:
    """The texts of a file with their labels taken out: the part, the text, (start, end, label)."""
    for each in tomllib.loads(path.read_text(encoding="utf-8"))["text"]:
        text, labels, at = "", [], 0
        said = each["say"]
        for match in _LABELLED.finditer(said):
            text += said[at : match.start()]
            labels.append((len(text), len(text) + len(match["text"]), match["label"]))
            text, at = text + match["text"], match.end()
        yield each["part"], text + said[at:], labels


def on_marked(path: Path, dictionary: Dictionary) -> dict[str, dict[str, int]]:
    """Our own texts: the expression itself has to be right."""
    tallies: dict[str, Counter[str]] = {}
    for part, text, labels in marked_texts(path):
        found = bind(text, dictionary)
        for place in labels:
            tallies.setdefault(part, Counter()).update(judged(found, place, whole=True))
    return {part: dict(tally) for part, tally in tallies.items()}


def on_passages(folder: Path, labels: Path, dictionary: Dictionary) -> dict[str, dict[str, int]]:
    """Passages with marked figures (passages.jsonl, figures.jsonl), labelled by a file of ours."""
    texts = {each["id"]: each["text"] for each in _lines(folder / "passages.jsonl")}
    figures: dict[str, list[dict[str, Any]]] = {}
    for each in _lines(folder / "figures.jsonl"):
        figures.setdefault(each["passage_id"], []).append(each)
    tallies = {}
    for part, passages in tomllib.loads(labels.read_text(encoding="utf-8")).items():
        tally: Counter[str] = Counter()
        for key, told in passages.items():
            found = bind(texts[key], dictionary)
            for figure, label in zip(figures[key], told.split(), strict=True):
                tally.update(judged(found, (figure["start"], figure["end"], label), whole=False))
        tallies[part] = dict(tally)
    return tallies


def on_slots(slots: Path, reports: Path, dictionary: Dictionary) -> dict[str, int]:
    """Masked reports with a list of their slots: kind, and the very expression of the figures."""
    tally: Counter[str] = Counter()
    with slots.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for report in dict.fromkeys(row["report"] for row in rows):
        text = (reports / f"report-{report}.txt").read_text(encoding="utf-8")
        found = {bound.mark.start: bound for bound in bind(text, dictionary)}
        for row in (row for row in rows if row["report"] == report):
            bound = found.get(int(row["offset"]))
            first = bound.candidates[0] if bound and bound.candidates else None
            tally["slots"] += 1
            kinds = (row["kind"], *row["alternatives"].split(","))
            tally["kind"] += first is not None and first.kind in kinds
            if row["kind"] == "figure":
                tally["figures"] += 1
                tally["first"] += first is not None and first.expression == row["expression"]
    return dict(tally)


def judged(found: list[Bound], place: Labelled, *, whole: bool) -> Counter[str]:
    """One labelled place: `has` (in the dictionary) with `first` and `among`, or `lacks` with `none`.

    `whole`: the bracket must be right too; else the figure's name alone.
    """
    start, end, label = place
    if label == UNSETTLED:
        return Counter()
    bound = next((one for one in found if one.mark.start < end and start < one.mark.end), None)
    values = [each.figure for each in (bound.candidates if bound else ()) if each.kind == "figure"]
    wanted = [each.strip() for each in label.split("/")]
    if wanted == [NONE]:
        return Counter(lacks=1, none=not values)
    if NONE in wanted:
        return Counter(settled=0)
    right = [_same(value, wanted, whole=whole) for value in values]
    return Counter(has=1, first=int(any(right[:1])), among=int(any(right)))


def _same(value: str, wanted: list[str], *, whole: bool) -> bool:
    if whole:
        return value in wanted
    names = {name.partition("[")[0] for name in _NAMES.findall(value)}
    return bool(names & set(wanted))


def _lines(path: Path) -> Iterator[Any]:
    for line in path.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)
