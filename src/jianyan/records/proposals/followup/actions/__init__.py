"""Writes of what follows, one function per verb."""

from .achieving import achieve, answer_achievement, measure
from .choosing import award, step, take_back_award
from .facts import (
    add_consultation,
    add_look_back,
    add_supervision,
    conclude,
    consult_overdue,
    correct,
    look_back,
    supervise,
)
from .keys import add_key, choose_key, correct_key, drop_key, lead
from .looking import check, settle
from .promising import follow_promises, keep_promise
from .sheets import add_achievement, add_outstanding, correct_outstanding

__all__ = [
    "achieve",
    "add_achievement",
    "add_consultation",
    "add_key",
    "add_look_back",
    "add_outstanding",
    "add_supervision",
    "answer_achievement",
    "award",
    "check",
    "choose_key",
    "conclude",
    "consult_overdue",
    "correct",
    "correct_key",
    "correct_outstanding",
    "drop_key",
    "follow_promises",
    "keep_promise",
    "lead",
    "look_back",
    "measure",
    "settle",
    "step",
    "supervise",
    "take_back_award",
]
