"""Objections to what was entered on one's behalf: what the floor that told of it does about them.

A notice that may be objected to names what was entered by its key, as `rating:12`.
"""

from __future__ import annotations

from collections.abc import Callable

from .register import By

Objected = Callable[[By, int, str], None]
"""(by, pk of what was entered, words): what follows from an objection, in the same transaction."""

OBJECTED: dict[str, Objected] = {}


def on_objection(what: str, do: Objected) -> None:
    """Enter what follows from objections to one sort of entries (floors above do so at start-up)."""
    OBJECTED[what] = do


def follow_objection(by: By, key: str, words: str) -> None:
    """Do what follows from an objection to what a notice's key names; nothing where none is named."""
    what, _, pk = key.partition(":")
    if what in OBJECTED and pk.isdecimal():
        OBJECTED[what](by, int(pk), words)
