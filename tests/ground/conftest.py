"""What ground's tests share: the players of the nouns."""

from tests.ground.nouns import players  # noqa: F401
