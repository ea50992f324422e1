"""The next step of a record for who looks at it: what waits on them, by when, and what opens it."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from jianyan.ground.kinds import KINDS, Kind, kind_named
from jianyan.ground.models import Record
from jianyan.ground.todo import Task, first_on
from jianyan.kernel.rules import Actor

from .places import add_url, move_url


def next_of(record: Record, actor: Actor) -> dict[str, Any] | None:
    """What the record page says of the next step; None when nothing of it waits on the actor."""
    task = first_on(actor, record)
    if task is None:
        return None
    return {
        "text": task.wait.why,
        "why": task.note,
        "clock": {"due_on": task.due} if task.due else None,
        "url": opens(task),
        "verb": task.verb,
    }


def opens(task: Task) -> str:
    """What the verb opens: the page of a move, the page that adds a fact, or nothing of its own."""
    wait = task.wait
    if wait.page:
        return reverse(wait.page, args=[task.part or task.record])
    if task.adds in KINDS:
        return add_url(kind_named(task.adds), record=task.record)
    kind = _kind_of(wait.charter)
    if not wait.move or kind is None:
        return ""
    return move_url(kind, task.record if kind.is_record else task.part or 0, wait.move)


def _kind_of(charter: str) -> Kind | None:
    for kind in KINDS.values():
        if kind.charter and kind.charter.key == charter:
            return kind
    return None
