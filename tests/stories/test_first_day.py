"""The guide of the first day and the stories are one list: no act without its story."""

from __future__ import annotations

import re
from pathlib import Path

from tests.stories.desk import GUIDE, acts_of_the_guide

HERE = Path(__file__).parent
ACT = re.compile(r'act\((\d+), "([^"]+)"\)')


def test_every_act_of_the_guide_is_performed() -> None:
    told = [
        (int(number), title)
        for path in HERE.glob("test_*.py")
        for number, title in ACT.findall(path.read_text("utf-8"))
    ]
    assert sorted(told) == sorted(acts_of_the_guide().items())


def test_every_picture_of_the_guide_is_there() -> None:
    named = re.findall(r"!\[[^\]]*\]\(([^)]+)\)", GUIDE.read_text("utf-8"))
    assert [name for name in named if not (GUIDE.parent / name).exists()] == []
