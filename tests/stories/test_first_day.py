"""The guides and the stories are one list: no act without its story."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.stories.desk import GUIDE, acts_of
from tests.stories.life import GUIDE as LIFE

HERE = Path(__file__).parent
GUIDES = pytest.mark.parametrize(("guide", "word"), [(GUIDE, "act"), (LIFE, "part")])


@GUIDES
def test_every_act_of_the_guide_is_performed(guide: Path, word: str) -> None:
    named = re.compile(word + r'\((\d+), "([^"]+)"\)')
    told = [
        (int(number), title)
        for path in HERE.glob("test_*.py")
        for number, title in named.findall(path.read_text("utf-8"))
    ]
    assert sorted(told) == sorted(acts_of(guide).items())


@GUIDES
def test_every_picture_of_the_guide_is_there(guide: Path, word: str) -> None:
    named = re.findall(r"!\[[^\]]*\]\(([^)]+)\)", guide.read_text("utf-8"))
    assert [name for name in named if not (guide.parent / name).exists()] == []
