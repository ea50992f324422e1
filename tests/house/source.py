"""The source tree as the house tests read it: only what is kept in git, plus new files."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "jianyan"


@cache
def tracked() -> tuple[Path, ...]:
    """Every file that git keeps or would keep."""
    said = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    paths = {ROOT / name for name in said.stdout.decode().split("\0") if name}
    return tuple(sorted(path for path in paths if path.is_file()))


def python_files(*, below: Path = ROOT) -> list[Path]:
    """Our own Python, without migrations."""
    return [
        path
        for path in tracked()
        if path.suffix == ".py" and path.is_relative_to(below) and "migrations" not in path.parts
    ]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def place(path: Path, node: ast.AST | None = None) -> str:
    """How a finding is named: path and line."""
    name = path.relative_to(ROOT).as_posix()
    line = getattr(node, "lineno", None)
    return f"{name}:{line}" if line else name
