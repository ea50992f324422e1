"""A file of texts with what was decided of them, one JSON object a line."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from jianyan.kernel.errors import Refused


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text, its label, and the year and key by which it is held out; `group` are texts of one matter."""

    key: str
    year: int
    title: str
    text: str
    label: str
    group: str = ""


def read(path: Path) -> list[Labelled]:
    """The texts of a file. Raises Refused for what is no such file."""
    try:
        lines = path.read_text("utf-8-sig").splitlines()
        rows = [json.loads(line) for line in lines if line.strip()]
        return [_one(str(place), row) for place, row in enumerate(rows, start=1)]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise Refused(
            f"文件 {path} 读不出来：须是 UTF-8 文本，每行一份 JSON，有 title、text（或 content），"
            "和 label（或 category）、group（或 dup_group）。"
        ) from error


def _one(place: str, row: dict[str, object]) -> Labelled:
    text = row["text"] if "text" in row else row["content"]
    label = row.get("label") or row.get("category") or ""
    group = row.get("group") or row.get("dup_group") or ""
    year = int(str(row.get("year") or 0))
    key = str(row.get("id", place))
    return Labelled(key, year, str(row["title"]), str(text), str(label), str(group))
