"""Writes of activities and research topics, one function per verb."""

from .activities import DAYS, ROLES, add, announce, cancel, change, hold, serve
from .parts import add_part, attend, change_part, finish_item, go_to
from .topics import TOPIC_DAYS, add_topic, change_topic, choose, complete, drop

__all__ = [
    "DAYS",
    "ROLES",
    "TOPIC_DAYS",
    "add",
    "add_part",
    "add_topic",
    "announce",
    "attend",
    "cancel",
    "change",
    "change_part",
    "change_topic",
    "choose",
    "complete",
    "drop",
    "finish_item",
    "go_to",
    "hold",
    "serve",
]
