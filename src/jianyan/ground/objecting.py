"""Objections to what was entered on one's behalf: what the floor that told of it does about them.

A notice that may be objected to names what was entered by its key, as `rating:12`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from jianyan.kernel.errors import Refused
from jianyan.kernel.rules import Actor, saying

from .models import Notice, Record
from .register import By, leave_trail, today
from .rules import office
from .telling import tell

Objected = Callable[[By, int, str], None]
"""(by, pk of what was entered, words): what follows from an objection, in the same transaction."""

NOTHING = "没有待答复的异议，可能已由他人答复。"

OBJECTED: dict[str, Objected] = {}


def on_objection(what: str, do: Objected) -> None:
    """Enter what follows from objections to one sort of entries (floors above do so at start-up)."""
    OBJECTED[what] = do


def follow_objection(by: By, key: str, words: str) -> None:
    """Do what follows from an objection to what a notice's key names; nothing where none is named."""
    what, _, pk = key.partition(":")
    if what in OBJECTED and pk.isdecimal():
        OBJECTED[what](by, int(pk), words)


@saying("机关工作人员")
def objected(actor: Actor) -> Q:
    """Records with an objection that the office has not answered yet."""
    return office(actor) & Q(record__in=unanswered().values("record"))


def unanswered() -> QuerySet[Notice]:
    """Objections that wait for an answer."""
    return Notice.objects.filter(objected_at__isnull=False, answered_at__isnull=True)


def settle(record: Record, answer: str, *, keys: Iterable[str] = ("",)) -> set[int]:
    """Objections to what the keys name ("" for the record itself) are answered by what was done about
    them; gives who objected."""
    asked = unanswered().filter(record=record, key__in=tuple(keys))
    people = set(asked.values_list("person", flat=True))
    if people:
        asked.update(answered_at=timezone.now(), answer=answer[:300])
    return people


def answer_all(by: By, record: Record, words: str) -> None:
    """The office answers whatever was objected to in a record, in words; those who objected are told.

    Raises Refused where nothing waits for an answer.
    """
    with transaction.atomic():
        keys = set(unanswered().filter(record=record).values_list("key", flat=True))
        people = settle(record, words, keys=keys)
        if not people:
            raise Refused(NOTHING)
        leave_trail(record, by, move="answer", label="答复异议", on=today(), reason=words)
        tell(by, record, f"您对“{record.title}”代录提出的异议，机关答复：{words}", people=people)


def tell_settled(by: By, record: Record, what: str, reason: str) -> None:
    """Whoever objected to a record entered on their behalf is told what the office did about it,
    which answers the objection. What was entered under a key of its own is told by the floor that
    entered it."""
    objected = Notice.objects.filter(record=record, objected_at__isnull=False, key="")
    why = f"理由：{reason}" if reason else ""
    words = f"您提出异议的“{record.title}”，机关已{what}。{why}"
    tell(by, record, words, people=objected.values_list("person", flat=True))
    settle(record, f"机关已{what}。{why}")
