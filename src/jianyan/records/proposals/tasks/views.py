"""Pages of this room."""

from . import actions  # noqa: F401
