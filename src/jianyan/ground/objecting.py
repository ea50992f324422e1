"""Objections to what was entered on one's behalf: what the floor that told of it does about them.

A notice that may be objected to names what was entered by its key, as `rating:12`.
"""

from __future__ import annotations

from collections.abc import Callable

from .models import Notice, Record
from .register import By
from .telling import tell

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


def tell_settled(by: By, record: Record, what: str, reason: str) -> None:
    """Whoever objected to a record entered on their behalf is told what the office did about it.
    What was entered under a key of its own is told by the floor that entered it."""
    objected = Notice.objects.filter(record=record, objected_at__isnull=False, key="")
    why = f"理由：{reason}" if reason else ""
    words = f"您提出异议的“{record.title}”，机关已{what}。{why}"
    tell(by, record, words, people=objected.values_list("person", flat=True))
