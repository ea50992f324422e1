"""What the advice takes: like proposals of a committee, asked for a text that somebody cut short."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle

from jianyan.assist.advice import KIND
from jianyan.assist.alike import Text, alike
from jianyan.assist.training import train
from jianyan.ground.actors import actor_of
from jianyan.ground.models import Account, Committee, Record
from jianyan.kernel.errors import Refused

from .timing import Line, line, statements, taken

TEXTS = 20
"""Texts asked in turn, since each has words of its own."""
TITLE = 8
"""So many characters of it, some common and some rare, stand for a title."""
KEPT = 0.75
"""The share of each text that is asked; its end is cut off."""


def measure_alike(committee: Committee, n: int, runs: int) -> Line:
    """One question after like proposals, each time for another text.

    Raises Refused where the proposal that a text was cut from is not found.
    """
    train(committee.pk)
    actor = actor_of(Account.objects.get(username=f"bench-{committee.code}"))
    rows = list(
        Record.objects.filter(committee=committee, kind=KIND, state="closed")
        .order_by("-pk")
        .values_list("pk", "text")[:TEXTS]
    )
    texts: Iterator[tuple[int, str]] = cycle(rows)

    def ask() -> None:
        pk, text = next(texts)
        asked = Text(text[:TITLE], text[: round(len(text) * KEPT)])
        found = alike(actor, committee.pk, KIND, asked)
        if pk not in {like.record for like in found}:
            raise Refused(f"改短的正文没有找回原件 {pk}，无法测量。")

    times = taken(ask, runs * TEXTS if runs > 1 else 1)
    return line(f"similar, {n} records", n, None, times, statements(ask))
