"""The only writer of the register: entering, moving, 更正 and 作废, each with its trail row."""

from .amending import amend, first_days
from .counting import COUNTED, ask_reason
from .entering import enter, enter_part, register_many
from .facts import add_fact, complete_fact, replace_fact, strike_fact
from .locking import hold, lock
from .many import Moved, move_many
from .moving import move, stand, state_of, void
from .trail import LOOKING, By, leave_trail, of_part, part_of, plain, today, trail_row

__all__ = [
    "COUNTED",
    "LOOKING",
    "By",
    "Moved",
    "add_fact",
    "amend",
    "ask_reason",
    "complete_fact",
    "enter",
    "enter_part",
    "first_days",
    "hold",
    "leave_trail",
    "lock",
    "move",
    "move_many",
    "of_part",
    "part_of",
    "plain",
    "register_many",
    "replace_fact",
    "stand",
    "state_of",
    "strike_fact",
    "today",
    "trail_row",
    "void",
]
