"""Checking an exported report against the seal it carries: is it the text that was signed?"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any

from docx import Document

from jianyan.figures.names import parse_name
from jianyan.figures.sealing import changes_since, seal_named, sha256, valid
from jianyan.ground.splits import parts_of
from jianyan.kernel.errors import Refused
from jianyan.kernel.figure import figure_named

from .sources import SEAL
from .text import read_text

_SEAL = re.compile(SEAL + r"\s*([0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class Verified:
    """The seal found, whether text and seal hold, and which figures are others now."""

    seal: str
    valid: bool
    changed: tuple[dict[str, Any], ...]

    def as_json(self) -> dict[str, Any]:
        """What `report verify --json` prints."""
        return {"seal": self.seal, "valid": self.valid, "changed": list(self.changed)}


def verify(path: Path) -> Verified:
    """Verify a .docx, .html or .json file. Raises Refused when it carries no seal of this register."""
    text, digest = _read(path)
    sealed = seal_named(digest)
    holds = valid(sealed) and sealed.text_digest == sha256(text.encode())
    committees = (sealed.committee_id,)
    changed = tuple(
        {"name": with_labels(each.name, committees), "then": each.then, "now": each.now}
        for each in changes_since(sealed)
    )
    return Verified(sealed.digest, holds, changed)


def with_labels(name: str, committees: tuple[int, ...]) -> str:
    """A sealed name with the labels that its codes have now."""
    asked = parse_name(name)
    try:
        figure = figure_named(asked.name)
    except Refused:
        return name
    said = asked.name
    for dimension, codes in asked.picks:
        labels = {part.code: part.label for part in parts_of(figure.split(dimension), committees)}
        shown = "|".join(labels.get(code, code) for code in codes)
        said += f"[{dimension}={shown}]" if dimension else f"[{shown}]"
    return said


def _read(path: Path) -> tuple[str, str]:
    """The text and the seal's digest that a file carries."""
    kind = path.suffix.lower()
    if kind == ".json":
        said = _json(path)
        return str(said.get("text", "")), _found(f"{SEAL}{said.get('seal') or ''}", path)
    if kind == ".html":
        page = path.read_text(encoding="utf-8")
        return _page_text(page), _found(unescape(page), path)
    if kind == ".docx":
        text = read_text(path)
        everything = "\n".join(each.text for each in Document(str(path)).paragraphs)
        return text, _found(everything, path)
    raise Refused(f"只能核对 .docx、.html 和 .json 文件，“{path.name}”不是其中一种。")


def _json(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (json.JSONDecodeError, UnicodeDecodeError):
        found = None
    if not isinstance(found, dict):
        raise Refused(f"“{path.name}”不是本系统导出的报告。")
    return found


def _found(text: str, path: Path) -> str:
    match = _SEAL.search(text)
    if not match:
        raise Refused(f"“{path.name}”上没有印记，只有签发后导出的报告才有。")
    return match[1]


def _page_text(page: str) -> str:
    """The text of an exported page: one paragraph a line."""
    main = re.search(r"<main>\n(.*?)\n</main>", page, re.S)
    lines = re.sub(r"<[^>]+>", "", main[1]) if main else ""
    return unescape(lines)
