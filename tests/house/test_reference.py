"""docs/reference is what the code says now (`make docs` rewrites it)."""

from pathlib import Path

import pytest

from jianyan.site.reference import pages

FOLDER = Path(__file__).parents[2] / "docs/reference"


@pytest.mark.parametrize(
    "name",
    [
        "states.md",
        "access.md",
        "figures.md",
        "kinds.md",
        "settings.md",
        "commands.md",
        "rulebooks.md",
    ],
)
def test_a_page_is_in_step(name: str) -> None:
    assert (FOLDER / name).read_text("utf-8") == pages()[name]
