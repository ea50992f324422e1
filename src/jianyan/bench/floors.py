"""The hand-written statements of bench/sql: the floor that figures are timed against, and the recount."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import connection

from jianyan.kernel.errors import Refused
from jianyan.kernel.folds import plain_number
from jianyan.kernel.scope import Scope
from jianyan.kernel.values import Rate, Span, Value

FOLDER = Path(__file__).parents[3] / "bench" / "sql"
PARAMETER = re.compile(r":(committee|start|end|until)\b")


@dataclass(frozen=True, slots=True)
class Statement:
    """One figure counted by hand: its file's name, the figure as people ask for it, the SQL."""

    key: str
    name: str
    sql: str


def statements() -> list[Statement]:
    """All statements, by file name. Raises Refused where the source tree is not at hand."""
    found = [_read(path) for path in sorted(FOLDER.glob("*.sql"))]
    if not found:
        raise Refused("没有 bench/sql 中的语句，请在源码目录中运行 jianyan bench。")
    return found


def _read(path: Path) -> Statement:
    first, _, sql = path.read_text(encoding="utf-8").partition("\n")
    plain = sql.strip().removesuffix(";").replace("%", "%%")
    return Statement(path.stem, first.removeprefix("--").strip(), PARAMETER.sub(r"%(\1)s", plain))


def rows_of(statement: Statement, scope: Scope) -> Sequence[Sequence[Any]]:
    """What a statement answers for a scope of one committee."""
    day = connection.ops.adapt_datefield_value
    asked = {
        "committee": scope.committees[0],
        "start": day(scope.period.start),
        "end": day(scope.period.end),
        "until": day(scope.known_until),
    }
    with connection.cursor() as cursor:
        cursor.execute(statement.sql, asked)
        found: Sequence[Sequence[Any]] = cursor.fetchall()
    return found


def counted(statement: Statement, fold: str, scope: Scope) -> Value:
    """The answer as a figure with that kind of fold would give it."""
    found = rows_of(statement, scope)
    if fold == "ratio":
        return Rate(int(found[0][0]), int(found[0][1]))
    if fold == "range":
        least, most = found[0]
        return None if least is None else Span(least, most)
    if len(found) > 1:
        raise AssertionError(f"{statement.key} answers {len(found)} rows")
    if not found:
        return None
    return plain_number(round(Decimal(str(found[0][0])), 2))
