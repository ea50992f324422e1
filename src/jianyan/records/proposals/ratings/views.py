"""Pages of this room."""

from . import actions, charter  # noqa: F401
