"""Writing a report: a text, a reader and kept words become the filled text, its findings, its files."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from jianyan.figures.read import Reading
from jianyan.ground.register import By, leave_trail, today
from jianyan.kernel.errors import Refused
from jianyan.kernel.scope import Scope

from .codes import with_codes, with_labels
from .export import write_files
from .fill import Filled, fill
from .fit import Problem
from .fit import check as check_template
from .readings import Readings
from .register_reader import SEEN_BY, RegisterReader
from .sources import appendix
from .stock import template_text
from .text import read_text


@dataclass(frozen=True, slots=True)
class Composed:
    """A filled text and the readings it was filled from."""

    filled: Filled
    used: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """What was written where."""

    files: tuple[Path, ...]
    filled: Filled
    problems: tuple[Problem, ...] = field(default=())


def compose(
    text: str,
    reader: RegisterReader,
    words: Mapping[str, str] | None = None,
    stands: Mapping[str, str] | None = None,
) -> Composed:
    """Fill a text that has codes or labels in its brackets."""
    readings = Readings(reader)
    shown = with_labels(text, readings)
    kept = {labelled(source, readings): reason for source, reason in (stands or {}).items()}
    filled = fill(shown, reader, words, kept)
    return Composed(filled, tuple(reader.used()))


def labelled(source: str, readings: Readings) -> str:
    """A claim's inside with labels, as the filled text has it."""
    return with_labels(f"{{{{{source}}}}}", readings)[2:-2].strip()


def coded(source: str, readings: Readings) -> str:
    """A claim's inside with codes, as it is kept."""
    return with_codes(f"{{{{{source}}}}}", readings)[2:-2].strip()


def write_report(
    template: str, scope: Scope, by: By, words: Mapping[str, str], audience: str, out_dir: Path
) -> Written:
    """Fill a template (a built-in or kept one by name, or a .docx or .txt file) and write its files
    NAME-PERIOD.docx, .html, .json; leaves a trail row.

    Raises Refused for an unknown template or audience and for more than one committee.
    """
    if len(scope.committees) != 1:
        raise Refused("一次只能写一个委员会的报告，请指明委员会。")
    if audience not in SEEN_BY:
        raise Refused(f"没有“{audience}”这种读者范围，请写 内部 或 公开。")
    name, text = _template(template, scope.committees[0])
    reader = RegisterReader(scope)
    problems = check_template(text, reader)
    filled = compose(text, reader, words).filled
    stem = re.sub(r'[\\/:*?"<>|\s]+', "-", f"{name}-{scope.period.label}")
    files = write_files(out_dir, stem, filled, appendix(filled, reader, audience))
    leave_trail(
        None,
        by,
        committee=scope.committees[0],
        move="export",
        label="写出报告",
        on=today(),
        reason=f"{name}，{scope.period.label}，{audience}"[:500],
    )
    return Written(tuple(files), filled, tuple(problems))


def _template(asked: str, committee: int) -> tuple[str, str]:
    """The name and text of a template asked for by name or by file."""
    path = Path(asked)
    if path.suffix.lower() in (".docx", ".txt"):
        if not path.exists():
            raise Refused(f"没有文件 {asked}，请核对路径。")
        return path.stem, read_text(path)
    return asked, template_text(asked, committee)
