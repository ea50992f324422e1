"""What the house refuses, each with a Chinese sentence that says what to do."""

from __future__ import annotations


class Refused(Exception):
    """A request that was understood and is not done. `str()` is the sentence shown to the person."""


class Denied(Refused):
    """The actor may not do or see this."""


class Stale(Refused):
    """The record has moved on since the page was opened; nothing was changed."""


class UnknownName(Refused):
    """A figure, split or label that nobody declared; `near` holds the nearest names."""

    def __init__(self, name: str, near: tuple[str, ...] = (), what: str = "指标") -> None:
        self.name, self.near = name, near
        hint = f"，是否为{'、'.join(near)}" if near else ""
        super().__init__(f"没有名为“{name}”的{what}{hint}。")


class FigureError(Refused):
    """A figure that cannot be read as asked (rows differ, denominators differ, split unfit)."""
