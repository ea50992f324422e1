"""Every icon that a kind names is in the sprite."""

from pathlib import Path

from jianyan.ground.kinds import KINDS

SPRITE = Path(__file__).parents[2] / "src/jianyan/ground/static/jianyan/icons.svg"


def test_every_named_icon_is_drawn() -> None:
    drawn = SPRITE.read_text("utf-8")
    assert {kind.icon for kind in KINDS.values() if f'id="i-{kind.icon}"' not in drawn} == set()
