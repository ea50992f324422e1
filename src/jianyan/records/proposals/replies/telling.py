"""What the proposers and the unit are told of a reply and of its class."""

from __future__ import annotations

from jianyan.ground.days import said_day
from jianyan.ground.models import Category
from jianyan.ground.register import By
from jianyan.ground.telling import tell
from jianyan.records.proposals.tasks.actions.ending import all_replied_words
from jianyan.records.proposals.tasks.told import proposers_of, tell_above, tell_parties

from .models import Reply, ReplyClass


def receipt_key(made: Reply) -> str:
    """The key of the notices that a reply was given, by which their reading is looked up."""
    return f"reply:{made.pk}"


def tell_replied(by: By, made: Reply, grade: Category) -> None:
    """The proposers, also of the cases merged into it, are told of a reply, and until when they may
    rate once it was the last one owed; the office and the dispatchers above the unit that it went."""
    record, number = made.record, f"{made.number}，" if made.number else ""
    words = f"{made.task.unit}已答复《{record.title}》（{number}{grade}），请查看。"
    words += all_replied_words(record.pk)
    tell(by, record, words, people=proposers_of(record.pk), key=receipt_key(made))
    went = f"{made.task.unit}已答复《{record.title}》（{number}{grade}）。"
    tell(by, record, went, desk="提案")
    tell_above(by, record, went, [made.task.unit_id])


def tell_class(by: By, row: ReplyClass, what: str) -> None:
    """The proposers and the unit are told what has become of the class of a reply."""
    task = row.reply.task
    words = f"{task.unit}对《{row.record.title}》答复的办理类别{what}"
    tell_parties(by, row.record, words, units=[task.unit_id])


def tell_struck(by: By, row: Reply, what: str, reason: str) -> None:
    """The proposers and the unit are told that a reply was entered wrongly."""
    words = f"{row.task.unit}{said_day(row.on)}对《{row.record.title}》的答复已{what}。{reason}"
    tell_parties(by, row.record, words, units=[row.task.unit_id])
