"""Writes of this room, one function per verb."""

from . import returns
from .assigning import Sending, assign, assign_to, change_role, roles, send, take_back
from .contacts import answer, change_contact, contact, hold_contact, say, strike_contact
from .countersigning import countersign
from .ending import conclude
from .extensions import (
    add_extension,
    ask_extension,
    change_extension,
    extend,
    grant_extension,
    refuse_extension,
    strike_extension,
    withdraw_extension,
)
from .handing import hand_on
from .handling import accept, ask_return, finish, grant_return, recall, refuse_return, void
from .opinions import opine
from .pausing import pause, pause_case, resume, resume_case
from .sheets import add_task, change_task
from .terms import resend, reset

__all__ = [
    "Sending",
    "accept",
    "add_extension",
    "add_task",
    "answer",
    "ask_extension",
    "ask_return",
    "assign",
    "assign_to",
    "change_contact",
    "change_extension",
    "change_role",
    "change_task",
    "conclude",
    "contact",
    "countersign",
    "extend",
    "finish",
    "grant_extension",
    "grant_return",
    "hand_on",
    "hold_contact",
    "opine",
    "pause",
    "pause_case",
    "recall",
    "refuse_extension",
    "refuse_return",
    "resend",
    "reset",
    "resume",
    "resume_case",
    "returns",
    "roles",
    "say",
    "send",
    "strike_contact",
    "strike_extension",
    "take_back",
    "void",
    "withdraw_extension",
]
