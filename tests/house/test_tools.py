"""The tools that hold the house: what `make lint` says, the suite says too."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.source import ROOT, tracked

BIN = Path(sys.executable).parent


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(BIN / command[0]), *command[1:]], cwd=ROOT, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    "command",
    [
        ("lint-imports", "--no-cache"),
        ("ruff", "check", "--no-cache", "."),
        ("ruff", "format", "--no-cache", "--check", "."),
        ("mypy",),
    ],
    ids=lambda command: "-".join(command[:2]),
)
def test_a_tool_finds_nothing(command: tuple[str, ...]) -> None:
    done = run(*command)
    assert done.returncode == 0, done.stdout + done.stderr


def test_templates_are_formatted() -> None:
    templates = [str(path) for path in tracked() if path.suffix == ".html" and "src" in path.parts]
    if not templates:
        pytest.skip("no templates")
    done = run("djade", "--check", "--target-version", "5.2", *templates)
    assert done.returncode == 0, done.stdout + done.stderr
